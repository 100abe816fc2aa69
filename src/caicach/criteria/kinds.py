"""What kind of answer each input of a rule takes: a figure, a yes or no, or one of a few levels."""

from collections.abc import Iterator
from decimal import Decimal

from caicach.core.scoring.shapes.base import Shape
from caicach.core.scoring.shapes.composite import Composite, Part
from caicach.core.scoring.shapes.conditions import ChecklistSum, ComplianceCheck
from caicach.core.scoring.shapes.outside import ExternalOnly


def _parts(whole: Part) -> Iterator[Part]:
    if isinstance(whole.shape, Composite):
        for part in whole.shape.parts:
            yield from _parts(part)
    else:
        yield whole


def _shapes(shape: Shape) -> list[Shape]:
    return [part.shape for part in _parts(Part(shape=shape, max_score=Decimal(0)))]


def conditions_of(shape: Shape) -> set[str]:
    """The inputs that are answered with yes or no."""
    return {name for part in _shapes(shape) if isinstance(part, ChecklistSum) for name in part.inputs()}


def levels_of(shape: Shape) -> dict[str, dict[str, str]]:
    """The inputs that are answered with a level: code and words of each level."""
    return {
        part.level: {level.code: level.label or level.code for level in part.levels}
        for part in _shapes(shape)
        if isinstance(part, ComplianceCheck)
    }


def limits_of(shape: Shape, max_score: Decimal) -> dict[str, Decimal]:
    """The inputs that are points themselves, and how many there can be."""
    parts = _parts(Part(shape=shape, max_score=max_score))
    return {part.shape.points: part.max_score for part in parts if isinstance(part.shape, ExternalOnly)}
