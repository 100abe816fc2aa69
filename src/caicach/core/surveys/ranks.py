"""Ranks that a survey can tell: places from and to, for intervals overlap.

Whoever lies with the whole interval above mine is before me, whoever with the whole interval below is behind me; all
others may stand on either side. Where the intervals hold all their truths at once (level 1 - a/n for n units), so do
the ranks (Klein, Wright and Wieczorek, A joint confidence region for an overall ranking of populations, 2020).
"""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

Name = TypeVar("Name")


@dataclass(frozen=True, slots=True)
class Places:
    """The best and the worst rank that a unit may have; the best of all is 1."""

    best: int
    worst: int


def possible_places(intervals: Mapping[Name, tuple[float, float] | None]) -> dict[Name, Places | None]:
    """By the intervals low to high, of which more is better; a unit without one has no rank and takes nobody's."""
    known = [interval for interval in intervals.values() if interval is not None]
    lows, highs = sorted(low for low, _ in known), sorted(high for _, high in known)
    places: dict[Name, Places | None] = {}
    for name, interval in intervals.items():
        if interval is None:
            places[name] = None
            continue
        low, high = interval
        before = len(known) - bisect_right(lows, high)
        behind = bisect_left(highs, low)
        places[name] = Places(1 + before, len(known) - behind)
    return places
