"""A list of duties as a workbook: exactly the rows that are filtered, in the order in which they are seen."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from caicach.ui.formats import shown_day
from caicach.ui.sheets import Sheet, columns_of, workbook
from caicach.work.filters import WorkFilter
from caicach.work.models import AssignmentQuerySet
from caicach.work.quantities import with_quantities
from caicach.work.selection import DutyRow, duty_rows

_WIDTHS = (5, 14, 48, 22, 13, 22, 32, 30, 11, 11, 20, 9, 9, 9, 13, 13)


def duties_as_xlsx(rows: AssignmentQuerySet, form: WorkFilter, *, today: date) -> bytes:
    """One sheet; its head says which filters hold and of which day it is. Every cell is text."""
    headings = [
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
    columns, titles = columns_of(headings, _WIDTHS), list(_title_lines(form, today))
    return workbook(Sheet(name=_("Danh sách việc"), columns=columns, rows=_lines(rows, today), titles=titles, frozen=3))


def _title_lines(form: WorkFilter, today: date) -> Iterator[str]:
    yield _("Danh sách việc, tính đến ngày %(day)s") % {"day": shown_day(today)}
    words = "; ".join(words for _name, words in form.words())
    yield _("Bộ lọc: %(words)s") % {"words": words} if words else _("Không lọc")


def _lines(rows: AssignmentQuerySet, today: date) -> Iterator[list[str]]:
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
