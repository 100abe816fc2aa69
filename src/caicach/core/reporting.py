"""Reporting periods: they begin and end in the middle of a month, a fortnight before the calendar's.

Source: Nghị định 09/2019/NĐ-CP, Điều 12: a year from 15/12 of the year before to 14/12.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from caicach.core.period import Period
from caicach.core.workdays import is_working_day, next_working_day


def reporting_year(year: int) -> Period:
    """15/12 of the year before to 14/12."""
    return Period(date(year - 1, 12, 15), date(year, 12, 14))


def reporting_year_of(day: date) -> Period:
    """The reporting year in which a day lies."""
    return reporting_year(day.year + 1 if (day.month, day.day) > (12, 14) else day.year)


@dataclass(frozen=True, slots=True)
class YearlyWindow:
    """A window that comes back each year; each end is (month, day). It may begin in the year before."""

    first: tuple[int, int]
    last: tuple[int, int]

    def of(self, year: int) -> Period:
        """The window that ends in a year."""
        begins = year - 1 if self.first > self.last else year
        return Period(date(begins, *self.first), date(year, *self.last))

    def newest_ended(self, today: date) -> Period:
        """The window that ended last before a day."""
        now = self.of(today.year)
        return now if now.last < today else self.of(today.year - 1)


def due_after(cut_off: date, day: int, *, moves: bool = False) -> date:
    """The due date on a day of the month of the cut-off, later where no working day would lie between the two.

    Source: Nghị định 09/2019/NĐ-CP, Điều 8 khoản 5. moves: a due date on a day off becomes the next working day. Who
    opens a round may set another day.
    """
    due = cut_off.replace(day=day)
    while not any(_between(cut_off, due)):
        due += timedelta(days=1)
    return next_working_day(due) if moves and not is_working_day(due) else due


def _between(cut_off: date, due: date) -> Iterator[bool]:
    for step in range(1, (due - cut_off).days):
        yield is_working_day(cut_off + timedelta(days=step))
