"""A criteria set checked as a whole, every problem at once: sums, maxima, rules, inputs, bands, sources."""

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import fields, is_dataclass
from decimal import Decimal

from caicach.core.scoring.criteria import CriteriaSet, Criterion, CriterionKind, ScoredBy, WhenNotApplicable
from caicach.core.scoring.errors import SetProblem, problem
from caicach.core.scoring.leaves import score_leaf
from caicach.core.scoring.outcome import Scored
from caicach.core.scoring.ratios import ONE, ZERO, WhenNothing
from caicach.core.scoring.shapes.composite import Composite

_OUTSIDE = {ScoredBy.SURVEY, ScoredBy.INDEX, ScoredBy.CENTRE}


def check_set(criteria_set: CriteriaSet, *, known_indicators: Collection[str] | None = None) -> list[SetProblem]:
    """What keeps a set from being issued. An empty list: nothing.

    known_indicators: what inputs may name, "code" of a value, "code:numerator" or "code:denominator" of a ratio; None
    where the ledger is not at hand, then names of indicators are not looked at.
    """
    found = list(_of_the_tree(criteria_set))
    if known_indicators is not None:
        found += _of_the_indicators(criteria_set, known_indicators)
    for criterion in criteria_set.nodes():
        found += [one.below(criterion.code) for one in _of_a_node(criterion)]
    found += _of_the_bands(criteria_set)
    if not any(one.code == "scoring.repeated_code" for one in found):
        found += _of_the_examples(criteria_set)
    return found


def _of_the_tree(criteria_set: CriteriaSet) -> Iterator[SetProblem]:
    if not criteria_set.criteria:
        yield problem("empty", "criteria")
    if not criteria_set.source and not criteria_set.decision:
        yield problem("no_source", "source")
    counted = Counter(criterion.code for criterion in criteria_set.nodes())
    yield from (problem("repeated_code", code) for code, count in counted.items() if count > 1)
    normal = [one.max_score for one in criteria_set.criteria if one.kind is CriterionKind.NORMAL]
    if sum(normal, ZERO) != criteria_set.max_score:
        yield problem("sum_is_not_maximum", "criteria", sum=sum(normal, ZERO), maximum=criteria_set.max_score)
    codes = {criterion.code for criterion in criteria_set.criteria}
    yield from (problem("unknown_criterion", "tie_breakers", code) for code in set(criteria_set.tie_breakers) - codes)


def _of_the_indicators(criteria_set: CriteriaSet, known: Collection[str]) -> Iterator[SetProblem]:
    for leaf in criteria_set.leaves():
        for number, one in enumerate(leaf.inputs, 1):
            if one.indicator and one.indicator not in known:
                yield problem("unknown_indicator", leaf.code, "inputs", str(number), "indicator", value=one.indicator)


def _of_a_node(criterion: Criterion) -> Iterator[SetProblem]:
    if criterion.max_score <= 0:
        yield problem("below_zero", "max_score", value=criterion.max_score)
    if criterion.is_leaf:
        yield from _of_a_leaf(criterion)
        return
    children = sum((child.max_score for child in criterion.children), ZERO)
    if children != criterion.max_score:
        yield problem("sum_is_not_maximum", "max_score", sum=children, maximum=criterion.max_score)
    if criterion.rule is not None:
        yield problem("rule_of_a_parent", "rule")
    yield from (
        problem("kind_inside_a_tree", "kind", value=child.code)
        for child in criterion.children
        if child.kind is not criterion.kind
    )


def _of_a_leaf(criterion: Criterion) -> Iterator[SetProblem]:
    if not criterion.source and not criterion.basis:
        yield problem("no_source", "source")
    if criterion.is_confirmed and not criterion.source:
        yield problem("confirmed_without_source", "is_confirmed")
    defined = [one.name for one in criterion.inputs]
    yield from (problem("repeated", "inputs", name) for name, count in Counter(defined).items() if count > 1)
    needed = criterion.rule.inputs() if criterion.rule else ()
    yield from (problem("unknown_input", "rule", name) for name in needed if name not in defined)
    yield from (problem("unused_input", "inputs", name) for name in defined if criterion.rule and name not in needed)
    if criterion.rule:
        yield from (one.below("rule") for one in criterion.rule.problems(criterion.max_score))
        if criterion.when_not_applicable is WhenNotApplicable.NEVER and _may_not_apply(criterion.rule):
            yield problem("rule_may_not_apply", "when_not_applicable")
    if criterion.scored_by in _OUTSIDE and criterion.kind is not CriterionKind.NORMAL:
        yield problem("outside_beside_the_total", "scored_by")


def _may_not_apply(part: object) -> bool:
    """Whether the rule, or this part of it, may say that the criterion does not concern an agency."""
    if isinstance(part, Composite):
        return all(_may_not_apply(one.shape) for one in part.parts)
    if isinstance(part, tuple):
        return any(map(_may_not_apply, part))
    if is_dataclass(part):
        return any(_may_not_apply(getattr(part, field.name)) for field in fields(part))
    return part is WhenNothing.NOT_APPLICABLE


def _of_the_bands(criteria_set: CriteriaSet) -> list[SetProblem]:
    found = [
        problem("no_rate", "bands", band.name, value=band.at_least)
        for band in criteria_set.bands
        if not ZERO <= band.at_least <= ONE
    ]
    bounds: list[Decimal] = [band.at_least for band in criteria_set.bands]
    if len(set(bounds)) < len(bounds):
        found.append(problem("repeated", "bands"))
    if len({band.name for band in criteria_set.bands}) < len(criteria_set.bands):
        found.append(problem("repeated", "bands"))
    return found


def _of_the_examples(criteria_set: CriteriaSet) -> Iterator[SetProblem]:
    """An example gives the points that it promises."""
    leaves = {leaf.code: leaf for leaf in criteria_set.leaves()}
    for number, example in enumerate(criteria_set.examples, 1):
        place = ("examples", str(number))
        leaf = leaves.get(example.criterion)
        if leaf is None or leaf.rule is None:
            yield problem("unknown_criterion", *place, value=example.criterion)
            continue
        try:
            outcome = score_leaf(leaf, example.values)
        except (TypeError, ValueError):
            yield problem("impossible_values", *place, value=example.criterion)
            continue
        points = outcome.points if isinstance(outcome, Scored) else None
        if points != example.points:
            yield problem("example_differs", *place, value=example.criterion, points=points, promised=example.points)
