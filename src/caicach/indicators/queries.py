"""What other rooms ask the ledger: the figures of agencies for a period, and the number that a rule names."""

from collections.abc import Collection, Iterable
from datetime import date
from decimal import Decimal

from caicach.agencies.models import Agency
from caicach.indicators.models import DENOMINATOR, NUMERATOR, Figure, Indicator

FigureKey = tuple[int, str]
"""The key of an agency and the code of an indicator."""


def code_of(reference: str) -> str:
    """The indicator that a rule's reference names: "code" of "code:numerator"."""
    return reference.partition(":")[0]


def known_references() -> frozenset[str]:
    """Everything that the inputs of criteria may name as their indicator."""
    return frozenset(reference for indicator in Indicator.objects.all() for reference in indicator.references)


def current_figures(
    indicator_codes: Iterable[str], agencies: Iterable[Agency | int], first: date, last: date
) -> dict[FigureKey, Figure]:
    """The figures that hold for exactly this period, in one query. What is missing has no key: it is never 0."""
    codes = {code_of(code) for code in indicator_codes}
    rows = Figure.objects.current().of_period(first, last).select_related("indicator")
    found = rows.filter(indicator__code__in=codes, agency__in=_keys(agencies)).order_by()
    return {(figure.agency_id, figure.indicator.code): figure for figure in found}


def newest_figures(
    indicator_codes: Iterable[str], agencies: Iterable[Agency | int], first: date, last: date
) -> dict[FigureKey, Figure]:
    """The figures that count from a day on and reach furthest into a period that is still running, in one query."""
    codes = {code_of(code) for code in indicator_codes}
    rows = Figure.objects.current().filter(period_first=first, period_last__lte=last).select_related("indicator")
    found = rows.filter(indicator__code__in=codes, agency__in=_keys(agencies)).order_by("period_last")
    return {(figure.agency_id, figure.indicator.code): figure for figure in found}


def value_of(reference: str, figure: Figure | None) -> Decimal | None:
    """The number that a reference names: "code:numerator", "code:denominator", or "code" of a value.

    None where there is no figure, or where the figure has no such number.
    """
    if figure is None:
        return None
    code, _colon, part = reference.partition(":")
    if code != figure.indicator.code:
        raise ValueError(f"{reference} asked of a figure of {figure.indicator.code}")
    numbers = {"": figure.value, NUMERATOR: figure.numerator, DENOMINATOR: figure.denominator}
    if part not in numbers:
        raise ValueError(f"no such part of a figure: {reference}")
    return numbers[part]


def _keys(agencies: Iterable[Agency | int]) -> Collection[int]:
    return {one if isinstance(one, int) else one.pk for one in agencies}
