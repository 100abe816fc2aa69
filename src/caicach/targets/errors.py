"""Rules about measuring targets that somebody broke, as sentences."""

from django.utils.translation import gettext_lazy as _

from caicach.ui.errors import CaicachError


class PlanNotInForce(CaicachError):
    code = "targets.plan_not_in_force"
    sentence = _("Chỉ đo chỉ tiêu của kế hoạch đang có hiệu lực. Hãy mở phiên bản đang có hiệu lực của kế hoạch.")


class NotOneValue(CaicachError):
    code = "targets.not_one_value"
    sentence = _(
        "“{indicator}” là số của từng cơ quan, không cộng thành một giá trị chung được. "
        "Hãy đo cho từng cơ quan, hoặc nhập giá trị kèm nguồn."
    )


class MeasuredByLedger(CaicachError):
    code = "targets.measured_by_ledger"
    sentence = _("Chỉ tiêu này lấy từ sổ số liệu. Hãy ghi số vào sổ, hoặc đổi cách đo sang nhập giá trị.")


class DayOutside(CaicachError):
    code = "targets.day_outside"
    sentence = _("Ngày {day:%d/%m/%Y} nằm ngoài kỳ đo {first:%d/%m/%Y} – {last:%d/%m/%Y}. Hãy xem lại ngày.")


class DayAhead(CaicachError):
    code = "targets.day_ahead"
    sentence = _("Ngày {day:%d/%m/%Y} chưa đến. Hãy ghi ngày của số liệu, không muộn hơn hôm nay.")


class NotMeasuredThere(CaicachError):
    code = "targets.not_measured_there"
    sentence = _("“{gauge}” không đo cho {agency}. Hãy xem lại cơ quan.")


class HasValues(CaicachError):
    code = "targets.has_values"
    sentence = _(
        "“{gauge}” đã có giá trị nên không bỏ cách đo được, để không mất lịch sử. "
        "Hãy sửa cách đo, hoặc rút giá trị sai."
    )


class AlreadyTakenBack(CaicachError):
    code = "targets.already_taken_back"
    sentence = _("Giá trị này đã được thay hoặc rút từ trước.")


class NoReason(CaicachError):
    code = "targets.no_reason"
    sentence = _("Hãy ghi lý do rút giá trị.")


class NoSource(CaicachError):
    code = "targets.no_source"
    sentence = _("Thiếu nguồn của giá trị: ghi số, ngày văn bản, báo cáo hoặc tên hệ thống.")


class ImportHasProblems(CaicachError):
    code = "targets.import_has_problems"
    sentence = _("Bảng còn {count} lỗi nên chưa ghi gì. Hãy sửa rồi nhập lại.")


class NothingChosen(CaicachError):
    code = "targets.nothing_chosen"
    sentence = _("Chưa chọn chỉ tiêu nào. Đánh dấu ít nhất một dòng.")


class ProposalsMovedOn(CaicachError):
    code = "targets.proposals_moved_on"
    sentence = _("Có dòng đã thay đổi hoặc đã có người ghi. Chưa ghi gì; hãy xem lại danh sách bên dưới.")
