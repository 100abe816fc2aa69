"""Small pieces that lists of duties share; each of the few that there are is rendered once and kept."""

from functools import lru_cache

from django import template
from django.utils.safestring import SafeString, mark_safe

from caicach.ui.templatetags.ui import status_badge
from caicach.work.overview import ItemRow
from caicach.work.selection import DutyRow

register = template.Library()

NOBODY = mark_safe('<span class="muted">—</span>')


@register.simple_tag
def duty_status(row: DutyRow | ItemRow) -> SafeString:
    """The status of a line of a list."""
    return _status(str(row.status), row.label) if row.status else NOBODY


@lru_cache(maxsize=100)
def _status(code: str, label: str) -> SafeString:
    return status_badge(code, label)
