"""What stands where on a day: the newest value of each gauge, with its source, against its path."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from caicach.agencies.models import Agency, AgencyKind
from caicach.core.reporting import reporting_year
from caicach.core.targets import Standing, expected_on, standing_of, standing_of_all
from caicach.indicators.models import Figure
from caicach.plans.models import Plan
from caicach.targets.models import KINDS, Gauge, TargetValue, Way
from caicach.ui.formats import shown_number

OLD_AFTER = timedelta(days=100)
"""A value that is older than a quarter and some days is shown as old."""

_PER_CENT = Decimal(100)

STANDINGS: dict[Standing, str | Promise] = {
    Standing.MET: _("đạt"),
    Standing.ON_PATH: _("đúng lộ trình"),
    Standing.BEHIND: _("chậm so với lộ trình"),
    Standing.UNMEASURED: _("chưa đo"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A value on a day. parts: how many agencies it is made of; wanted: of how many it should be."""

    value: Decimal
    as_of: date
    source: str
    url: str = ""
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    parts: int = 1
    wanted: int = 1

    @property
    def is_whole(self) -> bool:
        return self.parts >= self.wanted


@dataclass(frozen=True, slots=True)
class Reading:
    """One gauge for one agency (or for all together) on a day, with all that was known before."""

    gauge: Gauge
    agency: Agency
    day: date
    history: Sequence[Known] = ()  # by day, the newest last
    has_nothing: bool = False  # the agency has told that there was nothing to count

    @property
    def known(self) -> Known | None:
        return self.history[-1] if self.history else None

    @property
    def newest_first(self) -> Sequence[Known]:
        return self.history[::-1]

    @property
    def standing(self) -> Standing:
        known, gauge = self.known, self.gauge
        if known is None or gauge.is_to_check:
            return Standing.UNMEASURED
        return standing_of(gauge.as_aim, gauge.path, known.value, self.day, is_whole=known.is_whole)

    @property
    def expected(self) -> Decimal | None:
        return expected_on(self.gauge.as_aim, self.gauge.path, self.day)

    @property
    def is_old(self) -> bool:
        return self.known is not None and self.day - self.known.as_of > OLD_AFTER

    @property
    def is_over(self) -> bool:
        return self.day >= self.gauge.last_on

    @property
    def shown(self) -> str:
        """The value with its unit, rounded for the eye to two places."""
        return shown_value(self.known.value if self.known else None, self.gauge.unit)


@dataclass(slots=True)
class GaugeReading:
    """One gauge on a day: its reading, or those of each agency that has to reach the aim."""

    gauge: Gauge
    day: date
    parts: list[Reading] = field(default_factory=list)

    @property
    def whole(self) -> Reading | None:
        return self.parts[0] if self.gauge.is_whole and self.parts else None

    @property
    def standing(self) -> Standing:
        return standing_of_all(part.standing for part in self.parts if not part.has_nothing)

    @property
    def counts(self) -> Counter[Standing]:
        return Counter(part.standing for part in self.parts if not part.has_nothing)

    @property
    def told(self) -> list[tuple[Standing, str, int]]:
        """How many agencies stand how, without those that nobody stands at."""
        counts = self.counts
        return [(one, str(words), counts[one]) for one, words in STANDINGS.items() if counts[one]]

    @property
    def newest(self) -> date | None:
        return max((part.known.as_of for part in self.parts if part.known), default=None)


class Span(NamedTuple):
    """The figures of the ledger that count for a gauge: cumulative ones, from the beginning of its year on."""

    firsts: tuple[date, ...]
    last: date


def span_of(gauge: Gauge) -> Span:
    year = gauge.last_on.year
    told = reporting_year(year)
    return Span((told.first, date(year, 1, 1), gauge.first_on), max(told.last, gauge.last_on))


def shown_value(value: Decimal | None, unit: str) -> str:
    if value is None:
        return shown_number(None)
    shown = shown_number(value.quantize(Decimal("0.01")))
    return f"{shown}{'' if unit == '%' else ' '}{unit}".strip()


def read_plan(plan: Plan, *, day: date, only: Iterable[Agency] | None = None) -> list[GaugeReading]:
    """All gauges of a plan on a day. only: the agencies whose own values are shown to a person."""
    return read_gauges(Gauge.objects.filter(target__plan=plan), day=day, only=only)


def read_gauges(gauges: Iterable[Gauge], *, day: date, only: Iterable[Agency] | None = None) -> list[GaugeReading]:
    """Gauges on a day, in a fixed number of questions to the database."""
    if hasattr(gauges, "select_related"):
        gauges = gauges.select_related("target__plan__owner", "target__domain", "indicator", "keeper")
    listed = list(gauges)
    agencies = _agencies(listed, day)
    typed, counted = _typed(listed, day), _counted(listed, day)
    shown = None if only is None else {one.pk for one in only}
    found = []
    for gauge in listed:
        reading = GaugeReading(gauge, day)
        for agency in measured_agencies(gauge, agencies):
            if gauge.is_whole or shown is None or agency.pk in shown:
                history = _history(gauge, agency, agencies, typed, counted)
                has_nothing = not history and (gauge.indicator_id or 0, agency.pk) in counted
                reading.parts.append(Reading(gauge, agency, day, history, has_nothing))
        found.append(reading)
    return found


def measured_agencies(gauge: Gauge, agencies: Sequence[Agency]) -> list[Agency]:
    """For whom a gauge has values: the owner of the plan, or each agency of a kind."""
    if gauge.is_whole:
        return [gauge.target.plan.owner]
    return [agency for agency in agencies if agency.kind in KINDS[gauge.reach]]


_Values = Mapping[tuple[object, int], list[TargetValue]]
_Figures = Mapping[tuple[int, int], list[Figure]]


def _history(
    gauge: Gauge, agency: Agency, agencies: Sequence[Agency], typed: _Values, counted: _Figures
) -> list[Known]:
    if gauge.way == Way.TYPED:
        return [_known(row) for row in typed[gauge.pk, agency.pk]]
    assert gauge.indicator_id is not None
    span = span_of(gauge)
    own = [row for row in counted.get((gauge.indicator_id, agency.pk), ()) if _counts(row, span)]
    if own or not gauge.is_whole or agency.kind != AgencyKind.PROVINCE:
        return [_of_figure(row) for row in own if row.value is not None or row.denominator]
    return _summed(gauge, agencies, counted, span)


def _counts(row: Figure, span: Span) -> bool:
    return row.period_first in span.firsts and row.period_last <= span.last


def _summed(gauge: Gauge, agencies: Sequence[Agency], counted: _Figures, span: Span) -> list[Known]:
    """Of the province: the counts of its agencies added up, for each day to which figures reach.

    Those that have told nothing by then are missing in the sum, and the sum says so. Kinds of agencies of which
    nobody tells this indicator are not asked for.
    """
    assert gauge.indicator_id is not None
    rows_of = {
        one: [row for row in counted.get((gauge.indicator_id, one.pk), ()) if _counts(row, span)] for one in agencies
    }
    telling = {one.kind for one, rows in rows_of.items() if rows}
    wanted = sum(one.kind in telling for one in agencies)
    days = sorted({row.as_of for rows in rows_of.values() for row in rows})
    newest = ([_newest_by(day, rows) for rows in rows_of.values()] for day in days)
    parts = ([row for row in rows if row is not None] for rows in newest)
    return [known for day, rows in zip(days, parts, strict=True) if (known := _sum(day, rows, wanted))]


def _newest_by(day: date, rows: Sequence[Figure]) -> Figure | None:
    return next((row for row in reversed(rows) if row.as_of <= day), None)


def _sum(day: date, rows: Sequence[Figure], wanted: int) -> Known | None:
    numerator = sum((row.numerator or Decimal(0) for row in rows), Decimal(0))
    denominator = sum((row.denominator or Decimal(0) for row in rows), Decimal(0))
    if not denominator:
        return None
    return Known(
        value=numerator * _PER_CENT / denominator,
        as_of=day,
        source=max(rows, key=lambda row: row.as_of).source_text,
        url=reverse("indicators:indicator_detail", args=[rows[0].indicator.code]),
        numerator=numerator,
        denominator=denominator,
        parts=len(rows),
        wanted=wanted,
    )


def _of_figure(row: Figure) -> Known:
    value = row.value if row.rate is None else row.rate * _PER_CENT
    assert value is not None
    return Known(
        value=value,
        as_of=row.as_of,
        source=row.source_text,
        url=reverse("indicators:figure_detail", args=[row.pk]),
        numerator=row.numerator,
        denominator=row.denominator,
    )


def _known(row: TargetValue) -> Known:
    return Known(value=row.value, as_of=row.as_of, source=row.source_text)


def _agencies(gauges: Sequence[Gauge], day: date) -> list[Agency]:
    """The agencies of the kinds that are measured, as they are on the day; none are asked for where none are needed."""
    kinds = {kind for gauge in gauges for kind in (KINDS[gauge.reach] if not gauge.indicator_id else KINDS["all"])}
    return list(Agency.objects.valid_on(day).filter(kind__in=kinds)) if kinds else []


def _typed(gauges: Sequence[Gauge], day: date) -> _Values:
    found: dict[tuple[object, int], list[TargetValue]] = defaultdict(list)
    keys = [gauge.pk for gauge in gauges if gauge.is_typed]
    if keys:
        rows = TargetValue.objects.current().known_on(day).filter(gauge__in=keys)
        for row in rows.order_by("as_of"):
            found[row.gauge_id, row.agency_id].append(row)
    return found


def _counted(gauges: Sequence[Gauge], day: date) -> _Figures:
    """What the ledger knew on the day, of each indicator and agency."""
    found: dict[tuple[int, int], list[Figure]] = defaultdict(list)
    measured = [gauge for gauge in gauges if gauge.indicator_id]
    if not measured:
        return found
    spans = [span_of(gauge) for gauge in measured]
    firsts = {first for span in spans for first in span.firsts}
    rows = Figure.objects.current().filter(
        indicator__in={gauge.indicator_id for gauge in measured},
        period_first__in=firsts,
        as_of__lte=day,
    )
    for row in rows.select_related("indicator").order_by("as_of", "period_last"):
        found[row.indicator_id, row.agency_id].append(row)
    return found
