"""What the printed words of a time frame mean; words that are not understood stay words, never a guess."""

import re
from dataclasses import replace
from datetime import timedelta

from caicach.core.schedule.moments import moment_in, plain, read_moment, span_in, with_year
from caicach.core.schedule.months import Span, year_span
from caicach.core.schedule.recurrence import recurrence_in
from caicach.core.schedule.schedule import Schedule, ScheduleKind
from caicach.core.text import squeeze

__all__ = ["read_moment", "read_time_frame"]

_NOTHING = re.compile(r"[\s.…\-–—_/]*")
_EXPECTED = re.compile(r"du kien(?: la)?:? |(?:khoang) (?=thang|quy)")
_EXPECTED_END = re.compile(r" ?\(?du kien\)?$")
_OFTEN = r"th(?:uo|ou)ng ?x[a-z]{0,3}y[a-z]?n"  # with what scanning makes of it: "thường xyên", "thuờng xuyện"
_ALL_YEAR = r"(?:(?:trong )?(?:ca|suot|quanh)(?: ca)? nam|trong nam)(?: [12][0-9]{3})?"
_DAILY = r"(?:hang|moi|tung) ngay"
_CONTINUOUS = re.compile(
    rf"(?:(?:thuc hien|trien khai) )?(?:{_OFTEN}|lien tuc|{_DAILY}|dinh ky {_DAILY}"
    rf"|(?:trong )?(?:ca|suot|quanh)(?: ca)? nam)"
    rf"(?:(?: ?[,;/&+-] ?| va | )(?:{_OFTEN}|lien tuc|{_DAILY}|hang nam|hang thang|hang tuan|{_ALL_YEAR}))*"
    rf"(?: nam [12][0-9]{{3}})?"
)
_ONWARDS = re.compile(r"(?:ke )?tu (?P<moment>.+?) (?:tro di|den nay|ve sau)")
_AFTER_DATE = re.compile(r"(?:ngay )?sau (?:ngay |thang |quy |nam |khi )?(?:[0-9]|i)")
_AFTER = re.compile(
    r"(?:ngay )?sau (?:khi )?|trong (?:vong |thoi han )?[0-9]+ (?:ngay|thang|tuan) "
    r"|(?:cham nhat |khong qua )?[0-9]+ ngay (?:lam viec )?(?:sau|ke tu)"
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
_DEADLINE = re.compile(
    r"(?:(?:phai )?(?:hoan thanh|xong|thuc hien|gui|ban hanh|bao cao|trinh) )?"
    r"(?P<word>truoc|cham nhat|muon nhat|khong qua|khong muon hon|khong cham hon|han|han cuoi|den|toi|het|cuoi)"
    r"(?: (?P<more>la|vao|trong|den|truoc|het|cuoi))*:? (?P<moment>.+)"
)
_EVENT_AND_END = re.compile(
    r"(?P<event>.+?)\s?[,;(]\s?(?:và\s)?(?P<end>(?:phải\s)?(?:hoàn thành|xong|trước|chậm nhất)\s[^,;()]+)\)?\.?",
    re.IGNORECASE,
)
_END_OF_YEAR = re.compile(r"cuoi (?P<unit>nam|quy|thang)\b ?(?P<rest>.*)")
_BOUND_BY_END = {ScheduleKind.RECURRING, ScheduleKind.AFTER_EVENT, ScheduleKind.PER_AUTHORITY}
_PLAIN_KINDS = {ScheduleKind.WINDOW, ScheduleKind.MONTH}


def read_time_frame(start: str, end: str, *, year: int | None) -> Schedule:
    """What the cells of start and end say; a table with one time column passes it as `end`.

    year: the year of the plan, taken where none is printed; None: a moment without a year is unreadable.
    """
    first, last = (("" if _NOTHING.fullmatch(cell) else squeeze(cell)) for cell in (start, end))
    if not first or not last or plain(first) == plain(last):
        return _read_phrase(first or last, year)
    return replace(
        _join(_read_phrase(first, year), _read_phrase(last, year)),
        text=f"{first} – {last}",
    )


def _join(first: Schedule, last: Schedule) -> Schedule:
    """One time frame out of what the two cells say."""
    if ScheduleKind.UNREADABLE in {first.kind, last.kind}:
        return Schedule(kind=ScheduleKind.UNREADABLE)
    is_expected = first.is_expected or last.is_expected
    if first.kind in _PLAIN_KINDS and last.kind in _PLAIN_KINDS:
        return replace(_between(first, last), is_expected=is_expected)
    if first.kind in _PLAIN_KINDS and last.kind is not ScheduleKind.AD_HOC:
        return replace(last, start_on=first.start_on, is_expected=is_expected)
    if last.kind in _PLAIN_KINDS and first.kind in _BOUND_BY_END:
        return replace(first, due_on=last.due_on, has_exact_day=last.has_exact_day, is_expected=is_expected)
    return Schedule(kind=ScheduleKind.UNREADABLE)


def _between(first: Schedule, last: Schedule) -> Schedule:
    start_on, due_on = first.start_on, last.due_on
    if start_on is None or due_on is None or due_on < start_on:
        return Schedule(kind=ScheduleKind.UNREADABLE)
    return _of_span(Span(start_on, due_on, is_day=last.has_exact_day))


def _read_phrase(text: str, year: int | None) -> Schedule:
    """What one cell says."""
    words = plain(text)
    if not words:
        return Schedule(text=text, kind=ScheduleKind.UNREADABLE if text else ScheduleKind.NONE)
    bare = _EXPECTED_END.sub("", _EXPECTED.sub("", words, count=1) if _EXPECTED.match(words) else words)
    found = (
        _event_with_end(text, year)
        or _without_date(bare, text)
        or _with_date(bare, year)
        or Schedule(kind=ScheduleKind.UNREADABLE)
    )
    is_expected = bare != words and found.kind is not ScheduleKind.UNREADABLE
    return replace(found, text=text, is_expected=is_expected)


def _event_with_end(text: str, year: int | None) -> Schedule | None:
    """ "Sau khi có kế hoạch, hoàn thành trong tháng 6": the event, and the end that stands behind it."""
    match = _EVENT_AND_END.fullmatch(text)
    if match is None or not _AFTER.match(plain(match["event"])):
        return None
    end = _with_date(plain(match["end"]), year)
    if end is None or end.due_on is None:
        return None
    due_on, has_exact_day = end.due_on, end.has_exact_day
    return Schedule(ScheduleKind.AFTER_EVENT, due_on=due_on, event=match["event"], has_exact_day=has_exact_day)


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
