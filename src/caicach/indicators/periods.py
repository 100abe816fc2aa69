"""The periods that the ledger knows, and the one that an address asks for."""

from collections.abc import Mapping
from datetime import date

from caicach.core.period import Period
from caicach.core.reporting import reporting_year_of
from caicach.indicators.models import Figure, FigureQuerySet
from caicach.ui.formats import shown_day


def known_periods(figures: FigureQuerySet) -> list[Period]:
    """The periods of some figures, the newest first."""
    spans = figures.order_by().values_list("period_first", "period_last").distinct()
    return sorted((Period(*span) for span in spans), key=lambda one: (one.last, one.first), reverse=True)


def period_asked(told: Mapping[str, str], known: list[Period], *, today: date) -> Period:
    """The period in the address (`?ky=2025-12-15_2026-12-14`, or `first` and `last`), else the newest that is known."""
    first, _mark, last = told.get("ky", "").partition("_")
    try:
        return Period(date.fromisoformat(told.get("first", first)), date.fromisoformat(told.get("last", last)))
    except ValueError:
        return known[0] if known else reporting_year_of(today)


def code_of_period(period: Period) -> str:
    """How an address names a period."""
    return f"{period.first:%Y-%m-%d}_{period.last:%Y-%m-%d}"


def words_of_period(period: Period) -> str:
    """How a page names a period."""
    return f"{shown_day(period.first)} – {shown_day(period.last)}"


def period_choices(known: list[Period], chosen: Period) -> list[tuple[str, str]]:
    """What the choice of a period offers; the one that is shown is always among them."""
    offered = known if chosen in known else [chosen, *known]
    return [(code_of_period(one), words_of_period(one)) for one in offered]


def newest_period(*, today: date) -> Period:
    """The newest period of the ledger, whoever asks."""
    known = known_periods(Figure.objects.current())
    return known[0] if known else reporting_year_of(today)
