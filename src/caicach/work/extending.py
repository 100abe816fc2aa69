"""More time for a duty: the due date moves, and the first one stays beside it. Who may, is asked by who decides."""

from datetime import date, timedelta

from django.db.models import F

from caicach.work.models import Assignment


def latest_due_on(row: Assignment) -> date | None:
    """Until when an instance of a recurring duty may be extended: the day before the next is due; None: no end."""
    following = row.occurrences.filter(done_on=None).order_by("due_on")[1:2]
    return next((one.due_on - timedelta(days=1) for one in following), None)


def extend(row: Assignment, *, due_on: date) -> None:
    """Give a locked duty until another day. The instance that is due now, if it recurs, moves with it."""
    was = row.due_on
    if was is None:
        raise ValueError("a duty without a due date")
    row.extended_from = row.extended_from or was
    row.due_on = due_on
    changed = Assignment.objects.filter(pk=row.pk)
    changed.update(due_on=due_on, extended_from=row.extended_from, version=F("version") + 1)
    row.version += 1
    row.occurrences.filter(done_on=None, due_on=was).update(due_on=due_on)
