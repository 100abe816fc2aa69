"""Small pieces that lists of duties share; each of the few that there are is rendered once and kept."""

from functools import lru_cache
from typing import Protocol

from django import template
from django.utils.safestring import SafeString, mark_safe

from caicach.ui.templatetags.ui import status_badge
from caicach.work.status import AssignmentStatus

register = template.Library()

NOBODY = mark_safe('<span class="muted">—</span>')


class Standing(Protocol):
    """A line of a list that has a status: a duty, or a row of a plan."""

    @property
    def status(self) -> AssignmentStatus | None: ...

    @property
    def label(self) -> str: ...


@register.simple_tag
def duty_status(row: Standing) -> SafeString:
    """The status of a line of a list."""
    return _status(str(row.status), row.label) if row.status else NOBODY


@lru_cache(maxsize=100)
def _status(code: str, label: str) -> SafeString:
    return status_badge(code, label)
