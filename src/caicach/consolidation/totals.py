"""The numbers of the province: sums and ratios over all parts of a round, beside those of the ledger."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from caicach.agencies.models import Agency
from caicach.core.consolidating.claims import RATE
from caicach.indicators.models import Indicator
from caicach.reports.models import PartFigure, ReportRound

NAMES = ("numerator", "denominator", "value")


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
    rows = PartFigure.objects.filter(section__part__round=round, section__code__in=wanted)
    rows = rows.select_related("indicator", "figure", "section__part__agency")
    rows = rows.order_by("section__part__agency__protocol_order", "section__part__agency__collation_key")
    found: dict[str, dict[tuple[int, str], Total]] = defaultdict(dict)
    for row in rows:
        key = (row.order, row.indicator.code)
        told = (typed or {}).get(row.indicator.code)
        total = found[row.section.code].setdefault(key, Total(row.indicator, typed=told))
        if row.is_given or row.figure is not None:
            total.rows.append(row)
        else:
            total.missing.append(row.section.part.agency)
    return {code: [found[code][key] for key in sorted(found[code])] for code in wanted}


def _rate(numerator: Decimal | None, denominator: Decimal | None) -> Decimal | None:
    return numerator / denominator if numerator is not None and denominator else None
