"""Where and how a set rounds. Sums run over what is not rounded, unless a stage says that it adds what it prints.

Document 003 shows why this is data: its leaves add up to 85.4145, its table prints 85.415 because a domain was rounded
to three digits first, and the published figure is 85.42, the printed total rounded once more.
"""

from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from enum import StrEnum

from caicach.core.scoring.errors import BadRule, problem


class RoundingMode(StrEnum):
    """half_up: 0.5 goes away from zero. half_even: to the even digit. down: digits are cut."""

    HALF_UP = "half_up"
    HALF_EVEN = "half_even"
    DOWN = "down"


_MODES = {
    RoundingMode.HALF_UP: ROUND_HALF_UP,
    RoundingMode.HALF_EVEN: ROUND_HALF_EVEN,
    RoundingMode.DOWN: ROUND_DOWN,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Rounding:
    """So many digits behind the decimal mark."""

    digits: int
    mode: RoundingMode = RoundingMode.HALF_UP

    def __post_init__(self) -> None:
        if not 0 <= self.digits <= 8:
            raise BadRule(problem("digits_out_of_range", "digits", value=self.digits))

    def of(self, points: Decimal) -> Decimal:
        """The points with exactly these digits."""
        return points.quantize(Decimal(1).scaleb(-self.digits), _MODES[self.mode])


@dataclass(frozen=True, slots=True, kw_only=True)
class Roundings:
    """The stages of a set, from the leaf to what is published; none: that stage is not rounded.

    leaf, domain: what is printed for them. printed_total: of the sum of the domains as printed. published: of the
    printed total. share: of points / maximum as a rate, of which the percentage is shown.
    """

    leaf: Rounding | None = None
    domain: Rounding | None = None
    printed_total: Rounding | None = None
    published: Rounding | None = None
    share: Rounding = Rounding(digits=6)


def rounded(points: Decimal, stage: Rounding | None) -> Decimal:
    """The points as a stage prints them."""
    return points if stage is None else stage.of(points)
