"""Notices of conclusions in prose: what is said is proposed, what is not said is asked, nothing is lost."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caicach.core.documents.agency_names import split_agencies
from caicach.core.documents.concluding import Part, parts_of, read_part
from caicach.core.text import nfc, squeeze
from tests.core.documents.notices_of_conclusions import AGENCIES, PARAGRAPHS
from tests.shared_documents import FOLDER

MEETING = date(2026, 9, 2)
_REAL = sorted(FOLDER.glob("*thong_bao_ket_luan*.txt"))
_PIECES = st.sampled_from([
    "giao ", "Giao ", "Yêu cầu ", "Sở Nội vụ", "Sở Y tế", " chủ trì, ", "phối hợp với ",
    "rà soát ", ". ", "; ", ": ", ", ", "1. ",
    "a) ", "trước ngày 15/10/2026", "trong quý IV", "thời hạn: ", ", hạn ", "15/12/2026", "sản phẩm: ", "(", ")",
    "\n", "\r\n", "\t", "hồ sơ ", "báo cáo ",
])  # fmt: skip
_TYPED = st.text(st.characters(exclude_categories=("C",)), max_size=6)  # what cannot be seen is no word
_NOTICES = st.lists(_PIECES | _TYPED, max_size=30).map("".join)


def knows(words):
    names = split_agencies(words)
    return bool(names) and all(name.printed in AGENCIES for name in names)


def row_of(part):
    return read_part(part, knows=knows, on=MEETING)


def fields(row):
    return row and (row.title, row.lead, row.coordinating, row.end, row.deliverable)


@pytest.mark.parametrize(("words", "expected"), PARAGRAPHS)
def test_a_paragraph_is_read_as_it_says(words, expected):
    [part] = parts_of(words)
    assert fields(row_of(part)) == expected


def test_an_end_is_read_with_or_without_a_colon_and_a_span_of_days_is_asked():
    told = "Giao Sở Y tế báo cáo tiến độ"
    for words in (", hạn 15/12/2026.", ", thời hạn: 15/12/2026.", "; hạn hoàn thành ngày 15/12/2026."):
        assert row_of(Part(1, told + words)).end.endswith("15/12/2026"), words
    assert row_of(Part(1, f"{told} trong thời hạn 15 ngày làm việc.")).end == ""


def test_a_paragraph_that_gives_work_twice_is_two_rows():
    text = "1. Giao Sở Nội vụ rà soát trước ngày 15/10/2026. Giao Sở Y tế báo cáo kết quả."
    assert [(part.line, row_of(part).lead, row_of(part).end) for part in parts_of(text)] == [
        (1, "Sở Nội vụ", "trước ngày 15/10/2026"),
        (1, "Sở Y tế", ""),
    ]


@given(_NOTICES)
@settings(max_examples=60, deadline=None, derandomize=True)
def test_every_word_of_a_notice_stands_in_a_part_and_in_its_order(text):
    whole = squeeze(" ".join(nfc(text).splitlines()))
    assert squeeze(" ".join(part.words for part in parts_of(text))) == whole


@given(_NOTICES)
@settings(max_examples=60, deadline=None, derandomize=True)
def test_what_was_cut_and_read_is_read_the_same_again(text):
    first = parts_of(text)
    again = parts_of("\n".join(part.words for part in first))
    assert [part.words for part in again] == [part.words for part in first]
    assert [fields(row_of(part)) for part in again] == [fields(row_of(part)) for part in first]


@given(_NOTICES)
@settings(max_examples=60, deadline=None, derandomize=True)
def test_nothing_is_proposed_that_the_words_do_not_say(text):
    for part in parts_of(text):
        row = row_of(part)
        for said in () if row is None else (row.lead, row.coordinating, row.end):
            assert said in part.words
        assert row is None or (not row.lead or knows(row.lead))


@pytest.mark.skipif(not _REAL, reason="no real notice of conclusions lies among the shared documents")
def test_real_notices_propose_a_row_for_most_paragraphs_that_give_work():
    for path in _REAL:
        parts = parts_of(path.read_text(encoding="utf-8"))
        assert any(read_part(part, knows=lambda words: True, on=date(2025, 1, 1)) for part in parts)
