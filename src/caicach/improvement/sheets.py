"""Gaps as XLSX: figures are figures, nothing is ever computed, and what misses has a column of its own."""

import io
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from caicach.improvement.gaps import GapRow
from caicach.improvement.lifting import LeafGap

_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}


def gaps_xlsx(sheets: Iterable[tuple[str, Sequence[GapRow]]]) -> bytes:
    """One sheet for each way of adding up."""
    heads = [
        _("Số"), _("Tên"), _("Nguồn điểm"), _("Tối đa được áp dụng"), _("Đạt"), _("Mất"), _("Tỷ lệ mất"),
        _("Chưa có điểm"), _("Số ô chưa có điểm"), _("Số cơ quan mất điểm"),
    ]  # fmt: skip
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, _OPTIONS) as book:
        for name, rows in sheets:
            sheet = _sheet(book, name, heads, {1: 70, 2: 22})
            for line, row in enumerate(rows, 1):
                loss = row.loss
                source = str(row.source.label) if row.source else ""
                figures = (
                    loss.applicable,
                    loss.reached,
                    loss.lost,
                    row.rate,
                    loss.at_stake,
                    loss.missing,
                    row.agencies,
                )
                _write(sheet, line, (row.code, row.name, source, *figures))
    return stream.getvalue()


def leaves_xlsx(rows: Sequence[LeafGap], agency: str) -> bytes:
    """The leaves of one agency that are not full."""
    heads = [
        _("Số"), _("Tiêu chí"), _("Nguồn điểm"), _("Tối đa được áp dụng"), _("Đạt"), _("Mất"), _("Chưa có điểm"),
        _("Bước gần nhất"),
    ]  # fmt: skip
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, _OPTIONS) as book:
        sheet = _sheet(book, _title(agency), heads, {1: 70, 2: 22, 7: 70})
        for line, row in enumerate(rows, 1):
            loss = row.loss
            reached = None if loss.missing else loss.reached
            texts = (row.criterion.code, row.criterion.name, str(row.source.label))
            _write(sheet, line, (*texts, loss.applicable, reached, loss.lost, loss.at_stake, row.sentence))
    return stream.getvalue()


def _title(name: str) -> str:
    """The name of a sheet: at most 31 letters, none that a spreadsheet refuses."""
    return "".join("-" if letter in r"[]:*?/\'" else letter for letter in name)[:31]


def _sheet(book: Any, name: str, heads: Sequence[str], wide: dict[int, int]) -> Any:
    sheet = book.add_worksheet(_title(name))
    bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "font_name": "Times New Roman"})
    for place, head in enumerate(heads):
        sheet.set_column(place, place, wide.get(place, 13))
        sheet.write_string(0, place, head, bold)
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    return sheet


def _write(sheet: Any, line: int, cells: Sequence[object]) -> None:
    for place, value in enumerate(cells):
        if isinstance(value, Decimal | int):
            sheet.write_number(line, place, float(value))
        elif value:
            sheet.write_string(line, place, str(value))
