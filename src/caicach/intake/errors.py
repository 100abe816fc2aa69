"""What may go wrong while a document is brought in."""

from django.utils.translation import gettext_lazy as _

from caicach.ui.errors import CaicachError


class RunIsOver(CaicachError):
    code = "intake.run_is_over"
    sentence = _("Lượt nhập “{name}” đang ở trạng thái “{state}” nên không sửa được nữa. Hãy tải lại trang.")


class DecisionMovedOn(CaicachError):
    """Two people answered the same question differently; nothing is overwritten."""

    code = "intake.decision_moved_on"
    sentence = _(
        "{who} đã trả lời câu này trước bạn: “{theirs}”. Câu trả lời của bạn là “{yours}”, chưa được ghi. "
        "Hãy tải lại trang rồi chọn câu trả lời cần giữ."
    )


class DecisionWithdrawn(CaicachError):
    code = "intake.decision_withdrawn"
    sentence = _(
        "Câu trả lời này đã được người khác rút lại trong lúc bạn đang sửa. Câu trả lời của bạn là “{yours}”, "
        "chưa được ghi. Hãy tải lại trang rồi trả lời lại."
    )
