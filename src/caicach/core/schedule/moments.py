"""Printed moments and ranges: "tháng 6", "Quý I, II/2026", "từ 01/3 đến 31/8/2026", "6 tháng đầu năm"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from caicach.core.schedule.months import FIRST_YEAR, LAST_YEAR, Span, month_span, year_span
from caicach.core.text import fold

_OF_YEAR = r"(?:[ /](?P<year>[12][0-9]{3}))?"
_MONTHS_OF_YEAR = r"(?P<number>(?:0?[369]|ba|sau|chin)(?= thang)|nua)(?: thang)?"
_YEAR = r"(?:(?: ?[,-]? ?nam | ?[/.-] ?| )(?P<year>[12][0-9]{3}))?"
_ATOMS = {
    "day": (  # one sign throughout: "5-6/2026" may be the months 5 and 6; without a year only a slash makes a day
        r"(?:ngay )?(?P<day>[0-9]{1,2})(?P<sign>[/.-])(?P<number>[0-9]{1,2})(?P=sign)(?P<year>[12][0-9]{3})",
        r"(?:ngay )?(?P<day>[0-9]{1,2})/(?P<number>[0-9]{1,2})(?:,? nam (?P<year>[12][0-9]{3}))?",
        rf"(?:ngay )?(?P<day>[0-9]{{1,2}}),? ?thang ?(?P<number>[0-9]{{1,2}}){_YEAR}",
        r"(?P<year>[12][0-9]{3})-(?P<number>[0-9]{2})-(?P<day>[0-9]{2})(?:[ t]00:00(?::00)?)?",
    ),
    "month": (
        rf"thang ?(?P<number>[0-9]{{1,2}}){_YEAR}",
        r"(?:th?\.? ?)?(?P<number>[0-9]{1,2})[/.-](?P<year>[12][0-9]{3})",  # "T6" alone may be a Friday
    ),
    "quarter": (rf"(?:qu[yi]|q\.?) ?(?P<number>[il]{{1,3}}|[il]v|0?[1-4]){_YEAR}",),  # "Quý ll": typed for "II"
    "start_of_year": (rf"{_MONTHS_OF_YEAR} dau (?:cua )?nam{_OF_YEAR}",),
    "end_of_year": (rf"{_MONTHS_OF_YEAR} cuoi (?:cua )?nam{_OF_YEAR}",),
    "year": (r"(?:trong |ca )?(?:nam )?(?P<year>[12][0-9]{3})", r"(?:trong )?nam(?: nay| ke hoach)?"),
}
_PATTERNS = [(unit, re.compile(pattern)) for unit, patterns in _ATOMS.items() for pattern in patterns]
_NUMERALS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "ba": 3, "sau": 6, "nua": 6, "chin": 9}
_JOIN = re.compile(r" ?[~-] ?| (?:den het|den cuoi|cho den|den|toi|qua) ")
_ROMAN = re.compile(r"(?:qu[yi]|q\.?) ?[il]")
_LIST = re.compile(r" ?[,;&+] ?(?:va )?| va ")
_OPENING = re.compile(r"(?:(?:thoi gian|thuc hien|trien khai|hoan thanh|trong|vao|khoang thoi gian)(?: tu)? ?:? ?)+")
_CLOCK = re.compile(r"\b[0-2]?[0-9](?:(?: ?h| ?g| gio) ?(?:[0-5][0-9])?(?: phut)?|:[0-5][0-9]),? (?=ngay )")
_BESIDE = {"nay": 0, "ke hoach": 0, "sau": 1, "tiep theo": 1, "ke tiep": 1, "truoc": -1, "truoc lien ke": -1}
_YEAR_BESIDE = re.compile(r"\bnam (?P<which>nay|ke hoach|sau|tiep theo|ke tiep|truoc(?: lien ke)?)(?= |,|$)")
_WORDS_OF_UNIT = {"month": "thang ", "quarter": "quy "}
_WHOLE_YEAR = {"month": 12, "quarter": 4}


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
    words = re.sub(r"[\u2010-\u2015\u2212\u2192]|->", "-", fold(text))
    words = re.sub(r" ?/ ?", "/", words)
    words = re.sub(r" ?\((nam [12][0-9]{3})\)", r" \1", words)
    return words.strip(" .,;:-")


def with_spoken_years(words: str, year: int | None) -> str:
    """The words with "năm nay", "năm sau", "năm trước" as figures, where the year of the plan is known."""
    words = _CLOCK.sub("", words)
    if year is None:
        return words
    return _YEAR_BESIDE.sub(lambda match: f"nam {year + _BESIDE[match['which']]}", words)


def read_moment(text: str, *, year: int | None) -> Span | None:
    """The days of one printed moment; None where the words are not understood or the day does not exist."""
    words = with_spoken_years(plain(text), year)
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
        first = moment_in(left) or (_lent(left, last) if last else None)
        if first and last is None:
            last = moment_in(_WORDS_OF_UNIT.get(first.unit, "?") + right)
        if first and last and not (_is_doubtful(first, last) and "-" in cut.group()):
            yield first, last


def _is_doubtful(first: Moment, last: Moment) -> bool:
    """Whether the last may be no end but the year of the first: "15/6-2026"; or the first no day: "1/3-3/2026"."""
    is_bare_day = first.unit == "day" and first.year is None and last.unit != "day"
    return is_bare_day or (last.unit == "year" and first.unit != "year")


def _lent(words: str, last: Moment) -> Moment | None:
    """The "01" of "từ 01 đến 15/3/2026", the "T3" of "T3-T6/2026": what is missing stands in the last moment."""
    number = re.fullmatch(r"(?P<unit>ngay |t\.?)?(?P<number>[0-9]{1,2})", words)
    if number and last.unit == "day" and number["unit"] != "t":
        return replace(last, day=int(number["number"]))
    if number and last.unit == "month" and (number["unit"] or "").startswith("t"):
        return replace(last, number=int(number["number"]))
    return None


def _from_to(first: Moment, last: Moment, *, year: int | None) -> Span | None:
    """From one moment to another. A year that only one of them bears serves for both, if the order allows."""
    if last.year is None and first.year is not None:
        return _only([_in_order(first, with_year(last, of)) for of in {first.year, year or first.year}])
    last = with_year(last, year)
    return _in_order(with_year(first, last.year), last) or _in_order(with_year(first, year), last)


def _in_order(first: Moment, last: Moment) -> Span | None:
    begin, end = first.span(), last.span()
    return Span(begin.first, end.last, is_day=end.is_day) if begin and end and begin.first <= end.last else None


def _only(spans: list[Span | None]) -> Span | None:
    """The span, where there is just one: "từ tháng 3/2025 đến tháng 6" in a plan of 2026 may end in either year."""
    found = [span for span in spans if span]
    return found[0] if len(found) == 1 else None


def moments_listed(words: str) -> list[Moment]:
    """The moments of a list such as "quý I, II và III/2026"; none where one of them is not understood."""
    moments: list[Moment] = []
    for part in _LIST.split(words):
        unit = moments[0].unit if moments else ""
        moment = (moment_in(_WORDS_OF_UNIT.get(unit, "?") + part) if unit else None) or moment_in(part)
        if moment is None or (unit and moment.unit != unit) or (_ROMAN.match(words) and part[:1].isdigit()):
            return []
        moments.append(moment)
    return moments if len(moments) > 1 else []


def _neighbours(moments: list[Moment], year: int | None) -> Span | None:
    """One span out of months or quarters that follow each other without a gap; all four quarters may be four times."""
    if not moments or moments[0].unit not in _WORDS_OF_UNIT or len(moments) == _WHOLE_YEAR[moments[0].unit]:
        return None
    if any(later.number != earlier.number + 1 for earlier, later in zip(moments, moments[1:], strict=False)):
        return None
    last = with_year(moments[-1], year)
    if {moment.year for moment in moments} - {None, last.year}:
        return None
    begin, end = with_year(moments[0], last.year).span(), last.span()
    return Span(begin.first, end.last) if begin and end else None


def _number(printed: str) -> int:
    return _NUMERALS.get(printed.replace("l", "i")) or int(printed)
