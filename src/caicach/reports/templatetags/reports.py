"""How a frozen row of a part is shown."""

from collections.abc import Mapping
from datetime import date

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from caicach.reports.rows import DONE, OVERDUE
from caicach.ui.formats import shown_day
from caicach.ui.templatetags.ui import badge

register = template.Library()


@register.simple_tag
def row_state(row: Mapping[str, str]) -> SafeString:
    """What the row was at the cut-off, in a word with its day."""
    if row["state"] == DONE:
        return badge(_("hoàn thành"), kind="good", icon="circle-check")
    if row["state"] == OVERDUE:
        due = shown_day(date.fromisoformat(row["due_on"]))
        return badge(_("quá hạn, hạn %s") % due, kind="bad", icon="circle-alert")
    return badge(_("vướng mắc"), kind="warning", icon="triangle-alert")
