"""The rules of one duty that a user may break."""

from django.utils.translation import gettext_lazy as _

from caicach.ui.errors import CaicachError


class AlreadySubmitted(CaicachError):
    code = "work.already_submitted"
    sentence = _("Kết quả đã được gửi ngày {on:%d/%m/%Y}. Muốn sửa, hãy lấy lại khi chưa có người xem.")


class NotSubmitted(CaicachError):
    code = "work.not_submitted"
    sentence = _("Việc này chưa có kết quả nào đang chờ xác nhận.")


class AlreadySeen(CaicachError):
    code = "work.already_seen"
    sentence = _("Điều phối viên đã mở kết quả này nên không lấy lại được. Hãy đề nghị điều phối viên trả lại.")


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
