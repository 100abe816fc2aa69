"""The rules of a round that somebody may break."""

from django.utils.translation import gettext_lazy as _

from caicach.ui.errors import CaicachError


class RoundNotInPreparation(CaicachError):
    code = "assessments.round_not_in_preparation"
    sentence = _("“{round}” đã bắt đầu nên phần thiết lập này không sửa được nữa.")


class RoundNotOpen(CaicachError):
    code = "assessments.round_not_open"
    sentence = _("“{round}” không ở bước đang thực hiện.")


class RoundNotClosed(CaicachError):
    code = "assessments.round_not_closed"
    sentence = _("“{round}” chưa chốt nên không có gì để mở lại.")


class RoundIsClosed(CaicachError):
    code = "assessments.round_is_closed"
    sentence = _(
        "“{round}” đã chốt nên không đổi được nữa. Cần sửa, hãy đề nghị mở lại đợt ở mục Công bố; "
        "người khác duyệt rồi thì sửa được."
    )


class RoundIncomplete(CaicachError):
    """What a round cannot begin without."""

    code = "assessments.round_incomplete"
    sentence = _("Chưa mở đợt được, còn thiếu: {missing}.")


class PhaseClosed(CaicachError):
    code = "assessments.phase_closed"
    sentence = _(
        "Bước {phase} của {agency} mở từ {opens_on} đến hết {closes_on}. "
        "Cần thêm thời gian, hãy đề nghị Sở Nội vụ gia hạn kèm lý do."
    )


class AlreadySubmitted(CaicachError):
    code = "assessments.already_submitted"
    sentence = _("Bản tự đánh giá của {agency} đã ký, gửi lúc {at}. Muốn sửa, hãy đề nghị Sở Nội vụ mở lại.")


class AgencyLeft(CaicachError):
    """What an agency had before it left stays to be read, and is changed no more."""

    code = "assessments.agency_left"
    sentence = _("{agency} đã rời đợt đánh giá nên bản tự đánh giá chỉ còn để xem.")


class ReturnTooEarly(CaicachError):
    code = "assessments.return_too_early"
    sentence = _("Ngày {until} đã qua nên cơ quan không bổ sung được. Ghi hôm nay hoặc một ngày sau đó.")


class ReturnTooLate(CaicachError):
    """What comes after the appraisal has ended is appraised by nobody."""

    code = "assessments.return_too_late"
    sentence = _(
        "Ngày {until} sau khi hết thời hạn thẩm định. Chậm nhất ghi được {last}; "
        "cần thêm thời gian, hãy đề nghị Sở Nội vụ gia hạn thẩm định."
    )


class NotSubmitted(CaicachError):
    code = "assessments.not_submitted"
    sentence = _("{agency} chưa gửi bản tự đánh giá.")


class NotComplete(CaicachError):
    """A self-assessment is signed when every leaf is done."""

    code = "assessments.not_complete"
    sentence = _("Còn {count} tiêu chí chưa xong: {codes}.")


class NotScoredHere(CaicachError):
    code = "assessments.not_scored_here"
    sentence = _("Tiêu chí {code} lấy điểm từ {source}, cơ quan không tự chấm.")


class NotFromOutside(CaicachError):
    code = "assessments.not_from_outside"
    sentence = _("Tiêu chí {code} do cơ quan tự chấm và được thẩm định, không nhập điểm từ bên ngoài.")


class ClaimRefused(CaicachError):
    """What was said of a leaf cannot be."""

    code = "assessments.claim_refused"
    sentence = _("Tiêu chí {code}: {what}")


class FiguresMoved(CaicachError):
    """The ledger was corrected after the agency had filled in its leaves."""

    code = "assessments.figures_moved"
    sentence = _("Sổ số liệu đã thay đổi ở tiêu chí {codes}. Hãy mở các tiêu chí đó, xem lại số mới rồi bấm Xong.")


class ProofMissing(CaicachError):
    code = "assessments.proof_missing"
    sentence = _("Tiêu chí {code} chưa có tài liệu kiểm chứng: hãy gắn tài liệu hoặc ghi giải trình cách tính điểm.")


class ReasonMissing(CaicachError):
    code = "assessments.reason_missing"
    sentence = _("Hãy ghi lý do, để người đọc hiểu vì sao.")


class OwnAgency(CaicachError):
    """Nobody appraises the agency that he works in."""

    code = "assessments.own_agency"
    sentence = _("Bạn làm việc tại {agency} nên không thẩm định cơ quan này.")


class OwnWord(CaicachError):
    """Who gave a score does not decide on it."""

    code = "assessments.own_word"
    sentence = _("Bạn đã tự ghi điểm này nên người khác phải quyết định.")


class NotYourCriterion(CaicachError):
    code = "assessments.not_your_criterion"
    sentence = _("Tiêu chí {code} do {bodies} thẩm định.")


class AnswerAwaited(CaicachError):
    code = "assessments.answer_awaited"
    sentence = _("Tiêu chí {code} đã trả lại cho {agency}, chờ bổ sung đến hết {until}.")


class NotSecondRead(CaicachError):
    code = "assessments.not_second_read"
    sentence = _("Tiêu chí {code} của {agency} không thuộc số được chọn đọc lại.")


class NoDifference(CaicachError):
    code = "assessments.no_difference"
    sentence = _("Tiêu chí {code} được thẩm định đúng bằng điểm tự chấm nên không có gì để giải trình.")


class AlreadyAppealed(CaicachError):
    code = "assessments.already_appealed"
    sentence = _("Tiêu chí {code} đã có giải trình của cơ quan, nay chỉ người xem xét giải trình quyết định.")


class AlreadyDecided(CaicachError):
    code = "assessments.already_decided"
    sentence = _("Giải trình này đã được quyết định.")


class MayNotLower(CaicachError):
    code = "assessments.may_not_lower"
    sentence = _("Theo quy định của đợt này, giải trình không làm giảm điểm. Điểm thẩm định là {points}.")


class RoundUnfinished(CaicachError):
    """What keeps a round from being closed."""

    code = "assessments.round_unfinished"
    sentence = _("Chưa chốt đợt được: {what}.")
