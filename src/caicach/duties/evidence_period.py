"""From which day on a paper can prove a duty."""

from datetime import date

from caicach.work.models import Assignment


def first_day(duty: Assignment) -> date:
    """The first of the plan's year; earlier where the plan was issued or the duty began before it."""
    plan = duty.item.plan
    days = [date(plan.year, 1, 1), plan.issued_on, duty.start_on]
    return min(day for day in days if day is not None)
