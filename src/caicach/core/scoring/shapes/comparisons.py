"""Points for how a figure has moved: shapes 6 and 11."""

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from caicach.core.scoring.errors import BadRule, SetProblem, problem
from caicach.core.scoring.outcome import Missing, Outcome, Scored, Values
from caicach.core.scoring.ratios import ONE, ZERO, lacking, number
from caicach.core.scoring.shapes.base import Shape, bounded
from caicach.core.scoring.shapes.proportions import check_rate


@dataclass(frozen=True, slots=True, kw_only=True)
class ReductionVsBaseline(Shape):
    """1 − now / baseline against a target reduction; nothing where nothing was reduced.

    is_proportional: whether a part of the target gives a part of the points. Examples: 4.1.3, service units 10 % fewer
    than in 2015; 6.3.4, direct budget 10 % less than in 2021.
    """

    name: ClassVar[str] = "reduction_vs_baseline"
    now: str
    baseline: str
    target: Decimal
    is_proportional: bool = True

    def __post_init__(self) -> None:
        check_rate("target", self.target, above_zero=True)

    def inputs(self) -> tuple[str, ...]:
        return (self.now, self.baseline)

    def score(self, values: Values, max_score: Decimal) -> Outcome:
        now, baseline = number(values, self.now), number(values, self.baseline)
        if now is None or baseline is None:
            return Missing(lacking(values, self.inputs()))
        if baseline <= 0:
            return Missing((), "baseline_is_zero")
        reduction = ONE - now / baseline
        facts = (("reduction", reduction),)
        if reduction >= self.target:
            return Scored(max_score, "full", facts)
        if reduction <= 0:
            return Scored(ZERO, "not_reduced", facts)
        if not self.is_proportional:
            return Scored(ZERO, "below_target", facts)
        return Scored(bounded(reduction * max_score / self.target, max_score), "in_proportion", facts)


@dataclass(frozen=True, slots=True, kw_only=True)
class YoyCompare(Shape):
    """Fixed points where this year's figure is better than last year's, equal, or worse.

    Examples: 8.2, more capital than last year gives 1; 8.3.1, not more gives 0 of 0.5.
    """

    name: ClassVar[str] = "yoy_compare"
    now: str
    before: str
    better: Decimal
    equal: Decimal = ZERO
    worse: Decimal = ZERO
    is_less_better: bool = False

    def __post_init__(self) -> None:
        if not ZERO <= self.worse <= self.equal <= self.better:
            raise BadRule(problem("fewer_points_for_more", "better", value=self.better))

    def inputs(self) -> tuple[str, ...]:
        return (self.now, self.before)

    def score(self, values: Values, max_score: Decimal) -> Outcome:
        now, before = number(values, self.now), number(values, self.before)
        if now is None or before is None:
            return Missing(lacking(values, self.inputs()))
        change = before - now if self.is_less_better else now - before
        facts = (("change", now - before),)
        if change > 0:
            return Scored(self.better, "better", facts)
        return Scored(self.equal, "equal", facts) if change == 0 else Scored(self.worse, "worse", facts)

    def problems(self, max_score: Decimal) -> list[SetProblem]:
        if self.better == max_score:
            return []
        return [problem("top_is_not_maximum", "better", top=self.better, maximum=max_score)]
