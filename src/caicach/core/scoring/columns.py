"""Many agencies at once: a leaf is scored for all of them in one go, and gives exactly what it gives one by one.

A province scores some 150 agencies, the whole country 3,400; most of the time of scoring them one by one goes into
calls and small objects. Here only points and steps are kept; the full outcome of one agency is asked for when somebody
wants to know why.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from caicach.core.scoring.criteria import CriteriaSet, Criterion, CriterionKind
from caicach.core.scoring.leaves import score_leaf
from caicach.core.scoring.outcome import Missing, NotApplicable, Outcome, Scored, Value
from caicach.core.scoring.ratios import ONE, ZERO, Ratio
from caicach.core.scoring.shapes.proportions import LinearRatio, TargetScaledRatio
from caicach.core.scoring.totals import Result, total

Column = Mapping[str, Sequence[Value | None]]
"""The values of a leaf, by the name of the input: one entry for each agency, in the same order everywhere."""


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
        leaf = next(one for one in self.criteria_set.leaves() if one.code == code)
        return score_leaf(leaf, _row(self.inputs[code], agency))

    def result(self, agency: int) -> Result:
        """The whole result of one agency, with its shares and what is missing."""
        return total(
            self.criteria_set,
            {leaf.code: score_leaf(leaf, _row(self.inputs[leaf.code], agency)) for leaf in self.criteria_set.leaves()},
        )


def score_set(criteria_set: CriteriaSet, inputs: Mapping[str, Column], count: int) -> ScoredSet:
    """Score every leaf for `count` agencies. Cost is linear in agencies."""
    leaves = {leaf.code: score_column(leaf, inputs.get(leaf.code, {}), count) for leaf in criteria_set.leaves()}
    return ScoredSet(criteria_set, inputs, leaves, _sums(criteria_set, leaves, count))


def rescored(before: ScoredSet, code: str, column: Column) -> ScoredSet:
    """The set after the inputs of one leaf have changed: no other leaf is scored, only the sums are added up again.

    Adding a difference would be quicker and could end in another last digit.
    """
    count = len(before.exact)
    leaf = next(one for one in before.criteria_set.leaves() if one.code == code)
    leaves = {**before.leaves, code: score_column(leaf, column, count)}
    exact = _sums(before.criteria_set, leaves, count)
    return ScoredSet(before.criteria_set, {**before.inputs, code: column}, leaves, exact)


def score_column(leaf: Criterion, column: Column, count: int) -> ScoredColumn:
    """One leaf for all agencies, by the quick way of its shape where it has one."""
    quick = None if leaf.only_full_mark else _QUICK.get(type(leaf.rule))
    found = quick(leaf, column, count) if quick else None
    return found or _one_by_one(leaf, column, count)


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


def _linear(leaf: Criterion, column: Column, count: int) -> ScoredColumn | None:
    assert isinstance(leaf.rule, LinearRatio)
    return _in_proportion(leaf, column, leaf.rule.ratio, ONE)


def _scaled(leaf: Criterion, column: Column, count: int) -> ScoredColumn | None:
    assert isinstance(leaf.rule, TargetScaledRatio)
    return _in_proportion(leaf, column, leaf.rule.ratio, leaf.rule.target)


_QUICK: dict[type, Callable[[Criterion, Column, int], ScoredColumn | None]] = {
    LinearRatio: _linear,
    TargetScaledRatio: _scaled,
}


def _in_proportion(leaf: Criterion, column: Column, ratio: Ratio, target: Decimal) -> ScoredColumn | None:
    """The plain part / whole of many; rows without a usual rate go the long way."""
    if ratio.inputs() != (ratio.part, ratio.whole) or not {ratio.part, ratio.whole} <= column.keys():
        return None
    top = leaf.max_score
    parts, wholes = column[ratio.part], column[ratio.whole]
    rates = _rates(parts, wholes)
    points: list[Decimal | None]
    if target == ONE:
        points = [rate if rate is None else rate * top if rate < ONE else top for rate in rates]
    else:
        points = [rate if rate is None else rate * top / target if rate < target else top for rate in rates]
    steps = ["full" if one is top else "in_proportion" for one in points]
    for place, rate in enumerate(rates) if None in rates else ():
        if rate is None:
            points[place], steps[place] = _plain(score_leaf(leaf, _row(column, place)))
    return ScoredColumn(points, steps)


def _rates(parts: Sequence[Any], wholes: Sequence[Any]) -> list[Decimal | None]:
    return [part / whole if whole and part is not None else None for part, whole in zip(parts, wholes, strict=True)]


def _plain(outcome: Outcome) -> tuple[Decimal | None, str]:
    if isinstance(outcome, Scored):
        return outcome.points, outcome.step
    assert isinstance(outcome, (Missing, NotApplicable))
    return None, outcome.step


def _row(column: Column, agency: int) -> dict[str, Value | None]:
    return {name: values[agency] for name, values in column.items()}


def _sums(criteria_set: CriteriaSet, leaves: Mapping[str, ScoredColumn], count: int) -> list[Decimal]:
    sums = [ZERO] * count
    for criterion in criteria_set.criteria:
        if criterion.kind is CriterionKind.NORMAL:
            for leaf in criterion.leaves():
                sums = _added(sums, leaves[leaf.code].points)
    return sums


def _added(sums: list[Decimal], points: list[Decimal | None]) -> list[Decimal]:
    if None in points:
        return [held if more is None else held + more for held, more in zip(sums, points, strict=True)]
    return [held + more for held, more in zip(sums, points, strict=True)]  # type: ignore[operator]
