"""Rules of drafts that somebody's request would break."""

from django.utils.translation import gettext_lazy as _

from caicach.ui.errors import CaicachError


class MoveImpossible(CaicachError):
    """A row cannot go there: it is the first, the last, or would be its own parent."""

    code = "plans.move_impossible"
    sentence = _("Không chuyển được dòng “{row}” theo hướng này. Hãy chọn hướng khác.")
