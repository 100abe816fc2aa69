"""Decisions that list only their changes: each clause is read, or told with its line; none is lost, none is guessed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caicach.core.plans.amending import Act, read_amending
from caicach.core.plans.matching import PlanRow, match_clauses

ROWS = [
    PlanRow("a", ("I",), "Cải cách thể chế"),
    PlanRow("b", ("I", "1"), "Rà soát văn bản"),
    PlanRow("c", ("I", "1", "1.1"), "Lập danh mục văn bản"),
    PlanRow("d", ("II",), "Cải cách thủ tục hành chính"),
    PlanRow("e", ("II", "1"), "Công bố thủ tục"),
    PlanRow("f", ("II", "1", "1.1"), "Trình danh mục thủ tục"),
    PlanRow("g", ("II", "2"), "Đo thời gian giải quyết"),
    PlanRow("h", ("II", "3"), "Số hóa hồ sơ"),
    PlanRow("i", ("II", "3", "a"), "Số hóa sổ hộ tịch"),
]


def only(text):
    read = read_amending(text)
    assert not read.doubts
    (clause,) = read.clauses
    return clause


def doubt(text):
    read = read_amending(text)
    assert not read.clauses
    (found,) = read.doubts
    return found.code


def meant(text):
    (found,) = match_clauses(read_amending(text).clauses, ROWS)
    return found.row.key if found.row else found.refusal


@pytest.mark.parametrize(
    ("text", "act", "section", "code", "cells"),
    [
        ("1. Sửa đổi nhiệm vụ số 1.1 Mục II: thời hạn: trước ngày 15/11/2026; chủ trì: Sở Nội vụ.", Act.REPLACE, "II",
         "1.1", {"end_text": "trước ngày 15/11/2026", "lead_text": "Sở Nội vụ"}),
        ("b) Điều chỉnh thời gian", None, "", "", {}),
        ("Thay thế nhiệm vụ II.1.1 như sau: “Trình danh mục mới”", Act.REPLACE, "II", "1.1",
         {"title": "Trình danh mục mới"}),
        ("- Bổ sung nhiệm vụ 1.2 vào Mục I: “Tập huấn”; cơ quan phối hợp: Sở Tư pháp", Act.ADD, "I", "1.2",
         {"title": "Tập huấn", "coordinating_text": "Sở Tư pháp"}),
        ("Điều 2. Bãi bỏ nhiệm vụ số 2 thuộc Mục II.", Act.ABOLISH, "II", "2", {}),
        ("Huỷ bỏ hoạt động 1.1 tại Phụ lục kèm theo Kế hoạch số 15/KH-UBND", Act.ABOLISH, "", "1.1", {}),
    ],
)  # fmt: skip
def test_a_clause_says_what_happens_to_which_row(text, act, section, code, cells):
    if act is None:
        assert read_amending(text).clauses == []
        return
    clause = only(text)
    assert (clause.act, clause.section, clause.code, clause.cells) == (act, section, code, cells)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("5. Đối với nhiệm vụ số 7.1, giao Sở Tài chính xem xét.", "act_unknown"),
        ("Sửa đổi nhiệm vụ số 1.1", "nothing_said"),
        ("Bổ sung nhiệm vụ 1.5 vào Mục I: chủ trì: Sở Y tế", "title_missing"),
        ("Bãi bỏ nhiệm vụ của năm trước còn lại", "too_much_said"),
        ("Bãi bỏ nhiệm vụ số 1.1: giao Sở Y tế làm tiếp", "too_much_said"),
        ("Bổ sung nhiệm vụ 1.5 vào Mục I: “Một”; “Hai”", "too_much_said"),
        ("Sửa đổi nhiệm vụ: thời hạn: Quý IV", "row_not_named"),
    ],
)
def test_what_is_not_clear_is_told_and_never_guessed(text, code):
    assert doubt(text) == code


def test_a_heading_says_what_happens_to_the_rows_below_until_the_next_article():
    read = read_amending(
        "Điều 1. Bãi bỏ các nhiệm vụ sau:\na) Nhiệm vụ số 1.1 Mục I\nb) Nhiệm vụ “Công bố thủ tục”\n"
        "Điều 2. Tổ chức thực hiện\n1. Nhiệm vụ số 2 Mục II thực hiện theo quy định."
    )
    assert [(one.act, one.code, one.name) for one in read.clauses] == [
        (Act.ABOLISH, "1.1", ""),
        (Act.ABOLISH, "", "Công bố thủ tục"),
    ]
    assert [one.code for one in read.doubts] == ["act_unknown"]
    open_one = read_amending("Sửa đổi, bổ sung một số nhiệm vụ như sau:\na) Nhiệm vụ số 1.1 Mục I: thời hạn: Quý IV")
    assert [one.code for one in open_one.doubts] == ["act_unknown"]


def test_a_table_names_its_columns_and_its_rows_are_clauses():
    read = read_amending(
        "STT\tSố thứ tự tại Kế hoạch\tHình thức\tNhiệm vụ\tChủ trì\tThời gian hoàn thành\n"
        "(1)\t(2)\t(3)\t(4)\t(5)\t(6)\n"
        "1\tII.1.1\tSửa đổi\tTrình danh mục\tVăn phòng UBND tỉnh\tTháng 9/2026\n"
        "2\t\tBãi bỏ\tĐo thời gian giải quyết\tSở Y tế\t\n"
        "3\tI.1.2\tBổ sung\tTập huấn\tSở Nội vụ\tQuý IV/2026\n"
        "4\t1.1\t\tKhông rõ\t\t\n"
    )
    assert [(one.act, one.section, one.code, one.name, dict(one.cells)) for one in read.clauses] == [
        (Act.REPLACE, "II", "1.1", "",
         {"title": "Trình danh mục", "lead_text": "Văn phòng UBND tỉnh", "end_text": "Tháng 9/2026"}),
        (Act.ABOLISH, "", "", "Đo thời gian giải quyết", {"lead_text": "Sở Y tế"}),
        (Act.ADD, "I", "1.2", "", {"title": "Tập huấn", "lead_text": "Sở Nội vụ", "end_text": "Quý IV/2026"}),
    ]  # fmt: skip
    assert [(one.code, one.line) for one in read.doubts] == [("act_unknown", 6)]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Bãi bỏ nhiệm vụ số 1.1 Mục II", "f"),
        ("Bãi bỏ nhiệm vụ số 1.1", "several_rows"),
        ("Bãi bỏ nhiệm vụ số 2", "g"),
        ("Bãi bỏ nhiệm vụ số 9.9 Mục II", "no_such_row"),
        ("Bãi bỏ nhiệm vụ “công bố thủ tục”", "e"),
        ("Bãi bỏ nhiệm vụ “Công bố các thủ tục”", "no_such_row"),
        ("Bãi bỏ nhiệm vụ số 2 “Công bố thủ tục”", "other_name"),
        ("Bổ sung nhiệm vụ 1.2 vào Mục I: “Tập huấn”", "b"),
        ("Bổ sung nhiệm vụ 4 vào Mục II: “Tập huấn”", "d"),
        ("Bổ sung nhiệm vụ 1.1 vào Mục II: “Tập huấn”", "already_there"),
        ("Bổ sung nhiệm vụ 5 vào Mục IX: “Tập huấn”", "no_such_row"),
        ("Bổ sung nhiệm vụ “Tập huấn”", "under_what"),
        ("Bổ sung nhiệm vụ 1.2: “Tập huấn”", "several_rows"),
        ("Bãi bỏ nhiệm vụ số 3.a Mục II", "i"),
        ("Bổ sung nhiệm vụ 3.b vào Mục II: “Tập huấn”", "h"),
        ("Bổ sung nhiệm vụ 3.a vào Mục II: “Tập huấn”", "already_there"),
    ],
)
def test_a_row_is_found_once_or_refused(text, key):
    assert meant(text) == key


def test_likely_rows_are_proposed_and_a_row_named_twice_is_refused_both_times():
    (found,) = match_clauses(read_amending("Bãi bỏ nhiệm vụ “Công bố các thủ tục”").clauses, ROWS)
    assert found.proposals[0] == "II/1 Công bố thủ tục"
    text = "Bãi bỏ nhiệm vụ số 2 Mục II\nSửa đổi nhiệm vụ số 2 Mục II: thời hạn: Quý IV"
    assert [one.refusal for one in match_clauses(read_amending(text).clauses, ROWS)] == ["twice", "twice"]


@given(st.text(alphabet=st.sampled_from("Sửa đổiBãbỏsung nhiệmvụ số1.2MụcIV:;“”\t\n"), max_size=200))
def test_every_line_is_a_clause_a_doubt_another_line_or_the_head_of_a_table(text):
    read = read_amending(text)
    told = {one.line for one in (*read.clauses, *read.doubts)} | {line for line, _words in read.others}
    plain = {n for n, line in enumerate(text.split("\n"), 1) if line.strip() and "\t" not in line}
    assert plain <= told
    assert all(not (one.act is Act.REPLACE and not one.cells) for one in read.clauses)


@given(st.sampled_from(ROWS[:8]), st.sampled_from(["Quý IV/2026", "trước ngày 15/11/2026"]), st.booleans())
def test_a_row_named_by_all_that_it_has_is_always_found(row, end, by_name):
    section = f" Mục {'.'.join(row.codes[:-1])}" if len(row.codes) > 1 else ""
    named = f"“{row.title}”" if by_name else f"số {row.codes[-1]}{section}"
    (found,) = match_clauses(read_amending(f"1. Sửa đổi nhiệm vụ {named}: thời hạn: {end}").clauses, ROWS)
    assert found.row == row
    assert found.clause.cells == {"end_text": end}
