"""The time frame of a row of a plan, as the core knows it."""

from collections.abc import Sequence
from dataclasses import replace

from caicach.core.schedule.occurrences import Occurrence, occurrences_in_year
from caicach.core.schedule.schedule import Schedule, ScheduleKind
from caicach.plans.models import PlanItem
from caicach.plans.schedules import schedule_from_json


def schedule_of(item: PlanItem) -> Schedule:
    """The stored time frame; the dates of the row itself stand above it."""
    schedule = schedule_from_json(item.schedule or {})
    is_window = schedule.kind is ScheduleKind.NONE and item.due_on is not None
    return replace(
        schedule,
        kind=ScheduleKind.WINDOW if is_window else schedule.kind,
        start_on=item.start_on or schedule.start_on,
        due_on=item.due_on or schedule.due_on,
    )


def occurrences_of(schedule: Schedule, year: int) -> Sequence[Occurrence]:
    """The due instances of a recurring time frame in a year; none for any other kind."""
    if schedule.kind is not ScheduleKind.RECURRING:
        return ()
    return occurrences_in_year(schedule, year)
