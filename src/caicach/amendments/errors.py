"""Rules about amending plans that somebody broke, as sentences."""

from django.utils.translation import gettext_lazy as _

from caicach.core.documents.errors import UnreadableDocument
from caicach.files.refusals import reason_of
from caicach.ui.errors import CaicachError


class NothingToAmend(CaicachError):
    code = "amendments.nothing_to_amend"
    sentence = _("Chưa có phiên bản nào đang có hiệu lực để sửa đổi, bổ sung. Hãy ban hành kế hoạch như bình thường.")


class NothingAmended(CaicachError):
    code = "amendments.nothing_amended"
    sentence = _("Dự thảo giống hệt phiên bản đang có hiệu lực nên không có gì để ban hành. Hãy sửa dự thảo trước.")


class NoReason(CaicachError):
    code = "amendments.no_reason"
    sentence = _("Hãy ghi lý do sửa đổi, bổ sung.")


class EffectiveBeforeIssue(CaicachError):
    code = "amendments.effective_before_issue"
    sentence = _("Ngày có hiệu lực {effective_on:%d/%m/%Y} sớm hơn ngày ban hành {issued_on:%d/%m/%Y}. Hãy xem lại.")


class IssuedBeforeTheOldOne(CaicachError):
    code = "amendments.issued_before_the_old_one"
    sentence = _(
        "Ngày ban hành {issued_on:%d/%m/%Y} sớm hơn ngày của phiên bản đang có hiệu lực ({before:%d/%m/%Y}). "
        "Hãy xem lại ngày."
    )


class DecisionMovedOn(CaicachError):
    code = "amendments.decision_moved_on"
    sentence = _("Kế hoạch hoặc nội dung dán vào đã khác lúc xem. Hãy đọc lại rồi lập dự thảo.")


class DecisionNotReady(CaicachError):
    code = "amendments.decision_not_ready"
    sentence = _("Còn {count} chỗ chưa khớp với kế hoạch nên chưa lập dự thảo. Hãy sửa từng chỗ nêu bên dưới.")


class DecisionUnreadable(CaicachError):
    code = "amendments.decision_unreadable"
    sentence = _("Không đọc được tệp: {what} {repair}")

    def __init__(self, refused: UnreadableDocument) -> None:
        what, repair = reason_of(refused.code).filled({**refused.params, "where": refused.where})
        super().__init__(what=what, repair=repair)
