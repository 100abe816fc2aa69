"""An agency asks for more time or for help; the coordinator grants it with a day, or refuses it with a reason."""

from datetime import date
from uuid import UUID

from django.db import transaction

from caicach.agencies.permissions import require
from caicach.audit.trail import record
from caicach.core.text import squeeze
from caicach.obstacles.errors import (
    BeyondTheNext,
    DayIsPast,
    DutyEnded,
    NoDueDate,
    NotLater,
    RequestDecided,
    RequestWaits,
    ResultHandedIn,
    TextMissing,
)
from caicach.obstacles.models import DutyRequest, RequestKind, RequestState
from caicach.obstacles.raising import locked_duty
from caicach.people.models import User
from caicach.people.permissions import Permission
from caicach.ui.errors import RowMovedOn
from caicach.work.extending import extend, latest_due_on
from caicach.work.models import Assignment


@transaction.atomic
def ask(*, assignment: Assignment, kind: RequestKind, reason: str, wished_on: date, by: User, on: date) -> DutyRequest:
    """Ask for time until a day, or for help until a day. One request a duty waits at a time."""
    row = locked_duty(assignment.pk)
    require(by, Permission.ASSIGNMENT_SUBMIT, row.agency)
    _check_open(row)
    if known := DutyRequest.objects.filter(assignment=row, state=RequestState.WAITING).first():
        raise RequestWaits(on=known.asked_on)
    if not squeeze(reason):
        raise TextMissing()
    _check_day(row, kind, wished_on, on)
    request = DutyRequest(
        assignment=row, kind=kind, reason=reason.strip(), wished_on=wished_on, due_before_on=row.due_on,
        asked_by=by, asked_on=on,
    )  # fmt: skip
    request.full_clean()
    request.save(force_insert=True)
    record(f"obstacles.{kind.value}_asked", actor=by, target=row, reason=request.reason, wished_on=wished_on)
    return request


@transaction.atomic
def take_back(*, request: DutyRequest, version: int, by: User, on: date) -> DutyRequest:
    """The agency no longer wants what it asked for."""
    row, duty = _locked(request.pk)
    require(by, Permission.ASSIGNMENT_SUBMIT, duty.agency)
    _check_waits(row, version)
    return _decided(row, duty, RequestState.TAKEN_BACK, by, on)


@transaction.atomic
def grant(*, request: DutyRequest, version: int, until: date | None, answer: str, by: User, on: date) -> DutyRequest:
    """Grant it. More time: the duty is due on another day from now on, the old day stays in the request."""
    row, duty = _locked(request.pk)
    require(by, Permission.REQUEST_DECIDE, duty.agency)
    _check_waits(row, version)
    _check_open(duty)
    if row.kind == RequestKind.TIME:
        day = until or row.wished_on
        _check_day(duty, RequestKind.TIME, day, on)
        row.due_before_on, row.granted_on = duty.due_on, day
        extend(duty, due_on=day)
    elif not squeeze(answer):
        raise TextMissing()
    row.answer = answer.strip()
    return _decided(row, duty, RequestState.GRANTED, by, on)


@transaction.atomic
def refuse(*, request: DutyRequest, version: int, answer: str, by: User, on: date) -> DutyRequest:
    """Leave everything as it is, and say why."""
    row, duty = _locked(request.pk)
    require(by, Permission.REQUEST_DECIDE, duty.agency)
    _check_waits(row, version)
    if not squeeze(answer):
        raise TextMissing()
    row.answer = answer.strip()
    return _decided(row, duty, RequestState.REFUSED, by, on)


def _locked(pk: UUID) -> tuple[DutyRequest, Assignment]:
    """The request and its duty, the duty first: in the order in which everybody locks them."""
    duty = locked_duty(DutyRequest.objects.values_list("assignment", flat=True).get(pk=pk))
    return DutyRequest.objects.select_for_update(of=("self",)).get(pk=pk), duty


def _check_open(duty: Assignment) -> None:
    if duty.withdrawn_at is not None or duty.confirmed_on is not None:
        raise DutyEnded()
    if duty.submitted_on is not None:
        raise ResultHandedIn(on=duty.submitted_on)


def _check_waits(row: DutyRequest, version: int) -> None:
    if row.state != RequestState.WAITING:
        raise RequestDecided()
    if row.version != version:
        raise RowMovedOn(row=row)


def _check_day(duty: Assignment, kind: RequestKind, day: date, on: date) -> None:
    """More time ends later than the time there is, and before the next instance of a recurring duty is due."""
    if day < on:
        raise DayIsPast(on=day)
    if kind != RequestKind.TIME:
        return
    if duty.due_on is None:
        raise NoDueDate()
    if day <= duty.due_on:
        raise NotLater(on=day, due_on=duty.due_on)
    if (latest := latest_due_on(duty)) and day > latest:
        raise BeyondTheNext(on=day, latest=latest)


def _decided(row: DutyRequest, duty: Assignment, state: RequestState, by: User, on: date) -> DutyRequest:
    row.state, row.decided_by, row.decided_on = state, by, on
    row.version += 1
    row.full_clean(validate_unique=False)
    row.save()
    days = {"due_before_on": row.due_before_on, "granted_on": row.granted_on} if row.granted_on else {}
    code = f"obstacles.{row.kind}_{state.value}"
    record(code, actor=by, target=duty, reason=row.answer, asked_on=row.asked_on, **days)
    return row
