"""A sample shared out among strata: by a rule, never less than a minimum, never more than the frame holds, sums exact.

Each stratum's share is rate * measure, held between its minimum and its size, with the one rate for which the shares
add up to the total; then largest remainders are rounded up (equal ones in the order of names). Roots are cut to twelve
decimals, the same on every machine.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from math import floor, isqrt

from caicach.core.surveys.sampling.errors import BadSample

_ROOT_SCALE = 10**12


class Sharing(StrEnum):
    """What a stratum's share goes by: its size, nothing, the root of its size, size times deviation (Neyman, 1934)."""

    PROPORTIONAL = "proportional"
    EQUAL = "equal"
    SQUARE_ROOT = "square_root"
    NEYMAN = "neyman"


@dataclass(frozen=True, slots=True)
class Allocation:
    """takes: by stratum. shortage: so many of the total no stratum holds.

    below_minimum: by stratum that is smaller than the minimum, what it lacks; it is taken whole.
    """

    takes: Mapping[str, int]
    shortage: int
    below_minimum: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class _Range:
    """How a stratum's share may move with the rate."""

    measure: Fraction
    low: int
    high: int

    def share(self, rate: Fraction) -> Fraction:
        return min(max(rate * self.measure, Fraction(self.low)), Fraction(self.high))


def allocate(
    sizes: Mapping[str, int],
    total: int,
    sharing: Sharing,
    *,
    minimum: int = 0,
    deviations: Mapping[str, Decimal] | None = None,
) -> Allocation:
    """Refused where the minimums alone are above the total: whoever plans says which of the two gives way."""
    _check_counts(sizes, total, minimum)
    measures = _measures(sizes, sharing, deviations)
    ranges = {name: _Range(measures[name], min(minimum, size), size) for name, size in sorted(sizes.items())}
    needed = sum(one.low for one in ranges.values())
    if needed > total:
        raise BadSample("minimums_above_total", needed=needed, total=total)
    held = min(total, sum(sizes.values()))
    return Allocation(
        takes=rounded(_shares(ranges, held)),
        shortage=total - held,
        below_minimum={name: minimum - size for name, size in sorted(sizes.items()) if size < minimum},
    )


def quotas(total: int, populations: Mapping[str, int]) -> dict[str, int]:
    """So many of each kind to be found, as they are in the population; who is asked is not drawn (see `claims`)."""
    _check_counts(populations, total, 0)
    whole = sum(populations.values())
    return rounded({name: Fraction(total * size, whole) for name, size in sorted(populations.items())})


def open_quotas(wanted: Mapping[str, int], done: Mapping[str, int]) -> dict[str, int]:
    """What is still to be found of each kind; those that are full are left out."""
    if unknown := sorted(set(done) - set(wanted)):
        raise BadSample("quota_unknown", name=unknown[0])
    return {name: number - done.get(name, 0) for name, number in wanted.items() if number > done.get(name, 0)}


def rounded(shares: Mapping[str, Fraction]) -> dict[str, int]:
    """Whole numbers of the same (whole) sum: the largest remainders go up, equal ones in the order of names."""
    takes = {name: floor(share) for name, share in shares.items()}
    left = sum(shares.values()) - sum(takes.values())
    if left.denominator != 1:
        raise ValueError(f"the shares add up to {sum(shares.values())}, no whole number")
    by_remainder = sorted(shares, key=lambda name: (takes[name] - shares[name], name))
    for name in by_remainder[: int(left)]:
        takes[name] += 1
    return takes


def _check_counts(sizes: Mapping[str, int], total: int, minimum: int) -> None:
    if not sizes:
        raise BadSample("no_strata")
    if empty := sorted(name for name, size in sizes.items() if size < 1):
        raise BadSample("stratum_empty", stratum=empty[0])
    if total < 1:
        raise BadSample("total_below_one", total=total)
    if minimum < 0:
        raise BadSample("minimum_below_zero", minimum=minimum)


def _measures(
    sizes: Mapping[str, int], sharing: Sharing, deviations: Mapping[str, Decimal] | None
) -> dict[str, Fraction]:
    if (deviations is not None) != (sharing is Sharing.NEYMAN):
        raise ValueError("deviations are given for Neyman's sharing and for no other")
    if deviations is not None:
        if odd := sorted(set(sizes) ^ set(deviations)):
            raise BadSample("deviation_missing" if odd[0] in sizes else "stratum_unknown", stratum=odd[0])
        if bad := sorted(name for name, value in deviations.items() if not (value.is_finite() and value >= 0)):
            raise BadSample("deviation_below_zero", stratum=bad[0])
        return {name: size * Fraction(deviations[name]) for name, size in sizes.items()}
    if sharing is Sharing.EQUAL:
        return dict.fromkeys(sizes, Fraction(1))
    if sharing is Sharing.SQUARE_ROOT:
        return {name: Fraction(isqrt(size * _ROOT_SCALE**2), _ROOT_SCALE) for name, size in sizes.items()}
    return {name: Fraction(size) for name, size in sizes.items()}


def _shares(ranges: Mapping[str, _Range], total: int) -> dict[str, Fraction]:
    """Strata without a measure (deviation 0) stay at their minimum until all others are taken whole."""
    moving = {name: one for name, one in ranges.items() if one.measure}
    resting = {name: one for name, one in ranges.items() if not one.measure}
    most = sum(one.high for one in moving.values())
    for_moving = min(most, total - sum(one.low for one in resting.values()))
    rate = _rate(moving.values(), for_moving)
    shares = {name: one.share(rate) for name, one in moving.items()}
    if resting:
        by_size = {name: _Range(Fraction(one.high), one.low, one.high) for name, one in resting.items()}
        rate = _rate(by_size.values(), total - for_moving)
        shares |= {name: one.share(rate) for name, one in by_size.items()}
    return {name: shares[name] for name in ranges}


def _rate(ranges: Iterable[_Range], total: int) -> Fraction:
    """The least rate for which the shares add up to the total, which the ranges can hold.

    Between two turns, where a share leaves its minimum or meets its size, the sum is a line.
    """
    listed = list(ranges)
    turns = sorted({bound / one.measure for one in listed for bound in (Fraction(one.low), Fraction(one.high))})
    low, high = 0, len(turns)  # the first turn at which the sum is enough
    while low < high:
        middle = (low + high) // 2
        if sum(one.share(turns[middle]) for one in listed) < total:
            low = middle + 1
        else:
            high = middle
    if low == 0:
        return turns[0] if turns else Fraction(0)
    start = turns[low - 1]
    slope = sum((one.measure for one in listed if one.low <= start * one.measure < one.high), Fraction(0))
    return start + (total - sum(one.share(start) for one in listed)) / slope
