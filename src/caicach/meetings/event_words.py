"""What the events of this room are called in the trail."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

EVENT_WORDS: dict[str, str | Promise] = {
    "meetings.planned": _("chuẩn bị cuộc họp"),
    "meetings.changed": _("sửa thông tin cuộc họp"),
    "meetings.participants_added": _("thêm thành phần dự họp"),
    "meetings.participant_removed": _("bỏ thành phần dự họp"),
    "meetings.agenda_added": _("thêm nội dung họp"),
    "meetings.agenda_changed": _("sửa nội dung họp"),
    "meetings.agenda_moved": _("đổi thứ tự nội dung họp"),
    "meetings.agenda_removed": _("bỏ nội dung họp"),
    "meetings.invited": _("gửi giấy mời họp"),
    "meetings.answered": _("trả lời giấy mời họp"),
    "meetings.cancelled": _("hủy cuộc họp"),
    "meetings.attendance_noted": _("ghi người dự họp"),
    "meetings.minutes_written": _("ghi biên bản họp"),
    "meetings.notice_attached": _("gắn thông báo kết luận đã nhập"),
    "meetings.concluded": _("ghi kết luận cuộc họp"),
}
