"""A plan put into force, taken back, corrected in one cell."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from caicach.agencies.permissions import require
from caicach.audit.trail import record
from caicach.issuing.errors import (
    NothingCorrected,
    PlanAlreadyIssued,
    PlanIsEmpty,
    SomethingEntered,
    UndoTooLate,
)
from caicach.people.models import User
from caicach.plans.compare import plain_number
from caicach.plans.copying import copy_rows, copy_targets, next_version_of
from caicach.plans.drafting import refuse_second_draft, refuse_taken_number
from caicach.plans.errors import PlanNotIssued
from caicach.plans.guards import UNDO_WITHIN, has_entries, tell_new_version, tell_withdrawn
from caicach.plans.locking import locked_plan, refuse_moved
from caicach.plans.models import Plan, PlanItem, PlanState
from caicach.plans.permissions import issuing_permission
from caicach.plans.row_edits import CellReader, RowEdit, apply_edit
from caicach.plans.rows import lay_out


@transaction.atomic
def issue_plan(*, plan: Plan, number: str, issued_on: date, version: int, by: User, at: datetime) -> Plan:
    """Put a draft into force under its number and date. The version before it is from now on an amended one."""
    plan = locked_plan(plan)
    require(by, issuing_permission(plan.kind), plan.owner)
    if not plan.is_draft:  # a second click is told that it is done, not that somebody else was faster
        raise PlanAlreadyIssued(plan=plan)
    refuse_moved(plan, version)
    if not plan.items.exists():
        raise PlanIsEmpty(plan=plan)
    plan.number, plan.issued_on = number, issued_on
    refuse_taken_number(plan)
    _put_into_force(plan, at, by)
    record("plans.issued", actor=by, target=plan, number=number, issued_on=issued_on, version=plan.number_of_version)
    return plan


@transaction.atomic
def withdraw_issue(*, plan: Plan, version: int, by: User, at: datetime) -> Plan:
    """Take a whole issue back: within 24 hours, and only while no agency has entered anything."""
    plan = locked_plan(plan)
    require(by, issuing_permission(plan.kind), plan.owner)
    if plan.state != PlanState.ISSUED:
        raise PlanNotIssued(plan=plan)
    refuse_moved(plan, version)
    if plan.issued_at is None or at > plan.issued_at + UNDO_WITHIN:
        raise UndoTooLate(at=_shown(plan.issued_at))
    if has_entries(plan):
        raise SomethingEntered()
    plan.state, plan.assigned_at = PlanState.WITHDRAWN, None
    plan.version += 1
    plan.save(update_fields=["state", "assigned_at", "version"])
    _revive_version_before(plan, by)
    tell_withdrawn(plan, by)
    record("plans.issue_withdrawn", actor=by, target=plan)
    return plan


@transaction.atomic
def correct_item(*, item: PlanItem, edit: RowEdit, reason: str, version: int, by: User, at: datetime) -> PlanItem:
    """Put one misread cell right: a new version in force with every other cell as it was. Returns the new row."""
    old = locked_plan(item.plan, version)
    require(by, issuing_permission(old.kind), old.owner)
    if old.state != PlanState.ISSUED:
        raise PlanNotIssued(plan=old)
    refuse_second_draft(old)
    before = str(getattr(item, edit.field))
    if plain_number(edit.shown) == plain_number(before if before != "None" else ""):
        raise NothingCorrected(row=item)
    new = next_version_of(old)
    new.correction_reason, new.assigned_at = reason, old.assigned_at
    new.correction = {"lineage": str(item.lineage), "field": edit.field, "old": before, "new": edit.shown}
    new.correction["place"] = item.source_place
    new.save(force_insert=True)
    row = copy_rows(old, new)[item.pk]
    copy_targets(old, new)
    _correct(row, edit)
    _put_into_force(new, at, by)
    record("plans.corrected", actor=by, target=row, reason=reason, **new.correction)
    return row


def _put_into_force(plan: Plan, at: datetime, by: User) -> None:
    plan.state, plan.issued_at = PlanState.ISSUED, at
    plan.version += 1
    plan.full_clean()
    plan.save()
    for before in Plan.objects.filter(series=plan.series, state=PlanState.ISSUED).exclude(pk=plan.pk):
        before.state = PlanState.AMENDED
        before.version += 1
        before.save(update_fields=["state", "version"])
        tell_new_version(before, plan, by)


def _revive_version_before(plan: Plan, by: User) -> None:
    """The version that the withdrawn one had replaced is in force again."""
    earlier = Plan.objects.filter(series=plan.series, number_of_version__lt=plan.number_of_version)
    before = earlier.filter(state=PlanState.AMENDED).order_by("-number_of_version").first()
    if before is None:
        return
    before.state = PlanState.ISSUED
    before.version += 1
    before.save(update_fields=["state", "version"])
    tell_new_version(plan, before, by)


def _correct(row: PlanItem, edit: RowEdit) -> None:
    apply_edit(row, edit, CellReader(row.plan))
    row.full_clean(exclude=["plan", "parent"])
    row.save()
    if edit.field == "outline_code":
        lay_out(row.plan)


def _shown(at: datetime | None) -> str:
    return f"{timezone.localtime(at):%H:%M %d/%m/%Y}" if at else "—"
