"""A criteria set tried on a round that is over: everything that its page shows."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from caicach.assessments.models import Assessment, Round, RoundState
from caicach.core.scoring.criteria import CriteriaSet as CoreSet
from caicach.core.scoring.criteria import Criterion
from caicach.core.scoring.trial import Carrying, TrialRow, carrying, separating_nobody, trial_table, tried
from caicach.core.text import fold
from caicach.criteria.models import CriteriaSet
from caicach.improvement.standing import words_of
from caicach.improvement.trends import crosswalk_between


@dataclass(frozen=True, slots=True)
class Line:
    """An agency under both sets."""

    assessment: Assessment
    row: TrialRow


@dataclass(frozen=True, slots=True)
class Trial:
    """has_crosswalk: whether links of a person were followed, else codes and names.

    uncarried, dropped: leaves of the new set that nothing leads to, and of the old set that lead nowhere.
    equal: leaves on which all agencies have the same points.
    """

    lines: list[Line]
    has_crosswalk: bool
    carried: int
    uncarried: list[Criterion]
    dropped: list[Criterion]
    equal: list[tuple[Criterion, Decimal]]

    @property
    def at_stake(self) -> Decimal:
        """How many points of the new set nobody knows anything of."""
        return sum((leaf.max_score for leaf in self.uncarried), Decimal(0))

    @property
    def gaining(self) -> int:
        return sum((line.row.difference or 0) > 0 for line in self.lines)

    @property
    def losing(self) -> int:
        return sum((line.row.difference or 0) < 0 for line in self.lines)

    @property
    def moved(self) -> int:
        return sum(bool(line.row.rank_change) for line in self.lines)


ORDERS: dict[str, Callable[[Line], Any]] = {
    "agency": lambda line: fold(line.assessment.agency.brief),
    "old": lambda line: line.row.old_share or Decimal(-1),
    "new": lambda line: line.row.new_share or Decimal(-1),
    "difference": lambda line: line.row.difference if line.row.difference is not None else Decimal(-10),
    "rank": lambda line: line.row.rank_change if line.row.rank_change is not None else -(10**6),
}


def rounds_to_try_on(criteria_set: CriteriaSet) -> list[Round]:
    """Rounds that are over, of the same kind of agency first, the newest first."""
    over = Round.objects.filter(state=RoundState.CLOSED).select_related("criteria_set")
    kind = criteria_set.agency_kind
    return sorted(over, key=lambda one: (one.criteria_set.agency_kind != kind, -one.year, one.name))


def trial_of(round: Round, new_row: CriteriaSet) -> Trial:
    """What the set would have made of the claims that counted in a round; nothing is stored."""
    standing = list(round.assessments.standing().select_related("agency"))
    words = words_of(round, standing)
    by_code = {one.agency.code: one for one in standing}
    agencies = {code: {leaf: word.claim for leaf, word in words[one.pk].items()} for code, one in by_code.items()}
    old, new = round.criteria_set.as_core, new_row.as_core
    walk = None if round.criteria_set_id == new_row.pk else crosswalk_between(round.criteria_set, new_row)
    way = carrying(old, new, walk)
    rows, outcomes = tried(old, new, way, agencies)
    table = trial_table(new, rows, way, {code: one.group for code, one in by_code.items()})
    equal = [(new.node(code), points) for code, points in separating_nobody(new, outcomes.values())]
    lines = [Line(by_code[row.agency], row) for row in table]
    return Trial(lines, walk is not None, len(way.pairs), *_lost(old, new, way), equal)


def ordered(lines: list[Line], order: str) -> list[Line]:
    key = ORDERS.get(order.removeprefix("-"))
    return sorted(lines, key=key, reverse=order.startswith("-")) if key else lines


def _lost(old: CoreSet, new: CoreSet, way: Carrying) -> tuple[list[Criterion], list[Criterion]]:
    return [new.node(code) for code in way.uncarried], [old.node(code) for code in way.dropped]
