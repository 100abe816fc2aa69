"""Days laid out as pages show them: the weeks of a month, the days of a week."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from caicach.agencies.dates import DatedEntry, Standing

IN_A_CELL = 4
IN_A_DAY = 60
"""More of one day than anybody reads on a page: the list of duties has them all."""


@dataclass(frozen=True, slots=True)
class Day:
    """A day with what is shown of it. more: how many things are not."""

    on: date
    entries: Sequence[DatedEntry]
    more: int
    is_today: bool
    is_beside: bool = False  # of the month before or after

    @property
    def is_empty(self) -> bool:
        return not self.entries


@dataclass(frozen=True, slots=True)
class Counts:
    """How many things stand how."""

    all: int
    late: int
    open: int
    done: int


def weeks_of(first: date, entries: Iterable[DatedEntry], *, today: date) -> list[list[Day]]:
    """The month that begins on `first` as whole weeks from Monday; what is late stands before what is done."""
    last, by_day = last_of_month(first), _by_day(entries)
    monday = first - timedelta(days=first.weekday())
    weeks = []
    while monday <= last:
        days = [monday + timedelta(days=number) for number in range(7)]
        weeks.append([_day(day, by_day[day], IN_A_CELL, today, is_beside=day.month != first.month) for day in days])
        monday += timedelta(days=7)
    return weeks


def days_of(monday: date, entries: Iterable[DatedEntry], *, today: date) -> list[Day]:
    """The seven days from a Monday."""
    by_day = _by_day(entries)
    days = [monday + timedelta(days=number) for number in range(7)]
    return [_day(day, by_day[day], IN_A_DAY, today) for day in days]


def counts_of(entries: Iterable[DatedEntry]) -> Counts:
    stand = [entry.standing for entry in entries]
    return Counts(len(stand), *(stand.count(one) for one in (Standing.LATE, Standing.OPEN, Standing.DONE)))


def last_of_month(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def _by_day(entries: Iterable[DatedEntry]) -> dict[date, list[DatedEntry]]:
    found: dict[date, list[DatedEntry]] = defaultdict(list)
    for entry in entries:
        found[entry.day].append(entry)
    return found


_URGENCY = (Standing.LATE, Standing.OPEN, Standing.PLAIN, Standing.DONE)


def _day(on: date, entries: list[DatedEntry], most: int, today: date, *, is_beside: bool = False) -> Day:
    """What is held at an hour comes first, then what needs an act."""
    ordered = sorted(entries, key=lambda entry: (entry.at is None, _URGENCY.index(entry.standing)))
    shown = ordered if len(ordered) <= most + 1 else ordered[:most]
    return Day(on, shown, len(ordered) - len(shown), is_today=on == today, is_beside=is_beside)
