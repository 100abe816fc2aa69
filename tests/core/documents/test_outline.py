"""Outline marks at the head of lines and in number columns."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caicach.core.documents.recognition.outline import MarkKind, mark_in_code_cell, mark_of

LINES = [
    ("II. MỤC TIÊU", MarkKind.ROMAN, "II", "MỤC TIÊU"),
    ("A. Phần thứ nhất", MarkKind.UPPER, "A", "Phần thứ nhất"),
    ("1. Sở Nội vụ", MarkKind.NUMBER, "1", "Sở Nội vụ"),
    ("1.2. Rà soát", MarkKind.NUMBER, "1.2", "Rà soát"),
    ("2. 100% hồ sơ đúng hạn", MarkKind.NUMBER, "2", "100% hồ sơ đúng hạn"),
    ("đ) Kiểm tra", MarkKind.LOWER, "đ", "Kiểm tra"),
    ("- Đúng hạn", MarkKind.DASH, "-", "Đúng hạn"),
    ("Nhiệm vụ 3: Tập huấn", MarkKind.TASK, "Nhiệm vụ 3", "Tập huấn"),
    ("Hoạt động 3.1", MarkKind.ACTIVITY, "Hoạt động 3.1", ""),
    ("LĨNH VỰC V CẢI CÁCH", MarkKind.DOMAIN, "LĨNH VỰC V", "CẢI CÁCH"),
    ("Điều 2. Hiệu lực", MarkKind.ARTICLE, "Điều 2", "Hiệu lực"),
]
NOT_MARKED = [
    "100% hồ sơ đúng hạn",
    "30/6/2026",
    "Sở Nội vụ",
    "02 cuộc đối thoại",
    "Căn cứ Luật",
    "",
    "Nhiệm vụ trọng tâm",
]


@pytest.mark.parametrize(("line", "kind", "code", "rest"), LINES)
def test_a_line_opens_with_its_mark(line: str, kind: MarkKind, code: str, rest: str) -> None:
    mark = mark_of(line)
    assert mark is not None
    assert (mark.kind, mark.code, mark.rest) == (kind, code, rest)


@pytest.mark.parametrize("line", NOT_MARKED)
def test_a_sentence_has_no_mark(line: str) -> None:
    assert mark_of(line) is None


@pytest.mark.parametrize(
    ("cell", "code"), [("1", "1"), ("1.1", "1.1"), ("I", "I"), ("A", "A"), ("a", "a"), ("1. 1", "1.1")]
)
def test_in_a_number_column_the_stop_may_be_missing(cell: str, code: str) -> None:
    mark = mark_in_code_cell(cell)
    assert mark is not None
    assert mark.code == code


def test_a_domain_counted_in_roman_numbers_stands_on_the_level_of_roman_numbers() -> None:
    worded, plain = mark_in_code_cell("Lĩnh vực V"), mark_in_code_cell("VI")
    assert worded is not None
    assert plain is not None
    assert worded.style == plain.style


@given(st.text(max_size=200))
def test_no_text_breaks_the_reading_of_marks(text: str) -> None:
    for read in (mark_of, mark_in_code_cell):
        mark = read(text)
        assert mark is None or mark.code
