"""Printed moments and ranges: "tháng 6", "Quý I, II/2026", "từ 01/3 đến 31/8/2026", "6 tháng đầu năm"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from caicach.core.schedule.months import FIRST_YEAR, LAST_YEAR, Span, month_span, year_span
from caicach.core.text import fold

_YEAR = r"(?:(?:,? ?nam |[/.-]| )(?P<year>[12][0-9]{3}))?"
_ATOMS = {
    "day": (
        rf"(?:ngay )?(?P<day>[0-9]{{1,2}})[/.-](?P<number>[0-9]{{1,2}}){_YEAR}",
        rf"(?:ngay )?(?P<day>[0-9]{{1,2}}),? ?thang ?(?P<number>[0-9]{{1,2}}){_YEAR}",
        r"(?P<year>[12][0-9]{3})-(?P<number>[0-9]{2})-(?P<day>[0-9]{2})(?:[ t]00:00(?::00)?)?",
    ),
    "month": (
        rf"(?:thang|t\.?) ?(?P<number>[0-9]{{1,2}}){_YEAR}",
        r"(?P<number>[0-9]{1,2})[/.-](?P<year>[12][0-9]{3})",
    ),
    "quarter": (rf"qu[yi] ?(?P<number>i{{1,3}}|iv|[1-4]){_YEAR}",),
    "start_of_year": (r"(?P<number>0?[369]|ba|sau|chin) thang dau nam(?:(?: |/)(?P<year>[12][0-9]{3}))?",),
    "end_of_year": (r"(?P<number>0?[36]|ba|sau) thang cuoi nam(?:(?: |/)(?P<year>[12][0-9]{3}))?",),
    "year": (r"(?:trong |ca )?(?:nam )?(?P<year>[12][0-9]{3})", r"(?:trong )?nam(?: nay| ke hoach)?"),
}
_PATTERNS = [(unit, re.compile(pattern)) for unit, patterns in _ATOMS.items() for pattern in patterns]
_NUMERALS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "ba": 3, "sau": 6, "chin": 9}
_JOIN = re.compile(r" ?(?:->|~|-) ?| (?:den het|cho den|den|toi|qua) ")
_LIST = re.compile(r" ?[,;&+] ?(?:va )?| va ")
_OPENING = re.compile(r"(?:(?:thoi gian|thuc hien|trien khai|hoan thanh|trong|vao|khoang thoi gian)(?: tu)? ?:? ?)+")
_WORDS_OF_UNIT = {"month": "thang ", "quarter": "quy "}


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment as printed; `year` is None where none is printed."""

    unit: str
    number: int = 1
    day: int = 0
    year: int | None = None

    def span(self) -> Span | None:
        """Its days, or None where it has no year or does not exist in the calendar."""
        if self.year is None or not FIRST_YEAR <= self.year <= LAST_YEAR:
            return None
        if self.unit == "year":
            return year_span(self.year)
        if self.unit == "quarter":
            return month_span(self.year, self.number * 3 - 2, 3)
        if self.unit == "start_of_year":
            return month_span(self.year, 1, self.number)
        if self.unit == "end_of_year":
            return month_span(self.year, 13 - self.number, self.number)
        return self._month_or_day(self.year)

    def _month_or_day(self, year: int) -> Span | None:
        if not 1 <= self.number <= 12:
            return None
        month = month_span(year, self.number)
        if self.unit == "month":
            return month
        if not 1 <= self.day <= month.last.day:
            return None
        day = date(year, self.number, self.day)
        return Span(day, day, is_day=True)


def plain(text: str) -> str:
    """The words in the form that the patterns expect: folded, one kind of dash, no blanks around slashes."""
    words = re.sub(r"[\u2010-\u2015\u2212]", "-", fold(text))
    words = re.sub(r" ?/ ?", "/", words)
    return words.strip(" .,;:-")


def read_moment(text: str, *, year: int | None) -> Span | None:
    """The days of one printed moment; None where the words are not understood or the day does not exist."""
    words = plain(text)
    moment = moment_in(_OPENING.sub("", words, count=1) if _OPENING.match(words) else words) or moment_in(words)
    return None if moment is None else with_year(moment, year).span()


def with_year(moment: Moment, year: int | None) -> Moment:
    """The moment with this year where none is printed."""
    return replace(moment, year=year) if moment.year is None else moment


def moment_in(words: str) -> Moment | None:
    """One moment out of folded words that hold nothing else."""
    for unit, pattern in _PATTERNS:
        if match := pattern.fullmatch(words):
            groups = match.groupdict()
            printed_year = groups.get("year")
            return Moment(
                unit=unit,
                number=_number(groups.get("number") or "1"),
                day=int(groups.get("day") or 0),
                year=int(printed_year) if printed_year else None,
            )
    return None


def span_in(words: str, *, year: int | None) -> Span | None:
    """The days of a moment, a range or a list of neighbouring moments in folded words."""
    words = _OPENING.sub("", words, count=1) if _OPENING.match(words) and not moment_in(words) else words
    if moment := moment_in(words):
        return with_year(moment, year).span()
    for pair in _pairs(words.removeprefix("tu ").removeprefix("giai doan ")):
        if span := _from_to(*pair, year=year):
            return span
    return _neighbours(moments_listed(words), year)


def _pairs(words: str) -> Iterator[tuple[Moment, Moment]]:
    """Each way to cut the words into two moments; one may lend the other its word ("tháng 01-12/2025")."""
    for cut in _JOIN.finditer(words):
        left, right = words[: cut.start()], words[cut.end() :]
        last = moment_in(right)
        first = moment_in(left) or (_day_before(left, last) if last else None)
        if first and last is None:
            last = moment_in(_WORDS_OF_UNIT.get(first.unit, "?") + right)
        if first and last:
            yield first, last


def _day_before(words: str, last: Moment) -> Moment | None:
    """The "01" of "từ 01 đến 15/3/2026", which takes month and year of the last day."""
    number = re.fullmatch(r"(?:ngay )?([0-9]{1,2})", words)
    return replace(last, day=int(number[1])) if number and last.unit == "day" else None


def _from_to(first: Moment, last: Moment, *, year: int | None) -> Span | None:
    """From one moment to another. A year that only one of them bears serves for both, if the order allows."""
    last = with_year(last, year if first.year is None else year or first.year)
    end = last.span()
    begins = [with_year(first, last.year).span(), with_year(first, year).span()]
    for begin in begins:
        if begin and end and begin.first <= end.last:
            return Span(begin.first, end.last, is_day=end.is_day)
    return None


def moments_listed(words: str) -> list[Moment]:
    """The moments of a list such as "quý I, II và III/2026"; none where one of them is not understood."""
    parts = _LIST.split(words)
    moments: list[Moment] = []
    for part in parts:
        unit = moments[0].unit if moments else ""
        moment = moment_in(part) or moment_in(_WORDS_OF_UNIT.get(unit, "?") + part)
        if moment is None or (unit and moment.unit != unit):
            return []
        moments.append(moment)
    return moments if len(moments) > 1 else []


def _neighbours(moments: list[Moment], year: int | None) -> Span | None:
    """One span out of months or quarters that follow each other without a gap."""
    if not moments or moments[0].unit not in _WORDS_OF_UNIT:
        return None
    printed = next((moment.year for moment in reversed(moments) if moment.year), year)
    if any(later.number != earlier.number + 1 for earlier, later in zip(moments, moments[1:], strict=False)):
        return None
    first, last = (with_year(moment, printed).span() for moment in (moments[0], moments[-1]))
    return Span(first.first, last.last) if first and last and first.first <= last.last else None


def _number(printed: str) -> int:
    return _NUMERALS.get(printed) or int(printed)
