"""The numbers of the province: sums and ratios over all parts of a round, beside those of the ledger."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from caicach.agencies.models import Agency
from caicach.core.consolidating.claims import RATE
from caicach.indicators.models import Indicator
from caicach.reports.models import PartFigure, PartSection, ReportRound

NAMES = ("numerator", "denominator", "value")
_READ = (
    "section", "indicator", "order", "reason",
    *(f"given_{name}" for name in NAMES), *(f"figure__{name}" for name in NAMES),
)  # fmt: skip


@dataclass(slots=True)
class Total:
    """One indicator over all agencies. rows: those that have a number. missing: those without; they are never 0."""

    indicator: Indicator
    rows: list[PartFigure] = field(default_factory=list)
    missing: list[Agency] = field(default_factory=list)
    typed: Mapping[str, Any] | None = None

    @property
    def names(self) -> tuple[str, ...]:
        return ("numerator", "denominator") if self.indicator.is_ratio else ("value",)

    @property
    def changed(self) -> list[PartFigure]:
        """The numbers that agencies report otherwise than the ledger has them."""
        return [row for row in self.rows if row.is_given]

    def sum(self, name: str) -> Decimal | None:
        """Over the parts, as they are reported. None where no agency has a number."""
        known = [number for row in self.rows if (number := row.number(name)) is not None]
        return sum(known, Decimal(0)) if known else None

    def of_ledger(self, name: str) -> Decimal | None:
        known = [getattr(row.figure, name) for row in self.rows if row.figure]
        return sum(known, Decimal(0)) if known else None

    def told(self, name: str) -> Decimal | None:
        """What the report says: the typed total where there is one."""
        if self.typed and (typed := self.typed.get(name)):
            return Decimal(typed)
        return self.sum(name)

    @property
    def rate(self) -> Decimal | None:
        """What the report says, between 0 and 1."""
        return _rate(self.told("numerator"), self.told("denominator"))

    @property
    def computed_rate(self) -> Decimal | None:
        return _rate(self.sum("numerator"), self.sum("denominator"))

    def computed(self, measure: str) -> Decimal | None:
        return self.computed_rate if measure == RATE else self.sum(measure)


def totals_of(
    round: ReportRound, codes: Iterable[str], typed: Mapping[str, Mapping[str, Any]] | None = None
) -> dict[str, list[Total]]:
    """The totals by section, in the order of the outline. typed: by indicator."""
    wanted = list(codes)
    found: dict[str, dict[tuple[int, str], Total]] = defaultdict(dict)
    for row in _figures(round, wanted):
        key = (row.order, row.indicator.code)
        told = (typed or {}).get(row.indicator.code)
        total = found[row.section.code].setdefault(key, Total(row.indicator, typed=told))
        if row.is_given or row.figure is not None:
            total.rows.append(row)
        else:
            total.missing.append(row.section.part.agency)
    return {code: [found[code][key] for key in sorted(found[code])] for code in wanted}


def _figures(round: ReportRound, codes: list[str]) -> Iterator[PartFigure]:
    """The numbers of the parts, agencies in the order of protocol. What many of them share is read once."""
    parts = list(round.parts.select_related("agency"))
    places = {part.pk: (place, part) for place, part in enumerate(parts)}
    sections = {
        one.pk: one for one in PartSection.objects.filter(part__round=round, code__in=codes).only("code", "part")
    }
    rows = list(
        PartFigure.objects.filter(section__in=PartSection.objects.filter(part__round=round, code__in=codes))
        .select_related("figure").only(*_READ).order_by()
    )  # fmt: skip
    indicators = Indicator.objects.in_bulk({row.indicator_id for row in rows})
    for row in rows:
        row.section, row.indicator = sections[row.section_id], indicators[row.indicator_id]
        row.section.part = places[row.section.part_id][1]
    yield from sorted(rows, key=lambda row: places[row.section.part_id][0])


def _rate(numerator: Decimal | None, denominator: Decimal | None) -> Decimal | None:
    return numerator / denominator if numerator is not None and denominator else None
