"""What the printed words of a time frame mean; words that are not understood stay words, never a guess."""

import re
from dataclasses import replace
from datetime import timedelta

from caicach.core.schedule.moments import moment_in, plain, read_moment, span_in, with_spoken_years, with_year
from caicach.core.schedule.months import Span, year_span
from caicach.core.schedule.recurrence import recurrence_in
from caicach.core.schedule.schedule import Schedule, ScheduleKind
from caicach.core.text import squeeze

__all__ = ["read_moment", "read_time_frame"]

_NOTHING = re.compile(r"[\s.,;:…\-–—_/]*")
_EXPECTED = re.compile(r"du kien(?: la)?:? |(?:khoang) (?=thang|quy)")
_EXPECTED_END = re.compile(r" ?\(?du kien\)?$")
_OFTEN = r"th(?:uo|ou)ng ?x[a-z]{0,3}y[a-z]?n"  # with what scanning makes of it: "thường xyên", "thuờng xuyện"
_ALL_YEAR = r"(?:(?:trong )?(?:ca|suot|quanh)(?: ca)? nam|trong nam)(?: [12][0-9]{3})?"
_DAILY = r"(?:hang|moi|tung) ngay"
_CONTINUOUS = re.compile(
    rf"(?:(?:thuc hien|trien khai) )?(?:{_OFTEN}|lien tuc|{_DAILY}|dinh ky {_DAILY}"
    rf"|(?:trong )?(?:ca|suot|quanh)(?: ca)? nam)"
    rf"(?:(?: ?[,;/&+-] ?| va | )(?:{_OFTEN}|lien tuc|{_DAILY}|hang nam|hang thang|hang tuan|{_ALL_YEAR}))*"
    rf"(?: (?:nam )?[12][0-9]{{3}})?(?: ?[,;/&+-] ?dot xuat| va dot xuat| va khi (?:co )?(?:yeu cau|phat sinh))?"
)
_ALONE_UNSAID = {"nam", "24/7"}  # no more than the word of a form; round the clock, not the 24th of July
_ONWARDS = re.compile(r"(?:ke )?tu (?P<moment>.+?) (?:tro di|den nay|ve sau)")
_SPAN_OF_DAYS = r"[0-9]+ (?:ngay|thang|tuan)(?: lam viec)? (?:sau|ke tu|tu khi|tinh tu)"
_AFTER_DATE = re.compile(rf"(?:ngay )?sau (?!{_SPAN_OF_DAYS})(?:ngay |thang |quy |nam |khi )?(?:[0-9]|i)")
_AFTER = re.compile(
    r"(?:ngay )?sau (?:khi )?(?!thang )|trong (?:vong |thoi han )?[0-9]+ (?:ngay|thang|tuan) (?!dau |cuoi )"
    rf"|(?:(?:cham nhat|khong qua|muon nhat)(?: la)? )?{_SPAN_OF_DAYS}"
    r"|(?:ngay )?khi (?:co|nhan|duoc|hoan thanh|ket thuc|bo |chinh phu|ubnd|trung uong)"
)
_ON_CALL = re.compile(
    r"(?:theo )?dot xuat.*|(?:thuong xuyen,? )?khi (?:co )?(?:phat sinh|yeu cau|nhu cau|de nghi|dot xuat).*"
    r"|khi can(?: thiet)?|khi duoc (?:yeu cau|giao|phan cong|de nghi).*"
)
_BY_AUTHORITY = re.compile(
    r"(?:thuc hien )?(?:dinh ky )?(?:theo|bam sat|can cu)"
    r"(?: (?:cac|dung|su|noi dung|thoi gian|thoi han|thoi diem|moc))*"
    r" (?:ke hoach|quy dinh|huong dan|yeu cau|kien nghi|de nghi|lo trinh|chi dao|tien do|chuong trinh|van ban|thong bao"
    r"|quyet dinh|nghi quyet|de an|phan cong|phan ky|cong van|ket luan|ket qua|phe duyet"
    r"|y kien|phuong an|hop dong|lich|thong tu|nghi dinh|chi thi|du an|thuc te|bo |so |[^,;0-9]{2,40} cua )"
)
_ACT = r"(?:hoan thanh|xong|thuc hien|gui|nop|ban hanh|bao cao|trinh)"
_TO_WHOM = r"(?: (?!(?:hang|moi|tung|dinh|thuong|dot|lan|quy|thang|nam|tuan|sau|khi|theo|va|ngay)\b)[a-z]+){0,6}?"
_LABEL = re.compile(r"(?:thoi gian|thoi diem)(?: (?:hoan thanh|thuc hien|bao cao))? ?: ?")
_DEADLINE = re.compile(
    rf"(?:(?:phai )?{_ACT}(?: va {_ACT})?{_TO_WHOM} |tu nay )?"
    r"(?P<word>truoc|cham nhat|muon nhat|khong qua|khong muon hon|khong cham hon"
    r"|(?:thoi )?han(?: chot| cuoi| hoan thanh)?|den|toi|het|cuoi)"
    r" ?:?(?: (?P<more>la|vao|trong|den|truoc|het|cuoi))*:? (?P<moment>.+)"
)
_BESIDE = re.compile(
    r"\s?[,;()]\s?|\s[-–—]\s|\svà\s(?=(?:phải\s)?(?:hoàn thành|xong|trước|chậm nhất|báo cáo)\s)", re.IGNORECASE
)
_END_WITHIN = re.compile(  # "sau khi ban hành chậm nhất ngày 15/12"; not "chậm nhất 05 ngày"
    r" (?:truoc|cham nhat|muon nhat|khong qua|hoan thanh|xong)(?: la| vao| trong| den| ngay| thang| quy)* "
    r"(?:[0-9]+(?! ?(?:[0-9]|ngay|thang|tuan))|i)"
    r"| va (?:trong |vao )?(?:thang|quy|ngay) ?[0-9i]"
)
_NUMBER_OF_PAPER = re.compile(r"[0-9]+/")
_END_OF_YEAR = re.compile(r"cuoi (?P<unit>nam|quy|thang)\b ?(?P<rest>.*)")
_UNDATED_KINDS = {ScheduleKind.AFTER_EVENT, ScheduleKind.PER_AUTHORITY, ScheduleKind.AD_HOC}
_BOUND_BY_END = {ScheduleKind.RECURRING, ScheduleKind.AFTER_EVENT, ScheduleKind.PER_AUTHORITY}
_PLAIN_KINDS = {ScheduleKind.WINDOW, ScheduleKind.MONTH}


def read_time_frame(start: str, end: str, *, year: int | None) -> Schedule:
    """What the cells of start and end say; a table with one time column passes it as `end`.

    year: the year of the plan, taken where none is printed; None: a moment without a year is unreadable.
    """
    first, last = (("" if _NOTHING.fullmatch(cell) else squeeze(cell)) for cell in (start, end))
    if not first or not last or plain(first) == plain(last):
        return _read_phrase(first or last, year)
    opens, closes = _read_phrase(first, year), _read_phrase(last, year)
    found = Schedule(kind=ScheduleKind.UNREADABLE) if _may_end_earlier(opens, closes, last) else _join(opens, closes)
    return replace(found, text=f"{first} – {last}")


def _may_end_earlier(first: Schedule, last: Schedule, printed_end: str) -> bool:
    """Whether the end, printed without a year, may as well lie in the year of the start: "Tháng 3/2025", "Tháng 6"."""
    if first.kind not in _PLAIN_KINDS or first.start_on is None or last.due_on is None:
        return False
    other = _read_phrase(printed_end, first.start_on.year).due_on
    return other is not None and other != last.due_on and other >= first.start_on


def _join(first: Schedule, last: Schedule) -> Schedule:
    """One time frame out of what the two cells say."""
    if ScheduleKind.UNREADABLE in {first.kind, last.kind}:
        return Schedule(kind=ScheduleKind.UNREADABLE)
    found = Schedule(kind=ScheduleKind.UNREADABLE)
    if first.kind in _PLAIN_KINDS and last.kind in _PLAIN_KINDS:
        found = _between(first, last)
    elif first.kind in _PLAIN_KINDS and first.start_on and last.kind is not ScheduleKind.AD_HOC:
        found = replace(last, start_on=first.start_on)
    elif last.kind in _PLAIN_KINDS and first.kind in _BOUND_BY_END:
        found = replace(first, due_on=last.due_on, has_exact_day=last.has_exact_day)
    if found.kind is ScheduleKind.UNREADABLE or (found.start_on and found.due_on and found.due_on < found.start_on):
        return Schedule(kind=ScheduleKind.UNREADABLE)
    return replace(found, is_expected=first.is_expected or last.is_expected)


def _between(first: Schedule, last: Schedule) -> Schedule:
    start_on, due_on = first.start_on, last.due_on
    if start_on is None or due_on is None or due_on < start_on:
        return Schedule(kind=ScheduleKind.UNREADABLE)
    return _of_span(Span(start_on, due_on, is_day=last.has_exact_day))


def _read_phrase(text: str, year: int | None) -> Schedule:
    """What one cell says."""
    words = plain(text)
    if not words or words in _ALONE_UNSAID:
        return Schedule(text=text, kind=ScheduleKind.UNREADABLE if text else ScheduleKind.NONE)
    bare = _EXPECTED_END.sub("", _EXPECTED.sub("", words, count=1) if _EXPECTED.match(words) else words)
    found = _without_date(bare, text) or _with_date(bare, year) or Schedule(kind=ScheduleKind.UNREADABLE)
    if found.kind in _UNDATED_KINDS:
        found = _with_end(found, text, year)
    is_expected = bare != words and found.kind is not ScheduleKind.UNREADABLE
    return replace(found, text=text, is_expected=is_expected)


def _with_end(undated: Schedule, text: str, year: int | None) -> Schedule:
    """ "Sau khi có kế hoạch, hoàn thành trong tháng 6": the end that stands beside an event or an authority.

    A time of any other kind beside it, or beside "khi có yêu cầu", says two things: a question.
    """
    event, *beside = _BESIDE.split(text)
    times = [time for part in beside if (time := _time_beside(part, event, year))]
    if _END_WITHIN.search(plain(event if times else text)):
        return Schedule(kind=ScheduleKind.UNREADABLE)
    if not times:
        return undated
    if len(times) > 1 or times[0].due_on is None or undated.kind is ScheduleKind.AD_HOC:
        return Schedule(kind=ScheduleKind.UNREADABLE)
    return replace(undated, due_on=times[0].due_on, event=event, has_exact_day=times[0].has_exact_day)


def _time_beside(part: str, event: str, year: int | None) -> Schedule | None:
    """The time that a part of a cell says, or None; a bare day may be that of the paper, of a numbered one it is."""
    words = plain(part).removeprefix("va ").removeprefix("phai ")
    moment = moment_in(words)
    if moment and moment.unit == "year" and not words.startswith("trong "):
        return None  # the year of the plan or programme that is named
    if moment and moment.unit == "day":
        return None if _NUMBER_OF_PAPER.search(event) else Schedule(kind=ScheduleKind.UNREADABLE)
    if dated := _with_date(words, year):
        return dated
    undated = _without_date(words, part)
    return undated if undated and undated.kind in {ScheduleKind.RECURRING, ScheduleKind.CONTINUOUS} else None


def _without_date(words: str, text: str) -> Schedule | None:
    """The kinds that no calendar decides, in the order in which their words go before others."""
    if _CONTINUOUS.fullmatch(words):
        return Schedule(kind=ScheduleKind.CONTINUOUS)
    if _ON_CALL.fullmatch(words):
        return Schedule(kind=ScheduleKind.AD_HOC)
    if _AFTER.match(words) and not _AFTER_DATE.match(words):
        return Schedule(kind=ScheduleKind.AFTER_EVENT, event=text)
    if recurrence := recurrence_in(text):
        bounds = year_span(recurrence.year) if recurrence.year else None
        return Schedule(
            start_on=bounds.first if bounds else None,
            due_on=bounds.last if bounds else None,
            kind=ScheduleKind.RECURRING,
            every=recurrence.every,
            times=recurrence.times,
            quantity=recurrence.quantity,
            unit=recurrence.unit,
            due_day=recurrence.due_day,
            due_month=recurrence.due_month,
            has_exact_day=recurrence.due_day is not None,
        )
    if _BY_AUTHORITY.match(words):
        return Schedule(kind=ScheduleKind.PER_AUTHORITY, event=text)
    return None


def _with_date(words: str, year: int | None) -> Schedule | None:
    """A window, a month or a deadline."""
    words = _LABEL.sub("", with_spoken_years(words, year), count=1)
    if span := span_in(words, year=year):
        return _of_span(span)
    if match := _ONWARDS.fullmatch(words):
        span = span_in(match["moment"], year=year)
        return Schedule(kind=ScheduleKind.CONTINUOUS, start_on=span.first) if span else None
    return _deadline(words, year)


def _deadline(words: str, year: int | None) -> Schedule | None:
    """ "Trước 25/01/2026" is due that day; "trước tháng 6" the day before the month, "chậm nhất tháng 6" its last."""
    if end := _END_OF_YEAR.fullmatch(words):
        words = f"het {end['unit']} {end['rest']}".strip()
    match = _DEADLINE.fullmatch(words)
    moment = moment_in(match["moment"]) if match else None
    span = with_year(moment, year).span() if moment else None
    if match is None or span is None:
        return None
    opening = words[: match.start("moment")].split()
    is_before = "truoc" in opening and not {"het", "cuoi"} & set(opening)
    due_on = span.first - timedelta(days=1) if is_before and not span.is_day else span.last
    return Schedule(kind=ScheduleKind.WINDOW, due_on=due_on, has_exact_day=span.is_day)


def _of_span(span: Span) -> Schedule:
    kind = ScheduleKind.MONTH if span.is_one_month else ScheduleKind.WINDOW
    return Schedule(kind=kind, start_on=span.first, due_on=span.last, has_exact_day=span.is_day)
