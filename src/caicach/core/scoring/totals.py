"""From the outcomes of leaves to what an agency has reached: sums, shares, and what is still missing."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from caicach.core.scoring.criteria import CriteriaSet, Criterion, CriterionKind, WhenNotApplicable
from caicach.core.scoring.outcome import Missing, NotApplicable, Outcome, Scored
from caicach.core.scoring.ratios import ZERO
from caicach.core.scoring.rounding import Roundings, rounded

Outcomes = Mapping[str, Outcome]
"""By the code of the leaf."""


@dataclass(frozen=True, slots=True)
class NodeTotal:
    """What a node has come to.

    points: the sum of the leaves that have points, not rounded. applicable: the maximum without what does not concern
    the agency. missing: codes of the leaves below it that have no points yet; while there are any, `points` is what is
    known so far and no result.
    """

    points: Decimal
    applicable: Decimal
    missing: tuple[str, ...]

    @property
    def is_complete(self) -> bool:
        return not self.missing


@dataclass(frozen=True, slots=True)
class Result:
    """An agency's result under a set.

    exact: the sum of unrounded leaves within the total. printed: of each domain, and the sum of these, as the set
    prints them. bonus, penalty: outside the total, within their limits; the penalty is not negative.
    share: (exact + bonus − penalty) / applicable, rounded as the set says; None while something is missing.
    """

    nodes: dict[str, NodeTotal]
    exact: Decimal
    applicable: Decimal
    printed: dict[str, Decimal]
    printed_total: Decimal
    published: Decimal
    bonus: Decimal
    penalty: Decimal
    missing: tuple[str, ...]
    share: Decimal | None


def total(criteria_set: CriteriaSet, outcomes: Outcomes) -> Result:
    """Add up the leaves. A leaf without an outcome misses."""
    nodes: dict[str, NodeTotal] = {}
    for criterion in criteria_set.criteria:
        _add_up(criterion, outcomes, nodes)
    normal = [one for one in criteria_set.criteria if one.kind is CriterionKind.NORMAL]
    exact = sum((nodes[one.code].points for one in normal), ZERO)
    applicable = sum((nodes[one.code].applicable for one in normal), ZERO)
    missing = tuple(code for one in criteria_set.criteria for code in nodes[one.code].missing)
    bonus = _outside(criteria_set, nodes, CriterionKind.BONUS, criteria_set.bonus_limit)
    penalty = _outside(criteria_set, nodes, CriterionKind.PENALTY, criteria_set.penalty_limit)
    printed, printed_total, published = _printed(normal, nodes, criteria_set.roundings)
    reached = max(exact + bonus - penalty, ZERO)
    share = None if missing or not applicable else rounded(reached / applicable, criteria_set.roundings.share)
    return Result(
        nodes, exact, applicable, printed, printed_total, published, bonus, penalty, missing, share
    )  # fmt: skip


def node_total(criterion: Criterion, outcomes: Outcomes) -> NodeTotal:
    """What one node has come to, by the outcomes of the leaves at or below it."""
    return _add_up(criterion, outcomes, {})


def _add_up(criterion: Criterion, outcomes: Outcomes, nodes: dict[str, NodeTotal]) -> NodeTotal:
    if criterion.is_leaf:
        found = _leaf(criterion, outcomes.get(criterion.code, Missing(())))
    else:
        found = _parent(criterion, [_add_up(child, outcomes, nodes) for child in criterion.children], outcomes)
    nodes[criterion.code] = found
    return found


def _leaf(criterion: Criterion, outcome: Outcome) -> NodeTotal:
    if isinstance(outcome, Scored):
        return NodeTotal(outcome.points, criterion.max_score, ())
    if isinstance(outcome, Missing):
        return NodeTotal(ZERO, criterion.max_score, (criterion.code,))
    if criterion.when_not_applicable is WhenNotApplicable.FULL_MARKS:
        return NodeTotal(criterion.max_score, criterion.max_score, ())
    if criterion.when_not_applicable is WhenNotApplicable.NEVER:
        raise ValueError(f"{criterion.code} concerns everybody")
    return NodeTotal(ZERO, ZERO, ())


def _parent(criterion: Criterion, children: list[NodeTotal], outcomes: Outcomes) -> NodeTotal:
    points = sum((child.points for child in children), ZERO)
    applicable = sum((child.applicable for child in children), ZERO)
    missing = tuple(code for child in children for code in child.missing)
    moved = sum(
        (
            child.max_score
            for child in criterion.children
            if child.is_leaf
            and child.when_not_applicable is WhenNotApplicable.MOVED
            and isinstance(outcomes.get(child.code), NotApplicable)
        ),
        ZERO,
    )
    if moved and applicable:
        points, applicable = points * (applicable + moved) / applicable, applicable + moved
    return NodeTotal(points, applicable, missing)


def _outside(criteria_set: CriteriaSet, nodes: Mapping[str, NodeTotal], kind: CriterionKind, limit: Decimal) -> Decimal:
    points = sum((nodes[one.code].points for one in criteria_set.criteria if one.kind is kind), ZERO)
    return min(abs(points), limit)


def _printed(
    domains: list[Criterion], nodes: Mapping[str, NodeTotal], roundings: Roundings
) -> tuple[dict[str, Decimal], Decimal, Decimal]:
    printed = {domain.code: rounded(nodes[domain.code].points, roundings.domain) for domain in domains}
    printed_total = rounded(sum(printed.values(), ZERO), roundings.printed_total)
    return printed, printed_total, rounded(printed_total, roundings.published)
