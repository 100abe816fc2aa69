"""The rules of notices that a user may break."""

from django.utils.translation import gettext_lazy as _

from caicach.ui.errors import CaicachError


class NothingToUrge(CaicachError):
    code = "notices.nothing_to_urge"
    sentence = _("Các việc bạn chọn đã gửi kết quả, đã thu hồi hoặc chưa có hạn nên không đôn đốc được.")


class UrgedToday(CaicachError):
    code = "notices.urged_today"
    sentence = _("Hôm nay bạn đã đôn đốc việc “{item}”. Xem trả lời của cơ quan ở trang của việc này.")


class TooManyToUrge(CaicachError):
    code = "notices.too_many_to_urge"
    sentence = _("Bạn chọn {count} việc; mỗi lần đôn đốc nhiều nhất {most} việc. Hãy lọc bớt rồi làm từng phần.")


class AlreadyAnswered(CaicachError):
    code = "notices.already_answered"
    sentence = _("{name} đã trả lời lần đôn đốc này lúc {at:%H:%M %d/%m/%Y}. Hãy tải lại trang để xem.")


class AnswerMissing(CaicachError):
    code = "notices.answer_missing"
    sentence = _("Hãy ghi câu trả lời: việc đang ở bước nào, ngày nào gửi kết quả.")


class TooManyFeeds(CaicachError):
    code = "notices.too_many_feeds"
    sentence = _("Đã có {most} liên kết lịch đang dùng. Hãy thu hồi một liên kết trước khi tạo liên kết mới.")


class NotInDoubt(CaicachError):
    code = "notices.not_in_doubt"
    sentence = _("Thư này {state}, không cần gửi lại. Chỉ gửi lại thư không rõ đã tới.")


class DayIsFull(CaicachError):
    code = "notices.day_is_full"
    sentence = _("Hôm nay {person} đã nhận đủ số thư trong ngày. Hãy gửi lại vào ngày mai, hoặc báo trực tiếp.")
