"""Names of documents and the agencies of the directory."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caicach.core.documents.agency_names import split_agencies
from caicach.core.documents.directory import AgencyDirectory, DirectoryEntry, DirectoryName
from caicach.core.documents.reading import AgencyName
from caicach.core.documents.resolving import CERTAIN, resolve

STEADY = settings(derandomize=True, deadline=None)

MERGED_ON = date(2025, 3, 1)
TODAY = date(2026, 1, 15)


def entry(key, official, *others, is_group=False, valid_from=None, valid_to=None, successors=()):
    names = [DirectoryName(official), *(DirectoryName(text, kind) for kind, text in others)]
    return DirectoryEntry(
        key=key,
        kind="group" if is_group else "department",
        names=tuple(names),
        is_group=is_group,
        valid_from=valid_from,
        valid_to=valid_to,
        successors=successors,
    )


DIRECTORY = AgencyDirectory(
    entries=(
        entry("PC", "Ủy ban nhân dân tỉnh Lạc Xuyên", ("short", "UBND tỉnh")),
        entry("OFF", "Văn phòng Ủy ban nhân dân tỉnh", ("short", "VP UBND tỉnh")),
        entry("HA", "Sở Nội vụ", ("short", "SNV"), ("alias", "Ban Tổ chức chính quyền")),
        entry("FIN", "Sở Tài chính"),
        entry("JUS", "Sở Tư pháp"),
        entry("PLAN", "Sở Kế hoạch và Đầu tư", valid_to=date(2025, 2, 28), successors=("FIN",)),
        entry("AGR", "Sở Nông nghiệp và Môi trường", valid_from=MERGED_ON),
        entry("CUL", "Phòng Văn hóa - Xã hội"),
        entry("POL", "Công an tỉnh"),
        entry("W1", "Ủy ban nhân dân phường Tân Lập"),
        entry("W2", "Ủy ban nhân dân phường Tân Lạp"),
        entry("S1", "Trạm Y tế Đông", ("alias", "Trạm Y tế")),
        entry("S2", "Trạm Y tế Tây", ("alias", "Trạm Y tế")),
        entry("G1", "Các sở, ban, ngành", is_group=True),
        entry("G2", "Các cơ quan, đơn vị có liên quan", is_group=True),
        entry("G3", "UBND cấp xã", is_group=True),
    ),
)


def named(text, on=TODAY):
    return resolve(AgencyName(printed=text, name=text), DIRECTORY, on=on)


@pytest.mark.parametrize(
    ("printed", "key", "match"),
    [
        ("Sở Nội vụ", "HA", "exact"),
        ("sở nội vụ", "HA", "exact"),
        ("SNV", "HA", "abbreviation"),
        ("Sở NV", "HA", "abbreviation"),
        ("Sở Nội vụ tỉnh Lạc Xuyên", "HA", "abbreviation"),
        ("Ban Tổ chức chính quyền", "HA", "alias"),
        ("UBND tỉnh", "PC", "abbreviation"),
        ("UBND tỉnh Lạc Xuyên", "PC", "abbreviation"),
        ("Uỷ ban nhân dân tỉnh Lạc Xuyên", "PC", "exact"),
        ("Văn phòng UBND tỉnh", "OFF", "abbreviation"),
        ("Phòng Văn hoá – Xã hội", "CUL", "exact"),
        ("Công an tỉnh Lạc Xuyên", "POL", "abbreviation"),
        ("UBND phường Tân Lập", "W1", "abbreviation"),
        ("các sở, ban, ngành", "G1", "group"),
        ("các cơ quan, đơn vị liên quan", "G2", "group"),
        ("UBND cấp xã", "G3", "group"),
    ],
)
def test_a_known_form_of_a_name_gives_its_agency(printed, key, match):
    found = named(printed)
    assert (found.key, found.match, found.proposals) == (key, match, ())


@pytest.mark.parametrize(
    ("printed", "key"),
    [
        ("Giám đốc Sở Nội vụ", "HA"),
        ("Chánh Văn phòng UBND tỉnh", "OFF"),
        ("Chủ tịch UBND cấp xã", "G3"),
        ("Thủ trưởng các sở, ban, ngành", "G1"),
        ("Trưởng phòng Văn hóa - Xã hội", "CUL"),
    ],
)
def test_the_title_of_a_head_gives_the_agency_addressed_to_its_head(printed, key):
    found = named(printed)
    assert (found.key, found.addressed_to) == (key, "head")
    assert found.match in CERTAIN


@pytest.mark.parametrize(
    ("printed", "key"),
    [("Sở Nộ vụ", "HA"), ("Sở Tu pháp", "JUS"), ("Giám đốc Sở Tài chinh", "FIN"), ("Phòng Văn hóa Xã hôi", "CUL")],
)
def test_a_damaged_spelling_is_proposed_and_never_taken(printed, key):
    found = named(printed)
    assert (found.match, found.key) == ("spelling", "")
    assert found.proposals[0][0] == key
    assert found.name == printed


def test_two_places_that_differ_by_an_accent_are_a_question():
    found = named("UBND phường Tân Lâp")
    assert found.match == "unknown"
    assert {key for key, _, _ in found.proposals[:2]} == {"W1", "W2"}


def test_a_name_of_two_agencies_is_a_question_between_them():
    found = named("Trạm Y tế")
    assert (found.match, found.key) == ("unknown", "")
    assert [key for key, _, _ in found.proposals] == ["S1", "S2"]


def test_an_agency_that_has_ended_proposes_its_successor():
    found = named("Sở KH&ĐT")
    assert (found.match, found.key) == ("unknown", "")
    assert found.proposals == (("FIN", "Sở Tài chính", 100),)


def test_an_agency_that_has_ended_is_itself_in_a_document_of_its_days():
    assert named("Sở Kế hoạch và Đầu tư", on=date(2024, 12, 30)).key == "PLAN"


def test_a_name_before_its_agency_began_is_not_taken():
    assert named("Sở Nông nghiệp và Môi trường", on=date(2024, 12, 30)).match == "unknown"


def test_an_unknown_name_stays_as_printed_with_proposals_ranked_by_likeness():
    found = named("Sở Tài nguyên")
    assert (found.match, found.key, found.name) == ("unknown", "", "Sở Tài nguyên")
    assert [score for *_, score in found.proposals] == sorted((score for *_, score in found.proposals), reverse=True)


def test_a_bare_kind_is_not_taken_for_one_of_its_agencies():
    assert named("Công an").key == ""


@pytest.mark.parametrize("text", ["", " ", "…", "&", "(", "tỉnh", "Giám đốc", "Các"])
def test_words_without_a_name_are_unknown(text):
    assert named(text).match == "unknown"


def test_an_old_name_of_a_living_agency_is_an_alias():
    renamed = DirectoryEntry(
        key="X",
        kind="department",
        names=(
            DirectoryName("Sở Thương mại", valid_to=date(2020, 1, 1)),
            DirectoryName("Sở Công Thương", valid_from=date(2020, 1, 2)),
        ),
    )
    found = resolve(AgencyName("Sở Thương mại", "Sở Thương mại"), AgencyDirectory((renamed,)), on=TODAY)
    assert (found.key, found.match, found.name) == ("X", "alias", "Sở Công Thương")


def test_all_names_of_a_cell_are_resolved():
    found = [resolve(name, DIRECTORY, on=TODAY).key for name in split_agencies("Các Sở: NV, Tài chính; UBND cấp xã")]
    assert found == ["HA", "FIN", "G3"]


@STEADY
@given(
    st.text(max_size=50) | st.lists(st.sampled_from(["Sở", "Nội", "vụ", "Giám đốc", "UBND", "tỉnh", "&"])).map(" ".join)
)
def test_a_key_is_given_only_with_certainty(text):
    found = named(text)
    assert bool(found.key) == (found.match in CERTAIN)
    assert not (found.key and found.proposals)
