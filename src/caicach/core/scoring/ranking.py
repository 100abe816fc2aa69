"""Ranks within a group by the share of the applicable maximum, and the class that a share falls into."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from caicach.core.scoring.criteria import CriteriaSet, ScoreBand, Ties
from caicach.core.scoring.totals import Result


@dataclass(frozen=True, slots=True)
class Standing:
    """A place among the agencies of a group. band: empty where the set has none for the share."""

    agency: str
    share: Decimal
    rank: int
    band: str
    is_tied: bool


def rank(criteria_set: CriteriaSet, results: Mapping[str, Result]) -> list[Standing]:
    """The agencies of one group in the order of their shares; those with something missing are left out.

    Equal shares are divided by the points of the domains in `tie_breakers`; what is equal then shares the place, in
    the order in which the agencies were given.
    """
    keys = {agency: _key(criteria_set, result) for agency, result in results.items() if result.share is not None}
    order = sorted(keys, key=lambda agency: keys[agency], reverse=True)
    standings: list[Standing] = []
    for step, (key, equals) in enumerate(groupby(order, key=lambda agency: keys[agency])):
        tied = list(equals)
        place = len(standings) + 1 if criteria_set.ties is Ties.SKIP else step + 1
        band = band_of(criteria_set.bands, key[0])
        standings += [Standing(agency, key[0], place, band, len(tied) > 1) for agency in tied]
    return standings


def band_of(bands: Sequence[ScoreBand], share: Decimal) -> str:
    """The highest class whose lower bound the share reaches."""
    reached = [band for band in bands if share >= band.at_least]
    return max(reached, key=lambda band: band.at_least).name if reached else ""


def _key(criteria_set: CriteriaSet, result: Result) -> tuple[Decimal, ...]:
    assert result.share is not None
    return (result.share, *(result.nodes[code].points for code in criteria_set.tie_breakers))
