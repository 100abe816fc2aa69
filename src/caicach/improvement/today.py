"""The index if the year ended today: from what is appraised or claimed, else from the ledger. Missing stays missing."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from caicach.assessments.ledger import figures_for, values_in
from caicach.assessments.models import Round, Stage
from caicach.core.scoring.claims import Claim, outcome_of
from caicach.core.scoring.criteria import CriteriaSet, Criterion, ScoredBy
from caicach.core.scoring.outcome import Missing, Scored
from caicach.core.text import fold
from caicach.improvement.standing import Board, Stand, Word, board_of, stand_of
from caicach.indicators.models import Figure
from caicach.indicators.queries import FigureKey
from caicach.people.models import User


@dataclass(frozen=True, slots=True)
class TodayRow:
    """An agency. least: what is known; most: that and everything that misses. ledger: leaves that the ledger filled."""

    stand: Stand
    ledger: tuple[str, ...]

    @property
    def least(self) -> Decimal:
        return self.stand.result.exact

    @property
    def most(self) -> Decimal:
        return self.least + self.stand.lost.at_stake

    @property
    def missing(self) -> int:
        return self.stand.lost.missing

    @property
    def has_points(self) -> bool:
        """Whether anything is known: a sum of nothing is not zero."""
        return any(isinstance(one, Scored) for one in self.stand.outcomes.values())


@dataclass(frozen=True, slots=True)
class Whole:
    """The agencies together: means of what is known and of what is possible, and how much misses."""

    agencies: int
    least: Decimal
    most: Decimal
    missing: int
    at_stake: Decimal
    ledger: int


ORDERS: dict[str, Callable[[TodayRow], Any]] = {
    "agency": lambda row: fold(row.stand.assessment.agency.brief),
    "least": lambda row: row.least,
    "most": lambda row: row.most,
    "missing": lambda row: row.missing,
    "ledger": lambda row: len(row.ledger),
}


def today_rows(round: Round, user: User) -> list[TodayRow]:
    """The agencies that a person sees, in the order of the round: three queries."""
    board = board_of(round, user)
    figures = _figures(board)
    return [_row(board.criteria_set, stand, figures) for stand in board.stands]


def ordered(rows: Iterable[TodayRow], order: str) -> list[TodayRow]:
    key = ORDERS.get(order.removeprefix("-"))
    return sorted(rows, key=key, reverse=order.startswith("-")) if key else list(rows)


def whole_of(rows: list[TodayRow]) -> Whole | None:
    """All rows together; None where there are none."""
    if not rows:
        return None
    count = len(rows)
    return Whole(
        count,
        sum((row.least for row in rows), Decimal(0)) / count,
        sum((row.most for row in rows), Decimal(0)) / count,
        sum(row.missing for row in rows),
        sum((row.stand.lost.at_stake for row in rows), Decimal(0)),
        sum(len(row.ledger) for row in rows),
    )


def missing_leaves(rows: Iterable[TodayRow], criteria_set: CriteriaSet) -> list[tuple[Criterion, int, Decimal]]:
    """The leaves that miss most: how many agencies wait for each, and how many points that is, the most first."""
    several = list(rows)
    found = []
    for leaf in criteria_set.leaves():
        losses = [row.stand.losses[leaf.code] for row in several if leaf.code in row.stand.losses]
        count = sum(loss.missing for loss in losses)
        if count:
            found.append((leaf, count, sum((loss.at_stake for loss in losses), Decimal(0))))
    return sorted(found, key=lambda one: -one[2])


def _figures(board: Board) -> dict[FigureKey, Figure]:
    agencies = [stand.assessment.agency_id for stand in board.stands]
    return figures_for(_from_ledger(board.criteria_set), agencies, board.round)


def _from_ledger(criteria_set: CriteriaSet) -> list[Criterion]:
    leaves = (leaf for leaf in criteria_set.leaves() if leaf.scored_by is ScoredBy.APPRAISAL)
    return [leaf for leaf in leaves if any(one.indicator for one in leaf.inputs)]


def _row(criteria_set: CriteriaSet, stand: Stand, figures: Mapping[FigureKey, Figure]) -> TodayRow:
    words, filled = dict(stand.words), []
    for leaf in _from_ledger(criteria_set):
        claim = _with_figures(leaf, stand, figures)
        if claim is not None:
            words[leaf.code] = Word(claim, Stage.FILLED)
            filled.append(leaf.code)
    if not filled:
        return TodayRow(stand, ())
    return TodayRow(stand_of(criteria_set, stand.assessment, words), tuple(filled))


def _with_figures(leaf: Criterion, stand: Stand, figures: Mapping[FigureKey, Figure]) -> Claim | None:
    """What the ledger makes of a leaf that has no points yet; None where it has some, or where figures miss still.

    What a person has said stays: the ledger fills only inputs that are empty.
    """
    if not isinstance(stand.outcomes.get(leaf.code, Missing(())), Missing):
        return None
    claim = stand.words[leaf.code].claim if leaf.code in stand.words else Claim()
    known = {name: one.value for name, one in values_in(leaf, stand.assessment.agency_id, figures).items()}
    said = {name: value for name, value in claim.values.items() if value is not None}
    filled = replace(claim, values={**known, **said})
    try:
        is_scored = isinstance(outcome_of(leaf, filled), Scored)
    except (TypeError, ValueError):  # figures of the ledger that the rule does not take, such as a share above 1
        return None
    return filled if is_scored else None
