"""What would be worth doing: the smallest change of one input that brings a wanted gain of points."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from caicach.core.scoring.outcome import Scored, Values
from caicach.core.scoring.ratios import ONE, ZERO
from caicach.core.scoring.shapes.base import Shape

MOST = 1 << 40


@dataclass(frozen=True, slots=True)
class NextStep:
    """So many more (or, below zero, fewer) of an input give so many points more."""

    input: str
    change: Decimal
    gain: Decimal


def next_step(
    shape: Shape, values: Values, max_score: Decimal, *, input_name: str, least_gain: Decimal, unit: Decimal = ONE
) -> NextStep | None:
    """The smallest whole number of units that gains at least `least_gain`, or all that is left of the maximum.

    None where the points are all there, where something misses, or where no change of this input helps. Shapes are
    monotone in each input as long as the others stay, so bisection finds it.
    """
    now = shape.score(values, max_score)
    held = values.get(input_name)
    if not isinstance(now, Scored) or not isinstance(held, Decimal) or isinstance(held, bool):
        return None
    wanted = min(least_gain, max_score - now.points)
    if wanted <= 0:
        return None

    def gain(units: int) -> Decimal:
        changed = max(held + units * unit, ZERO)
        then = shape.score({**values, input_name: changed}, max_score)
        return then.points - now.points if isinstance(then, Scored) else ZERO

    for sign in (1, -1):
        found = _smallest(lambda units, sign=sign: gain(sign * units) >= wanted)  # type: ignore[misc]
        if found is not None:
            return NextStep(input_name, max(sign * found * unit, -held), gain(sign * found))
    return None


def _smallest(holds: Callable[[int], bool]) -> int | None:
    """The smallest number from 1 on that holds, where all larger ones up to the first failure hold too."""
    high = 1
    while not holds(high):
        high *= 2
        if high > MOST:
            return None
    low = high // 2
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if holds(middle) else (middle, high)
    return high
