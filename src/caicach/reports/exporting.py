"""The table of who has sent, and the statistical annex, as workbooks."""

import io
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from caicach.agencies.sheet import guarded
from caicach.reports.annex import AnnexLevel
from caicach.reports.matrix import MatrixRow
from caicach.reports.models import ReportRound
from caicach.ui.formats import shown_day

_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
_HEAD = 3
_A4 = 9


def matrix_as_xlsx(round: ReportRound, rows: Iterable[MatrixRow], *, today: date) -> bytes:
    """The rows as they are seen; the head says of which day they are."""
    head = [_("STT"), _("Cơ quan"), _("Cấp"), _("Hạn gửi"), _("Ngày gửi"), _("Tình trạng"), _("Người ký")]
    titles = [str(round), _("Tính đến ngày %(day)s") % {"day": shown_day(today)}]
    return _book(
        _("Tình hình gửi báo cáo"), titles, head, _matrix_lines(round, rows), widths=(5, 48, 22, 12, 12, 22, 28)
    )


def annex_as_xlsx(round: ReportRound, levels: Iterable[AnnexLevel]) -> bytes:
    """The annex of the agencies that are seen: numbers as numbers, what is missing stays blank."""
    head = [_("STT"), _("Cơ quan"), *(one["label"] for one in round.annex.get("columns", ()))]
    days = {"first": shown_day(round.first), "last": shown_day(round.last)}
    titles = [str(round), _("Phụ lục số liệu, từ %(first)s đến %(last)s; ô trống là chưa có số liệu") % days]
    return _book(_("Phụ lục"), titles, head, _annex_lines(levels), widths=(5, 48, *[14] * (len(head) - 2)))


def _matrix_lines(round: ReportRound, rows: Iterable[MatrixRow]) -> Iterator[list[Any]]:
    names = {level["code"]: level["name"] for level in round.levels}
    for number, row in enumerate(rows, 1):
        part = row.part
        days = [shown_day(part.due_on), shown_day(part.sent_on)]
        signer = part.signed_by.full_name if part.signed_by else ""
        yield [str(number), part.agency.name, names[part.level], *days, row.label, signer]


def _annex_lines(levels: Iterable[AnnexLevel]) -> Iterator[list[Any]]:
    for level in levels:
        yield ["", level.name]
        for number, row in enumerate(level.rows, 1):
            yield [str(number), row.part.agency.name, *row.cells]
        yield ["", _("Cộng"), *level.sums]
        yield ["", _("Cơ quan chưa có số liệu"), *level.missing]


def _book(name: str, titles: list[str], head: list[str], lines: Iterable[list[Any]], *, widths: Iterable[int]) -> bytes:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, _OPTIONS) as book:
        usual = {"font_name": "Times New Roman", "font_size": 12}
        plain = book.add_format({**usual, "text_wrap": True, "valign": "top", "border": 1})
        bold = book.add_format({**usual, "text_wrap": True, "bold": True, "border": 1})
        title = book.add_format({**usual, "bold": True})
        sheet = book.add_worksheet(name[:31])
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(_HEAD)
        sheet.freeze_panes(_HEAD + 1, 2)
        for place, width in enumerate(widths):
            sheet.set_column(place, place, width)
        for line, text in enumerate(titles):
            sheet.write_string(line, 0, guarded(text), title)
        for place, text in enumerate(head):
            sheet.write_string(_HEAD, place, guarded(text), bold)
        for line, cells in enumerate(lines, _HEAD + 1):
            for place in range(len(head)):
                _write(sheet, line, place, cells[place] if place < len(cells) else None, plain)
    return stream.getvalue()


def _write(sheet: Any, line: int, place: int, cell: Any, look: Any) -> None:
    if cell is None or cell == "":
        sheet.write_blank(line, place, None, look)
    elif isinstance(cell, str):
        sheet.write_string(line, place, guarded(cell), look)
    else:
        sheet.write_number(line, place, cell, look)
