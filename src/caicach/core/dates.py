"""Dates as Vietnamese papers print them and as people type them; a day that does not exist is no date."""

import re
from datetime import date

from caicach.core.text import fold

_YEARS = range(1900, 2101)  # other years are misprints
_FORMS = (
    r"(?:ngay ?)?(?P<day>[0-9]{1,2}) ?,? ?thang (?P<month>[0-9]{1,2}) ?,? nam (?P<year>[0-9]{4})",
    r"(?:ngay ?)?(?P<day>[0-9]{1,2}) thang (?P<month>[0-9]{1,2})/(?P<year>[0-9]{4})",
    r"(?:ngay ?)?(?P<day>[0-9]{1,2}) ?(?P<sign>[/.-]) ?(?P<month>[0-9]{1,2}) ?(?P=sign) ?(?P<year>[0-9]{4})",
    r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})(?:[ t]00:00(?::00(?:\.0+)?)?)?",
)
_ALONE = [re.compile(form) for form in _FORMS]
_WITHIN = [re.compile(rf"(?<![0-9/.-]){form}(?![0-9]|[/-][0-9a-z])") for form in _FORMS]


def read_date(text: str) -> date | None:
    """The date that the text is; None where it is anything else, or a day that does not exist (31/02/2026).

    The day comes first, as in Vietnam; only `2026-03-05` begins with the year. A year of two digits is refused.
    """
    words = fold(text).strip(" .,;")
    for form in _ALONE:
        if match := form.fullmatch(words):
            return _date(match)
    return None


_TODAY = {"hom nay", "today"}
_DAY_OF_THIS_YEAR = re.compile(r"(?:ngay ?)?([0-9]{1,2}) ?(?:/| thang ) ?([0-9]{1,2})")


def read_typed_day(text: str, *, today: date) -> date | None:
    """The day that somebody types into a form: a whole date, "5/3" of this year, or "hôm nay"."""
    words = fold(text).strip(" .,;")
    if words in _TODAY:
        return today
    if match := _DAY_OF_THIS_YEAR.fullmatch(words):
        return read_date(f"{match[1]}/{match[2]}/{today.year}")
    return read_date(text)


def dates_in(text: str) -> tuple[date, ...]:
    """The whole dates inside a text, in the order of their print: "Lạc Xuyên, ngày 05 tháng 3 năm 2026"."""
    words = fold(text)
    found = {match.start("day"): _date(match) for form in _WITHIN for match in form.finditer(words)}
    return tuple(day for _, day in sorted(found.items()) if day is not None)


def _date(match: re.Match[str]) -> date | None:
    year, month, day = (int(match[part]) for part in ("year", "month", "day"))
    if year not in _YEARS:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
