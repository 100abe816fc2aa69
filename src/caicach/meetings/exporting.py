"""Meetings and their conclusions as a workbook."""

import io
from collections.abc import Iterable, Iterator, Sequence

import xlsxwriter
from django.utils.translation import gettext as _

from caicach.meetings.lists import ConclusionLine
from caicach.meetings.models import Meeting
from caicach.ui.formats import shown_day

_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}


def meetings_as_xlsx(meetings: Iterable[Meeting], lines: Iterable[ConclusionLine]) -> bytes:
    """Two sheets. Every cell is text."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, _OPTIONS) as book:
        _sheet(book, _("Cuộc họp"), (14, 8, 50, 30, 30, 16), list(_meetings(meetings)))
        _sheet(book, _("Kết luận"), (40, 14, 6, 60, 30, 30, 18, 30, 20), list(_conclusions(lines)))
    return stream.getvalue()


def _sheet(book: xlsxwriter.Workbook, name: str, widths: Sequence[int], rows: Sequence[Sequence[str]]) -> None:
    usual = {"font_name": "Times New Roman", "font_size": 12, "border": 1, "text_wrap": True, "valign": "top"}
    plain, bold = book.add_format(usual), book.add_format({**usual, "bold": True})
    sheet = book.add_worksheet(name[:31])
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.freeze_panes(1, 0)
    for place, width in enumerate(widths):
        sheet.set_column(place, place, width)
    for line, cells in enumerate(rows):
        for place, text in enumerate(cells):
            sheet.write_string(line, place, text, plain if line else bold)


def _meetings(rows: Iterable[Meeting]) -> Iterator[list[str]]:
    yield [_("Ngày họp"), _("Giờ"), _("Tên cuộc họp"), _("Địa điểm"), _("Chủ trì"), _("Trạng thái")]
    for row in rows:
        begins = f"{row.begins_at:%H:%M}" if row.begins_at else ""
        yield [shown_day(row.held_on), begins, row.title, row.place, row.chair, str(row.state.label)]


def _conclusions(lines: Iterable[ConclusionLine]) -> Iterator[list[str]]:
    yield [
        _("Cuộc họp"), _("Ngày họp"), _("STT"), _("Kết luận"), _("Chủ trì"), _("Phối hợp"), _("Thời hạn"),
        _("Sản phẩm"), _("Trạng thái"),
    ]  # fmt: skip
    for line in lines:
        item = line.item
        yield [
            line.meeting.title, shown_day(line.meeting.held_on), item.outline_code, item.title, item.lead_text,
            item.coordinating_text, item.time_frame_text, item.deliverable, line.label,
        ]  # fmt: skip
