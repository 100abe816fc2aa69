"""Errors that a page shows as a sentence: a rule the user broke, answered with 409."""

import errno
from typing import Any, ClassVar

from django.db import OperationalError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class CaicachError(Exception):
    """A rule of the house was broken by what somebody asked for. `sentence` is filled with the parameters."""

    code: ClassVar[str] = "caicach.error"
    status: ClassVar[int] = 409
    sentence: ClassVar[str | Promise] = _("Không thực hiện được yêu cầu này.")

    def __init__(self, **params: Any) -> None:
        super().__init__(self.code)
        self.params = params

    def __str__(self) -> str:
        return str(self.sentence).format(**self.params)


class RowMovedOn(CaicachError):
    """Somebody else has changed the row since it was shown."""

    code = "caicach.row_moved_on"
    sentence = _("{row} đã được người khác sửa. Nội dung bạn nhập vẫn còn; hãy xem lại rồi chọn giá trị cần giữ.")


class WrittenAtTheSameTime(CaicachError):
    """Two have written what there may be only once, at the same moment; the database took the first."""

    code = "caicach.written_at_the_same_time"
    sentence = _("Cùng lúc đó đã có người ghi nội dung này. Hãy mở lại trang mới nhất để xem rồi làm tiếp.")


class NotAllowed(CaicachError):
    """The user sees the row but may not do this with it: 403."""

    code = "caicach.not_allowed"
    status = 403
    sentence = _("Bạn chưa được giao việc này. Hãy liên hệ điều phối viên Sở Nội vụ.")


class NoRoom(CaicachError):
    """The disk is full, or nearly so: nothing more is written, everything can still be read."""

    code = "caicach.no_room"
    status = 507
    sentence = _(
        "Máy chủ sắp hết chỗ lưu tệp nên tạm không nhận tệp mới. Dữ liệu đã có vẫn an toàn. Hãy báo quản trị hệ thống."
    )


def is_disk_full(exception: Exception) -> bool:
    """Whether the system or a database (SQLite, PostgreSQL) says that nothing more can be written."""
    if isinstance(exception, OSError) and exception.errno in (errno.ENOSPC, errno.EDQUOT):
        return True
    says = str(exception).lower()
    return isinstance(exception, OperationalError) and ("disk is full" in says or "no space left on device" in says)
