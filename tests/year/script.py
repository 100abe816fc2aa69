"""What happens in an invented year, written down beforehand: which agency does what on which day.

Everything is made from plain numbers, so that what should come of it can be counted without the system.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
DEPARTMENTS, COMMUNES = 14, 100
ROWS_OF_DEPARTMENT, ROWS_OF_COMMUNE = 5, 2
CUT_OFFS = {date(2026, 3, 14): "q1", date(2026, 6, 14): "h1", date(2026, 9, 14): "q3", date(2026, 12, 14): "year"}
WINDOW_BEGINS = {
    "q1": date(2025, 12, 15),
    "h1": date(2025, 12, 15),
    "q3": date(2026, 6, 15),
    "year": date(2025, 12, 15),
}
DUE_ON_DAY = {"department": 17, "commune": 16}


class Act(StrEnum):
    REPORT = "report"
    SUBMIT = "submit"
    RETURN = "return"
    CONFIRM = "confirm"


@dataclass(frozen=True)
class Duty:
    """One row of one agency. acts: what is done with it, in the order of the days."""

    number: int
    agency: int
    due_on: date | None
    waits_for_event: bool
    acts: tuple[tuple[date, Act], ...]

    def on(self, day):
        return [act for when, act in self.acts if when == day]

    def until(self, day):
        return [(when, act) for when, act in self.acts if when <= day]


def agencies():
    """The kind of each agency by its number."""
    return ["department"] * DEPARTMENTS + ["commune"] * COMMUNES


def duties():
    """Each agency has a few rows; how it carries them out follows from their numbers."""
    found = []
    for agency, kind in enumerate(agencies()):
        for _row in range(ROWS_OF_DEPARTMENT if kind == "department" else ROWS_OF_COMMUNE):
            found.append(_duty(len(found), agency))
    return found


def report_due_on(agency, cut_off):
    """The days of the calendar of 2026: 14/03 is a Saturday, so that the 16th would leave communes no working day."""
    day = DUE_ON_DAY[agencies()[agency]]
    return cut_off.replace(day=17 if cut_off.month == 3 else day)


def sends_report_on(agency, cut_off):
    """The day on which an agency signs its part: two days early, on the day, three days late, or never."""
    due = report_due_on(agency, cut_off)
    late = {0: -1, 1: 0, 2: 3}.get((agency + cut_off.month) % 4)
    return None if late is None else due + timedelta(days=late)


def _duty(number, agency):
    if number % 23 == 7:
        return Duty(number, agency, None, waits_for_event=number % 2 == 0, acts=())
    due_on = FIRST + timedelta(days=20 + (number * 37) % 340)
    return Duty(number, agency, due_on, waits_for_event=False, acts=tuple(_acts(number, due_on)))


def _acts(number, due_on):
    way = number % 6
    if way == 0:
        return  # nobody ever says a word of it
    begun = due_on - timedelta(days=15 + number % 20)
    if begun < FIRST:
        begun = FIRST
    yield begun, Act.REPORT
    if way == 1:
        return  # begun and never handed in
    sent = due_on + timedelta(days={2: -3, 3: 0, 4: 9, 5: -2}[way])
    yield max(sent, begun), Act.SUBMIT
    if way == 5:  # comes back, and is handed in again after its due date
        yield sent + timedelta(days=1), Act.RETURN
        sent += timedelta(days=6)
        yield sent, Act.SUBMIT
    if number % 5:
        yield sent + timedelta(days=4), Act.CONFIRM
