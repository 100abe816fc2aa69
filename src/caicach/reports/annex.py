"""The statistical annex: a table that data defines, one row for each agency, a sum for each level."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db.models import F

from caicach.people.models import User
from caicach.reports.models import PartFigure, ReportPart, ReportRound

Cell = Decimal | None
_READ = tuple(place + name for place in ("given_", "figure__") for name in ("numerator", "denominator", "value"))


@dataclass(frozen=True, slots=True)
class AnnexRow:
    """One agency's numbers; None is missing, never 0. is_typed: the columns in which the agency changed the number."""

    part: ReportPart
    cells: list[Cell]
    is_typed: list[bool]


@dataclass(frozen=True, slots=True)
class AnnexLevel:
    """The agencies of one level with their sums; a sum says of how many agencies numbers are missing."""

    name: str
    rows: list[AnnexRow]

    @property
    def sums(self) -> list[Cell]:
        columns = zip(*(row.cells for row in self.rows), strict=True) if self.rows else ()
        return [_sum(column) for column in columns]

    @property
    def missing(self) -> list[int]:
        columns = zip(*(row.cells for row in self.rows), strict=True) if self.rows else ()
        return [sum(cell is None for cell in column) for column in columns]


def annex_of(round: ReportRound, user: User) -> list[AnnexLevel]:
    """The table of a round, of the agencies that a person sees."""
    return annex_of_parts(round, round.parts.visible_to(user).select_related("agency"))


def annex_of_parts(round: ReportRound, rows: Iterable[ReportPart]) -> list[AnnexLevel]:
    """The table of a round, of these parts."""
    columns = [tuple(one["figure"].split(":")) for one in round.annex.get("columns", ())]
    parts = list(rows)
    figures = _figures_of(parts, {code for code, _name in columns})
    names = {level["code"]: level["name"] for level in round.levels}
    return [
        AnnexLevel(names[level], [_row(part, columns, figures) for part in parts if part.level == level])
        for level in round.annex.get("levels", ())
    ]


def _figures_of(parts: Iterable[ReportPart], codes: set[str]) -> dict[tuple[UUID, str], PartFigure]:
    rows = PartFigure.objects.filter(section__part__in=[part.pk for part in parts], indicator__code__in=codes)
    rows = rows.select_related("figure").only(*_READ).order_by()
    told = rows.annotate(of_part=F("section__part"), told_code=F("indicator__code"))
    return {(row.of_part, row.told_code): row for row in told}


def _row(part: ReportPart, columns: list[tuple[str, ...]], figures: dict[tuple[UUID, str], PartFigure]) -> AnnexRow:
    found = [(figures.get((part.pk, code)), name) for code, name in columns]
    cells = [row.number(name) if row else None for row, name in found]
    return AnnexRow(part, cells, [bool(row and row.is_given) for row, _name in found])


def _sum(column: Iterable[Cell]) -> Cell:
    known = [cell for cell in column if cell is not None]
    return sum(known, Decimal(0)) if known else None
