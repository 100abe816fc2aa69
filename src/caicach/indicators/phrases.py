"""With which words texts name the figures of the ledger: the names of indicators, and the shipped list."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

import yaml

from caicach.core.consolidating.claims import DENOMINATOR, NUMERATOR, RATE, VALUE, Phrase
from caicach.core.text import fold
from caicach.indicators.models import Indicator

CONTENT = Path(__file__).parent / "content"
_LEAST_LETTERS = 8
"""Shorter names would be found in sentences about other things."""


def phrases_of(indicators: Iterable[Indicator]) -> list[Phrase]:
    """The phrases for the indicators of a report; of two with the same words the first counts."""
    found: dict[str, Phrase] = {}
    known = list(indicators)
    for phrase in _shipped():
        if any(one.code == phrase.indicator for one in known):
            found.setdefault(phrase.words, phrase)
    for indicator in known:
        for phrase in _of_names(indicator):
            found.setdefault(phrase.words, phrase)
    return list(found.values())


def _of_names(indicator: Indicator) -> Iterator[Phrase]:
    """The name of a ratio stands with its rate or its numerator."""
    names = {VALUE: indicator.name}
    if indicator.is_ratio:
        names = {RATE: indicator.name, NUMERATOR: indicator.numerator_label, DENOMINATOR: indicator.denominator_label}
    for measure, name in names.items():
        words = fold(name).removeprefix("so ").removeprefix("ty le ")
        if len(words) >= _LEAST_LETTERS:
            yield Phrase(words=words, indicator=indicator.code, measure=measure)


@lru_cache(maxsize=1)
def _shipped() -> tuple[Phrase, ...]:
    found = []
    for path in sorted(CONTENT.glob("phrases-*.yaml")):
        for one in yaml.safe_load(path.read_text("utf-8"))["phrases"]:
            found += [
                Phrase(words=fold(words), indicator=one["indicator"], measure=one["measure"]) for words in one["words"]
            ]
    return tuple(found)
