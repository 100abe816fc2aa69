"""What texts claim about figures, and where claims contradict each other, the ledger, or their own sum."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from caicach.core.consolidating.numbers import Number, folded_in_place, numbers_in, numbers_outside, places_of
from caicach.core.consolidating.passages import sentences_of
from caicach.core.text import fold

NUMERATOR, DENOMINATOR, VALUE, RATE = "numerator", "denominator", "value", "rate"
PROVINCE = 0
"""The subject of a sentence about the whole province; others are keys of agencies."""

_PROVINCE_WORDS = ("toan tinh", "ca tinh", "tren dia ban tinh", "cua tinh", "toan thanh pho")
_NEAR = 60
"""Letters between a number and the words that say what it counts."""
_UNIT_WORDS = 4
_LEAST_UNIT_LETTERS = 5
_TOTAL = re.compile(r"(?i:\btổng(?: số| cộng)?\b|\bcộng\b)")
_BESIDE = re.compile(
    r"\b(?:tang|giam|vuot|cao hon|thap hon|muc tieu|phan dau|chi tieu giao|yeu cau|cung ky|nam truoc|ky truoc)\b"
    r"[^,;.0-9]{0,24}$"
)
"""Behind these words a number tells a change, an aim or another period."""
_SHORTENED = ("ty", "ti", "nghin", "ngan")
_OF_WHICH = re.compile(r"(?i:\btrong đó\b|\bbao gồm\b|\bgồm\b)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """Words that name a measure of an indicator in a text, folded."""

    words: str
    indicator: str
    measure: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A number that a sentence tells of a subject. indicator: empty where only the unit tells what is counted."""

    place: str
    sentence: str
    number: Number
    subject: int
    teller: int
    indicator: str
    measure: str

    @property
    def what(self) -> tuple[str, str, int]:
        return self.indicator, self.measure, self.subject


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A sentence with its place, and the agency that tells it (PROVINCE: the one that puts the report together)."""

    place: str
    text: str
    teller: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WrongSum:
    """A total in a text and what its parts really add up to."""

    place: str
    sentence: str
    printed: str
    total: Decimal
    parts: tuple[Decimal, ...]

    @property
    def sum(self) -> Decimal:
        return sum(self.parts, Decimal(0))


def claims_of(told: Told, phrases: Sequence[Phrase], agencies: Mapping[str, int]) -> list[Claim]:
    """What a sentence claims. agencies: their names, folded, to find of whom the sentence speaks."""
    numbers = [one for one in numbers_outside(told.text, agencies) if one.value is not None]
    if not numbers:
        return []
    folded = folded_in_place(told.text)
    numbers = [one for one in numbers if not (_BESIDE.search(folded[: one.start]) or _is_shortened(one))]
    subject, is_said = _subject(folded, told.teller, agencies)
    known = list(_known(told, folded, numbers, phrases, subject))
    taken = {one.number.start for one in known}
    rest = [one for one in numbers if one.start not in taken]
    return known + [found for one in rest if is_said and (found := _by_unit(told, one, subject))]


def differing(claims: Iterable[Claim]) -> list[tuple[Claim, Claim]]:
    """Claims of two tellers about one thing that have two values; of each thing the first of every other value."""
    of_one: dict[tuple[str, str, int], list[Claim]] = defaultdict(list)
    found = []
    for claim in claims:
        others = of_one[claim.what]
        if any(one.number.value == claim.number.value and one.teller == claim.teller for one in others):
            continue
        others.append(claim)
        for other in others:
            if other.teller != claim.teller and not _agree(other.number, claim.number):
                found.append((other, claim))
                break
    return found


def against(claim: Claim, number: Callable[[str, str, int], Decimal | None]) -> Decimal | None:
    """The number that a claim should tell, where it tells another; None: it is right, or nothing is known.

    number: of an indicator, a measure and a subject; a rate between 0 and 1.
    """
    if not claim.indicator:
        return None
    known = number(claim.indicator, claim.measure, claim.subject)
    if known is None:
        return None
    if claim.measure == RATE:
        known = rounded(known * 100, claim.number.places)
    return None if claim.number.value == known else known


def wrong_sums(told: Told) -> Iterator[WrongSum]:
    """Totals that are not the sum of what “trong đó”, “gồm” lists behind them."""
    for sentence in sentences_of(told.text):
        if (opened := _OF_WHICH.search(sentence)) is None:
            continue
        before = [one for one in numbers_in(sentence) if one.end <= opened.start() and not one.is_percent]
        if not before or (not _TOTAL.search(sentence[: opened.start()]) and len(before) != 1):
            continue
        total = before[-1]
        parts = list(_parts(sentence, opened.end(), total))
        if total.value is None or len(parts) < 2 or sum(parts, Decimal(0)) == total.value:
            continue
        yield WrongSum(
            place=told.place, sentence=sentence, printed=total.printed, total=total.value, parts=tuple(parts)
        )


def rounded(value: Decimal, places: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def _subject(folded: str, teller: int, agencies: Mapping[str, int]) -> tuple[int, bool]:
    """Of whom a sentence speaks, and whether it says so itself."""
    if any(words in folded for words in _PROVINCE_WORDS):
        return PROVINCE, True
    named = [name for name in agencies if any(places_of(name, folded))]
    whole = {agencies[name] for name in named if not any(name != other and name in other for other in named)}
    if len(whole) == 1:
        return whole.pop(), True
    return teller, not teller


def _known(
    told: Told, folded: str, numbers: Sequence[Number], phrases: Sequence[Phrase], subject: int
) -> Iterator[Claim]:
    """Claims about indicators: the number that stands nearest to the words. Longer words go before those they hold."""
    taken: set[int] = set()
    covered: list[tuple[int, int]] = []
    for phrase in sorted(phrases, key=lambda one: -len(one.words)):
        start = folded.find(phrase.words)
        if start < 0 or any(one <= start and start + len(phrase.words) <= two for one, two in covered):
            continue
        covered.append((start, start + len(phrase.words)))
        for measure, number in _numbers_of(phrase, start, numbers, told.text, taken):
            taken.add(number.start)
            yield Claim(
                place=told.place, sentence=told.text, number=number, subject=subject, teller=told.teller,
                indicator=phrase.indicator, measure=measure,
            )  # fmt: skip


def _numbers_of(
    phrase: Phrase, start: int, numbers: Sequence[Number], text: str, taken: set[int]
) -> Iterator[tuple[str, Number]]:
    end = start + len(phrase.words)
    near = [one for one in numbers if one.start not in taken and _gap(one, start, end) <= _NEAR]
    near = [one for one in near if not _is_cut(text, one, start, end)]
    percents = sorted((one for one in near if one.is_percent), key=lambda one: _gap(one, start, end))
    counts = sorted((one for one in near if not one.is_percent), key=lambda one: _gap(one, start, end))
    if phrase.measure in (RATE, NUMERATOR) and percents:
        yield RATE, percents[0]
    if phrase.measure == VALUE and counts:
        yield VALUE, counts[0]
    if phrase.measure in (RATE, NUMERATOR, DENOMINATOR) and counts:
        yield from _ratio(phrase, counts, text)


def _ratio(phrase: Phrase, counts: Sequence[Number], text: str) -> Iterator[tuple[str, Number]]:
    """“45/50” tells both counts; a lone number is the one that the words name."""
    for one in counts:
        for two in counts:
            if text[one.end : two.start] in ("/", " / ") and one.end < two.start:
                yield NUMERATOR, one
                yield DENOMINATOR, two
                return
    if phrase.measure != RATE or not counts[0].places:
        yield (phrase.measure if phrase.measure != RATE else NUMERATOR), counts[0]


def _gap(number: Number, start: int, end: int) -> int:
    return max(number.start - end, start - number.end, 0)


def _is_cut(text: str, number: Number, start: int, end: int) -> bool:
    """Whether a semicolon, or the end of a sentence, stands between the words and the number."""
    between = text[end : number.start] if number.start >= end else text[number.end : start]
    return ";" in between or ". " in between


def _is_shortened(number: Number) -> bool:
    """Whether a sum is told in billions or thousands: figures of the ledger are not."""
    return fold(number.unit).partition(" ")[0] in _SHORTENED


def _by_unit(told: Told, number: Number, subject: int) -> Claim | None:
    unit = " ".join(fold(number.unit).split()[:_UNIT_WORDS])
    if number.is_percent or len(unit) < _LEAST_UNIT_LETTERS:
        return None
    return Claim(
        place=told.place, sentence=told.text, number=number, subject=subject, teller=told.teller, indicator="",
        measure=unit,
    )  # fmt: skip


def _agree(one: Number, other: Number) -> bool:
    if one.value is None or other.value is None or one.value == other.value:
        return True
    places = min(one.places, other.places)
    return one.is_percent and rounded(one.value, places) == rounded(other.value, places)


def _parts(sentence: str, start: int, total: Number) -> Iterator[Decimal]:
    """The numbers behind “trong đó” that count the same; percentages and other units are none."""
    unit = fold(total.unit).split()[:1]
    listed = [one for one in numbers_in(sentence) if one.start >= start and not one.is_percent]
    same = [one for one in listed if unit and fold(one.unit).split()[:1] == unit]
    for one in same if len(same) > 1 else listed:
        if one.value is not None:
            yield one.value
