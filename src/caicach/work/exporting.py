"""A list of duties as a workbook: exactly the rows that are filtered, in the order in which they are seen."""

import io
from collections.abc import Iterator
from datetime import date

import xlsxwriter
from django.utils.translation import gettext as _

from caicach.ui.formats import shown_day
from caicach.work.filters import WorkFilter
from caicach.work.models import AssignmentQuerySet
from caicach.work.quantities import with_quantities
from caicach.work.selection import DutyRow, duty_rows

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
_WIDTHS = (5, 14, 48, 22, 13, 22, 32, 30, 11, 11, 20, 9, 9, 9, 13, 13)
_HEAD = 3  # the row of the headings


def duties_as_xlsx(rows: AssignmentQuerySet, form: WorkFilter, *, today: date) -> bytes:
    """One sheet; its head says which filters hold and of which day it is. Every cell is text."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, _OPTIONS) as book:
        usual = {"font_name": "Times New Roman", "font_size": 12}
        plain = book.add_format({**usual, "text_wrap": True, "valign": "top", "border": 1})
        bold = book.add_format({**usual, "text_wrap": True, "bold": True, "border": 1})
        title = book.add_format({**usual, "bold": True})
        sheet = book.add_worksheet(_("Danh sách việc")[:31])
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(_HEAD)
        sheet.freeze_panes(_HEAD + 1, 3)
        for place, width in enumerate(_WIDTHS):
            sheet.set_column(place, place, width)
        for line, text in enumerate(_title_lines(form, today)):
            sheet.write_string(line, 0, text, title)
        for line, cells in enumerate(_lines(rows, today), _HEAD):
            for place, text in enumerate(cells):
                sheet.write_string(line, place, text, bold if line == _HEAD else plain)
    return stream.getvalue()


def _title_lines(form: WorkFilter, today: date) -> Iterator[str]:
    yield _("Danh sách việc, tính đến ngày %(day)s") % {"day": shown_day(today)}
    words = "; ".join(words for _name, words in form.words())
    yield _("Bộ lọc: %(words)s") % {"words": words} if words else _("Không lọc")


def _lines(rows: AssignmentQuerySet, today: date) -> Iterator[list[str]]:
    yield [
        _("STT"),
        _("Mã"),
        _("Việc"),
        _("Cơ quan"),
        _("Vai trò"),
        _("Người làm"),
        _("Kết quả cần đạt"),
        _("Thời gian (như văn bản)"),
        _("Hạn"),
        _("Hạn ban đầu"),
        _("Trạng thái"),
        _("Tiến độ"),
        _("Số lượng đạt"),
        _("Số lượng giao"),
        _("Ngày gửi"),
        _("Ngày xác nhận"),
    ]
    shown = with_quantities(rows.with_status(today)).select_related("item", "agency")
    for number, row in enumerate(duty_rows(shown, today=today), 1):
        yield [str(number), *_cells(row)]


def _cells(row: DutyRow) -> list[str]:
    duty, item = row.assignment, row.assignment.item
    return [
        item.outline_code,
        item.title,
        duty.agency.name,
        duty.get_role_display(),
        row.holder_name,
        item.deliverable,
        item.time_frame_text,
        shown_day(duty.due_on),
        shown_day(duty.extended_from) if duty.extended_from else "",
        row.label,
        "" if duty.progress_percent is None else f"{duty.progress_percent}%",
        _told(row.quantity.actual) if row.quantity else "",
        _told(row.quantity.planned) if row.quantity else "",
        shown_day(duty.submitted_on),
        shown_day(duty.confirmed_on),
    ]


def _told(quantity: int | None) -> str:
    """What is not known stays empty: it is not nought."""
    return "" if quantity is None else str(quantity)
