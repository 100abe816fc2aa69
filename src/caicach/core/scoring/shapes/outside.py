"""Points that come from elsewhere: shapes 12, 13 and 17. Until they are published they miss, and are never zero."""

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from caicach.core.scoring.errors import BadRule, problem
from caicach.core.scoring.outcome import Missing, Outcome, Scored, Values
from caicach.core.scoring.ratios import ONE, ZERO, lacking, number
from caicach.core.scoring.shapes.base import Shape
from caicach.core.scoring.shapes.proportions import check_rate


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """How many gave an answer, and which share of the points it is worth; without a weight it is left out."""

    count: str
    weight: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyScaled(Shape):
    """The mean weight of the answers × maximum. Example: four answers worth 100, 60, 20 and 0 %, a fifth left out."""

    name: ClassVar[str] = "survey_scaled"
    answers: tuple[Answer, ...]

    def __post_init__(self) -> None:
        weights = [answer.weight for answer in self.answers if answer.weight is not None]
        if len(weights) < 2:
            raise BadRule(problem("too_few", "answers", value=len(weights)))
        for weight in weights:
            check_rate("answers", weight)
        if max(weights) != ONE:
            raise BadRule(problem("best_answer_is_not_one", "answers", value=max(weights)))

    def inputs(self) -> tuple[str, ...]:
        return tuple(answer.count for answer in self.answers)

    def score(self, values: Values, max_score: Decimal) -> Outcome:
        counted = [answer for answer in self.answers if answer.weight is not None]
        missing = lacking(values, tuple(answer.count for answer in counted))
        if missing:
            return Missing(missing)
        total, weighted = ZERO, ZERO
        for answer in counted:
            count = number(values, answer.count) or ZERO
            total += count
            weighted += count * (answer.weight or ZERO)
        if not total:
            return Missing((), "no_answer")
        facts = (("rate", weighted / total), ("answers", total))
        if weighted == total:
            return Scored(max_score, "full", facts)
        return Scored(weighted * max_score / total, "in_proportion", facts)


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexImport(Shape):
    """Another published index, brought to the maximum. Example: SIPAS 91.17 of 100, of 10 points: 9.117."""

    name: ClassVar[str] = "index_import"
    index: str
    full_at: Decimal = Decimal(100)

    def __post_init__(self) -> None:
        if self.full_at <= 0:
            raise BadRule(problem("below_zero", "full_at", value=self.full_at))

    def inputs(self) -> tuple[str, ...]:
        return (self.index,)

    def score(self, values: Values, max_score: Decimal) -> Outcome:
        index = number(values, self.index)
        if index is None:
            return Missing((self.index,))
        facts = (("rate", index / self.full_at),)
        if index >= self.full_at:
            return Scored(max_score, "full", facts)
        return Scored(max(index * max_score / self.full_at, ZERO), "in_proportion", facts)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExternalOnly(Shape):
    """Points as the centre's decision states them; nobody scores oneself."""

    name: ClassVar[str] = "external_only"
    points: str

    def inputs(self) -> tuple[str, ...]:
        return (self.points,)

    def score(self, values: Values, max_score: Decimal) -> Outcome:
        points = number(values, self.points)
        if points is None:
            return Missing((self.points,))
        if not ZERO <= points <= max_score:
            raise ValueError(f"{points} points of {max_score}")
        return Scored(points, "as_decided")
