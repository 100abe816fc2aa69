"""Why a criterion has its points, and what the next ones would cost."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from caicach.core.scoring.criteria import CriteriaSet, Criterion, Input, WorkedExample
from caicach.core.scoring.leaves import score_leaf
from caicach.core.scoring.outcome import Scored, Values
from caicach.core.scoring.steps import next_step
from caicach.criteria.kinds import conditions_of, levels_of, limits_of
from caicach.criteria.sentences import outcome_sentence
from caicach.ui.formats import shown_number

FIVE_HUNDREDTHS = Decimal("0.05")


@dataclass(frozen=True, slots=True)
class Tried:
    """points: None where there are none. steps: what would bring at least 0.05 points more, a sentence each."""

    points: Decimal | None
    sentence: str
    steps: tuple[str, ...]


def examples_of(criteria_set: CriteriaSet, code: str) -> tuple[WorkedExample, ...]:
    """The examples of one criterion."""
    return tuple(one for one in criteria_set.examples if one.criterion == code)


def tried(criterion: Criterion, values: Values) -> Tried:
    """The outcome of a criterion for values that somebody tries."""
    outcome = score_leaf(criterion, values)
    points = outcome.points if isinstance(outcome, Scored) else None
    return Tried(points, outcome_sentence(criterion, values, outcome), _steps(criterion, values))


def _steps(criterion: Criterion, values: Values) -> tuple[str, ...]:
    if criterion.rule is None or criterion.only_full_mark:
        return ()
    points = limits_of(criterion.rule, criterion.max_score)  # given by others: nobody takes a step there
    others = conditions_of(criterion.rule) | levels_of(criterion.rule).keys() | points.keys()
    return tuple(
        sentence for one in criterion.inputs if one.name not in others for sentence in _step(criterion, values, one)
    )


def _step(criterion: Criterion, values: Values, one: Input) -> list[str]:
    assert criterion.rule is not None
    found = next_step(criterion.rule, values, criterion.max_score, input_name=one.name, least_gain=FIVE_HUNDREDTHS)
    if found is None:
        return []
    told = {"label": one.label, "change": shown_number(abs(found.change)), "gain": shown_number(found.gain)}
    if found.change > 0:
        return [_("%(label)s: thêm %(change)s thì được thêm %(gain)s điểm") % told]
    return [_("%(label)s: bớt %(change)s thì được thêm %(gain)s điểm") % told]
