"""Many agencies at once: a leaf is scored for all of them in one go, and gives exactly what it gives one by one.

A province scores some 150 agencies, the whole country 3,400; most of the time of scoring them one by one goes into
calls and small objects. Here only points and steps are kept; the full outcome of one agency is asked for when somebody
wants to know why.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from operator import add

from caicach.core.scoring.criteria import CriteriaSet, Criterion, CriterionKind
from caicach.core.scoring.leaves import score_leaf
from caicach.core.scoring.outcome import Outcome, Scored, Value
from caicach.core.scoring.quick import Column, quickly
from caicach.core.scoring.ratios import ZERO
from caicach.core.scoring.totals import Result, total


@dataclass(frozen=True, slots=True)
class ScoredColumn:
    """A leaf for all agencies. points: None where there are none; steps: the code of the branch that gave them."""

    points: list[Decimal | None]
    steps: list[str]


@dataclass(frozen=True, slots=True)
class ScoredSet:
    """A set for all agencies: the columns of its leaves, and for each agency the exact sum within the total."""

    criteria_set: CriteriaSet
    inputs: Mapping[str, Column]
    leaves: dict[str, ScoredColumn]
    exact: list[Decimal]

    def outcome(self, code: str, agency: int) -> Outcome:
        """Why an agency has its points: the leaf once more, with all facts."""
        return self._of_leaf(self.criteria_set.node(code), agency)

    def result(self, agency: int) -> Result:
        """The whole result of one agency, with its shares and what is missing."""
        return total(self.criteria_set, {leaf.code: self._of_leaf(leaf, agency) for leaf in self.criteria_set.leaves()})

    def _of_leaf(self, leaf: Criterion, agency: int) -> Outcome:
        return score_leaf(leaf, _row(self.inputs.get(leaf.code, {}), agency))


def score_set(criteria_set: CriteriaSet, inputs: Mapping[str, Column], count: int) -> ScoredSet:
    """Score every leaf for `count` agencies. Cost is linear in agencies."""
    leaves = {leaf.code: score_column(leaf, inputs.get(leaf.code, {}), count) for leaf in criteria_set.leaves()}
    return ScoredSet(criteria_set, inputs, leaves, _sums(criteria_set, leaves, count))


def rescored(before: ScoredSet, code: str, column: Column) -> ScoredSet:
    """The set after the inputs of one leaf have changed: no other leaf is scored, only the sums are added up again.

    Adding a difference would be quicker and could end in another last digit.
    """
    count = len(before.exact)
    leaves = {**before.leaves, code: score_column(before.criteria_set.node(code), column, count)}
    exact = _sums(before.criteria_set, leaves, count)
    return ScoredSet(before.criteria_set, {**before.inputs, code: column}, leaves, exact)


def score_column(leaf: Criterion, column: Column, count: int) -> ScoredColumn:
    """One leaf for all agencies, by the quick way of its shape where it has one."""
    found = None if leaf.only_full_mark or leaf.rule is None else quickly(leaf.rule, column, leaf.max_score)
    if found is None:
        return _one_by_one(leaf, column, count)
    points, steps = found
    for place in (place for place, step in enumerate(steps) if not step) if "" in steps else ():
        points[place], steps[place] = _plain(score_leaf(leaf, _row(column, place)))
    return ScoredColumn(points, steps)


def _one_by_one(leaf: Criterion, column: Column, count: int) -> ScoredColumn:
    """Equal values have equal outcomes, and of levels, conditions and small counts there are few."""
    names = tuple(column)
    known: dict[tuple[Value | None, ...], tuple[Decimal | None, str]] = {}
    points: list[Decimal | None] = []
    steps: list[str] = []
    rows = zip(*column.values(), strict=True) if names else iter([()] * count)
    for row in rows:
        found = known.get(row)
        if found is None:
            found = known[row] = _plain(score_leaf(leaf, dict(zip(names, row, strict=True))))
        points.append(found[0])
        steps.append(found[1])
    return ScoredColumn(points, steps)


def _plain(outcome: Outcome) -> tuple[Decimal | None, str]:
    return (outcome.points if isinstance(outcome, Scored) else None), outcome.step


def _row(column: Column, agency: int) -> dict[str, Value | None]:
    return {name: values[agency] for name, values in column.items()}


def _sums(criteria_set: CriteriaSet, leaves: Mapping[str, ScoredColumn], count: int) -> list[Decimal]:
    """The exact sum within the total for each agency, of the leaves that have points."""
    sums = [ZERO] * count
    for criterion in criteria_set.criteria:
        for leaf in criterion.leaves() if criterion.kind is CriterionKind.NORMAL else ():
            sums = _added(sums, leaves[leaf.code].points)
    return sums


def _added(sums: list[Decimal], points: list[Decimal | None]) -> list[Decimal]:
    try:  # looking for None among figures first would take as long as adding them
        return list(map(add, sums, points))
    except TypeError:
        return [held if more is None else held + more for held, more in zip(sums, points, strict=True)]
