"""An obstacle comes up: told on its own, or in a progress report; and before whom it is put."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from caicach.agencies.models import Agency, Membership
from caicach.audit.trail import record
from caicach.core.text import fold, squeeze
from caicach.obstacles.errors import AlreadyRaised, DutyEnded, NotAsked, SinceInFuture, TextMissing
from caicach.obstacles.models import Obstacle
from caicach.people.models import User
from caicach.people.permissions import Permission, Role
from caicach.work.models import Assignment, ProgressReport
from caicach.work.permissions import require_for


def usual_addressee(assignment: Assignment, *, on: date) -> Agency:
    """The agency of the coordinator; where nobody coordinates, the one whose plan it is."""
    held = Membership.objects.valid_on(on).filter(role=Role.COORDINATOR, user__is_active=True)
    found = Agency.objects.filter(pk__in=held.values("agency")).order_by("protocol_order", "pk").first()
    return found or assignment.item.plan.owner


def addressees(assignment: Assignment, *, on: date) -> QuerySet[Agency]:
    """Before whom an obstacle may be put: the coordinator's agency, and those with a duty on the same row."""
    beside = Assignment.objects.standing().filter(item=assignment.item_id).exclude(agency=assignment.agency_id)
    usual = Agency.objects.filter(pk=usual_addressee(assignment, on=on).pk)
    return (usual | Agency.objects.filter(pk__in=beside.values("agency"))).distinct()


@transaction.atomic
def raise_obstacle(
    *, assignment: Assignment, text: str, addressed_to: Agency | None, since_on: date, by: User, on: date
) -> Obstacle:
    """Tell what stands in the way of a duty. addressed_to: None is the coordinator's agency."""
    row = locked_duty(assignment.pk)
    require_for(by, Permission.ASSIGNMENT_REPORT, row)
    if not squeeze(text):
        raise TextMissing()
    if row.withdrawn_at is not None or row.confirmed_on is not None:
        raise DutyEnded()
    if since_on > on:
        raise SinceInFuture(on=since_on)
    if known := _same(row, text):
        raise AlreadyRaised(on=known.since_on)
    if addressed_to is not None and not addressees(row, on=on).filter(pk=addressed_to.pk).exists():
        raise NotAsked(agency=addressed_to)
    return _open(row, text, addressed_to or usual_addressee(row, on=on), since_on, by, None)


def open_from_report(report: ProgressReport) -> None:
    """What a report says of obstacles is one; said again in the same words it is the one that stands already."""
    if not squeeze(report.obstacle) or _same(report.assignment, report.obstacle):
        return
    addressee = usual_addressee(report.assignment, on=report.reported_on)
    _open(report.assignment, report.obstacle, addressee, report.reported_on, report.reported_by, report)


def _same(row: Assignment, text: str) -> Obstacle | None:
    """An obstacle of the duty that still stands and says the same."""
    told = fold(squeeze(text))
    standing = Obstacle.objects.standing().filter(assignment=row)
    return next((one for one in standing if fold(squeeze(one.text)) == told), None)


def _open(
    row: Assignment, text: str, addressed_to: Agency, since_on: date, by: User, report: ProgressReport | None
) -> Obstacle:
    obstacle = Obstacle(
        assignment=row, report=report, text=text.strip(), addressed_to=addressed_to, since_on=since_on, raised_by=by
    )
    obstacle.full_clean()
    obstacle.save(force_insert=True)
    record("obstacles.raised", actor=by, target=row, text=obstacle.text, to=addressed_to.name, since_on=since_on)
    return obstacle


def locked_duty(pk: UUID) -> Assignment:
    """A duty that nobody else changes meanwhile. It is locked alone: PostgreSQL finds no row where what was joined to
    it changed while the lock was waited for."""
    return Assignment.objects.select_for_update().get(pk=pk)
