"""Marks of what becomes of duties when their plan is amended."""

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from caicach.amendments.models import Fate

register = template.Library()

LOOKS = {
    Fate.NEW: ("good", "plus"),
    Fate.DATES: ("warning", "calendar-clock"),
    Fate.WITHDRAWN: ("bad", "undo-2"),
    Fate.TAKEN_UP: ("good", "rotate-ccw"),
    Fate.KEPT: ("plain", "equal"),
    Fate.PAST: ("plain", "history"),
}


@register.filter
def fate_look(fate: str) -> str:
    return LOOKS[Fate(fate)][0]


@register.simple_tag
def fate_badge(fate: str) -> SafeString:
    """What becomes of a duty: icon, word and colour."""
    kind, icon = LOOKS[Fate(fate)]
    return render_to_string("ui/badge.html", {"text": Fate(fate).label, "kind": kind, "icon": icon})
