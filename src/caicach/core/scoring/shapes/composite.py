"""Shape 16: several shapes inside one criterion, each with points of its own."""

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from caicach.core.scoring.errors import BadRule, SetProblem, problem
from caicach.core.scoring.outcome import Missing, NotApplicable, Outcome, Scored, Values
from caicach.core.scoring.ratios import ZERO
from caicach.core.scoring.shapes.base import Shape


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A shape with its share of the points."""

    shape: Shape
    max_score: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Composite(Shape):
    """The sum of its parts; a part that does not apply leaves its points to the others, in proportion.

    Example: 7.3.7, online payment, 0.64 of 1.5.
    """

    name: ClassVar[str] = "composite"
    parts: tuple[Part, ...]

    def __post_init__(self) -> None:
        wrong = [problem("too_few", "parts", value=len(self.parts))] if len(self.parts) < 2 else []
        for place, part in enumerate(self.parts, 1):
            if part.max_score <= 0:  # the points of the others could not be shared out over nothing
                wrong.append(problem("below_zero", "parts", str(place), "max_score", value=part.max_score))
        if wrong:
            raise BadRule(*wrong)

    def inputs(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name for part in self.parts for name in part.shape.inputs()))

    def score(self, values: Values, max_score: Decimal) -> Outcome:
        outcomes = [(part, part.shape.score(values, part.max_score)) for part in self.parts]
        missing = [outcome for _, outcome in outcomes if isinstance(outcome, Missing)]
        if missing:
            return Missing(tuple(dict.fromkeys(name for one in missing for name in one.inputs)), missing[0].step)
        scored = [(part, outcome) for part, outcome in outcomes if isinstance(outcome, Scored)]
        if not scored:
            return NotApplicable("no_part_applies")
        points = sum((outcome.points for _, outcome in scored), ZERO)
        applicable = sum((part.max_score for part, _ in scored), ZERO)
        facts = tuple((f"part_{place}", outcome.points) for place, (_, outcome) in enumerate(scored, 1))
        return Scored(points * max_score / applicable, "full" if points == applicable else "sum_of_parts", facts)

    def problems(self, max_score: Decimal) -> list[SetProblem]:
        found = [
            wrong.below("parts", str(place))
            for place, part in enumerate(self.parts, 1)
            for wrong in part.shape.problems(part.max_score)
        ]
        top = sum((part.max_score for part in self.parts), ZERO)
        if top != max_score:
            found.append(problem("top_is_not_maximum", "parts", top=top, maximum=max_score))
        return found
