"""Rules of the register that somebody may break, in words that say how to go on."""

from django.utils.translation import gettext_lazy as _

from caicach.ui.errors import CaicachError


class CodeTaken(CaicachError):
    code = "agencies.code_taken"
    sentence = _("Mã “{code}” đã có. Hãy chọn mã khác.")


class ParentIsBelow(CaicachError):
    code = "agencies.parent_is_below"
    sentence = _("{parent} thuộc chính {agency}, nên không thể là cơ quan cấp trên của cơ quan này.")


class NamesOverlap(CaicachError):
    code = "agencies.names_overlap"
    sentence = _("Từ ngày hoặc đến ngày trùng với tên chính thức “{name}”. Mỗi ngày chỉ có một tên chính thức.")


class EndsBeforeItBegins(CaicachError):
    code = "agencies.ends_before_it_begins"
    sentence = _("Ngày kết thúc {on:%d/%m/%Y} sớm hơn ngày bắt đầu. Hãy xem lại ngày.")


class LastName(CaicachError):
    code = "agencies.last_name"
    sentence = _("Cơ quan phải còn một tên chính thức. Hãy dùng “Đổi tên” để ghi tên mới từ một ngày.")


class NotThereOnThatDay(CaicachError):
    code = "agencies.not_there_on_that_day"
    sentence = _("{agency} không hoạt động vào ngày {on:%d/%m/%Y}. Hãy xem lại ngày hoặc cơ quan.")


class SuccessionIsIncomplete(CaicachError):
    code = "agencies.succession_is_incomplete"
    sentence = _("Chưa đủ cơ quan cho hình thức này: {missing}")


class AlreadyRecorded(CaicachError):
    code = "agencies.already_recorded"
    sentence = _("Danh mục đã ghi {agency} chuyển sang {heir} từ ngày {on:%d/%m/%Y}.")


class SharesDoNotFit(CaicachError):
    code = "agencies.shares_do_not_fit"
    sentence = _("Các phần của {agency} cộng lại là {total} %. Tổng phải là 100 %, hoặc ít hơn nếu cơ quan vẫn còn.")


class AlreadyListed(CaicachError):
    code = "agencies.already_listed"
    sentence = _("{agency} đã có trong khoảng thời gian này.")
