"""The rules of carrying out that a user may break."""

from django.utils.translation import gettext_lazy as _

from caicach.ui.errors import CaicachError


class AlreadyConfirmed(CaicachError):
    code = "work.already_confirmed"
    sentence = _("Việc này đã được xác nhận hoàn thành ngày {on:%d/%m/%Y}, không thay đổi được nữa.")


class WorkWithdrawn(CaicachError):
    code = "work.withdrawn"
    sentence = _("Việc này đã thu hồi cùng kế hoạch, không cập nhật được nữa.")


class DueBeforeEvent(CaicachError):
    code = "work.due_before_event"
    sentence = _(
        "Hạn {due_on:%d/%m/%Y} sớm hơn ngày sự kiện {happened_on:%d/%m/%Y}. Hãy chọn hạn từ ngày sự kiện trở đi."
    )
