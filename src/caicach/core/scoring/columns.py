"""Many agencies at once: a leaf is scored for all of them in one go, and gives exactly what it gives one by one.

A province scores some 150 agencies, the whole country 3,400; most of the time of scoring them one by one goes into
calls and small objects. Here points, steps and what misses are kept; the facts of one agency are computed again when
somebody wants to know them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import repeat
from operator import itemgetter
from typing import Any

from caicach.core.scoring.criteria import CriteriaSet, Criterion, CriterionKind, WhenNotApplicable
from caicach.core.scoring.leaves import BELOW_FULL, score_leaf
from caicach.core.scoring.outcome import Missing, NotApplicable, Outcome, Scored, Value
from caicach.core.scoring.quick import Column, added, quickly
from caicach.core.scoring.ratios import ZERO
from caicach.core.scoring.totals import Result, node_total, total


@dataclass(frozen=True, slots=True)
class ScoredColumn:
    """A leaf for all agencies.

    points: None where there are none. steps: the code of the branch that gave them. gaps: why there are none, by the
    place of the agency.
    """

    points: list[Decimal | None]
    steps: list[str]
    gaps: dict[int, Missing | NotApplicable]

    def outcome(self, agency: int) -> Outcome:
        """The outcome of one agency without its facts."""
        points = self.points[agency]
        return self.gaps[agency] if points is None else Scored(points, self.steps[agency])


@dataclass(frozen=True, slots=True)
class ScoredSet:
    """A set for all agencies: the columns of its leaves, the points of all nodes, the exact sums within the total."""

    criteria_set: CriteriaSet
    inputs: Mapping[str, Column]
    leaves: dict[str, ScoredColumn]
    nodes: dict[str, list[Decimal]]
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
    return _finished(ScoredSet(criteria_set, inputs, {}, {}, []), count)


def rescored(before: ScoredSet, code: str, column: Column) -> ScoredSet:
    """The set after the inputs of one leaf have changed: that leaf is scored, and the nodes above it are added up.

    Adding a difference would be quicker and could end in another last digit.
    """
    criteria_set, inputs = before.criteria_set, {**before.inputs, code: column}
    leaves = {leaf: scored for leaf, scored in before.leaves.items() if leaf != code}
    above = {node.code for node in criteria_set.nodes() if any(leaf.code == code for leaf in node.leaves())}
    nodes = {node: points for node, points in before.nodes.items() if node not in above}
    return _finished(ScoredSet(criteria_set, inputs, leaves, nodes, []), len(before.exact))


def score_column(leaf: Criterion, column: Column, count: int) -> ScoredColumn:
    """One leaf for all agencies, by the quick way of its shape where it has one."""
    found = None if leaf.rule is None else quickly(leaf.rule, column, leaf.max_score)
    if found is None:
        return _by_values(leaf, column, count)
    made = ScoredColumn([*found.points], found.steps, {})
    for place in found.unusual:
        outcome = score_leaf(leaf, _row(column, place))
        made.steps[place] = outcome.step
        if isinstance(outcome, Scored):
            made.points[place] = outcome.points
        else:
            made.points[place], made.gaps[place] = None, outcome
    if leaf.only_full_mark:
        _leave_to_a_person(made, leaf.max_score)
    return made


def _leave_to_a_person(made: ScoredColumn, max_score: Decimal) -> None:
    """What the rule says below full points is not known to hold."""
    for place, points in enumerate(made.points):
        if points is not None and points < max_score:
            made.points[place], made.steps[place], made.gaps[place] = None, BELOW_FULL.step, BELOW_FULL


class _Known(dict[tuple[Value | None, ...], tuple[Decimal | None, str, Outcome]]):
    """Points, step and outcome of a leaf by its values: equal ones are scored once, and of yes or levels few differ."""

    def __init__(self, leaf: Criterion, names: tuple[str, ...]) -> None:
        super().__init__()
        self.leaf, self.names = leaf, names

    def __missing__(self, row: tuple[Value | None, ...]) -> tuple[Decimal | None, str, Outcome]:
        outcome = score_leaf(self.leaf, dict(zip(self.names, row, strict=True)))
        self[row] = (outcome.points if isinstance(outcome, Scored) else None, outcome.step, outcome)
        return self[row]


def _by_values(leaf: Criterion, column: Column, count: int) -> ScoredColumn:
    known = _Known(leaf, tuple(column))
    rows = zip(*column.values(), strict=True) if column else repeat((), count)
    found = list(map(known.__getitem__, rows))
    points = list(map(itemgetter(0), found))
    gaps = {}
    if any(one is None for one, _, _ in known.values()):
        gaps = {place: one for place, (_, _, one) in enumerate(found) if not isinstance(one, Scored)}
    return ScoredColumn(points, list(map(itemgetter(1), found)), gaps)


def _row(column: Column, agency: int) -> dict[str, Value | None]:
    return {name: values[agency] for name, values in column.items()}


def _finished(begun: ScoredSet, count: int) -> ScoredSet:
    """The set with all that it lacks yet; what it has stays."""
    tops = [(one.kind, _points_of(one, begun, count)) for one in begun.criteria_set.criteria]
    exact = added([repeat(ZERO, count), *(points for kind, points in tops if kind is CriterionKind.NORMAL)])
    return replace(begun, exact=exact)


def _points_of(criterion: Criterion, begun: ScoredSet, count: int) -> list[Decimal]:
    """The points of a node for each agency, added in the order in which `total` adds them.

    A leaf is added right after it was scored, while the processor still has it at hand.
    """
    if criterion.code not in begun.nodes:
        points, others = _first_points(criterion, begun, count)
        for place in others:
            outcomes = {leaf.code: begun.leaves[leaf.code].outcome(place) for leaf in criterion.leaves()}
            points[place] = node_total(criterion, outcomes).points
        begun.nodes[criterion.code] = points
    return begun.nodes[criterion.code]


def _first_points(criterion: Criterion, begun: ScoredSet, count: int) -> tuple[list[Any], set[int]]:
    """The points of a node, and the places where it takes more than adding to find them."""
    if not criterion.is_leaf:
        points = added(_points_of(child, begun, count) for child in criterion.children)
        return points, {place for child in criterion.children for place in _moved(child, begun)}
    if criterion.code not in begun.leaves:
        begun.leaves[criterion.code] = score_column(criterion, begun.inputs.get(criterion.code, {}), count)
    scored = begun.leaves[criterion.code]
    return ([*scored.points] if scored.gaps else scored.points), set(scored.gaps)


def _moved(child: Criterion, begun: ScoredSet) -> list[int]:
    """The agencies that a leaf does not concern and whose points its neighbours take over."""
    if not child.is_leaf or child.when_not_applicable is not WhenNotApplicable.MOVED:
        return []
    return [place for place, gap in begun.leaves[child.code].gaps.items() if isinstance(gap, NotApplicable)]
