"""The outcome of one leaf: by its rule, or by the points that a person gives where the rule says nothing."""

from decimal import Decimal

from caicach.core.scoring.criteria import Criterion
from caicach.core.scoring.outcome import Missing, Outcome, Scored, Values
from caicach.core.scoring.ratios import ZERO

BELOW_FULL = Missing((), "known_at_full_only")
"""Of a rule of which only the condition of full points is known: below it a person decides."""


def score_leaf(criterion: Criterion, values: Values, *, given: Decimal | None = None) -> Outcome:
    """The outcome of a leaf for these values.

    given: points that a person gives; they count only where the rule is not known, wholly or below full points, since
    what a rule says is not overruled by typing. Raises ValueError for points outside 0 to the maximum.
    """
    if given is not None and not ZERO <= given <= criterion.max_score:
        raise ValueError(f"{given} points of {criterion.max_score}")
    outcome = _by_rule(criterion, values)
    if isinstance(outcome, Missing) and outcome.step in _NOT_KNOWN and given is not None:
        return Scored(given, "given")
    return outcome


_NOT_KNOWN = ("rule_not_known", BELOW_FULL.step)


def _by_rule(criterion: Criterion, values: Values) -> Outcome:
    if criterion.rule is None:
        return Missing((), "rule_not_known")
    outcome = criterion.rule.score(values, criterion.max_score)
    is_below = isinstance(outcome, Scored) and outcome.points < criterion.max_score
    return BELOW_FULL if criterion.only_full_mark and is_below else outcome
