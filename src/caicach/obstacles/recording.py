"""Somebody records that an event has happened: whatever waited for it gets its date; undone within the day."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from caicach.agencies.permissions import Ask, acts, can
from caicach.audit.trail import record
from caicach.core.text import squeeze
from caicach.obstacles.errors import (
    DutiesTouched,
    EventRowsMovedOn,
    EventUndone,
    HappensLater,
    NothingWaitsFor,
    TextMissing,
    UndoTooLate,
)
from caicach.obstacles.models import TriggeredDuty, TriggerEvent
from caicach.obstacles.permissions import allow
from caicach.obstacles.waiting import WaitingEvent, waiting_event
from caicach.people.models import User
from caicach.plans.models import Plan
from caicach.work.errors import DueBeforeEvent
from caicach.work.models import Assignment
from caicach.work.permissions import may_assign


@transaction.atomic
def record_event(
    *, code: str, seen: str, happened_on: date, source: str, due: Mapping[UUID, date], by: User, on: date
) -> TriggerEvent:
    """Date everything that waits for an event. due: the day for each row; seen: what waited as it was previewed."""
    waiting = waiting_event(by, code)
    if waiting is None:
        raise NothingWaitsFor()
    locked = Assignment.objects.select_for_update().filter(pk__in=[duty.pk for duty in waiting.duties])
    versions = dict(locked.order_by("pk").values_list("pk", "version"))
    if waiting.seen != seen or any(versions.get(duty.pk) != duty.version for duty in waiting.duties):
        raise EventRowsMovedOn()
    _check(waiting, happened_on, source, due, on)
    event = TriggerEvent(
        words=waiting.words, happened_on=happened_on, source=squeeze(source), recorded_by=by, recorded_on=on
    )
    event.full_clean()
    event.save(force_insert=True)
    for row in waiting.rows.values():
        _date(event, row.duties, happened_on, due[row.item.pk])
    record("obstacles.event_recorded", actor=by, target=event, happened_on=happened_on, duties=len(waiting.duties))
    return event


def _check(waiting: WaitingEvent, happened_on: date, source: str, due: Mapping[UUID, date], on: date) -> None:
    if happened_on > on:
        raise HappensLater(on=happened_on)
    if not squeeze(source):
        raise TextMissing()
    if set(due) != set(waiting.rows):
        raise EventRowsMovedOn()
    if (first := min(due.values())) < happened_on:
        raise DueBeforeEvent(happened_on=happened_on, due_on=first)


def _date(event: TriggerEvent, duties: list[Assignment], happened_on: date, due_on: date) -> None:
    TriggeredDuty.objects.bulk_create(
        TriggeredDuty(
            event=event, assignment=duty, start_before_on=duty.start_on, due_on=due_on, version_after=duty.version + 1
        )
        for duty in duties
    )
    rows = Assignment.objects.filter(pk__in=[duty.pk for duty in duties])
    rows.update(start_on=happened_on, due_on=due_on, waits_for_event=False, version=F("version") + 1)


def may_undo(user: User, event: TriggerEvent, *, on: date) -> bool:
    """Whether the button is shown; the service asks again."""
    return event.undone_at is None and event.recorded_on == on and _assigns_all(user, event)


@transaction.atomic
def undo_event(*, event: TriggerEvent, by: User, on: date) -> TriggerEvent:
    """Let the duties wait again, on the day on which the event was recorded and while nobody has touched them."""
    row = TriggerEvent.objects.select_for_update(of=("self",)).get(pk=event.pk)
    allow(_assigns_all(by, row, ask=acts))
    if row.undone_at is not None:
        raise EventUndone()
    if row.recorded_on != on:
        raise UndoTooLate(on=row.recorded_on)
    dated = list(row.duties.all())
    keys = [one.assignment_id for one in dated]
    versions = dict(Assignment.objects.select_for_update().filter(pk__in=keys).values_list("pk", "version"))
    if touched := sum(versions[one.assignment_id] != one.version_after for one in dated):
        raise DutiesTouched(count=touched)
    for one in dated:
        Assignment.objects.filter(pk=one.assignment_id).update(
            start_on=one.start_before_on, due_on=None, waits_for_event=True, version=F("version") + 1
        )
    row.undone_by, row.undone_at = by, timezone.now()
    row.save(update_fields=["undone_by", "undone_at"])
    record("obstacles.event_undone", actor=by, target=row, duties=len(dated))
    return row


def _assigns_all(user: User, event: TriggerEvent, *, ask: Ask = can) -> bool:
    plans = Plan.objects.filter(items__assignments__trigger_events__event=event).select_related("owner").distinct()
    return all(may_assign(user, plan, ask=ask) for plan in plans)
