"""Rules about meetings that somebody broke, as sentences."""

from django.utils.translation import gettext_lazy as _

from caicach.core.documents.errors import UnreadableDocument
from caicach.files.refusals import reason_of
from caicach.ui.errors import CaicachError


class AnswerTooLate(CaicachError):
    code = "meetings.answer_too_late"
    sentence = _("Cuộc họp đã qua, đã hủy hoặc chưa mời nên không trả lời được nữa. Hãy báo điều phối viên.")


class AnswerNeedsWords(CaicachError):
    code = "meetings.answer_needs_words"
    sentence = _("Ghi người được cử, hoặc lý do vắng.")


class MeetingCancelled(CaicachError):
    code = "meetings.cancelled"
    sentence = _("Cuộc họp này đã hủy nên không ghi thêm được.")


class NobodyInvited(CaicachError):
    code = "meetings.nobody_invited"
    sentence = _("Chưa có cơ quan nào dự họp. Hãy thêm thành phần dự rồi gửi giấy mời.")


class AgendaMissing(CaicachError):
    code = "meetings.agenda_missing"
    sentence = _("Chưa có nội dung họp. Hãy thêm ít nhất một nội dung rồi gửi giấy mời.")


class AlreadyInvited(CaicachError):
    code = "meetings.already_invited"
    sentence = _("Giấy mời đã gửi rồi.")


class MeetingHeld(CaicachError):
    code = "meetings.held"
    sentence = _("Cuộc họp đã có biên bản nên không hủy được.")


class NotHeldYet(CaicachError):
    code = "meetings.not_held_yet"
    sentence = _("Cuộc họp diễn ra ngày {on:%d/%m/%Y}; đến ngày đó mới ghi được biên bản, kết luận.")


class ConclusionsIssued(CaicachError):
    code = "meetings.conclusions_issued"
    sentence = _("Thông báo kết luận đã ban hành. Muốn bổ sung, hãy tạo bản mới của kết luận ở trang Kế hoạch.")


class NotLoose(CaicachError):
    code = "meetings.not_loose"
    sentence = _("“{plan}” không phải kết luận cuộc họp, hoặc đã gắn với cuộc họp khác.")


class ProvinceMissing(CaicachError):
    code = "meetings.province_missing"
    sentence = _("Danh mục chưa có cơ quan cấp tỉnh để đứng tên kết luận. Hãy thêm ở trang Cơ quan.")


class NoticeUnreadable(CaicachError):
    code = "meetings.notice_unreadable"
    sentence = _("Không đọc được tệp: {what} {repair}")

    def __init__(self, refused: UnreadableDocument) -> None:
        what, repair = reason_of(refused.code).filled({**refused.params, "where": refused.where})
        super().__init__(what=what, repair=repair)
