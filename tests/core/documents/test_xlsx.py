"""Workbooks as Excel writes them, and what a reader of the sheet sees in each cell."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from caicach.core.documents.errors import UnreadableDocument
from caicach.core.documents.readers.xlsx import printed, read_xlsx
from caicach.core.documents.readers.xlsx_marks import NumberFormat, number_format
from caicach.core.documents.source import Paragraph, SourceDocument, Table
from tests.core.documents.hostile.making import R, S, sheet_rows, text_cell, xlsx, xlsx_parts, zipped
from tests.core.documents.hostile.office import merged

Fill = Callable[[Any, Any], None]
HEAD = ("STT", "Nội dung", "Hạn")
DAY, MONTH, HOUR = date(2026, 3, 5), date(2026, 3, 1), datetime.fromisoformat("2026-03-05T16:30")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.xlsx"


def _book(path: Path, fill: Fill, **options: Any) -> SourceDocument:
    with xlsxwriter.Workbook(path, options) as book:
        fill(book, book.add_worksheet("Kế hoạch"))
    return read_xlsx(path)


def _raw(path: Path, *given: str, **parts: Any) -> SourceDocument:
    path.write_bytes(xlsx(*given, **parts))
    return read_xlsx(path)


def _rows(source: SourceDocument) -> list[list[str]]:
    return [[one.text for one in row] for block in source.blocks if isinstance(block, Table) for row in block.rows]


def _lines(source: SourceDocument) -> list[str]:
    return [block.text for block in source.blocks if isinstance(block, Paragraph)]


SHOWN = {
    "text": ("Rà soát", None, "Rà soát"),
    "blanks around": ("  Rà soát \n", None, "Rà soát"),
    "letters in pieces": ("Ra\u0300 soa\u0301t", None, "Rà soát"),
    "two lines": ("a\r\nb", None, "a\nb"),
    "whole number": (12, None, "12"),
    "decimals": (85.4145, None, "85,4145"),
    "what floats cannot hold": (0.1 + 0.2, None, "0,3"),
    "large": (1234567.89, "#,##0.00", "1234567,89"),
    "decimals of the format": (1.5, "0.00", "1,50"),
    "percent": (0.95, "0%", "95%"),
    "percent with decimals": (0.98505, "0.00%", "98,505%"),
    "day": (DAY, "dd/mm/yyyy", "05/03/2026"),
    "day in words of the format": (DAY, '"ngày" dd "tháng" mm', "05/03/2026"),
    "month": (MONTH, "mm/yyyy", "03/2026"),
    "month in letters": (MONTH, "mmm-yy", "03/2026"),
    "day and time": (HOUR, "dd/mm/yyyy hh:mm", "05/03/2026 16:30"),
    "yes": (True, None, "TRUE"),
    "number as text": ("007", None, "007"),
    "text like a formula": ("=A1", None, "=A1"),
    "negative": (-5, None, "-5"),
    "tiny": (0.000001, None, "0,000001"),
}


@pytest.mark.parametrize("name", SHOWN)
def test_a_cell_is_read_as_it_is_shown(name: str, path: Path) -> None:
    value, form, shown = SHOWN[name]

    def fill(book: Any, page: Any) -> None:
        page.write_row(0, 0, HEAD)
        style = book.add_format({"num_format": form}) if form else None
        if isinstance(value, str):
            page.write_string(1, 1, value, style)
        else:
            page.write(1, 1, value, style)
        page.write_string(1, 0, "1")

    assert _rows(_book(path, fill))[1][1] == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, ""),
        (False, "FALSE"),
        (time(7, 30), "07:30"),
        (timedelta(hours=36, minutes=30), "36,5"),
        (date(2026, 12, 31), "31/12/2026"),
        (1e15, "1000000000000000"),
        (float("inf"), "Infinity"),
    ],
)
def test_other_values_are_printed_too(value: object, shown: str) -> None:
    assert printed(value) == shown


@pytest.mark.parametrize(
    ("code", "form"),
    [
        ("General", NumberFormat()),
        ("0.00", NumberFormat(2)),
        ("#,##0.0##", NumberFormat(1)),
        ("0.0%", NumberFormat(1, is_percent=True)),
        ("mm/yyyy", NumberFormat(is_month=True)),
        ("dd/mm/yyyy", NumberFormat()),
        ('0.00" điểm"', NumberFormat(2)),
        ("[Red]0.0;[Blue]-0.00", NumberFormat(1)),
        ("[$-42A]mm/yyyy", NumberFormat(is_month=True)),
        ("", NumberFormat()),
    ],
)
def test_format_codes_say_how_a_number_is_printed(code: str, form: NumberFormat) -> None:
    assert number_format(code) == form


def test_a_formula_is_read_by_the_value_that_was_kept_for_it(path: Path) -> None:
    def fill(_: Any, page: Any) -> None:
        page.write_row(0, 0, HEAD)
        page.write_formula(1, 1, "=1+2", None, 3)
        page.write_formula(1, 2, '="a"&"b"', None, "ab")

    source = _book(path, fill)
    assert _rows(source)[1] == ["", "3", "ab"]
    assert source.notes == ()


def test_a_formula_without_its_value_is_told_of(path: Path) -> None:
    source = _raw(path, sheet_rows([HEAD]) + '<row r="2"><c r="A2"><f>1+2</f></c><c r="B2"><v>7</v></c></row>')
    assert _rows(source)[1] == ["", "7", ""]
    assert source.notes == ("formulas_without_values",)


def test_an_error_is_read_as_it_is_shown(path: Path) -> None:
    source = _raw(path, sheet_rows([HEAD]) + '<row r="2"><c r="B2" t="e"><v>#DIV/0!</v></c></row>')
    assert _rows(source)[1][1] == "#DIV/0!"


def test_lines_above_the_table_are_its_head(path: Path) -> None:
    def fill(book: Any, page: Any) -> None:
        page.merge_range(0, 0, 0, 2, "KẾ HOẠCH NĂM 2026", book.add_format({"bold": True}))
        page.write(2, 0, "Đơn vị: triệu đồng")
        page.write_row(3, 0, HEAD)
        page.write_row(4, 0, ("1", "Rà soát", "6/2026"))

    source = _book(path, fill)
    first = source.blocks[0]
    assert _lines(source) == ["KẾ HOẠCH NĂM 2026", "Đơn vị: triệu đồng"]
    assert isinstance(first, Paragraph)
    assert (first.is_bold, first.is_centred) == (True, True)
    assert _rows(source) == [list(HEAD), ["1", "Rà soát", "6/2026"]]


def test_cells_know_their_sheet_and_their_place_on_it(path: Path) -> None:
    def fill(book: Any, page: Any) -> None:
        page.write_row(4, 1, HEAD)
        book.add_worksheet("Hai").write_row(0, 0, HEAD)

    source = _book(path, fill)
    cells = [one for block in source.blocks if isinstance(block, Table) for one in block.cells()]
    places = [(one.place.page, one.place.table, one.place.row, one.place.column) for one in cells]
    assert places == [(1, 1, 5, 2), (1, 1, 5, 3), (1, 1, 5, 4), (2, 2, 1, 1), (2, 2, 1, 2), (2, 2, 1, 3)]
    assert source.page_count == 2


def test_a_merged_cell_stands_in_each_place_as_one(path: Path) -> None:
    def fill(_: Any, page: Any) -> None:
        page.merge_range(0, 0, 1, 0, "TT")
        page.merge_range(0, 1, 0, 2, "Phân công")
        page.write_row(1, 1, ("Chủ trì", "Phối hợp"))
        page.write_row(2, 0, ("1", "a", "b"))

    source = _book(path, fill)
    (table,) = [block for block in source.blocks if isinstance(block, Table)]
    assert _rows(source)[:2] == [["TT", "Phân công", "Phân công"], ["TT", "Chủ trì", "Phối hợp"]]
    assert table.rows[0][0] is table.rows[1][0]
    assert (table.rows[0][1].row_span, table.rows[0][1].column_span) == (1, 2)


def test_words_below_a_merged_cell_are_not_lost(path: Path) -> None:
    source = _raw(path, sheet_rows([("a", "ẩn", "c"), ("d", "e", "f")]), behind=merged("A1:C1"))
    assert {text for row in _rows(source) for text in row} == {"a", "ẩn", "c", "d", "e", "f"}


def test_ranges_that_lie_over_one_another_are_damage(path: Path) -> None:
    with pytest.raises(UnreadableDocument) as refusal:
        _raw(path, sheet_rows([("a", "b", "c"), ("d", "e", "f")]), behind=merged("A1:C2", "A1:C2"))
    assert refusal.value.code == "damaged_xlsx"


def test_a_range_beyond_the_used_cells_is_cut(path: Path) -> None:
    assert _rows(_raw(path, sheet_rows([("a", "b", "c")]), behind=merged("C1:AZ900"))) == [["a", "b", "c"]]


def test_hidden_sheets_stay_out_and_hidden_rows_are_read_and_both_are_told_of(path: Path) -> None:
    def fill(book: Any, page: Any) -> None:
        page.write_row(0, 0, HEAD)
        page.write_row(1, 0, ("1", "ẩn", "6/2026"))
        page.set_row(1, None, None, {"hidden": True})
        second = book.add_worksheet("Nháp")
        second.write(0, 0, "nháp")
        second.hide()

    source = _book(path, fill)
    assert _rows(source) == [list(HEAD), ["1", "ẩn", "6/2026"]]
    assert source.notes == ("hidden_sheets_skipped", "hidden_rows_read")


def test_a_hidden_column_is_read_and_told_of(path: Path) -> None:
    def fill(_: Any, page: Any) -> None:
        page.write_row(0, 0, HEAD)
        page.set_column(1, 1, None, None, {"hidden": True})

    source = _book(path, fill)
    assert _rows(source) == [list(HEAD)]
    assert source.notes == ("hidden_rows_read",)


def test_notes_and_shapes_on_a_sheet_are_told_of(path: Path) -> None:
    def fill(_: Any, page: Any) -> None:
        page.write_row(0, 0, HEAD)
        page.write_comment(0, 0, "Xem lại")
        page.insert_textbox(3, 0, "Chữ trong hình")

    assert _book(path, fill).notes == ("comments_skipped", "text_boxes_skipped")


def test_empty_rows_and_columns_around_the_table_are_cut_and_those_inside_are_kept(path: Path) -> None:
    def fill(_: Any, page: Any) -> None:
        page.write_row(5, 3, HEAD)
        page.write_row(7, 3, ("1", "", "6/2026"))

    assert _rows(_book(path, fill)) == [list(HEAD), ["", "", ""], ["1", "", "6/2026"]]


def test_parts_of_a_text_in_different_fonts_are_one_text(path: Path) -> None:
    def fill(book: Any, page: Any) -> None:
        page.write_row(0, 0, HEAD)
        page.write_rich_string(1, 0, "Rà ", book.add_format({"bold": True}), "soát", " thủ tục")

    assert _rows(_book(path, fill))[1][0] == "Rà soát thủ tục"


def test_bold_cells_are_known(path: Path) -> None:
    def fill(book: Any, page: Any) -> None:
        page.write_row(0, 0, HEAD, book.add_format({"bold": True}))
        page.write_row(1, 0, ("1", "a", "b"))

    (table,) = _book(path, fill).blocks
    assert isinstance(table, Table)
    assert [[one.is_bold for one in row] for row in table.rows] == [[True] * 3, [False] * 3]


def test_a_workbook_of_days_from_1904_is_read_by_its_own_calendar(path: Path) -> None:
    def fill(book: Any, page: Any) -> None:
        page.write_row(0, 0, HEAD)
        page.write_datetime(1, 2, DAY, book.add_format({"num_format": "dd/mm/yyyy"}))

    assert _rows(_book(path, fill, date_1904=True))[1][2] == "05/03/2026"


def test_the_strict_form_of_the_format_is_read(path: Path) -> None:
    parts = {
        name: str(content)
        .replace(S, "http://purl.oclc.org/ooxml/spreadsheetml/main")
        .replace(R, "http://purl.oclc.org/ooxml/officeDocument/relationships")
        for name, content in xlsx_parts().items()
    }
    path.write_bytes(zipped(parts))
    assert _rows(read_xlsx(path))[0][:2] == ["STT", "Nội dung nhiệm vụ"]


def test_cells_without_a_place_stand_behind_one_another(path: Path) -> None:
    row = f"<row>{text_cell('a')}{text_cell('b')}{text_cell('c')}</row>"
    assert _rows(_raw(path, row + row)) == [["a", "b", "c"], ["a", "b", "c"]]


def test_an_empty_sheet_has_no_blocks(path: Path) -> None:
    assert _book(path, lambda *_: None).blocks == ()


BROKEN = {
    "no workbook": {"xl/workbook.xml": "<workbook/>"},
    "no relations": {"xl/_rels/workbook.xml.rels": "<Relationships/>"},
    "string that is not there": {
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{S}"><sheetData><row r="1"><c r="A1" t="s"><v>9</v></c></row>'
        "</sheetData></worksheet>"
    },
    "row that is no number": {
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{S}"><sheetData><row r="hai"><c><v>9</v></c></row>'
        "</sheetData></worksheet>"
    },
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_workbook_is_refused_or_empty_and_nothing_else(name: str, path: Path) -> None:
    ends: list[object] = []
    try:
        ends = list(_rows(_raw(path, **BROKEN[name])))
    except UnreadableDocument as refused:
        ends = [refused.code]
    assert ends in ([], ["damaged_xlsx"])
