"""Shares and differences as pages of improvement show them."""

from decimal import Decimal

from django import template

from caicach.ui.formats import shown_number

register = template.Library()
_PLACES = 2


@register.simple_tag
def percent(share: Decimal | None) -> str:
    """A share with two digits; a dash where there is none."""
    return shown_number(None) if share is None else f"{shown_number(share * 100, _PLACES)}%"


@register.simple_tag
def signed_percent(share: Decimal | None) -> str:
    """A difference of shares, in points of a hundred, with its sign."""
    return signed(None if share is None else share * 100)


@register.simple_tag
def signed(value: Decimal | None) -> str:
    """A difference with its sign; a dash where there is none."""
    if value is None:
        return shown_number(None)
    shown = shown_number(value, _PLACES)
    return f"+{shown}" if value > 0 else shown
