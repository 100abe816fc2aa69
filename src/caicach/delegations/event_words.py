"""What the events of this room are called in the trail."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

EVENT_WORDS: dict[str, str | Promise] = {
    "delegations.lent": _("giao người làm thay"),
    "delegations.ended": _("kết thúc việc làm thay"),
}
