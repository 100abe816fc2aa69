"""Where a round loses points: by criterion, by domain, by agency, and by where the points come from."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from caicach.core.scoring import criteria as core
from caicach.core.scoring.losses import NOTHING, Loss, added
from caicach.core.text import fold
from caicach.improvement.standing import Board, Stand


class Source(models.TextChoices):
    """Where the points of a leaf come from."""

    APPRAISAL = core.ScoredBy.APPRAISAL.value, _("cơ quan tự làm được")
    SURVEY = core.ScoredBy.SURVEY.value, _("theo khảo sát")
    INDEX = core.ScoredBy.INDEX.value, _("theo chỉ số khác")
    CENTRE = core.ScoredBy.CENTRE.value, _("trung ương chấm")


class By(models.TextChoices):
    """What the losses are added up by."""

    CRITERION = "criterion", _("Theo tiêu chí")
    DOMAIN = "domain", _("Theo lĩnh vực")
    AGENCY = "agency", _("Theo cơ quan")


@dataclass(frozen=True, slots=True)
class GapRow:
    """A criterion, a domain or an agency with what it loses. agencies: how many agencies lose points in it."""

    key: str
    code: str
    name: str
    loss: Loss
    agencies: int
    source: Source | None = None
    assessment: UUID | None = None

    @property
    def rate(self) -> Decimal | None:
        """How much of what has points was lost."""
        known = self.loss.applicable - self.loss.at_stake
        return self.loss.lost / known if known else None


@dataclass(frozen=True, slots=True)
class SourceSum:
    """What is lost from one source, all in all."""

    source: Source
    loss: Loss


@dataclass(frozen=True, slots=True)
class Cell:
    """The loss of one agency on one leaf."""

    stand: Stand
    leaf: core.Criterion
    loss: Loss


ORDERS: dict[str, Callable[[GapRow], Any]] = {
    "name": lambda row: (_by_code(row.code), fold(row.name)),
    "lost": lambda row: row.loss.lost,
    "stake": lambda row: row.loss.at_stake,
    "rate": lambda row: (row.rate is not None, row.rate or Decimal(0)),
    "agencies": lambda row: row.agencies,
}


def cells_of(board: Board, *, source: str = "", group: str = "") -> list[Cell]:
    """The leaves within the total of every agency, of one source and one group where these are asked for."""
    leaves = [leaf for leaf in board.criteria_set.leaves() if not source or leaf.scored_by.value == source]
    stands = [stand for stand in board.stands if not group or stand.assessment.group == group]
    return [
        Cell(stand, leaf, stand.losses[leaf.code]) for stand in stands for leaf in leaves if leaf.code in stand.losses
    ]


def gap_rows(board: Board, cells: Iterable[Cell], by: By, *, words: str = "", order: str = "-lost") -> list[GapRow]:
    """The losses added up, the greatest first unless another order is asked for."""
    making = {By.CRITERION: _by_criterion, By.DOMAIN: _by_domain, By.AGENCY: _by_agency}[by]
    wanted = fold(words).split()
    rows = [row for row in making(board, cells) if all(word in fold(f"{row.code} {row.name}") for word in wanted)]
    key = ORDERS.get(order.removeprefix("-"), ORDERS["lost"])
    rows.sort(key=lambda row: _by_code(row.code))
    rows.sort(key=key, reverse=order.startswith("-"))
    return rows


def by_source(cells: Iterable[Cell]) -> list[SourceSum]:
    """What is lost from each source that the set has."""
    several = list(cells)
    sums = [
        SourceSum(source, added(cell.loss for cell in several if cell.leaf.scored_by.value == source))
        for source in Source
    ]
    return [one for one in sums if one.loss.applicable]


def _by_criterion(board: Board, cells: Iterable[Cell]) -> Iterator[GapRow]:
    for first, found in _grouped(cells, lambda cell: cell.leaf.code):
        one = first.leaf
        yield GapRow(one.code, one.code, one.name, _sum(found), _losing(found), Source(one.scored_by.value))


def _by_domain(board: Board, cells: Iterable[Cell]) -> Iterator[GapRow]:
    tops = {leaf.code: top for top in board.criteria_set.criteria for leaf in top.leaves()}
    for first, found in _grouped(cells, lambda cell: tops[cell.leaf.code].code):
        top = tops[first.leaf.code]
        yield GapRow(top.code, top.code, top.name, _sum(found), _losing(found))


def _by_agency(board: Board, cells: Iterable[Cell]) -> Iterator[GapRow]:
    for first, found in _grouped(cells, lambda cell: cell.stand.assessment.agency_id):
        assessment = first.stand.assessment
        row = GapRow(assessment.agency.code, "", assessment.agency.brief, _sum(found), _losing(found))
        yield GapRow(row.key, row.code, row.name, row.loss, row.agencies, None, assessment.pk)


def _grouped(cells: Iterable[Cell], key: Callable[[Cell], object]) -> list[tuple[Cell, list[Cell]]]:
    groups: dict[object, list[Cell]] = {}
    for cell in cells:
        groups.setdefault(key(cell), []).append(cell)
    return [(found[0], found) for found in groups.values()]


def _sum(cells: Iterable[Cell]) -> Loss:
    return sum((cell.loss for cell in cells), NOTHING)


def _losing(cells: Iterable[Cell]) -> int:
    return len({cell.stand.assessment.pk for cell in cells if cell.loss.lost})


def _by_code(code: str) -> list[tuple[int, str]]:
    """1.10 behind 1.9."""
    return [(int(part), "") if part.isdigit() else (10**6, part) for part in code.split(".")]
