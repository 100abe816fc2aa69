"""What may go wrong with long work."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from caicach.ui.errors import CaicachError


class JobIsOver(CaicachError):
    code = "jobs.job_is_over"
    sentence = _("Tác vụ này đã kết thúc ({state}). Không còn gì để dừng hoặc chạy.")


class JobStopped(Exception):  # not a CaicachError: no person asked for it, the handler just ends
    """The work is no longer ours: it was cancelled, or another worker has taken it over. Nothing is written."""


GAVE_UP = "jobs.gave_up"
TOOK_TOO_LONG = "jobs.took_too_long"
CRASHED = "jobs.crashed"

SENTENCES = {
    GAVE_UP: gettext_noop(
        "Tiến trình xử lý đã dừng giữa chừng ba lần. Hãy thử tệp nhỏ hơn hoặc báo quản trị hệ thống."
    ),
    TOOK_TOO_LONG: gettext_noop("Tác vụ chạy quá thời gian cho phép. Hãy thử lại với tệp nhỏ hơn."),
    CRASHED: gettext_noop("Có lỗi trong chương trình. Hãy báo quản trị hệ thống kèm mã tác vụ."),
}
"""Reasons for which the machine itself ends a job."""
