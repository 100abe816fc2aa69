"""The time frame of a row of a plan, as the core knows it."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from caicach.core.schedule.schedule import Schedule, ScheduleKind
from caicach.plans.models import PlanItem


def schedule_of(item: PlanItem) -> Schedule:
    """The stored time frame; without one, the dates of the row make it a window or nothing."""
    stored: dict[str, Any] = item.schedule or {}
    kind = stored.get("kind") or (ScheduleKind.WINDOW if item.due_on else ScheduleKind.NONE)
    return Schedule(
        kind=ScheduleKind(kind),
        text=str(stored.get("text") or item.time_frame_text),
        start_on=item.start_on or _day(stored.get("start_on")),
        due_on=item.due_on or _day(stored.get("due_on")),
        every=str(stored.get("every") or ""),
        times=int(stored.get("times") or 1),
        quantity=stored.get("quantity"),
        unit=str(stored.get("unit") or ""),
        event=str(stored.get("event") or ""),
    )


def occurrences_of(schedule: Schedule, year: int) -> Sequence[Any]:
    """The due instances of a recurring time frame in a year; none for any other kind."""
    if schedule.kind is not ScheduleKind.RECURRING:
        return ()
    from caicach.core.schedule.occurrences import occurrences_in_year

    return tuple(occurrences_in_year(schedule, year))


def _day(value: object) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) and value else None
