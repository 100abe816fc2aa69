"""Points in proportion to a rate: shapes 1, 2, 3 and 15."""

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from caicach.core.scoring.errors import BadRule, problem
from caicach.core.scoring.outcome import Missing, NotApplicable, Outcome, Scored, Values
from caicach.core.scoring.ratios import ONE, ZERO, Fraction, Ratio
from caicach.core.scoring.shapes.base import Shape, of_maximum


@dataclass(frozen=True, slots=True, kw_only=True)
class LinearRatio(Shape):
    """rate × maximum; a rate over 1 counts as 1. Example: 98.56 % × 1.5 = 1.4784 (criterion 3.4.1 of 2023)."""

    name: ClassVar[str] = "linear_ratio"
    ratio: Ratio

    def inputs(self) -> tuple[str, ...]:
        return self.ratio.inputs()

    def score(self, values: Values, max_score: Decimal) -> Outcome:
        return scaled(self.ratio.fraction(values), ONE, max_score)


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetScaledRatio(Shape):
    """All points from the target on, below it rate × maximum / target. Example: 60 % of 80 %, of 4 points: 3."""

    name: ClassVar[str] = "target_scaled_ratio"
    ratio: Ratio
    target: Decimal

    def __post_init__(self) -> None:
        check_rate("target", self.target, above_zero=True)

    def inputs(self) -> tuple[str, ...]:
        return self.ratio.inputs()

    def score(self, values: Values, max_score: Decimal) -> Outcome:
        return scaled(self.ratio.fraction(values), self.target, max_score)


@dataclass(frozen=True, slots=True, kw_only=True)
class RatioFloorLinear(Shape):
    """rate × maximum from the floor on, nothing below it."""

    name: ClassVar[str] = "ratio_floor_linear"
    ratio: Ratio
    floor: Decimal

    def __post_init__(self) -> None:
        check_rate("floor", self.floor)

    def inputs(self) -> tuple[str, ...]:
        return self.ratio.inputs()

    def score(self, values: Values, max_score: Decimal) -> Outcome:
        found = self.ratio.fraction(values)
        if isinstance(found, Fraction) and found.part / found.whole < self.floor:
            return Scored(ZERO, "below_floor", (("rate", found.part / found.whole),))
        return scaled(found, ONE, max_score)


@dataclass(frozen=True, slots=True, kw_only=True)
class Complement(Shape):
    """1 − the sum of bad shares, scaled to a target. Example: 5.4 of QĐ 766, from 90 % on all points."""

    name: ClassVar[str] = "complement"
    bad: tuple[Ratio, ...]
    target: Decimal = ONE

    def __post_init__(self) -> None:
        check_rate("target", self.target, above_zero=True)
        if not self.bad:
            raise BadRule(problem("empty", "bad"))

    def inputs(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name for ratio in self.bad for name in ratio.inputs()))

    def score(self, values: Values, max_score: Decimal) -> Outcome:
        shares = [ratio.rate(values) for ratio in self.bad]
        known = [share for share in shares if isinstance(share, Decimal)]
        if len(known) == len(shares):
            good = ONE - sum(known)
            return scaled(Fraction(good if good > ZERO else ZERO, ONE), self.target, max_score)
        return _without_a_rate([share for share in shares if not isinstance(share, Decimal)], max_score)


def scaled(found: Fraction | Scored | Missing | NotApplicable, target: Decimal, max_score: Decimal) -> Outcome:
    """All points from the target on, in proportion below it; no fraction gives what the ratio says instead."""
    if isinstance(found, Scored):
        return of_maximum(found, max_score)
    if not isinstance(found, Fraction):
        return found
    facts = (("rate", found.part / found.whole),)
    wanted = found.whole if target == ONE else found.whole * target
    if found.part >= wanted:
        return Scored(max_score, "full", facts)
    return Scored(max(found.part * max_score / wanted, ZERO), "in_proportion", facts)


def check_rate(field: str, rate: Decimal, *, above_zero: bool = False) -> None:
    """Refuse a rate that is not between 0 and 1."""
    if not ZERO <= rate <= ONE or (above_zero and not rate):
        raise BadRule(problem("no_rate", field, value=rate))


def _without_a_rate(others: list[Scored | Missing | NotApplicable], max_score: Decimal) -> Outcome:
    """What several measures come to of which some have no rate: missing ones come before all else."""
    missing = [one for one in others if isinstance(one, Missing)]
    if missing:
        return Missing(tuple(dict.fromkeys(name for one in missing for name in one.inputs)), missing[0].step)
    absent = next((one for one in others if isinstance(one, NotApplicable)), None)
    if absent is not None:
        return absent
    return of_maximum(next(one for one in others if isinstance(one, Scored)), max_score)
