"""Small pieces that lists of duties share; each of the few that there are is rendered once and kept."""

from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from caicach.ui.templatetags.ui import status_badge
from caicach.work.clarity import clarities
from caicach.work.overview import ItemRow
from caicach.work.selection import DutyRow

register = template.Library()

NOBODY = mark_safe('<span class="muted">—</span>')


@register.simple_tag
def clarity(row: ItemRow) -> SafeString:
    """How many of the "rõ" are clear, and which are not."""
    return _clarity(f"{row.clear_count}/{len(clarities())}", tuple(row.missing), get_language())


@register.simple_tag
def duty_status(row: DutyRow | ItemRow) -> SafeString:
    """The status of a line of a list."""
    return _status(str(row.status), row.label) if row.status else NOBODY


@lru_cache(maxsize=500)
def _clarity(fraction: str, missing: tuple[str, ...], language: str | None) -> SafeString:
    return render_to_string("work/clarity.html", {"fraction": fraction, "missing": missing})


@lru_cache(maxsize=100)
def _status(code: str, label: str) -> SafeString:
    return status_badge(code, label)
