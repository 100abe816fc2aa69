"""What happens to each duty of the demonstration until a day: decided by its name alone, so always the same."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple


class Act(StrEnum):
    REPORT = "report"
    SUBMIT = "submit"
    CONFIRM = "confirm"
    RETURN = "return"


class Step(NamedTuple):
    """One act on a day. `instance` is the place of the due instance that is done by it."""

    on: date
    act: Act
    percent: int | None = None
    instance: int | None = None
    has_obstacle: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """What a story needs to know of a duty. `key` and `agency` decide what happens."""

    key: str
    agency: str
    is_lead: bool
    start_on: date | None
    due_on: date | None
    instances: Sequence[date] = field(default=())


class Habit(NamedTuple):
    """How an agency works, in percent."""

    finishes: int  # of what is due
    in_time: int  # of what it finishes
    early: int  # of what is not due yet


HABITS = {"strong": Habit(98, 95, 55), "usual": Habit(93, 80, 30), "weak": Habit(80, 45, 8)}
_SOON = 9  # days that the coordinator needs at most to look at a result


def story_of(duty: Duty, today: date) -> list[Step]:
    """The acts of one duty until today, in the order of their days."""
    if duty.instances:
        return _recurring(duty, today)
    if duty.due_on is None:
        return _ongoing(duty, today)
    return _with_due_date(duty, duty.due_on, today)


def habit_of(agency: str) -> Habit:
    """Most agencies are diligent, one in nine is not: what is late gathers there, as it does in life."""
    place = chance(agency, "habit")
    return HABITS["strong" if place < 50 else "usual" if place < 89 else "weak"]


def _with_due_date(duty: Duty, due: date, today: date) -> list[Step]:
    first = duty.start_on or due - timedelta(days=60)
    handed_in = _handed_in(duty, first, due, today)
    if handed_in is None:
        return _half_done(duty, first, due, today)
    steps = _reports(duty, first, handed_in - timedelta(days=1), 75)
    steps += [Step(handed_in, Act.REPORT, 100), Step(handed_in, Act.SUBMIT)]
    return steps + _decision(duty, handed_in, today)


def _handed_in(duty: Duty, first: date, due: date, today: date) -> date | None:
    """The day on which the result comes in; None where it has not by today."""
    habit = habit_of(duty.agency)
    if chance(duty.key, "finishes") >= habit.finishes + (0 if duty.is_lead else 2):
        return None
    if chance(duty.key, "in time") < habit.in_time:
        span = (due - first).days
        is_early = chance(duty.key, "early") < habit.early
        day = due - timedelta(days=chance(duty.key, "days") * span // (150 if is_early else 900))
    else:
        day = due + timedelta(days=2 + chance(duty.key, "late") * 45 // 100)
    day = working_day(max(day, first))
    return day if day <= today else None


def _decision(duty: Duty, handed_in: date, today: date) -> list[Step]:
    """The coordinator confirms within days, and sends one in twelve back first."""
    looked = working_day(handed_in + timedelta(days=1 + chance(duty.key, "look") * (_SOON - 1) // 100), forward=True)
    if looked > today:
        return []
    if chance(duty.key, "return") >= 8:
        return [Step(looked, Act.CONFIRM)]
    steps = [Step(looked, Act.RETURN)]
    again = working_day(looked + timedelta(days=3 + chance(duty.key, "again") // 12), forward=True)
    if again > today:
        return steps
    steps += [Step(again, Act.REPORT, 100), Step(again, Act.SUBMIT)]
    decided = working_day(again + timedelta(days=2), forward=True)
    return [*steps, Step(decided, Act.CONFIRM)] if decided <= today else steps


def _half_done(duty: Duty, first: date, due: date, today: date) -> list[Step]:
    """Not handed in: most have told how far they are, some nothing."""
    if chance(duty.key, "tells") < (30 if duty.is_lead else 65) or first > today:
        return []
    last = min(today, due) - timedelta(days=chance(duty.key, "told") * 25 // 100)
    steps = _reports(duty, first, last, 85)
    if steps and due < today:
        steps[-1] = steps[-1]._replace(has_obstacle=True)
    return steps


def _reports(duty: Duty, first: date, last: date, most: int) -> list[Step]:
    """One to three reports on the way, the percentages in step with the days."""
    count = 1 + chance(duty.key, "reports") // 40
    if last <= first:
        return []
    span = (last - first).days
    found = []
    for place in range(1, count + 1):
        on = working_day(first + timedelta(days=max(span * place // count, 1)))
        found.append(Step(on, Act.REPORT, max(most * place // count - chance(duty.key, "percent") // 8, 5)))
    return [step for step in found if step.on >= first]


def _recurring(duty: Duty, today: date) -> list[Step]:
    """Each instance is reported near its day; who has fallen behind stops at one of the last."""
    habit, steps = habit_of(duty.agency), list[Step]()
    for place, due in enumerate(duty.instances):
        name = f"instance {place}"
        is_recent = due > today - timedelta(days=40)
        if is_recent and chance(duty.key, name) >= habit.finishes:
            break
        on = working_day(due - timedelta(days=chance(duty.key, f"{name} day") * 5 // 100))
        if on > today:
            break
        steps.append(Step(on, Act.REPORT, 100 * (place + 1) // len(duty.instances), instance=place))
    if steps and len(steps) == len(duty.instances):
        handed_in = steps[-1].on
        steps.append(Step(handed_in, Act.SUBMIT))
        steps += _decision(duty, handed_in, today)
    return steps


def _ongoing(duty: Duty, today: date) -> list[Step]:
    """Without a due date: two of three agencies tell of it, once in about four months."""
    if chance(duty.key, "tells") >= 66:
        return []
    days = range(chance(duty.key, "told"), 330, 115)
    year = date(today.year, 1, 10)
    told = (working_day(year + timedelta(days=day)) for day in days)
    return [Step(on, Act.REPORT) for on in told if on <= today]


def working_day(day: date, *, forward: bool = False) -> date:
    """The day, or the Friday before it (the Monday after it) where it falls on a weekend."""
    beyond = day.weekday() - 4
    if beyond <= 0:
        return day
    return day + timedelta(days=3 - beyond) if forward else day - timedelta(days=beyond)


def chance(key: str, name: str) -> int:
    """A number from 0 to 99 that is the same for the same key in every demonstration."""
    return int(hashlib.sha256(f"{key}|{name}".encode()).hexdigest()[:8], 16) % 100
