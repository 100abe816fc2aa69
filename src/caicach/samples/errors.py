"""What stands against making a frame, drawing from it, or calling in a reserve."""

from django.utils.translation import gettext_lazy as _

from caicach.ui.errors import CaicachError


class FrameDrawn(CaicachError):
    """What was drawn from stays."""

    code = "samples.frame_drawn"
    sentence = _("Đã rút mẫu từ khung “{frame}” nên không bỏ khung được.")


class CannotDraw(CaicachError):
    """The rule does not fit the frame."""

    code = "samples.cannot_draw"
    sentence = _("Không rút được: {why}")


class NoReason(CaicachError):
    """A second draw from one frame is explained."""

    code = "samples.no_reason"
    sentence = _("Khung này đã rút mẫu. Ghi lý do rút lại; lần rút trước vẫn giữ.")


class NotAsked(CaicachError):
    """Only of those who are to be asked there is something to tell."""

    code = "samples.not_asked"
    sentence = _("“{unit}” là dự phòng, chưa được gọi thay ai.")


class NobodyLeft(CaicachError):
    """Reserves are finite."""

    code = "samples.nobody_left"
    sentence = _("Không còn dự phòng ở “{place}”. Ghi nhận thiếu, đừng hỏi người ngoài mẫu.")


class AlreadyReplaced(CaicachError):
    """One stands in for one."""

    code = "samples.already_replaced"
    sentence = _("Đã có người thay “{unit}”: “{stand_in}”. Muốn đổi kết quả thì sửa ở người thay.")
