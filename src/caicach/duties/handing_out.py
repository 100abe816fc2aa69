"""Within an agency: to which unit and which person a duty is given, from a day on."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import F, Q, QuerySet

from caicach.agencies.models import Agency, Membership
from caicach.agencies.permissions import require
from caicach.audit.trail import record
from caicach.duties.errors import HandOutBeforeTheLast, HandOutToStranger
from caicach.people.models import User
from caicach.people.permissions import Permission
from caicach.ui.errors import RowMovedOn
from caicach.work.errors import AlreadyConfirmed, WorkWithdrawn
from caicach.work.models import Assignment, HandOut


def units_of(agency: Agency, *, on: date) -> QuerySet[Agency]:
    """The units to which an agency may give a duty on a day."""
    return Agency.objects.valid_on(on).filter(parent=agency, kind__in=("unit", "service_unit"))


def people_of(agency: Agency, *, on: date) -> QuerySet[User]:
    """The people of an agency and its units on a day."""
    held = Membership.objects.valid_on(on).filter(
        Q(agency=agency) | Q(agency__parent=agency, agency__kind__in=("unit", "service_unit"))
    )
    return User.objects.filter(pk__in=held.values("user"), is_active=True)


@transaction.atomic
def hand_out(
    *, assignment: Assignment, version: int, unit: Agency | None, person: User | None, from_on: date, by: User
) -> HandOut | None:
    """Give a duty to a unit, a person or both from a day on; with neither, take it back from whoever held it."""
    row = Assignment.objects.select_for_update().get(pk=assignment.pk)  # alone: its agency may be another by then
    require(by, Permission.ASSIGNMENT_HAND_OUT, row.agency)
    _check(row, version, unit, person, from_on)
    _end_the_last(row, from_on)
    made = None
    if unit is not None or person is not None:
        made = HandOut.objects.create(assignment=row, unit=unit, person=person, from_on=from_on, made_by=by)
    Assignment.objects.filter(pk=row.pk).update(version=F("version") + 1)
    record(
        "work.handed_out",
        actor=by,
        target=row,
        unit=unit.name if unit else None,
        person=person.pk if person else None,
        from_on=from_on,
    )
    return made


def _check(row: Assignment, version: int, unit: Agency | None, person: User | None, on: date) -> None:
    if row.withdrawn_at is not None:
        raise WorkWithdrawn()
    if row.confirmed_on is not None:
        raise AlreadyConfirmed(on=row.confirmed_on)
    if row.version != version:
        raise RowMovedOn(row=row)
    if unit is not None and not units_of(row.agency, on=on).filter(pk=unit.pk).exists():
        raise HandOutToStranger(name=unit, on=on)
    if person is not None and not people_of(row.agency, on=on).filter(pk=person.pk).exists():
        raise HandOutToStranger(name=person, on=on)


def _end_the_last(row: Assignment, from_on: date) -> None:
    last = row.hand_outs.filter(to_on=None).first()
    if last is None:
        return
    if from_on < last.from_on:
        raise HandOutBeforeTheLast(on=last.from_on)
    last.to_on = max(last.from_on, from_on - timedelta(days=1))
    last.save(update_fields=["to_on"])
