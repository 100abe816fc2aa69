"""Where one agency of a cell ends and the next begins, and who leads."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caicach.core.documents.agency_names import Roles, split_agencies, split_roles
from tests.shared_documents import FOLDER, needs_documents

STEADY = settings(derandomize=True, deadline=None)


def names(text):
    return [name.printed for name in split_agencies(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Sở Nội vụ",
        "Sở Nông nghiệp và Môi trường",
        "Sở Văn hóa, Thể thao và Du lịch",
        "Sở VH,TT&DL",
        "Sở Lao động - Thương binh và Xã hội",
        "Phòng Văn hóa - Xã hội",
        "Phòng Kinh tế, Hạ tầng và Đô thị",
        "Văn phòng HĐND và UBND phường",
        "Văn phòng Đoàn ĐBQH và HĐND tỉnh",
        "Văn phòng HĐND, UBND xã",
        "Trung tâm Xúc tiến đầu tư và Hỗ trợ doanh nghiệp",
        "Công ty Cổ phần cấp nước và Phát triển đô thị Lạc Xuyên",
        "Báo và Đài Phát thanh, Truyền hình tỉnh",
        "Các sở, ban, ngành",
        "Các cơ quan, đơn vị có liên quan",
        "các cơ quan, đơn vị, địa phương có liên quan",
        "UBND các huyện, thị xã, thành phố",
        "UBND các xã, phường, đặc khu",
        "Các phòng, ban, đơn vị thuộc Sở",
        "Các phòng, Trung tâm, Chi cục thuộc Sở",
        "Các cơ quan, đơn vị được UBND tỉnh giao việc của Chính phủ, Thủ tướng Chính phủ",
        "Ban Quản lý các khu công nghiệp",
        "Toàn thể công chức, viên chức, người lao động",
        "Sở Nội vụ (cơ quan thường trực)",
    ],
)
def test_a_name_with_a_comma_or_a_conjunction_of_its_own_stays_whole(text):
    assert names(text) == [text]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Sở Nội vụ; Sở Tài chính", ["Sở Nội vụ", "Sở Tài chính"]),
        ("Sở Nội vụ, Sở Tài chính", ["Sở Nội vụ", "Sở Tài chính"]),
        ("Sở Nội vụ và Sở Tài chính", ["Sở Nội vụ", "Sở Tài chính"]),
        ("Sở Nội vụ/Văn phòng UBND tỉnh", ["Sở Nội vụ", "Văn phòng UBND tỉnh"]),
        ("- Sở Nội vụ; - UBND cấp xã.", ["Sở Nội vụ", "UBND cấp xã"]),
        ("- Sở Nội vụ - UBND cấp xã", ["Sở Nội vụ", "UBND cấp xã"]),
        ("- Sở Nội vụ\n- UBND cấp xã", ["Sở Nội vụ", "UBND cấp xã"]),
        ("1. Sở Nội vụ 2. Sở Y tế", ["Sở Nội vụ", "Sở Y tế"]),
        ("Sở Nội vụ\nSở Tài chính", ["Sở Nội vụ", "Sở Tài chính"]),
        ("Sở Nông nghiệp và\nMôi trường", ["Sở Nông nghiệp và Môi trường"]),
        ("Phòng Văn\nhóa - Xã\nhội", ["Phòng Văn hóa - Xã hội"]),
        ("Ủy ban\nMTTQ Việt Nam\nphường, Các tổ dân phố", ["Ủy ban MTTQ Việt Nam phường", "Các tổ dân phố"]),
        ("Các sở, ban,\nngành; UBND\ncác huyện", ["Các sở, ban, ngành", "UBND các huyện"]),
        ("UBND cấp xã; các\nđơn vị có liên quan", ["UBND cấp xã", "các đơn vị có liên quan"]),
        ("Chánh Văn phòng\nUBND tỉnh\nGiám đốc\nSở Nội vụ", ["Chánh Văn phòng UBND tỉnh", "Giám đốc Sở Nội vụ"]),
        ("Văn phòng\nThanh tra", ["Văn phòng", "Thanh tra"]),
        ("<ul><li>Sở Nội vụ</li><li>UBND cấp xã</li></ul>", ["Sở Nội vụ", "UBND cấp xã"]),
        ("Sở Nội vụ<br/>Sở Y tế", ["Sở Nội vụ", "Sở Y tế"]),
        ("Các sở, ban, ngành, địa phương", ["Các sở, ban, ngành", "địa phương"]),
        ("Các sở, ngành, UBND các xã, phường", ["Các sở, ngành", "UBND các xã, phường"]),
        ("Sở Nội vụ, các sở, ban, ngành, UBND cấp xã", ["Sở Nội vụ", "các sở, ban, ngành", "UBND cấp xã"]),
        ("UBND cấp huyện, cấp xã", ["UBND cấp huyện", "UBND cấp xã"]),
        ("Chủ tịch UBND cấp huyện và cấp xã", ["Chủ tịch UBND cấp huyện", "Chủ tịch UBND cấp xã"]),
        ("UBND phường Tân An, xã Hòa Bình", ["UBND phường Tân An", "UBND xã Hòa Bình"]),
        ("UBND các xã: Tân Hà, Tân Lập", ["UBND xã Tân Hà", "UBND xã Tân Lập"]),
        ("Các Sở: NV, KH&ĐT, TT&TT", ["Sở NV", "Sở KH&ĐT", "Sở TT&TT"]),
        ("Các Sở: NV; KH&ĐT; UBND cấp xã", ["Sở NV", "Sở KH&ĐT", "UBND cấp xã"]),
        ("Các sở Nội vụ, Tài chính và Văn phòng UBND tỉnh", ["Sở Nội vụ", "Sở Tài chính", "Văn phòng UBND tỉnh"]),
        ("Giám đốc các Sở: Nội vụ, Kế hoạch và Đầu tư", ["Giám đốc Sở Nội vụ", "Giám đốc Sở Kế hoạch và Đầu tư"]),
        ("Sở Nội vụ, Tài chính, Tư pháp", ["Sở Nội vụ", "Sở Tài chính", "Sở Tư pháp"]),
        (
            "Sở Văn hóa, Thể thao và Du lịch và các đơn vị liên quan",
            ["Sở Văn hóa, Thể thao và Du lịch", "các đơn vị liên quan"],
        ),
        (
            "Phòng Kinh tế, Hạ tầng và Đô thị, Công an phường",
            ["Phòng Kinh tế, Hạ tầng và Đô thị", "Công an phường"],
        ),
        (
            "Văn phòng UBND tỉnh (Trung tâm Phục vụ hành chính công)",
            ["Văn phòng UBND tỉnh", "Trung tâm Phục vụ hành chính công"],
        ),
        (
            "Văn phòng, Thanh tra, các phòng chuyên môn thuộc Sở",
            ["Văn phòng", "Thanh tra", "các phòng chuyên môn thuộc Sở"],
        ),
        (
            "Công an tỉnh, Bộ CHQS tỉnh, BĐBP tỉnh, BHXH tỉnh",
            ["Công an tỉnh", "Bộ CHQS tỉnh", "BĐBP tỉnh", "BHXH tỉnh"],
        ),
        ("Thủ trưởng các cơ quan: Công an tỉnh; Sở Y tế", ["Thủ trưởng Công an tỉnh", "Thủ trưởng Sở Y tế"]),
        ("Sở Nội vụ; Sở Nội vụ", ["Sở Nội vụ"]),
        ("", []),
        ("-", []),
        (" . ; , ", []),
    ],
)
def test_a_cell_is_cut_between_agencies(text, parts):
    assert names(text) == parts


@pytest.mark.parametrize("text", ["Giám đốc Sở Nội vụ", "Chủ tịch UBND cấp xã", "Thủ trưởng các sở, ban, ngành"])
def test_the_title_of_a_head_is_noted(text):
    assert [name.addressed_to for name in split_agencies(text)] == ["head"]


@pytest.mark.parametrize(
    ("text", "is_group"),
    [
        ("Các sở, ban, ngành", True),
        ("Thủ trưởng các sở, ban, ngành", True),
        ("UBND cấp xã", True),
        ("UBND các xã, phường", True),
        ("Sở Nội vụ", False),
        ("UBND phường Tân An", False),
    ],
)
def test_a_name_for_many_agencies_is_marked_as_a_group(text, is_group):
    assert [name.is_group for name in split_agencies(text)] == [is_group]


def test_a_split_name_is_not_resolved():
    (name,) = split_agencies("Sở Nội vụ")
    assert (name.key, name.match, name.proposals) == ("", "unknown", ())


@pytest.mark.parametrize(
    ("text", "lead", "coordinating"),
    [
        ("Chủ trì: Phòng A; Phối hợp: Phòng B, Phòng C", "Phòng A", "Phòng B, Phòng C"),
        ("Chủ trì: Phòng A\nPhối hợp: Phòng B", "Phòng A", "Phòng B"),
        ("Phối hợp: Phòng B. Chủ trì: Phòng A", "Phòng A", "Phòng B"),
        ("Cơ quan chủ trì: Sở A. Cơ quan phối hợp: Các sở, ban, ngành.", "Sở A", "Các sở, ban, ngành"),
        ("- CT: Sở A - PH: Sở B", "Sở A", "Sở B"),
        ("Chủ trì: Sở A, phối hợp với Sở B", "Sở A", "Sở B"),
        ("Sở A chủ trì, phối hợp với Sở B", "Sở A", "Sở B"),
        ("Sở A chủ trì phối hợp các sở, ban, ngành", "Sở A", "các sở, ban, ngành"),
        ("Sở A chủ trì; Sở B, Sở C phối hợp", "Sở A", "Sở B, Sở C"),
        ("Sở A (chủ trì), Sở B (phối hợp)", "Sở A", "Sở B"),
        ("Giao Sở A chủ trì, phối hợp với Sở B thực hiện", "Sở A", "Sở B"),
        ("Sở A phối hợp với các sở, ban, ngành", "Sở A", "các sở, ban, ngành"),
        ("Phối hợp: Các tổ dân phố", "", "Các tổ dân phố"),
        ("Sở A", "Sở A", ""),
        ("Đơn vị được giao chủ trì tham mưu việc này", "Đơn vị được giao chủ trì tham mưu việc này", ""),
        ("", "", ""),
    ],
)
def test_a_cell_with_both_roles_is_divided(text, lead, coordinating):
    assert split_roles(text) == Roles(lead, coordinating)


PIECES = ["Sở", "Nội vụ", "các", "Các Sở:", "UBND", "cấp xã", "Giám đốc", "KH&ĐT", "địa phương", "Văn phòng HĐND"]
SIGNS = ["và", ",", ";", "-", "(", ")", "<br>", "\n", "chủ trì", "phối hợp với", ":"]


@STEADY
@given(st.text(max_size=80) | st.lists(st.sampled_from(PIECES + SIGNS), max_size=12).map(" ".join))
def test_no_text_makes_the_splitting_fail_or_gives_empty_names(text):
    assert all(name.printed.strip() for name in split_agencies(text))
    assert len(split_roles(text)) == 2


KNOWN = ["Sở Nội vụ", "Sở Văn hóa, Thể thao và Du lịch", "UBND cấp xã", "Các sở, ban, ngành", "Văn phòng UBND tỉnh"]


@STEADY
@given(st.lists(st.sampled_from(KNOWN), unique=True, min_size=1), st.sampled_from(["; ", ", ", "\n- ", " - "]))
def test_joined_names_come_apart_again(chosen, sign):
    assert names(sign.join(chosen)) == chosen


@needs_documents
@pytest.mark.parametrize("name", ["000", "001", "003", "u4"])
def test_every_agency_cell_of_the_real_plans_is_split_as_a_careful_reader_does(name):
    gold = json.loads((FOLDER / "gold" / f"{name}.json").read_text(encoding="utf8"))
    rows = [row for part in ("rows", "survey_tasks", "criteria") for row in gold.get(part, [])]
    for row in rows:
        for side in ("lead", "coordinating"):
            cell = row.get(f"{side}_raw") or ", ".join(row.get(side) or [])
            assert names(cell) == (row.get(side) or []), cell
