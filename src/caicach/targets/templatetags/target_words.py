"""Words and marks of targets: how a value stands, what is to be reached."""

from decimal import Decimal
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from caicach.core.targets import Standing
from caicach.targets.charts import LOOKS
from caicach.targets.forms import shown_aim
from caicach.targets.models import Gauge
from caicach.targets.readings import STANDINGS, shown_value

register = template.Library()

ICONS = {
    Standing.MET: "circle-check",
    Standing.ON_PATH: "trending-up",
    Standing.BEHIND: "circle-alert",
    Standing.UNMEASURED: "circle-dashed",
}


@register.simple_tag
def standing(of: Standing, is_over: bool = False) -> SafeString:
    """How a value stands: icon, word and colour. When the year is over, what is behind has not been reached."""
    words = _("không đạt") if is_over and of is Standing.BEHIND else STANDINGS[of]
    return render_to_string("ui/badge.html", {"text": words, "kind": LOOKS[of], "icon": ICONS[of]})


@register.filter
def at_place(measures: list[dict[str, Any]], place: int) -> dict[str, Any]:
    """The figure of a target that stands at a place of its words; none where its words hold no figure."""
    return measures[place] if place < len(measures) else {}


@register.filter
def look(of: Standing) -> str:
    """The colour of a standing by its meaning."""
    return LOOKS[of]


@register.filter
def aim_words(gauge: Gauge) -> str:
    return shown_aim(gauge)


@register.filter
def with_unit(value: Decimal | None, unit: str) -> str:
    """A value rounded for the eye, with its unit."""
    return shown_value(value, unit)
