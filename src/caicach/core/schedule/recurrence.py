"""Printed recurrences: "hằng quý", "6 tháng/lần", "02 lần/năm", "04 tin, bài/tháng"."""

import re
from dataclasses import dataclass

from caicach.core.schedule.moments import moment_in, moments_listed, plain
from caicach.core.schedule.months import month_span
from caicach.core.text import squeeze

UNITS = {"tuan": "week", "thang": "month", "quy": "quarter", "qui": "quarter", "nam": "year"}
_MONTHS_BETWEEN = {1: "month", 3: "quarter", 6: "half_year", 12: "year"}
_NESTED = ("month", "quarter", "half_year", "year")  # the due days of each are due days of the one before
_ONE = r"(?:0?1 |mot )?"
_PERIOD = r"(?:(?:0?6|sau|0?3|ba) thang|tuan|thang|qu[yi]|nam)"
_REGULAR = r"(?:(?:theo )?dinh ky,? ?:? ?(?:theo )?)"
_EACH = r"(?:hang|moi|tung|theo) "
_AT_LEAST = r"(?:it nhat |toi thieu )?"
_AND = r"(?: ?, ?(?:va )?| va )"  # not "hoặc": which of the two is meant is a question
_HANG = re.compile(
    rf"(?:{_REGULAR}(?:{_EACH})?|{_EACH}){_ONE}"
    rf"(?P<periods>{_PERIOD}(?:(?:{_AND}|/)(?:{_EACH})?{_PERIOD})*)"
    rf"(?:(?: ?[,:] ?| ){_AT_LEAST}(?P<times>[0-9]{{1,3}}|mot|hai|ba|bon) lan)?"
)
_OF_REPORTS = (  # the rounds of periodic reports, printed without a word that says "each"
    ("quarter", re.compile(rf"(?:bao cao )?quy i{_AND}(?:0?6|sau) thang{_AND}(?:quy iii|0?9 thang){_AND}(?:ca )?nam")),
    ("quarter", re.compile(rf"(?:bao cao )?quy{_AND}(?:0?6|sau) thang{_AND}(?:ca )?nam")),
    ("half_year", re.compile(rf"(?:bao cao )?(?:0?6|sau) thang{_AND}(?:ca |0?1 )?nam")),
)
_EVERY_MONTHS = re.compile(rf"{_REGULAR}?(?:{_EACH})?(?P<months>[0-9]{{1,2}}|mot|ba|sau) thang ?[/, ] ?{_ONE}lan")
_EVERY_ONE = re.compile(rf"{_REGULAR}?{_ONE}(?P<period>qu[yi]|nam|thang|tuan)(?:/| ){_ONE}lan")
_TIMES = re.compile(
    rf"{_REGULAR}?{_AT_LEAST}(?P<times>[0-9]{{1,3}}|mot|hai|ba|bon) lan"
    rf"(?:/| moi | trong | mot ){_ONE}(?P<period>{_PERIOD})"
)
_QUANTITY = re.compile(
    r"(?:ít nhất |tối thiểu |tối thiểu là )?(?P<quantity>[0-9]{1,4}) (?P<unit>[^\W\d][^/0-9]{0,60}?) ?"
    r"(?:/|mỗi |trong )(?: ?0?1 )? ?(?P<period>(?:0?6 )?tháng|tuần|quý|năm)",
    re.IGNORECASE,
)
_BARE = re.compile(r"(?:theo |bao cao )?dinh ky(?:(?:,| va|/| hoac| -) ?dot xuat)?")
_ON_CALL_TOO = re.compile(r"(?: ?[,;/] ?| và )(?:đột xuất|khi (?:có )?(?:yêu cầu|phát sinh))[ .;,]*$", re.IGNORECASE)
_BY = r"(?:(?:hoan thanh |bao cao |gui )?(?P<by>truoc|cham nhat|muon nhat|vao|trong|khong qua)(?: vao| la| truoc)? )?"
_DAY = r"(?:ngay )?(?P<day>[0-9]{1,2})"
_DAY_OF_YEAR = rf"(?:{_DAY}(?:/| thang )|thang )(?P<month>[0-9]{{1,2}})"
_LAST_MONTH = r"thang cuoi (?:cua )?(?:(?:hang|moi|tung) )?quy"
_ON_DAY = (  # each with the words of the day before or behind those of the period
    ("month", re.compile(rf"{_BY}{_DAY} (?:cua )?(?:hang|moi) thang")),
    ("month", re.compile(rf"{_REGULAR}?(?:hang|moi) thang[ ,:(]+{_BY}{_DAY}\)?")),
    ("quarter", re.compile(rf"(?:{_REGULAR}?(?:hang|moi) quy[ ,:(]+)?{_BY}{_DAY} (?:cua )?{_LAST_MONTH}\)?")),
    ("year", re.compile(rf"{_BY}{_DAY_OF_YEAR} (?:cua )?(?:hang|moi) nam")),
    ("year", re.compile(rf"{_REGULAR}?(?:hang|moi) nam[ ,:(]+{_BY}{_DAY_OF_YEAR}\)?")),
)
_QUARTER_OF_YEAR = re.compile(r"(?:trong |vao )?quy (?P<quarter>i{1,3}|iv|[1-4]) (?:hang|moi) nam")
_ENDS = {  # units and numbers of a list that are the ends of equal parts of the year
    ("month", (6, 12)): "half_year",
    ("month", (3, 6, 9, 12)): "quarter",
    ("quarter", (2, 4)): "half_year",
}
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
    text = _ON_CALL_TOO.sub("", squeeze(text))
    words = plain(text)
    if _BARE.fullmatch(words):
        return Recurrence()
    return (
        _each_period(words)
        or _of_reports(words)
        or _every_months(words)
        or _times(words)
        or _on_day(words)
        or _quarter_of_year(words)
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


def _of_reports(words: str) -> Recurrence | None:
    return next((Recurrence(every=every) for every, pattern in _OF_REPORTS if pattern.fullmatch(words)), None)


def _every_months(words: str) -> Recurrence | None:
    if one := _EVERY_ONE.fullmatch(words):
        return Recurrence(every=_every(one["period"]))
    match = _EVERY_MONTHS.fullmatch(words)
    every = _MONTHS_BETWEEN.get(_count(match["months"])) if match else None
    return Recurrence(every=every) if every else None


def _on_day(words: str) -> Recurrence | None:
    """ "Trước ngày 25 hằng tháng", "hằng năm, trước 15/12", "tháng 12 hằng năm"; "trước tháng 12" is no month's day."""
    for every, pattern in _ON_DAY:
        if match := pattern.fullmatch(words):
            groups = match.groupdict()
            day, month = (int(groups[part]) if groups.get(part) else None for part in ("day", "month"))
            is_possible = _is_possible(day, month) and not (day is None and groups["by"] == "truoc")
            return Recurrence(every=every, due_day=day, due_month=month) if is_possible else None
    return None


def _is_possible(day: int | None, month: int | None) -> bool:
    if month is not None and not 1 <= month <= 12:
        return False
    return day is None or 1 <= day <= month_span(2024, month or 1).last.day


def _quarter_of_year(words: str) -> Recurrence | None:
    """ "Quý I hằng năm" is due with the last month of that quarter."""
    match = _QUARTER_OF_YEAR.fullmatch(words)
    moment = moment_in(f"quy {match['quarter']}") if match else None
    return Recurrence(every="year", due_month=moment.number * 3) if moment else None


def _times(words: str) -> Recurrence | None:
    match = _TIMES.fullmatch(words)
    times = _count(match["times"]) if match else 0
    return Recurrence(every=_every(match["period"]), times=times) if match and times else None


def _quantity(text: str) -> Recurrence | None:
    match = _QUANTITY.fullmatch(squeeze(text).strip(" .,;:-–—•+"))
    if not match or int(match["quantity"]) == 0 or plain(match["unit"]) in {"lan", "thang", "ngay", "tuan"}:
        return None
    every = _every(plain(match["period"]))
    return Recurrence(every=every, quantity=int(match["quantity"]), unit=match["unit"].strip())


def _months_of_year(words: str) -> Recurrence | None:
    """ "Tháng 6, tháng 12" and "tháng 3, 6, 9, 12" are half-years and quarters by their last months."""
    moments = moments_listed(re.sub(r" (?:hang|moi) nam$", "", words))
    years = {moment.year for moment in moments[:-1]} - {None} | {moment.year for moment in moments[-1:]}
    units = {moment.unit for moment in moments}
    every = _ENDS.get((units.pop(), tuple(moment.number for moment in moments))) if len(units) == 1 else None
    return Recurrence(every=every, year=years.pop()) if every and len(years) == 1 else None


def _every(period: str) -> str:
    if period in UNITS:
        return UNITS[period]
    return "quarter" if "3" in period or "ba" in period else "half_year"


def _count(printed: str) -> int:
    return _WORDS.get(printed) or int(printed)
