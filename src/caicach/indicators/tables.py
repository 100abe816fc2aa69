"""The ledger as tables: all indicators of a period, one indicator across agencies, one agency across indicators."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, Sum

from caicach.agencies.models import Agency
from caicach.core.period import Period
from caicach.indicators.models import Figure, FigureQuerySet, Indicator
from caicach.ui.formats import shown_number


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """An indicator with what the ledger holds of it for a period. Of counts the sum, never a mean of ratios."""

    indicator: Indicator
    agencies: int = 0
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    frozen: int = 0

    @property
    def shown(self) -> str:
        return shown_rate(self.numerator, self.denominator) if self.indicator.is_ratio else ""


@dataclass(frozen=True, slots=True)
class FigureRow:
    """An agency or an indicator with its figure; no figure is a gap, never a zero."""

    agency: Agency
    indicator: Indicator
    figure: Figure | None

    @property
    def rate(self) -> Decimal | None:
        return self.figure.rate if self.figure else None

    @property
    def main(self) -> Decimal | None:
        """What the row is sorted by: the rate of a ratio, else the value."""
        return self.rate if self.indicator.is_ratio else (self.figure.value if self.figure else None)

    @property
    def shown(self) -> str:
        """The rate in percent or the value, as people read it."""
        if self.figure is None:
            return ""
        if self.indicator.is_ratio:
            return shown_rate(self.figure.numerator, self.figure.denominator)
        return shown_number(self.figure.value)


def shown_rate(numerator: Decimal | None, denominator: Decimal | None) -> str:
    """A rate in percent with two decimals; a dash where there was nothing to count."""
    if numerator is None or not denominator:
        return shown_number(None)
    return f"{shown_number((numerator * 100 / denominator).quantize(Decimal('0.01')))}%"


def indicator_rows(indicators: Iterable[Indicator], figures: FigureQuerySet, period: Period) -> list[IndicatorRow]:
    """All indicators with the sums of the figures that somebody sees, in one query."""
    sums = {"numerator": Sum("numerator"), "denominator": Sum("denominator")}
    counted = figures.current().of_period(period.first, period.last).order_by().values("indicator")
    counts = {"agencies": Count("pk"), "frozen": Count("pk", filter=Q(frozen_at__isnull=False))}
    known = {row.pop("indicator"): row for row in counted.annotate(**sums, **counts)}
    return [IndicatorRow(one, **known.get(one.pk, {})) for one in indicators]


SORTS: dict[str, Callable[[FigureRow], Any]] = {
    "numerator": lambda row: row.figure.numerator if row.figure else None,
    "denominator": lambda row: row.figure.denominator if row.figure else None,
    "main": lambda row: row.main,
}


def agency_rows(indicator: Indicator, agencies: Iterable[Agency], period: Period, sort: str = "") -> list[FigureRow]:
    """An indicator across agencies, in their order, or sorted by a number; gaps stand last either way."""
    listed = list(agencies)
    rows = Figure.objects.current().of_period(period.first, period.last).filter(indicator=indicator)
    known = {figure.agency_id: figure for figure in rows.filter(agency__in=[one.pk for one in listed])}
    found = [FigureRow(agency, indicator, known.get(agency.pk)) for agency in listed]
    key = SORTS.get(sort.removeprefix("-"))
    if key is None:
        return found[::-1] if sort == "-name" else found
    with_number = [row for row in found if key(row) is not None]
    with_number.sort(key=key, reverse=sort.startswith("-"))
    return with_number + [row for row in found if key(row) is None]


def rows_of_agency(agency: Agency, indicators: Iterable[Indicator], period: Period) -> list[FigureRow]:
    """All indicators of one agency for a period."""
    rows = Figure.objects.current().of_period(period.first, period.last).filter(agency=agency)
    known = {figure.indicator_id: figure for figure in rows}
    return [FigureRow(agency, one, known.get(one.pk)) for one in indicators]


def history_of(figure: Figure) -> list[Figure]:
    """All rows for the same indicator, agency and period, the newest first."""
    same = {"indicator": figure.indicator_id, "agency": figure.agency_id}
    rows = Figure.objects.filter(**same).of_period(figure.period_first, figure.period_last)
    return list(rows.select_related("written_by").order_by("-written_at", "superseded_at"))
