"""Tables as XLSX, in one look: A4 across, headings on each printed page, nothing that a spreadsheet would compute."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

import xlsxwriter

Cell = str | int | Decimal | None
"""Text stays text, whatever it looks like; a number is one; None and "" leave the cell blank: they are not nought."""

_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
_USUAL = {"font_name": "Times New Roman", "font_size": 12}
_CELL = {**_USUAL, "text_wrap": True, "valign": "top", "border": 1}
_A4 = 9
_LONGEST_NAME = 31
_NOT_IN_NAMES = str.maketrans(dict.fromkeys(r"[]:*?/\'", "-"))


class Column(NamedTuple):
    """width: in letters. form: how a spreadsheet writes its numbers; "@" for a column in which people type text."""

    heading: str
    width: float = 14
    form: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One table. titles: lines above it. frozen: how many columns stay where they are when one scrolls."""

    name: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Cell]]
    titles: Sequence[str] = ()
    frozen: int = 0


def columns_of(headings: Iterable[str], widths: Iterable[float], form: str = "") -> list[Column]:
    """As many columns as headings, each with its width."""
    return [Column(heading, width, form) for heading, width in zip(headings, widths, strict=True)]


def workbook(*sheets: Sheet) -> bytes:
    """The whole file."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, _OPTIONS) as book:
        for sheet in sheets:
            _write_sheet(book, sheet)
    return stream.getvalue()


def _write_sheet(book: Any, table: Sheet) -> None:
    head = len(table.titles) + 1 if table.titles else 0  # a blank line below the titles
    sheet = book.add_worksheet(table.name.translate(_NOT_IN_NAMES)[:_LONGEST_NAME])
    _set_up(sheet, head, table.frozen)
    title, bold = book.add_format({**_USUAL, "bold": True}), book.add_format({**_CELL, "bold": True})
    for line, text in enumerate(table.titles):
        sheet.write_string(line, 0, text, title)
    looks = {form: book.add_format(_CELL | ({"num_format": form} if form else {})) for _h, _w, form in table.columns}
    for place, column in enumerate(table.columns):
        sheet.set_column(place, place, column.width)
        sheet.write_string(head, place, column.heading, bold)
    for line, row in enumerate(table.rows, head + 1):
        for place, column in enumerate(table.columns):
            _write_cell(sheet, line, place, row[place] if place < len(row) else None, looks[column.form])


def _set_up(sheet: Any, head: int, frozen: int) -> None:
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(head)
    sheet.freeze_panes(head + 1, frozen)


def _write_cell(sheet: Any, line: int, place: int, cell: Cell, look: Any) -> None:
    if cell is None or cell == "":
        sheet.write_blank(line, place, None, look)
    elif isinstance(cell, str):
        sheet.write_string(line, place, cell, look)
    else:
        sheet.write_number(line, place, float(cell), look)
