"""The rules of carrying out that a user may break."""

from django.utils.translation import gettext_lazy as _

from caicach.ui.errors import CaicachError


class PlanNotIssued(CaicachError):
    code = "work.plan_not_issued"
    sentence = _("Kế hoạch này chưa ban hành nên chưa giao việc được. Hãy ban hành kế hoạch trước.")


class AlreadyAssigned(CaicachError):
    code = "work.already_assigned"
    sentence = _("Kế hoạch này đã giao việc ngày {on:%d/%m/%Y}. Các cơ quan đã thấy việc của mình.")


class NotAssigned(CaicachError):
    code = "work.not_assigned"
    sentence = _("Kế hoạch này chưa giao việc nên không có gì để thu hồi. Hãy tải lại trang.")


class NothingToAssign(CaicachError):
    code = "work.nothing_to_assign"
    sentence = _("Kế hoạch chưa có dòng nào ghi cơ quan thực hiện. Hãy bổ sung cơ quan chủ trì rồi giao việc.")


class AlreadySubmitted(CaicachError):
    code = "work.already_submitted"
    sentence = _("Kết quả đã được gửi ngày {on:%d/%m/%Y}. Muốn sửa, hãy lấy lại khi chưa có người xem.")


class NotSubmitted(CaicachError):
    code = "work.not_submitted"
    sentence = _("Việc này chưa có kết quả nào đang chờ xác nhận.")


class AlreadySeen(CaicachError):
    code = "work.already_seen"
    sentence = _("Điều phối viên đã mở kết quả này nên không lấy lại được. Hãy đề nghị điều phối viên trả lại.")


class AlreadyConfirmed(CaicachError):
    code = "work.already_confirmed"
    sentence = _("Việc này đã được xác nhận hoàn thành ngày {on:%d/%m/%Y}, không thay đổi được nữa.")


class NothingReported(CaicachError):
    code = "work.nothing_reported"
    sentence = _("Chưa có cập nhật nào về kết quả. Hãy ghi kết quả thực hiện, rồi gửi.")


class ReasonMissing(CaicachError):
    code = "work.reason_missing"
    sentence = _("Hãy ghi lý do trả lại, để cơ quan biết cần bổ sung gì.")


class EvidenceReturned(CaicachError):
    code = "work.evidence_returned"
    sentence = _(
        "Còn {count} tài liệu kiểm chứng bị trả lại. Hãy chấp nhận lại, hoặc trả lại kết quả để cơ quan bổ sung."
    )


class HandOutToStranger(CaicachError):
    code = "work.hand_out_to_stranger"
    sentence = _("{name} không thuộc cơ quan này ngày {on:%d/%m/%Y}. Hãy chọn người hoặc phòng của cơ quan.")


class HandOutBeforeTheLast(CaicachError):
    code = "work.hand_out_before_the_last"
    sentence = _("Lần giao gần nhất là ngày {on:%d/%m/%Y}. Ngày giao mới không được sớm hơn.")


class WorkWithdrawn(CaicachError):
    code = "work.withdrawn"
    sentence = _("Việc này đã thu hồi cùng kế hoạch, không cập nhật được nữa.")


class WorkBegun(CaicachError):
    code = "work.begun"
    sentence = _("Đã có {count} việc được cơ quan cập nhật. Không thu hồi được; hãy đính chính từng dòng.")


class NothingChosen(CaicachError):
    code = "work.nothing_chosen"
    sentence = _("Chưa chọn việc nào. Hãy đánh dấu ít nhất một dòng trong danh sách rồi làm lại.")


class TooManyChosen(CaicachError):
    code = "work.too_many_chosen"
    sentence = _("Bạn chọn {count} việc; mỗi lần nhiều nhất {most} việc. Hãy lọc bớt rồi làm từng phần.")


class DueBeforeEvent(CaicachError):
    code = "work.due_before_event"
    sentence = _(
        "Hạn {due_on:%d/%m/%Y} sớm hơn ngày sự kiện {happened_on:%d/%m/%Y}. Hãy chọn hạn từ ngày sự kiện trở đi."
    )


class NoIndicators(CaicachError):
    code = "work.no_indicators"
    sentence = _("Sổ số liệu chưa có chỉ số {codes}. Người quản trị máy chủ hãy chạy lệnh caicach load-indicators.")


class HandedOverMeanwhile(CaicachError):
    code = "work.handed_over_meanwhile"
    sentence = _(
        "Danh sách việc của {person} vừa thay đổi, nên chưa bàn giao gì. Hãy xem lại danh sách rồi bấm lần nữa."
    )
