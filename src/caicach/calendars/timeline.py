"""The year on one page: a bar and marks for each row, drawn by the server."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from caicach.agencies.dates import DatedEntry, Standing

PER_DAY = 2
HEIGHT = 22
MOST_ROWS = 400
_WORSE = (Standing.PLAIN, Standing.DONE, Standing.OPEN, Standing.LATE)


@dataclass(frozen=True, slots=True)
class Mark:
    """One day of a row."""

    x: int
    standing: Standing
    day: date

    @property
    def triangle(self) -> str:
        """Late has a form of its own: colour never speaks alone."""
        return f"{self.x},5 {self.x + 6},17 {self.x - 6},17"


@dataclass(slots=True)
class Bar:
    """A row of the year: from where to where it runs, and its days."""

    text: str
    url: str
    who: str
    marks: list[Mark] = field(default_factory=list)
    x: int = 0
    width: int = 0

    @property
    def standing(self) -> Standing:
        return max((mark.standing for mark in self.marks), key=_WORSE.index)

    @property
    def next(self) -> date:
        """The day to look at: the first that is late or open, else the last."""
        waiting = [mark.day for mark in self.marks if mark.standing in (Standing.LATE, Standing.OPEN)]
        return min(waiting) if waiting else max(mark.day for mark in self.marks)


@dataclass(frozen=True, slots=True)
class MonthCell:
    """How many days a group has in a month, and how the worst of them stands."""

    month: int
    count: int
    standing: Standing

    @property
    def look(self) -> str:
        """The end of the class of its cell."""
        looks = {Standing.LATE: "late", Standing.DONE: "done"}
        return looks.get(self.standing, "due") if self.count else "none"

    @property
    def text(self) -> str:
        marks = {Standing.LATE: "!", Standing.DONE: "✓"}
        return f"{self.count}{marks.get(self.standing, '')}" if self.count else ""


@dataclass(slots=True)
class Group:
    """What belongs together: a plan, the reports."""

    name: str
    bars: list[Bar] = field(default_factory=list)
    cells: list[MonthCell] = field(default_factory=list)

    @property
    def count(self) -> int:
        return sum(cell.count for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Scale:
    """Where the days of a year lie."""

    year: int

    @property
    def width(self) -> int:
        return self.x_of(date(self.year, 12, 31)) + PER_DAY

    @property
    def months(self) -> list[tuple[int, int]]:
        """Each month with where it begins."""
        return [(month, self.x_of(date(self.year, month, 1))) for month in range(1, 13)]

    def x_of(self, day: date) -> int:
        return (min(max(day, date(self.year, 1, 1)), date(self.year, 12, 31)) - date(self.year, 1, 1)).days * PER_DAY

    def today_x(self, today: date) -> int | None:
        return self.x_of(today) + PER_DAY // 2 if today.year == self.year else None


def groups_of(entries: Sequence[DatedEntry], scale: Scale) -> list[Group]:
    """Everything by groups, each with its rows and with its months; in the order in which they begin."""
    found: dict[str, Group] = {}
    of_group: dict[str, list[DatedEntry]] = defaultdict(list)
    for entry in entries:
        of_group[entry.group].append(entry)
    for name, some in of_group.items():
        found[name] = Group(name, _bars(some, scale), _cells(some))
    return list(found.values())


def _bars(entries: Iterable[DatedEntry], scale: Scale) -> list[Bar]:
    rows: dict[str, list[DatedEntry]] = defaultdict(list)
    for entry in entries:
        rows[f"{entry.row or entry.key}{entry.who if entry.row else ''}"].append(entry)
    return sorted((_bar(some, scale) for some in rows.values()), key=lambda bar: (bar.x + bar.width, bar.text))


def _bar(entries: list[DatedEntry], scale: Scale) -> Bar:
    first = entries[0]
    bar = Bar(first.text, first.url, first.who)
    starts = min((entry.starts_on or entry.day for entry in entries), default=first.day)
    bar.x = scale.x_of(starts)
    bar.width = max(scale.x_of(max(entry.day for entry in entries)) - bar.x, PER_DAY)
    bar.marks = [Mark(scale.x_of(entry.day), entry.standing, entry.day) for entry in entries]
    return bar


def _cells(entries: Iterable[DatedEntry]) -> list[MonthCell]:
    months: dict[int, list[Standing]] = defaultdict(list)
    for entry in entries:
        months[entry.day.month].append(entry.standing)
    return [
        MonthCell(month, len(months[month]), max(months[month], key=_WORSE.index, default=Standing.PLAIN))
        for month in range(1, 13)
    ]


def year_of(year: int) -> tuple[date, date]:
    return date(year, 1, 1), date(year + 1, 1, 1) - timedelta(days=1)
