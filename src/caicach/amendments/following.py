"""Duties follow a plan to its new version: told before anything is written, done in the same way, undone exactly."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from caicach.agencies.models import Agency
from caicach.amendments.models import DutyChange, Fate
from caicach.assigning.services import (
    PlannedDuty,
    create_assignments,
    entered_count,
    preview_assignment,
)
from caicach.audit.trail import record
from caicach.people.models import User
from caicach.plans.models import DutyRole, Plan, PlanItem, PlanState
from caicach.work.models import Assignment

SHOWN = (Fate.NEW, Fate.DATES, Fate.WITHDRAWN, Fate.TAKEN_UP)
"""What somebody has to know of; the others go on as they were."""

_FOLLOWED = ("item", "start_on", "due_on", "extended_from", "waits_for_event", "withdrawn_at", "version")
_BATCH = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowedDuty:
    """One duty and what the new version does to it. assignment: as it is; planned: a duty that does not exist yet."""

    fate: Fate
    item: PlanItem | None  # the row of the new version; None where it is gone
    assignment: Assignment | None = None
    planned: PlannedDuty | None = None

    @property
    def agency(self) -> Agency:
        duty = self.assignment or self.planned
        assert duty is not None
        return duty.agency

    @property
    def role(self) -> DutyRole:
        duty = self.assignment or self.planned
        assert duty is not None
        return DutyRole(duty.role)

    @property
    def row(self) -> PlanItem:
        """The row to show: of the new version, else the old one."""
        if self.item is not None:
            return self.item
        assert self.assignment is not None
        return self.assignment.item

    @property
    def due_before(self) -> date | None:
        return self.assignment.due_on if self.assignment else None

    @property
    def due_after(self) -> date | None:
        if self.fate is Fate.WITHDRAWN or self.item is None:
            return None
        return self.item.due_on if self.fate in (Fate.NEW, Fate.DATES, Fate.TAKEN_UP) else self.due_before

    @property
    def is_begun(self) -> bool:
        """Whether the agency has told or handed in something."""
        return self.assignment is not None and bool(self.assignment.last_reported_on or self.assignment.submitted_on)


def fates_of(old: Plan, new: Plan) -> list[FollowedDuty]:
    """What would become of each duty of a plan if another version of it came into force; nothing is written."""
    if old.assigned_at is None:
        return []
    items = {item.lineage: item for item in new.items.all()}
    rows = list(Assignment.objects.of_plan(old).select_related("item", "agency"))
    planned = {(duty.item.lineage, duty.agency.pk, duty.role): duty for duty in preview_assignment(new).duties}
    moved = set(Assignment.objects.filter(moved_from__in=[row.pk for row in rows]).values_list("moved_from", flat=True))
    timed = set(Assignment.objects.of_plan(old).filter(occurrences__isnull=False).values_list("pk", flat=True))
    found = []
    for row in rows:
        key = (row.item.lineage, row.agency_id, row.role)
        item = items.get(row.item.lineage)
        is_wanted = item is not None and (key in planned or row.moved_from_id is not None)
        fate = _fate(row, item, is_wanted=is_wanted, is_moved=row.pk in moved, is_timed=row.pk in timed)
        found.append(FollowedDuty(fate=fate, item=item, assignment=row))
    known = {(row.item.lineage, row.agency_id, row.role) for row in rows}
    found += [
        FollowedDuty(fate=Fate.NEW, item=duty.item, planned=duty) for key, duty in planned.items() if key not in known
    ]
    return found


def _fate(row: Assignment, item: PlanItem | None, *, is_wanted: bool, is_moved: bool, is_timed: bool) -> Fate:
    if row.withdrawn_at is not None:
        return Fate.TAKEN_UP if is_wanted and not is_moved else Fate.PAST
    if item is None or not is_wanted:
        return Fate.WITHDRAWN
    was = row.item
    has_other_dates = (was.start_on, was.due_on) != (item.start_on, item.due_on)
    # What is done stays done by its own dates; what recurs has the dates of its instances.
    return Fate.DATES if has_other_dates and not is_timed and row.confirmed_on is None else Fate.KEPT


def counts_of(duties: Iterable[FollowedDuty]) -> list[tuple[Fate, int]]:
    told = Counter(duty.fate for duty in duties)
    return [(fate, told[fate]) for fate in (*SHOWN, Fate.KEPT)]


@transaction.atomic
def follow_version(old: Plan, new: Plan, by: User) -> None:
    """Take the duties of a plan over to its new version, row by row through their lineage."""
    if old.assigned_at is None and not (
        old.state == PlanState.WITHDRAWN and DutyChange.objects.filter(plan=old).exists()
    ):
        return
    if old.state == PlanState.WITHDRAWN and _take_back(old, new, by):
        return
    duties = fates_of(old, new)
    changes = [_change(duty.assignment, duty.fate, new) for duty in duties if duty.assignment is not None]
    rows = [_followed(duty.assignment, duty) for duty in duties if duty.assignment is not None]
    Assignment.objects.bulk_update(rows, _FOLLOWED, batch_size=_BATCH)
    made = create_assignments([duty.planned for duty in duties if duty.planned is not None], year=new.year)
    changes += [DutyChange(plan=new, assignment=one, fate=Fate.NEW, version_after=one.version) for one in made]
    DutyChange.objects.bulk_create(changes, batch_size=_BATCH)
    assigned_at = old.assigned_at
    Plan.objects.filter(pk=new.pk).update(assigned_at=assigned_at, version=F("version") + 1)
    new.assigned_at, new.version = assigned_at, new.version + 1
    told = {fate.value: count for fate, count in counts_of(duties)}
    told |= {"made": told.pop("new"), "changed": told.pop("dates")}
    record("work.plan_version_followed", actor=by, target=new, **told)


def _change(row: Assignment, fate: Fate, plan: Plan) -> DutyChange:
    """What the duty was before it followed."""
    return DutyChange(
        plan=plan,
        assignment=row,
        fate=fate,
        start_before=row.start_on,
        due_before=row.due_on,
        extended_before=row.extended_from,
        waited_before=row.waits_for_event,
        withdrawn_before=row.withdrawn_at,
        version_after=row.version + 1,
    )


def _followed(row: Assignment, duty: FollowedDuty) -> Assignment:
    """The duty as it is under the new version."""
    item = duty.item
    if duty.fate is Fate.WITHDRAWN:
        row.withdrawn_at = timezone.now()
    if duty.fate is Fate.TAKEN_UP:
        row.withdrawn_at = None
    if duty.fate in (Fate.DATES, Fate.TAKEN_UP) and item is not None:
        row.start_on, row.due_on, row.extended_from = item.start_on, item.due_on, None
        row.waits_for_event = row.waits_for_event and item.due_on is None
    if item is not None:
        row.item = item
    row.version += 1
    return row


def _take_back(old: Plan, new: Plan, by: User) -> bool:
    """Undo what a withdrawn version had done to the duties: each is again as it was. False where nothing is known."""
    changes = list(DutyChange.objects.filter(plan=old).select_related("assignment__item"))
    if not changes:
        return False
    items = {item.lineage: item for item in new.items.all()}
    rows = []
    for change in changes:
        row = change.assignment
        item = items.get(row.item.lineage)
        if change.fate == Fate.NEW or item is None:
            continue  # made by the withdrawn version: gone with it
        row.item, row.start_on, row.due_on = item, change.start_before, change.due_before
        row.extended_from, row.waits_for_event = change.extended_before, change.waited_before
        row.withdrawn_at = change.withdrawn_before
        row.version += 1
        rows.append(row)
    Assignment.objects.bulk_update(rows, _FOLLOWED, batch_size=_BATCH)
    record("work.plan_version_taken_back", actor=by, target=new, duties=len(rows))
    return True


def has_entries(plan: Plan) -> bool:
    """Whether an agency has entered something since this version is in force, so that it can no longer be undone."""
    changes = DutyChange.objects.filter(plan=plan)
    if not changes.exists():
        return entered_count(plan) > 0
    return changes.filter(assignment__version__gt=F("version_after")).exists()


def changes_of(plan: Plan, agencies: Iterable[Agency] | None = None) -> QuerySet[DutyChange]:
    """What a version has done to duties, without those that go on as they were."""
    rows = DutyChange.objects.filter(plan=plan, fate__in=SHOWN)
    if agencies is not None:
        rows = rows.filter(assignment__agency__in=agencies)
    return rows.select_related("assignment__item", "assignment__agency")


def keys_of(duties: Iterable[FollowedDuty]) -> dict[tuple[UUID, int, str], Fate]:
    """The fates by row, agency and role: what was foretold can be held against what was done."""
    return {(duty.row.lineage, duty.agency.pk, duty.role): duty.fate for duty in duties}
