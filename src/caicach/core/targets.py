"""Targets through a year: what should be reached by a day, and how a value stands against that.

A value that is missing is unmeasured, never zero; a value that is made of parts of which some are missing is never
more than on its path.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from caicach.core.period import Period

QUARTER_ENDS = ((3, 31), (6, 30), (9, 30), (12, 31))


class Direction(StrEnum):
    """Which values reach the aim."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    EXACTLY = "exactly"
    BETWEEN = "between"


class Course(StrEnum):
    """How the aim is reached through the year."""

    LEVEL = "level"  # the same is wanted on every day
    LINEAR = "linear"  # a little more each day, from the start value
    QUARTERS = "quarters"  # as typed for the ends of the quarters
    END = "end"  # nothing is wanted before the last day


class Standing(StrEnum):
    """What a value means on a day, the worst first."""

    UNMEASURED = "unmeasured"
    BEHIND = "behind"
    ON_PATH = "on_path"
    MET = "met"


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """What is to be reached; upper: the other end of a span; is_strict: more (or less) than the value itself."""

    direction: Direction
    value: Decimal
    upper: Decimal | None = None
    is_strict: bool = False

    def __post_init__(self) -> None:
        if (self.direction is Direction.BETWEEN) != (self.upper is not None):
            raise ValueError(f"a span has two ends, and nothing else has: {self}")
        if self.upper is not None and self.upper < self.value:
            raise ValueError(f"the span ends before it begins: {self}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Path:
    """How the aim is to be reached through a span of days. quarters: one for each end of a quarter, None: nothing."""

    course: Course
    span: Period
    start: Decimal | None = None
    quarters: Sequence[Decimal | None] = ()


def expected_on(aim: Aim, path: Path, day: date) -> Decimal | None:
    """The value that should be reached by a day; None where nothing is wanted yet."""
    if day < path.span.first:
        return None
    if day >= path.span.last:
        return aim.value
    if path.course is Course.LEVEL:
        return aim.value
    if path.course is Course.LINEAR:
        return _on_the_line(aim, path, day)
    return _of_the_quarters(path, day) if path.course is Course.QUARTERS else None


def standing_of(aim: Aim, path: Path, value: Decimal | None, day: date, *, is_whole: bool = True) -> Standing:
    """How the newest value stands on a day. is_whole: none of the parts that make it is missing."""
    if value is None:
        return Standing.UNMEASURED
    is_over = day >= path.span.last
    # What must not grow too large is kept only when the year is over; what is reached is reached.
    if is_reached(aim, value) and (is_over or aim.direction is not Direction.AT_MOST):
        return Standing.MET if is_whole else Standing.ON_PATH
    if is_over:
        return Standing.BEHIND
    wanted = expected_on(aim, path, day)
    return Standing.ON_PATH if wanted is None or _keeps_up(aim, value, wanted) else Standing.BEHIND


def standing_of_all(parts: Iterable[Standing]) -> Standing:
    """Of a target that each agency has to reach: as its worst part, but met only when nobody is missing."""
    told = set(parts)
    if not told or told == {Standing.UNMEASURED}:
        return Standing.UNMEASURED
    if Standing.BEHIND in told:
        return Standing.BEHIND
    return Standing.MET if told == {Standing.MET} else Standing.ON_PATH


def is_reached(aim: Aim, value: Decimal) -> bool:
    """Whether a value is what the aim asks for, whatever the day."""
    if aim.direction is Direction.AT_LEAST:
        return value > aim.value if aim.is_strict else value >= aim.value
    if aim.direction is Direction.AT_MOST:
        return value < aim.value if aim.is_strict else value <= aim.value
    if aim.upper is not None:
        return aim.value <= value <= aim.upper
    return value == aim.value


def _keeps_up(aim: Aim, value: Decimal, wanted: Decimal) -> bool:
    if aim.direction is Direction.AT_LEAST:
        return value >= wanted
    if aim.direction is Direction.AT_MOST:
        return value <= wanted
    if aim.upper is not None:
        return wanted <= value <= aim.upper
    return abs(value - aim.value) <= abs(wanted - aim.value)


def _on_the_line(aim: Aim, path: Path, day: date) -> Decimal:
    """In proportion to the days that are gone; a ceiling without a start value is the same all the year."""
    if path.start is None and aim.direction is Direction.AT_MOST:
        return aim.value
    start = path.start or Decimal(0)
    days = (path.span.last - path.span.first).days
    return start + (aim.value - start) * (day - path.span.first).days / days


def _of_the_quarters(path: Path, day: date) -> Decimal | None:
    """What was wanted at the newest end of a quarter for which something is typed."""
    newest = None
    for (month, last), wanted in zip(QUARTER_ENDS, path.quarters, strict=False):
        if date(path.span.last.year, month, last) <= day and wanted is not None:
            newest = wanted
    return newest
