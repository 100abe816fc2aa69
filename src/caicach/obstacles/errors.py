"""Rules about obstacles, requests and events that somebody broke, as sentences."""

from django.utils.translation import gettext_lazy as _

from caicach.ui.errors import CaicachError


class DutyEnded(CaicachError):
    code = "obstacles.duty_ended"
    sentence = _("Việc này đã hoàn thành hoặc đã thu hồi nên không nêu thêm được.")


class SinceInFuture(CaicachError):
    code = "obstacles.since_in_future"
    sentence = _("Ngày {on:%d/%m/%Y} chưa đến. Hãy ghi ngày bắt đầu vướng, không muộn hơn hôm nay.")


class AlreadyRaised(CaicachError):
    code = "obstacles.already_raised"
    sentence = _("Vướng mắc này đã nêu từ ngày {on:%d/%m/%Y} và chưa tháo gỡ. Hãy mở vướng mắc đó để bổ sung.")


class NotAsked(CaicachError):
    code = "obstacles.not_asked"
    sentence = _("{agency} không tham gia việc này. Hãy chọn Sở Nội vụ hoặc cơ quan có việc ở dòng này.")


class TextMissing(CaicachError):
    code = "obstacles.text_missing"
    sentence = _("Hãy ghi nội dung, để người đọc biết vì sao.")


class ObstacleClosed(CaicachError):
    code = "obstacles.closed"
    sentence = _("Vướng mắc này đã kết thúc. Nếu còn vướng, hãy nêu lại kèm lý do.")


class ObstacleStands(CaicachError):
    code = "obstacles.stands"
    sentence = _("Vướng mắc này đang chờ trả lời, không cần nêu lại.")


class RequestWaits(CaicachError):
    code = "obstacles.request_waits"
    sentence = _("Việc này đã có đề nghị ngày {on:%d/%m/%Y} chờ quyết định. Hãy rút trước khi đề nghị khác.")


class NoDueDate(CaicachError):
    code = "obstacles.no_due_date"
    sentence = _("Việc này chưa có hạn nên không gia hạn được.")


class NotLater(CaicachError):
    code = "obstacles.not_later"
    sentence = _("Ngày {on:%d/%m/%Y} phải muộn hơn hạn hiện nay {due_on:%d/%m/%Y}.")


class BeyondTheNext(CaicachError):
    code = "obstacles.beyond_the_next"
    sentence = _("Việc này làm theo kỳ; kỳ này gia hạn được đến {latest:%d/%m/%Y}, trước hạn của kỳ sau.")


class DayIsPast(CaicachError):
    code = "obstacles.day_is_past"
    sentence = _("Ngày {on:%d/%m/%Y} đã qua. Hãy chọn từ hôm nay trở đi.")


class RequestDecided(CaicachError):
    code = "obstacles.request_decided"
    sentence = _("Đề nghị này không còn chờ quyết định. Hãy tải lại trang.")


class ResultHandedIn(CaicachError):
    code = "obstacles.result_handed_in"
    sentence = _("Kết quả đã được gửi ngày {on:%d/%m/%Y} nên hạn không đổi nữa. Có thể trả lại kết quả, rồi gia hạn.")


class NothingWaitsFor(CaicachError):
    code = "obstacles.nothing_waits_for"
    sentence = _("Không còn việc nào chờ sự kiện này. Hãy mở lại danh sách sự kiện.")


class HappensLater(CaicachError):
    code = "obstacles.happens_later"
    sentence = _("Ngày {on:%d/%m/%Y} chưa đến. Chỉ ghi sự kiện đã xảy ra.")


class EventRowsMovedOn(CaicachError):
    code = "obstacles.event_rows_moved_on"
    sentence = _("Các việc chờ sự kiện này vừa thay đổi. Hãy xem lại bảng rồi áp dụng.")


class UndoTooLate(CaicachError):
    code = "obstacles.undo_too_late"
    sentence = _("Chỉ hoàn tác được trong ngày ghi {on:%d/%m/%Y}. Cần đổi hạn, hãy đính chính kế hoạch.")


class EventUndone(CaicachError):
    code = "obstacles.event_undone"
    sentence = _("Sự kiện này đã được hoàn tác.")


class DutiesTouched(CaicachError):
    code = "obstacles.duties_touched"
    sentence = _("Đã có {count} việc được cập nhật sau khi có hạn nên không hoàn tác được.")
