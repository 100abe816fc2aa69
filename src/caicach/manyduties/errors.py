"""The rules of acts on many duties that a user may break."""

from django.utils.translation import gettext_lazy as _

from caicach.ui.errors import CaicachError


class NothingChosen(CaicachError):
    code = "work.nothing_chosen"
    sentence = _("Chưa chọn việc nào. Hãy đánh dấu ít nhất một dòng trong danh sách rồi làm lại.")


class TooManyChosen(CaicachError):
    code = "work.too_many_chosen"
    sentence = _("Bạn chọn {count} việc; mỗi lần nhiều nhất {most} việc. Hãy lọc bớt rồi làm từng phần.")


class HandedOverMeanwhile(CaicachError):
    code = "work.handed_over_meanwhile"
    sentence = _(
        "Danh sách việc của {person} vừa thay đổi, nên chưa bàn giao gì. Hãy xem lại danh sách rồi bấm lần nữa."
    )
