"""Rules of issuing that somebody's request would break."""

from django.utils.translation import gettext_lazy as _

from caicach.plans.errors import PlanNotDraft
from caicach.ui.errors import CaicachError


class PlanAlreadyIssued(PlanNotDraft):
    code = "plans.already_issued"
    sentence = _("“{plan}” đã ban hành rồi. Hãy mở kế hoạch để xem; việc giao cho các cơ quan là bước tiếp theo.")


class PlanIsEmpty(CaicachError):
    code = "plans.is_empty"
    sentence = _("“{plan}” chưa có dòng nào nên chưa ban hành được. Hãy thêm nhiệm vụ rồi ban hành lại.")


class UndoTooLate(CaicachError):
    """An issue is withdrawn within 24 hours or not at all."""

    code = "plans.undo_too_late"
    sentence = _(
        "Đã quá 24 giờ kể từ lúc ban hành ({at}) nên không thu hồi được. Chỗ đọc sai hãy sửa bằng “Đính chính”."
    )


class SomethingEntered(CaicachError):
    """An agency has begun: what it entered is not thrown away."""

    code = "plans.something_entered"
    sentence = _("Đã có cơ quan nhập kết quả nên không thu hồi được. Chỗ đọc sai hãy sửa bằng “Đính chính”.")


class NothingCorrected(CaicachError):
    code = "plans.nothing_corrected"
    sentence = _("Giá trị mới giống hệt giá trị cũ ở dòng “{row}”. Hãy nhập giá trị đúng rồi lưu lại.")
