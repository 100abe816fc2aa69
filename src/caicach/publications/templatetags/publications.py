"""How results look on pages."""

from decimal import Decimal

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from caicach.publications.showing import percent, with_two_places

register = template.Library()


@register.simple_tag
def index_bar(share: Decimal | None) -> SafeString:
    """An index as a bar with its percentage, with as many digits as decide about the class."""
    width = "0" if share is None else f"{share * 100:.2f}"
    return render_to_string("publications/index_bar.html", {"width": width, "percent": percent(share)})


@register.simple_tag
def printed(value: Decimal | None) -> str:
    """Points with two digits behind the comma, or with as many as they have."""
    return with_two_places(value)


@register.filter
def size(number: int) -> int:
    """A number without its sign, where an arrow stands for it."""
    return abs(number)
