"""Printed recurrences: "hằng quý", "6 tháng/lần", "02 lần/năm", "04 tin, bài/tháng"."""

import re
from dataclasses import dataclass

from caicach.core.schedule.moments import moments_listed, plain
from caicach.core.schedule.months import month_span
from caicach.core.text import squeeze

UNITS = {"tuan": "week", "thang": "month", "quy": "quarter", "qui": "quarter", "nam": "year"}
_MONTHS_BETWEEN = {1: "month", 3: "quarter", 6: "half_year", 12: "year"}
_NESTED = ("month", "quarter", "half_year", "year")  # the due days of each are due days of the one before
_ONE = r"(?:0?1 |mot )?"
_PERIOD = r"(?:(?:0?6|sau) thang|tuan|thang|qu[yi]|nam)"
_REGULAR = r"(?:(?:theo )?dinh ky,? ?:? ?(?:theo )?)"
_EACH = r"(?:hang|moi|tung|theo) "
_HANG = re.compile(
    rf"(?:{_REGULAR}(?:{_EACH})?|{_EACH}){_ONE}"
    rf"(?P<periods>{_PERIOD}(?:(?: ?, ?| va | hoac )(?:{_EACH})?{_PERIOD})*)"
    rf"(?:(?: ?[,:] ?| )(?P<times>[0-9]{{1,3}}|mot|hai|ba|bon) lan)?"
)
_EVERY_MONTHS = re.compile(rf"{_REGULAR}?(?:{_EACH})?(?P<months>[0-9]{{1,2}}|mot|ba|sau) thang ?[/, ] ?{_ONE}lan")
_TIMES = re.compile(
    rf"{_REGULAR}?(?:it nhat |toi thieu )?(?P<times>[0-9]{{1,3}}|mot|hai|ba|bon) lan"
    rf"(?:/| moi | trong | mot ){_ONE}(?P<period>{_PERIOD})"
)
_QUANTITY = re.compile(
    r"(?:ít nhất |tối thiểu |tối thiểu là )?(?P<quantity>[0-9]{1,4}) (?P<unit>[^\W\d][^/0-9]{0,60}?) ?"
    r"(?:/|mỗi |trong )(?: ?0?1 )? ?(?P<period>(?:0?6 )?tháng|tuần|quý|năm)",
    re.IGNORECASE,
)
_BARE = re.compile(r"(?:theo |bao cao )?dinh ky(?:(?:,| va|/| hoac| -) ?dot xuat)?")
_BY = r"(?:(?:hoan thanh |bao cao |gui )?(?:truoc|cham nhat|muon nhat|vao|khong qua)(?: vao| la| truoc)? )?"
_DAY = r"(?:ngay )?(?P<day>[0-9]{1,2})"
_DAY_OF_YEAR = rf"(?:{_DAY}(?:/| thang )|thang )(?P<month>[0-9]{{1,2}})"
_ON_DAY = (  # each with the words of the day before or behind those of the period
    ("month", re.compile(rf"{_BY}{_DAY} (?:cua )?(?:hang|moi) thang")),
    ("month", re.compile(rf"{_REGULAR}?(?:hang|moi) thang[ ,:(]+{_BY}{_DAY}\)?")),
    ("year", re.compile(rf"{_BY}{_DAY_OF_YEAR} (?:cua )?(?:hang|moi) nam")),
    ("year", re.compile(rf"{_REGULAR}?(?:hang|moi) nam[ ,:(]+{_BY}{_DAY_OF_YEAR}\)?")),
)
_WORDS = {"mot": 1, "hai": 2, "ba": 3, "bon": 4, "sau": 6}


@dataclass(frozen=True, slots=True)
class Recurrence:
    """How often: `every` as in `Schedule` (empty where only "định kỳ" is printed), times and quantity."""

    every: str = ""
    times: int = 1
    quantity: int | None = None
    unit: str = ""
    due_day: int | None = None
    due_month: int | None = None
    year: int | None = None  # the one year in which it recurs, where that is printed


def recurrence_in(text: str) -> Recurrence | None:
    """The recurrence that the words say, or None."""
    words = plain(text)
    if _BARE.fullmatch(words):
        return Recurrence()
    return (
        _each_period(words)
        or _every_months(words)
        or _times(words)
        or _on_day(words)
        or _quantity(text)
        or _months_of_year(words)
    )


def _each_period(words: str) -> Recurrence | None:
    if not (match := _HANG.fullmatch(words)):
        return None
    periods = {_every(part) for part in re.findall(_PERIOD, match["periods"])}
    times = _count(match["times"] or "1")
    if len(periods) == 1:
        return Recurrence(every=periods.pop(), times=times)
    if "week" in periods or times != 1:
        return None
    return Recurrence(every=min(periods, key=_NESTED.index))


def _every_months(words: str) -> Recurrence | None:
    match = _EVERY_MONTHS.fullmatch(words)
    every = _MONTHS_BETWEEN.get(_count(match["months"])) if match else None
    return Recurrence(every=every) if every else None


def _on_day(words: str) -> Recurrence | None:
    """ "Trước ngày 25 hằng tháng", "hằng năm, trước 15/12", "tháng 12 hằng năm"."""
    for every, pattern in _ON_DAY:
        if match := pattern.fullmatch(words):
            groups = match.groupdict()
            day, month = (int(groups[part]) if groups.get(part) else None for part in ("day", "month"))
            longest = month_span(2024, month or 1).last.day if month is None or 1 <= month <= 12 else 0
            is_possible = longest > 0 and (day is None or 1 <= day <= longest)
            return Recurrence(every=every, due_day=day, due_month=month) if is_possible else None
    return None


def _times(words: str) -> Recurrence | None:
    match = _TIMES.fullmatch(words)
    times = _count(match["times"]) if match else 0
    return Recurrence(every=_every(match["period"]), times=times) if match and times else None


def _quantity(text: str) -> Recurrence | None:
    match = _QUANTITY.fullmatch(squeeze(text).strip(" .;"))
    if not match or int(match["quantity"]) == 0 or plain(match["unit"]) in {"lan", "thang", "ngay", "tuan"}:
        return None
    every = _every(plain(match["period"]))
    return Recurrence(every=every, quantity=int(match["quantity"]), unit=match["unit"].strip())


def _months_of_year(words: str) -> Recurrence | None:
    """ "Tháng 6, tháng 12" and "tháng 3, 6, 9, 12" are half-years and quarters by their last months."""
    moments = moments_listed(words)
    years = {moment.year for moment in moments[:-1]} - {None} | {moment.year for moment in moments[-1:]}
    numbers = tuple(moment.number for moment in moments if moment.unit == "month")
    every = {(6, 12): "half_year", (3, 6, 9, 12): "quarter"}.get(numbers)
    if every is None or len(numbers) != len(moments) or len(years) != 1:
        return None
    return Recurrence(every=every, year=years.pop())


def _every(period: str) -> str:
    return UNITS.get(period) or "half_year"


def _count(printed: str) -> int:
    return _WORDS.get(printed) or int(printed)
