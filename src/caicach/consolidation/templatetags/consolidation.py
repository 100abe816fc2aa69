"""How totals of the province are shown."""

from django import template
from django.utils.translation import gettext as _

from caicach.core.consolidating.claims import rounded
from caicach.reports.totals import Total
from caicach.reports.wording import PLACES_OF_A_RATE
from caicach.ui.formats import DASH, shown_number

register = template.Library()


@register.simple_tag
def sum_of(total: Total) -> str:
    """The sum over the parts."""
    return _counts([total.sum(name) for name in total.names])


@register.simple_tag
def ledger_of(total: Total) -> str:
    return _counts([total.of_ledger(name) for name in total.names])


@register.simple_tag
def typed_of(total: Total) -> str:
    return _counts([total.told(name) for name in total.names])


@register.simple_tag
def rate_of(total: Total) -> str:
    """The rate that the report tells."""
    return DASH if total.rate is None else f"{shown_number(rounded(total.rate * 100, PLACES_OF_A_RATE))}%"


def _counts(numbers: list[object]) -> str:
    if any(number is None for number in numbers):
        return _("chưa có số liệu")
    return "/".join(shown_number(number) for number in numbers)  # type: ignore[arg-type]
