"""What every shape of a rule can do. The list of shapes is closed: sets of criteria are data and bring no code."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from caicach.core.scoring.errors import SetProblem
from caicach.core.scoring.outcome import Outcome, Scored, Values
from caicach.core.scoring.ratios import ZERO


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape(ABC):
    """How figures become points. A shape knows no maximum: the same shape serves criteria of any weight."""

    name: ClassVar[str]

    @abstractmethod
    def inputs(self) -> tuple[str, ...]:
        """The names of the inputs, each once, in the order in which a person is asked for them."""

    @abstractmethod
    def score(self, values: Values, max_score: Decimal) -> Outcome:
        """The points of these values, between 0 and the maximum, or why there are none."""

    def problems(self, max_score: Decimal) -> list[SetProblem]:
        """What does not fit the maximum of the criterion that the shape is used for."""
        return []


def bounded(points: Decimal, max_score: Decimal) -> Decimal:
    """Points never below 0 and never above the maximum."""
    return min(max(points, ZERO), max_score)


def of_maximum(share: Scored, max_score: Decimal) -> Scored:
    """Points where a measure itself says which share of the maximum is due."""
    return Scored(share.points * max_score, share.step, share.facts)
