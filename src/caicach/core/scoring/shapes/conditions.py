"""Points for what was done, how, and how often it was not: shapes 8, 9, 10 and 14."""

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from caicach.core.scoring.errors import BadRule, SetProblem, problem
from caicach.core.scoring.outcome import Missing, NotApplicable, Outcome, Scored, Values
from caicach.core.scoring.ratios import ZERO, WhenNothing, lacking, number
from caicach.core.scoring.shapes.base import Shape, bounded


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """A yes that gives points."""

    input: str
    points: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistSum(Shape):
    """The sum of the points of all conditions that hold. Example: 7.1.2 got 0.5 of 1."""

    name: ClassVar[str] = "checklist_sum"
    conditions: tuple[Condition, ...]

    def __post_init__(self) -> None:
        wrong = [] if self.conditions else [problem("empty", "conditions")]
        for place, condition in enumerate(self.conditions, 1):
            if condition.points <= 0:
                wrong.append(problem("below_zero", "conditions", str(place), "points", value=condition.points))
        if wrong:
            raise BadRule(*wrong)

    def inputs(self) -> tuple[str, ...]:
        return tuple(condition.input for condition in self.conditions)

    def score(self, values: Values, max_score: Decimal) -> Outcome:
        missing = lacking(values, self.inputs())
        if missing:
            return Missing(missing)
        held = [condition.points for condition in self.conditions if values[condition.input] is True]
        facts = (("held", Decimal(len(held))), ("of", Decimal(len(self.conditions))))
        step = "full" if len(held) == len(self.conditions) else "some" if held else "none"
        return Scored(sum(held, ZERO), step, facts)

    def problems(self, max_score: Decimal) -> list[SetProblem]:
        top = sum((condition.points for condition in self.conditions), ZERO)
        return [] if top == max_score else [problem("top_is_not_maximum", "conditions", top=top, maximum=max_score)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """One of the levels of compliance: right, late, not done. label: what a person chooses it by."""

    code: str
    points: Decimal
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplianceCheck(Shape):
    """One of a few levels is chosen and gives its points. Example: 2.2.1, a list announced in time, 0.5."""

    name: ClassVar[str] = "compliance_check"
    level: str
    levels: tuple[Level, ...]

    def __post_init__(self) -> None:
        codes = [level.code for level in self.levels]
        wrong = [problem("too_few", "levels", value=len(codes))] if len(codes) < 2 else []
        wrong += [problem("repeated", "levels", value=code) for code in set(codes) if codes.count(code) > 1]
        wrong += [
            problem("below_zero", "levels", level.code, "points", value=level.points)
            for level in self.levels
            if level.points < 0
        ]
        if wrong:
            raise BadRule(*wrong)

    def inputs(self) -> tuple[str, ...]:
        return (self.level,)

    def score(self, values: Values, max_score: Decimal) -> Outcome:
        chosen = values.get(self.level)
        if chosen is None:
            return Missing((self.level,))
        points = {level.code: level.points for level in self.levels}
        if chosen not in points:
            raise ValueError(f"{chosen!r} is no level of {self.level}")
        return Scored(points[str(chosen)], f"level:{chosen}")

    def problems(self, max_score: Decimal) -> list[SetProblem]:
        top = max(level.points for level in self.levels)
        return [] if top == max_score else [problem("top_is_not_maximum", "levels", top=top, maximum=max_score)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Penalty:
    """Points off for each case, `at_most` in all where that is given."""

    count: str
    points_each: Decimal
    at_most: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Deduction(Shape):
    """The maximum less all penalties, not below 0. Example: 5.4, disciplined leaders, 1 of 1.5."""

    name: ClassVar[str] = "deduction"
    penalties: tuple[Penalty, ...]

    def __post_init__(self) -> None:
        wrong = [] if self.penalties else [problem("empty", "penalties")]
        for place, penalty in enumerate(self.penalties, 1):
            if penalty.points_each <= 0:
                wrong.append(problem("below_zero", "penalties", str(place), "points_each", value=penalty.points_each))
        if wrong:
            raise BadRule(*wrong)

    def inputs(self) -> tuple[str, ...]:
        return tuple(penalty.count for penalty in self.penalties)

    def score(self, values: Values, max_score: Decimal) -> Outcome:
        off = ZERO
        for penalty in self.penalties:
            count = number(values, penalty.count)
            if count is None:
                return Missing(lacking(values, self.inputs()))
            lost = count * penalty.points_each
            off += lost if penalty.at_most is None else min(lost, penalty.at_most)
        points = bounded(max_score - off, max_score)
        return Scored(points, "full" if not off else "deducted" if points else "used_up", (("off", off),))


@dataclass(frozen=True, slots=True, kw_only=True)
class TriStatePerCase(Shape):
    """2, 1 or 0 for each case that went better, as it should, or worse; the mean against 2.

    Example: TT 01/2018/TT-VPCP, handled sooner than promised 2, on the day 1, later 0.
    """

    name: ClassVar[str] = "tri_state_per_case"
    better: str
    equal: str
    worse: str
    when_nothing: WhenNothing = WhenNothing.MISSING

    def inputs(self) -> tuple[str, ...]:
        return (self.better, self.equal, self.worse)

    def score(self, values: Values, max_score: Decimal) -> Outcome:
        better, equal, worse = (number(values, name) for name in self.inputs())
        if better is None or equal is None or worse is None:
            return Missing(lacking(values, self.inputs()))
        cases = better + equal + worse
        if not cases:
            return self._of_nothing(max_score)
        mean = (2 * better + equal) / cases
        step = "full" if mean == 2 else "in_proportion"
        return Scored(bounded(mean * max_score / 2, max_score), step, (("mean", mean), ("cases", cases)))

    def _of_nothing(self, max_score: Decimal) -> Outcome:
        if self.when_nothing is WhenNothing.MISSING:
            return Missing((), "no_case")
        if self.when_nothing is WhenNothing.NOT_APPLICABLE:
            return NotApplicable("no_case")
        return Scored(max_score if self.when_nothing is WhenNothing.FULL else ZERO, "no_case")
