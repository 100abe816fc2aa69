"""Rules about acting for another that somebody broke, as sentences."""

from django.utils.translation import gettext_lazy as _

from caicach.ui.errors import CaicachError


class NotAColleague(CaicachError):
    code = "delegations.not_a_colleague"
    sentence = _("{taker} không làm việc ở {agency} trong những ngày này. Chỉ giao cho người cùng cơ quan.")


class NotTheGivers(CaicachError):
    code = "delegations.not_the_givers"
    sentence = _("{giver} không có vai trò này trong những ngày đã chọn nên không giao được.")


class MoreThanTheRole(CaicachError):
    code = "delegations.more_than_the_role"
    sentence = _("Vai trò này không có hoặc không được giao lại quyền: {names}.")


class NothingLent(CaicachError):
    code = "delegations.nothing_lent"
    sentence = _("Chọn ít nhất một việc để giao.")


class ToOneself(CaicachError):
    code = "delegations.to_oneself"
    sentence = _("Không tự giao cho chính mình.")


class BackwardDays(CaicachError):
    code = "delegations.backward_days"
    sentence = _("Ngày cuối phải từ ngày đầu trở đi, và không sớm hơn hôm nay.")


class TooLong(CaicachError):
    code = "delegations.too_long"
    sentence = _("Mỗi lần giao không quá {most} ngày. Hãy giao lại khi hết hạn.")


class TwiceAtOnce(CaicachError):
    code = "delegations.twice_at_once"
    sentence = _("Vai trò này đã giao cho {taker} trong những ngày trùng nhau. Hãy kết thúc lần giao đó trước.")


class AlreadyEnded(CaicachError):
    code = "delegations.already_ended"
    sentence = _("Lần giao này đã kết thúc.")


class OnePerson(CaicachError):
    code = "delegations.one_person"
    sentence = _(
        "Bước này cần hai người. {one} và {other} làm thay nhau nên tính là một; hãy để người khác thực hiện bước này."
    )
