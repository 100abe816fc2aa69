"""The rules of reopening a round that somebody may break."""

from django.utils.translation import gettext_lazy as _

from caicach.ui.errors import CaicachError


class ReopeningAsked(CaicachError):
    code = "rounds.reopening_asked"
    sentence = _(
        "“{round}” đã có đề nghị mở lại của {by}, đang chờ duyệt. Muốn đề nghị khác, hãy rút lại đề nghị đó trước."
    )


class ReopeningEnded(CaicachError):
    code = "rounds.reopening_ended"
    sentence = _("Đề nghị mở lại “{round}” không còn chờ duyệt: {state}.")


class OwnReopening(CaicachError):
    """Reopening takes two people."""

    code = "rounds.own_reopening"
    sentence = _("Bạn đã đề nghị mở lại đợt này nên người khác phải quyết định.")
