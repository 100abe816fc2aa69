"""The days on which a schedule falls due within a year."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from caicach.core.schedule.months import Span, month_span, year_span
from caicach.core.schedule.schedule import Schedule, ScheduleKind

_MONTHS = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}


@dataclass(frozen=True, slots=True, order=True)
class Occurrence:
    """One time that something is due: its days, and what is planned for it, where that is printed."""

    first_on: date
    due_on: date
    quantity: int | None = None


def occurrences_in_year(schedule: Schedule, year: int) -> tuple[Occurrence, ...]:
    """Each due time in the year, in order; none where no calendar decides ("định kỳ" alone, an event, ongoing).

    A recurring schedule is due on its printed day or the last day of each of its periods, cut to its own first and
    last day. Several times share their period: by whole months where that divides ("02 lần/năm" is each half), else
    by equal parts of its days. A window is one occurrence, in the year it is due.
    """
    if schedule.kind in {ScheduleKind.WINDOW, ScheduleKind.MONTH}:
        return _once(schedule, year)
    if schedule.kind is not ScheduleKind.RECURRING:
        return ()
    if schedule.due_day or schedule.due_month:
        return _on_days(schedule, year)
    months, times = _MONTHS.get(schedule.every, 0), max(schedule.times, 1)
    if months and months % times == 0:
        months, times = months // times, 1
    cut = [span for period in _periods(schedule.every, months, year) if (span := _cut(period, schedule))]
    return tuple(Occurrence(part.first, part.last, schedule.quantity) for span in cut for part in _parts(span, times))


def due_date_in(schedule: Schedule, year: int) -> date | None:
    """The last day on which the schedule is due in the year; None where it is not due by the calendar."""
    occurrences = occurrences_in_year(schedule, year)
    return occurrences[-1].due_on if occurrences else None


def _once(schedule: Schedule, year: int) -> tuple[Occurrence, ...]:
    if schedule.due_on is None or schedule.due_on.year != year:
        return ()
    begin = date(year, 1, 1)
    first_on = min(max(schedule.start_on or begin, begin), schedule.due_on)
    return (Occurrence(first_on, schedule.due_on, schedule.quantity),)


def _on_days(schedule: Schedule, year: int) -> tuple[Occurrence, ...]:
    """Each time is due on its printed day of the month, of the last month of the quarter or of the year.

    A month without that day lends its last.
    """
    found, months = [], 3 if schedule.every == "quarter" and not schedule.due_month else 1
    for month in [schedule.due_month] if schedule.due_month else range(months, 13, months):
        whole = month_span(year, month)
        due_on = whole.last.replace(day=min(schedule.due_day or 31, whole.last.day))
        is_all_year = schedule.due_month and schedule.due_day
        first_on = date(year, 1 if is_all_year else month - months + 1, 1)
        if span := _cut(Span(first_on, due_on), schedule):
            found.append(Occurrence(span.first, span.last, schedule.quantity))
    return tuple(found)


def _periods(every: str, months: int, year: int) -> Iterator[Span]:
    """The periods of a year: weeks are counted in the year of their Sunday; a day is a period of its own."""
    if months:
        yield from (month_span(year, month, months) for month in range(1, 13, months))
    elif every in {"week", "day"}:
        whole, length = year_span(year), timedelta(days=7 if every == "week" else 1)
        last = whole.first + timedelta(days=6 - whole.first.weekday()) if every == "week" else whole.first
        while last <= whole.last:
            yield Span(max(last - length + timedelta(days=1), whole.first), last)
            last += length


def _cut(period: Span, schedule: Schedule) -> Span | None:
    """The period within the days of the schedule itself, or None."""
    first = max(period.first, schedule.start_on or period.first)
    last = min(period.last, schedule.due_on or period.last)
    return Span(first, last) if first <= last else None


def _parts(span: Span, times: int) -> Iterator[Span]:
    """The span in as many parts as there are times, but none shorter than a day."""
    days = (span.last - span.first).days + 1
    parts = max(1, min(times, days))
    for part in range(parts):
        first = span.first + timedelta(days=days * part // parts)
        last = span.first + timedelta(days=days * (part + 1) // parts - 1)
        yield Span(first, last)
