"""Duties follow what happens to their plan and to their agency; what was done stays where it was done."""

from datetime import date

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from caicach.agencies.models import Agency, Succession
from caicach.agencies.permissions import require
from caicach.audit.trail import record
from caicach.people.models import User
from caicach.people.permissions import Permission
from caicach.plans.models import Plan, PlanItem
from caicach.ui.errors import RowMovedOn
from caicach.work.assigning import create_assignments, entered_count, preview_assignment
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

_FOLLOWED = ("item", "start_on", "due_on", "extended_from", "waits_for_event", "withdrawn_at")


def has_entries(plan: Plan) -> bool:
    """Whether an agency has entered something under a plan, so that its issue can no longer be undone."""
    return entered_count(plan) > 0


def drop_with_plan(plan: Plan, by: User) -> None:
    """Remove the duties of a plan whose issue is withdrawn; `plans` has asked `has_entries` before."""
    rows = Assignment.objects.of_plan(plan)
    if not rows.exists():
        return
    count = rows.count()
    rows.delete()
    record("work.plan_assignment_withdrawn", actor=by, target=plan, assignments=count)


@transaction.atomic
def follow_version(old: Plan, new: Plan, by: User) -> None:
    """Take the duties of a plan over to its new version, row by row through their lineage."""
    if old.assigned_at is None:
        return
    items = {item.lineage: item for item in new.items.all()}
    rows = list(Assignment.objects.of_plan(old).select_related("item"))
    planned = {(duty.item.lineage, duty.agency.pk, duty.role): duty for duty in preview_assignment(new).duties}
    known = {(row.item.lineage, row.agency_id, row.role) for row in rows}
    withdrawn = 0
    for row in rows:
        is_wanted = (row.item.lineage, row.agency_id, row.role) in planned or row.moved_from_id is not None
        withdrawn += _follow_item(row, items.get(row.item.lineage), is_wanted=is_wanted)
    made = create_assignments([duty for key, duty in planned.items() if key not in known], year=new.year)
    Plan.objects.filter(pk=new.pk).update(assigned_at=old.assigned_at, version=F("version") + 1)
    new.assigned_at, new.version = old.assigned_at, new.version + 1
    record("work.plan_version_followed", actor=by, target=new, made=len(made), withdrawn=withdrawn)


def _follow_item(row: Assignment, item: PlanItem | None, *, is_wanted: bool) -> int:
    """Move one duty to the new row; 1 when it is withdrawn because the new version does not have it."""
    if item is not None:
        was = row.item
        if (was.start_on, was.due_on) != (item.start_on, item.due_on) and not row.occurrences.exists():
            row.start_on, row.due_on, row.extended_from = item.start_on, item.due_on, None
            row.waits_for_event = row.waits_for_event and item.due_on is None
        row.item = item
    is_withdrawn = (item is None or not is_wanted) and row.withdrawn_at is None
    if is_withdrawn:
        row.withdrawn_at = timezone.now()
    row.version += 1
    row.save(update_fields=[*_FOLLOWED, "version"])
    return int(is_withdrawn)


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
    rows = Assignment.objects.select_for_update(of=("self",)).select_related("agency", "item")
    row = rows.get(pk=assignment.pk)
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
