"""Meetings and their conclusions as a workbook."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from caicach.meetings.lists import ConclusionLine
from caicach.meetings.models import Meeting
from caicach.ui.formats import shown_day
from caicach.ui.sheets import Sheet, columns_of, workbook

_MEETINGS = (14, 8, 50, 30, 30, 16)
_CONCLUSIONS = (40, 14, 6, 60, 30, 30, 18, 30, 20)


def meetings_as_xlsx(meetings: Iterable[Meeting], lines: Iterable[ConclusionLine]) -> bytes:
    """Two sheets. Every cell is text."""
    of_meetings = [_("Ngày họp"), _("Giờ"), _("Tên cuộc họp"), _("Địa điểm"), _("Chủ trì"), _("Trạng thái")]
    of_conclusions = [
        _("Cuộc họp"), _("Ngày họp"), _("STT"), _("Kết luận"), _("Chủ trì"), _("Phối hợp"), _("Thời hạn"),
        _("Sản phẩm"), _("Trạng thái"),
    ]  # fmt: skip
    first, second = columns_of(of_meetings, _MEETINGS), columns_of(of_conclusions, _CONCLUSIONS)
    return workbook(
        Sheet(name=_("Cuộc họp"), columns=first, rows=map(_meeting, meetings)),
        Sheet(name=_("Kết luận"), columns=second, rows=map(_conclusion, lines)),
    )


def _meeting(row: Meeting) -> list[str]:
    begins = f"{row.begins_at:%H:%M}" if row.begins_at else ""
    return [shown_day(row.held_on), begins, row.title, row.place, row.chair, str(row.state.label)]


def _conclusion(line: ConclusionLine) -> list[str]:
    item = line.item
    return [
        line.meeting.title, shown_day(line.meeting.held_on), item.outline_code, item.title, item.lead_text,
        item.coordinating_text, item.time_frame_text, item.deliverable, line.label,
    ]  # fmt: skip
