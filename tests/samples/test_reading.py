"""A list as a frame: read whole, or refused with every problem of every row."""

import pytest

from caicach.samples.reading import HEADINGS, read_frame
from caicach.tables.sheet import read_pasted


def read(*lines):
    return read_frame(read_pasted("\n".join(lines), HEADINGS))


def test_a_list_with_places_and_sizes_becomes_units():
    rows = ("T1;Lạc Đông;Đông;120;Nhà văn hóa", "T2;Lạc Đông;Tây;80;", "T3;Khê Hạ;Nam;;")
    frame = read("mã;xã;thôn;số hộ;địa chỉ", *rows)
    assert not frame.problems
    assert [(unit.key, unit.stratum, unit.places, unit.size, label) for unit, label in frame.units] == [
        ("T1", "Lạc Đông", ("Đông",), 120, "Nhà văn hóa"),
        ("T2", "Lạc Đông", ("Tây",), 80, ""),
        ("T3", "Khê Hạ", ("Nam",), 1, ""),
    ]
    assert frame.totals == {"Khê Hạ": [1, 1], "Lạc Đông": [2, 200]}


@pytest.mark.parametrize(
    ("line", "column", "what"),
    [
        (";Lạc Đông;1", "mã", "Thiếu mã."),
        ("H1;Lạc Đông;1", "mã", "Mã trùng với dòng 2."),
        ("H2;;1", "tầng", "Thiếu tầng (xã, cơ quan…)."),
        ("H2;Lạc Đông;1.200", "quy mô", "Quy mô không phải số nguyên dương."),
        ("H2;Lạc Đông;0", "quy mô", "Quy mô không phải số nguyên dương."),
        ("H2;Lạc Đông;-3", "quy mô", "Quy mô không phải số nguyên dương."),
    ],
)
def test_what_is_wrong_is_told_with_row_and_column_and_nothing_is_taken(line, column, what):
    frame = read("mã;tầng;quy mô", "H1;Lạc Đông;1", line)
    (problem,) = frame.problems
    assert (problem.row, problem.column, problem.what) == (3, column, what)
    assert frame.units == ()


def test_a_place_that_only_some_rows_have_is_a_problem():
    frame = read("mã;tầng;thôn", "H1;Lạc Đông;Đông", "H2;Lạc Đông;")
    assert [(one.row, one.what) for one in frame.problems] == [(3, "Thiếu địa bàn.")]


def test_a_table_without_rows_is_no_frame():
    assert [one.what for one in read("mã;tầng").problems] == ["Bảng không có dòng nào."]
