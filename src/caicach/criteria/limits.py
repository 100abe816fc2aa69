"""What a set must keep to so that it can be kept: a key that fits an address, lengths, digits of points."""

import re
from collections.abc import Collection, Iterator
from decimal import Decimal

from caicach.core.scoring.checks import check_set
from caicach.core.scoring.criteria import CriteriaSet
from caicach.core.scoring.errors import SetProblem, problem
from caicach.core.text import is_blank

MOST_BYTES = 1_000_000
"""Of a file that is read in; a set is about 100 KB."""

_KEY = re.compile(r"[-a-zA-Z0-9_]{1,80}")
_LENGTHS = {"name": 300, "issuer": 200, "decision": 100, "agency_kind": 40}
_LENGTHS_OF_A_CRITERION = {"code": 30, "name": 500}
_FIRST_YEAR, _LAST_YEAR = 1945, 2200
_DIGITS, _BEYOND = 4, Decimal(10_000)


def check_whole(criteria_set: CriteriaSet, *, known_indicators: Collection[str] | None = None) -> list[SetProblem]:
    """Everything that keeps a set that comes from a file from being kept: its own faults and these limits.

    known_indicators: as in `check_set`.
    """
    return [*check_set(criteria_set, known_indicators=known_indicators), *_limits(criteria_set)]


def _limits(criteria_set: CriteriaSet) -> Iterator[SetProblem]:
    if not _KEY.fullmatch(criteria_set.key):
        yield problem("no_key", "key", value=criteria_set.key[:80])
    yield from _required(criteria_set.name, "name")
    yield from _required(criteria_set.issuer, "issuer")
    for field, most in _LENGTHS.items():
        yield from _too_long(getattr(criteria_set, field), most, field)
    for year in criteria_set.years:
        if not _FIRST_YEAR <= year <= _LAST_YEAR:
            yield problem("impossible_year", "years", value=year)
    for one in criteria_set.nodes():
        for field, most in _LENGTHS_OF_A_CRITERION.items():
            yield from _required(getattr(one, field), one.code, field)
            yield from _too_long(getattr(one, field), most, one.code, field)
        if one.max_score >= _BEYOND or one.max_score != round(one.max_score, _DIGITS):
            yield problem("too_many_digits", one.code, "max_score", value=one.max_score, most=_DIGITS)


def _required(text: str, *place: str) -> Iterator[SetProblem]:
    if is_blank(text):
        yield problem("empty", *place)


def _too_long(text: str, most: int, *place: str) -> Iterator[SetProblem]:
    if len(text) > most:
        yield problem("too_long", *place, value=len(text), most=most)
