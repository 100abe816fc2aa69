"""Every change of the rows of a draft: typed, added, moved, taken out, put back, pasted."""

import json
from collections.abc import Sequence
from uuid import UUID

from django.core import serializers
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.db.models import Max

from caicach.agencies.permissions import require
from caicach.audit.trail import record
from caicach.people.models import User
from caicach.plandrafts.errors import MoveImpossible
from caicach.plans.contents import RowContent
from caicach.plans.errors import PlanNotDraft
from caicach.plans.models import ItemDuty, ItemLevel, Plan, PlanItem, RemovedRows
from caicach.plans.permissions import drafting_permission
from caicach.plans.row_edits import CellReader, RowEdit, apply_edit
from caicach.plans.rows import add_rows, lay_out
from caicach.ui.errors import RowMovedOn


def _locked_draft(plan_id: UUID, by: User) -> Plan:
    plan = Plan.objects.select_for_update(of=("self",)).select_related("owner").get(pk=plan_id)
    require(by, drafting_permission(plan.kind), plan.owner)
    if not plan.is_draft:
        raise PlanNotDraft(plan=plan)
    return plan


def _locked_item(item: PlanItem, version: int) -> PlanItem:
    row = PlanItem.objects.select_for_update(of=("self",)).select_related("plan", "parent").get(pk=item.pk)
    if row.version != version:
        raise RowMovedOn(row=row)
    return row


@transaction.atomic
def change_draft_item(*, item: PlanItem, edits: Sequence[RowEdit], level: str = "", version: int, by: User) -> PlanItem:
    """Type cells of a draft's row anew; only what differs is written."""
    plan = _locked_draft(item.plan_id, by)
    row = _locked_item(item, version)
    code_before = row.outline_code
    reader = CellReader(plan)
    for edit in edits:
        apply_edit(row, edit, reader)
    row.level = level or row.level
    row.version += 1
    row.full_clean(exclude=["plan", "parent", "domain"])
    row.save()
    if row.outline_code != code_before:
        lay_out(plan)
    record("plans.row_changed", actor=by, target=row, cells={edit.field: edit.shown for edit in edits})
    return row


@transaction.atomic
def add_item(*, plan: Plan, content: RowContent, under: PlanItem | None, by: User) -> PlanItem:
    """Add one row at the end of a draft, or as the last one below another row."""
    plan = _locked_draft(plan.pk, by)
    parent = plan.items.get(pk=under.pk) if under is not None else None
    (item,) = add_rows(plan, [content], under=parent)
    record("plans.row_added", actor=by, target=item)
    return item


@transaction.atomic
def paste_rows(*, plan: Plan, contents: Sequence[RowContent], under: PlanItem | None, by: User) -> list[PlanItem]:
    """Add the rows of a pasted table at the end of a draft, or below one of its rows."""
    plan = _locked_draft(plan.pk, by)
    parent = plan.items.get(pk=under.pk) if under is not None else None
    items = add_rows(plan, contents, under=parent)
    record("plans.rows_pasted", actor=by, target=plan, rows=len(items))
    return items


@transaction.atomic
def move_item(*, item: PlanItem, direction: str, version: int, by: User) -> PlanItem:
    """Move a row with all below it: `up` or `down` among its siblings, `in` below the one before, `out` a level."""
    plan = _locked_draft(item.plan_id, by)
    row = _locked_item(item, version)
    siblings = list(plan.items.filter(parent=row.parent).order_by("order"))
    place = siblings.index(row)
    if direction in ("up", "down"):
        _swap(row, siblings, place + (1 if direction == "down" else -1))
    elif direction == "in" and place > 0:
        row.parent = siblings[place - 1]
        row.order = _last_order(plan) + 1
    elif direction == "out" and row.parent is not None:
        _step_out(row, plan)
    else:
        raise MoveImpossible(row=row)
    row.version += 1
    row.save(update_fields=["parent", "order", "version"])
    lay_out(plan)
    record("plans.row_moved", actor=by, target=row, direction=direction)
    return row


def _swap(row: PlanItem, siblings: list[PlanItem], place: int) -> None:
    if not 0 <= place < len(siblings):
        raise MoveImpossible(row=row)
    other = siblings[place]
    row.order, other.order = other.order, row.order
    other.save(update_fields=["order"])


def _step_out(row: PlanItem, plan: Plan) -> None:
    """Directly behind its former parent: those that stood behind the parent make room."""
    parent = row.parent
    assert parent is not None
    behind = list(plan.items.filter(parent=parent.parent, order__gt=parent.order).order_by("order"))
    row.parent = parent.parent
    first = _last_order(plan) + 1
    row.order = first
    for order, other in enumerate(behind, first + 1):
        other.order = order
    PlanItem.objects.bulk_update(behind, ["order"])


def _last_order(plan: Plan) -> int:
    return plan.items.aggregate(last=Max("order"))["last"] or 0


@transaction.atomic
def remove_item(*, item: PlanItem, version: int, by: User) -> RemovedRows:
    """Take a row and all below it out of a draft; it can be put back."""
    plan = _locked_draft(item.plan_id, by)
    return _take_out(plan, _locked_item(item, version), by)


@transaction.atomic
def remove_rows(*, plan: Plan, keys: Sequence[UUID], by: User) -> int:
    """Take several rows with all below them out of a draft, such as a paste that was not meant; how many are gone."""
    plan = _locked_draft(plan.pk, by)
    before = plan.items.count()
    for row in plan.items.select_for_update(of=("self",)).filter(pk__in=keys).order_by("order"):
        _take_out(plan, row, by)
    return before - plan.items.count()


def _take_out(plan: Plan, row: PlanItem, by: User) -> RemovedRows:
    rows = _with_all_below(plan, row)
    duties = ItemDuty.objects.filter(item__in=rows)
    links = [link for one in rows for link in one.carries_out.all()]
    stored = serializers.serialize("python", [*rows, *duties, *links])
    kept = RemovedRows.objects.create(plan=plan, title=str(row)[:300], rows=_plain(stored), removed_by=by)
    PlanItem.objects.filter(pk__in=[one.pk for one in rows]).delete()
    lay_out(plan)
    record("plans.row_removed", actor=by, target=plan, row=str(row), rows=len(rows))
    return kept


@transaction.atomic
def restore_rows(*, removed: RemovedRows, by: User) -> Plan:
    """Put rows back that were taken out; where their parent is gone they stand at the top."""
    plan = _locked_draft(removed.plan_id, by)
    present = set(plan.items.values_list("pk", flat=True))
    for stored in serializers.deserialize("python", removed.rows, ignorenonexistent=True):
        row = stored.object
        if isinstance(row, PlanItem):
            row.parent_id = row.parent_id if row.parent_id in present else None
            row.path = f"~{row.pk}"
            present.add(row.pk)
        row.save(force_insert=True)
    lay_out(plan)
    record("plans.rows_restored", actor=by, target=plan, row=removed.title)
    removed.delete()
    return plan


def _with_all_below(plan: Plan, row: PlanItem) -> list[PlanItem]:
    """In reading order, so that a parent always comes before its children."""
    chosen = {row.pk}
    found = [row]
    for other in plan.items.filter(order__gt=row.order).prefetch_related("carries_out").order_by("order"):
        if other.parent_id in chosen:
            chosen.add(other.pk)
            found.append(other)
    return found


def _plain(stored: object) -> object:
    """What JSON can hold: keys, days and decimals as text."""
    return json.loads(json.dumps(stored, cls=DjangoJSONEncoder))


def level_below(parent: PlanItem | None) -> ItemLevel:
    """The level that a new row most likely has under a given one."""
    following = {ItemLevel.PART: ItemLevel.DOMAIN, ItemLevel.DOMAIN: ItemLevel.TASK, ItemLevel.GROUP: ItemLevel.TASK}
    if parent is None:
        return ItemLevel.DOMAIN
    return following.get(ItemLevel(parent.level), ItemLevel.ACTIVITY)
