"""The measures that most rules begin with: a part of a whole, and how a whole is found where the usual one is not."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from caicach.core.scoring.errors import BadRule, problem
from caicach.core.scoring.outcome import Missing, NotApplicable, Scored, Value, Values

ZERO, ONE = Decimal(0), Decimal(1)


class Fraction(NamedTuple):
    """A part of a whole above zero."""

    part: Decimal
    whole: Decimal


class WhenNothing(StrEnum):
    """What a ratio means whose whole is zero: each criterion decides, since "no late file" may be praise or silence."""

    MISSING = "missing"
    NOT_APPLICABLE = "not_applicable"
    FULL = "full"
    ZERO = "zero"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ratio:
    """part / whole, both names of inputs; the rate is not bounded here.

    other_whole: a second count of the same whole; the larger of the two counts.
    last_year: the whole of last year, which stands in for a whole that is missing or zero.
    last_year_parts: how many such periods the last year had: 12 for a month, 4 for a quarter.
    correction: a rate 0 to 1 that the ratio is multiplied with, such as the share of files that were synchronised.
    Source of the modifiers: the indicators 1.4 and 3.3 of QĐ 766/QĐ-TTg as operators describe them.
    """

    part: str
    whole: str
    other_whole: str = ""
    last_year: str = ""
    last_year_parts: int = 1
    correction: str = ""
    when_nothing: WhenNothing = WhenNothing.MISSING

    def __post_init__(self) -> None:
        if self.last_year_parts < 1:
            raise BadRule(problem("below_one", "last_year_parts", value=self.last_year_parts))

    def inputs(self) -> tuple[str, ...]:
        """The names of all inputs that may be needed."""
        names = (self.part, self.whole, self.other_whole, self.last_year, self.correction)
        return tuple(dict.fromkeys(name for name in names if name))

    def rate(self, values: Values) -> Decimal | Scored | Missing | NotApplicable:
        """The rate, or what the criterion says where there is none. `Scored` carries the share of the maximum."""
        found = self.fraction(values)
        return found.part / found.whole if isinstance(found, Fraction) else found

    def fraction(self, values: Values) -> "Fraction | Scored | Missing | NotApplicable":
        """As `rate`, not divided yet: points of a third are exact where the maximum is a multiple of three."""
        part, whole = number(values, self.part), self._whole(values)
        if whole is not None and whole <= 0:
            return self._of_nothing()
        correction = number(values, self.correction) if self.correction else ONE
        if part is None or whole is None or correction is None:
            return Missing(lacking(values, self._needed(values)))
        return Fraction(part * correction, whole)

    def _whole(self, values: Values) -> Decimal | None:
        counts = [number(values, name) for name in (self.whole, self.other_whole) if name]
        known = [count for count in counts if count is not None]
        if len(known) == len(counts) and max(known) > 0:
            return max(known)
        if self.last_year and (last := number(values, self.last_year)) is not None:
            return last / self.last_year_parts
        return max(known) if len(known) == len(counts) else None

    def _needed(self, values: Values) -> tuple[str, ...]:
        has_last = bool(self.last_year) and number(values, self.last_year) is not None
        wholes = () if has_last else (self.whole, self.other_whole)
        return tuple(name for name in (self.part, *wholes, self.correction) if name)

    def _of_nothing(self) -> Scored | Missing | NotApplicable:
        if self.when_nothing is WhenNothing.MISSING:
            return Missing((), "whole_is_zero")
        if self.when_nothing is WhenNothing.NOT_APPLICABLE:
            return NotApplicable("whole_is_zero")
        return Scored(ONE if self.when_nothing is WhenNothing.FULL else ZERO, "whole_is_zero")


def number(values: Values, name: str) -> Decimal | None:
    """A figure among the inputs, or None where it is missing; a yes or a level here is a bug of the caller."""
    value: Value | None = values.get(name)
    if value is None:
        return None
    if not isinstance(value, Decimal):
        raise TypeError(f"the input {name} is no figure: {value!r}")
    return value


def lacking(values: Values, names: tuple[str, ...]) -> tuple[str, ...]:
    """Those of the inputs that miss, in their order."""
    return tuple(name for name in names if values.get(name) is None)
