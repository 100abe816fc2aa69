"""Points by bands of a measure: shapes 4, 5 and 7."""

from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import ClassVar

from caicach.core.scoring.errors import BadRule, SetProblem, problem
from caicach.core.scoring.outcome import Missing, NotApplicable, Outcome, Scored, Values
from caicach.core.scoring.ratios import ZERO, Ratio, lacking, number
from caicach.core.scoring.shapes.base import Shape, of_maximum


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """From `at_least` on: `points`, unless a higher band holds."""

    at_least: Decimal
    points: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class BandedSteps(Shape):
    """Fixed points for each band of a rate, nothing below the lowest.

    Example: the standard of access to law, 80 – <90 % 1 point, 70 – <80 % 0.5, 50 – <70 % 0.25, below 0.
    """

    name: ClassVar[str] = "banded_steps"
    ratio: Ratio
    bands: tuple[Band, ...]

    def __post_init__(self) -> None:
        check_bands(self.bands)

    def inputs(self) -> tuple[str, ...]:
        return self.ratio.inputs()

    def score(self, values: Values, max_score: Decimal) -> Outcome:
        rate = self.ratio.rate(values)
        return _in_bands(rate, "rate", self.bands) if isinstance(rate, Decimal) else _instead(rate, max_score)

    def problems(self, max_score: Decimal) -> list[SetProblem]:
        return top_problems(self.bands, max_score)


@dataclass(frozen=True, slots=True, kw_only=True)
class BandedInterpolated(Shape):
    """Points on straight lines between the corners: nothing below the first corner, the last one's beyond it."""

    name: ClassVar[str] = "banded_interpolated"
    ratio: Ratio
    bands: tuple[Band, ...]

    def __post_init__(self) -> None:
        check_bands(self.bands)

    def inputs(self) -> tuple[str, ...]:
        return self.ratio.inputs()

    def score(self, values: Values, max_score: Decimal) -> Outcome:
        rate = self.ratio.rate(values)
        if not isinstance(rate, Decimal):
            return _instead(rate, max_score)
        for low, high in pairwise(self.bands):
            if low.at_least <= rate < high.at_least:
                run = (rate - low.at_least) / (high.at_least - low.at_least)
                return Scored(low.points + run * (high.points - low.points), "between", (("rate", rate),))
        return _in_bands(rate, "rate", self.bands)

    def problems(self, max_score: Decimal) -> list[SetProblem]:
        return top_problems(self.bands, max_score)


@dataclass(frozen=True, slots=True, kw_only=True)
class CountSteps(Shape):
    """Fixed points by a number of items, or by how many more they are than last year.

    Examples: 1.5, two initiatives give all points; 6.3.1, at least one unit more than last year.
    """

    name: ClassVar[str] = "count_steps"
    count: str
    last_year: str = ""
    bands: tuple[Band, ...]

    def __post_init__(self) -> None:
        check_bands(self.bands)

    def inputs(self) -> tuple[str, ...]:
        return tuple(name for name in (self.count, self.last_year) if name)

    def score(self, values: Values, max_score: Decimal) -> Outcome:
        count = number(values, self.count)
        before = number(values, self.last_year) if self.last_year else ZERO
        if count is None or before is None:
            return Missing(lacking(values, self.inputs()))
        return _in_bands(count - before, "more" if self.last_year else "count", self.bands)

    def problems(self, max_score: Decimal) -> list[SetProblem]:
        return top_problems(self.bands, max_score)


def check_bands(bands: tuple[Band, ...]) -> None:
    """Refuse bands that are none, that do not ascend, or that give fewer points for more."""
    wrong = [] if bands else [problem("empty", "bands")]
    for place, (low, high) in enumerate(pairwise(bands), 2):
        if high.at_least <= low.at_least:
            wrong.append(problem("bands_do_not_ascend", "bands", str(place), "at_least", value=high.at_least))
        if high.points < low.points:
            wrong.append(problem("fewer_points_for_more", "bands", str(place), "points", value=high.points))
    if bands and bands[0].points < 0:
        wrong.append(problem("below_zero", "bands", "1", "points", value=bands[0].points))
    if wrong:
        raise BadRule(*wrong)


def top_problems(bands: tuple[Band, ...], max_score: Decimal) -> list[SetProblem]:
    """The highest band gives exactly the maximum, else somebody can never reach it or goes beyond it."""
    top = bands[-1].points
    return [] if top == max_score else [problem("top_is_not_maximum", "bands", top=top, maximum=max_score)]


def _in_bands(measure: Decimal, name: str, bands: tuple[Band, ...]) -> Scored:
    facts = ((name, measure),)
    for place in range(len(bands) - 1, -1, -1):
        if measure >= bands[place].at_least:
            step = "full" if place == len(bands) - 1 else "in_band"
            return Scored(bands[place].points, step, (*facts, ("at_least", bands[place].at_least)))
    return Scored(ZERO, "below_bands", facts)


def _instead(found: Scored | Missing | NotApplicable, max_score: Decimal) -> Outcome:
    return of_maximum(found, max_score) if isinstance(found, Scored) else found
