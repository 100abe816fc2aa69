"""What the events of this room are called in the trail and in the history of a duty."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

EVENT_WORDS: dict[str, str | Promise] = {
    "obstacles.raised": _("nêu vướng mắc"),
    "obstacles.answered": _("trả lời vướng mắc"),
    "obstacles.passed_on": _("chuyển vướng mắc cho cơ quan khác"),
    "obstacles.closed": _("ghi vướng mắc đã tháo gỡ"),
    "obstacles.reopened": _("nêu lại vướng mắc"),
    "obstacles.time_asked": _("đề nghị gia hạn"),
    "obstacles.time_granted": _("cho gia hạn"),
    "obstacles.time_refused": _("không cho gia hạn"),
    "obstacles.time_taken_back": _("rút đề nghị gia hạn"),
    "obstacles.help_asked": _("đề nghị hỗ trợ"),
    "obstacles.help_granted": _("nhận lời hỗ trợ"),
    "obstacles.help_refused": _("không nhận lời hỗ trợ"),
    "obstacles.help_taken_back": _("rút đề nghị hỗ trợ"),
    "obstacles.event_recorded": _("ghi sự kiện đã xảy ra, đặt hạn cho việc chờ"),
    "obstacles.event_undone": _("hoàn tác việc ghi sự kiện"),
}
