"""Duties follow what happens to their agency and to what they wait for; what was done stays where it was done."""

from datetime import date

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from caicach.agencies.models import Agency, Succession
from caicach.agencies.permissions import require
from caicach.audit.trail import record
from caicach.people.models import User
from caicach.people.permissions import Permission
from caicach.plans.models import Plan
from caicach.ui.errors import RowMovedOn
from caicach.work.errors import AlreadyConfirmed, WorkWithdrawn
from caicach.work.followers import tell_moved
from caicach.work.models import Assignment, HandOut, Occurrence

_CARRIED = (
    "item_id",
    "role",
    "group_id",
    "start_on",
    "due_on",
    "extended_from",
    "progress_percent",
    "last_reported_on",
    "waits_for_event",
    "submitted_on",
    "submitted_by_id",
    "returned_on",
    "return_reason",
)


def drop_with_plan(plan: Plan, by: User) -> None:
    """Remove the duties of a plan whose issue is withdrawn; `plans` has asked `has_entries` before."""
    rows = Assignment.objects.of_plan(plan)
    if not rows.exists():
        return
    count = rows.count()
    rows.delete()
    record("work.plan_assignment_withdrawn", actor=by, target=plan, assignments=count)


def follow_succession(succession: Succession, by: User | None) -> None:
    """Give the open duties to the one heir of everything. A part or a scope is not guessed: a person moves those."""
    heir = succession.to_agency
    is_whole = succession.share == 1 and not succession.scope
    if heir is None or heir.pk == succession.from_agency_id or not is_whole or _has_other_heirs(succession):
        return
    open_rows = Assignment.objects.standing().filter(agency=succession.from_agency_id, confirmed_on=None)
    for row in open_rows.select_related("agency", "item"):
        _move(row, heir, by, on=succession.on)


def _has_other_heirs(succession: Succession) -> bool:
    others = Succession.objects.filter(from_agency=succession.from_agency_id, on=succession.on)
    return others.exclude(to_agency=succession.to_agency_id).exists()


@transaction.atomic
def move_assignment(*, assignment: Assignment, version: int, to_agency: Agency, by: User, on: date) -> Assignment:
    """Give an open duty to another agency, where the register cannot tell which heir has it."""
    row = Assignment.objects.select_for_update().get(pk=assignment.pk)  # alone: its agency may be another by then
    require(by, Permission.PLAN_ISSUE, row.item.plan.owner)
    if row.withdrawn_at is not None:
        raise WorkWithdrawn()
    if row.confirmed_on is not None:
        raise AlreadyConfirmed(on=row.confirmed_on)
    if row.version != version:
        raise RowMovedOn(row=row)
    return _move(row, to_agency, by, on=on)


def heirs_of(assignment: Assignment) -> QuerySet[Agency]:
    """The agencies that carry on something of the one that owes this duty."""
    heirs = Succession.objects.filter(from_agency=assignment.agency_id, to_agency__isnull=False)
    return Agency.objects.filter(pk__in=heirs.exclude(to_agency=assignment.agency_id).values("to_agency"))


def _move(row: Assignment, heir: Agency, by: User | None, *, on: date) -> Assignment:
    """The heir's row carries the facts on; the old one stays, withdrawn, with its reports under the old name."""
    already = Assignment.objects.filter(item=row.item_id, agency=heir, role=row.role).first()
    moved = already or Assignment(agency=heir, moved_from=row, **{name: getattr(row, name) for name in _CARRIED})
    if already is None:
        moved.save(force_insert=True)
        _copy_occurrences(row, moved)
    Assignment.objects.filter(pk=row.pk).update(withdrawn_at=timezone.now(), version=F("version") + 1)
    HandOut.objects.filter(assignment=row, to_on=None).update(to_on=on)
    record("work.moved_to_heir", actor=by, target=row, heir=heir.name, on=on, to=str(moved.pk))
    tell_moved(row, moved, by)
    return moved


def _copy_occurrences(row: Assignment, moved: Assignment) -> None:
    Occurrence.objects.bulk_create(
        Occurrence(
            assignment=moved,
            first_on=one.first_on,
            due_on=one.due_on,
            planned_quantity=one.planned_quantity,
            actual_quantity=one.actual_quantity,
            done_on=one.done_on,
        )
        for one in row.occurrences.all()
    )
