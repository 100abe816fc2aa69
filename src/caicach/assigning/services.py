"""The second, explicit step after issuing: a plan's rows become the agencies' duties."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from caicach.agencies.groups import members_on
from caicach.agencies.models import Agency, AgencyGroup
from caicach.assigning.errors import (
    AlreadyAssigned,
    NotAssigned,
    NothingToAssign,
    PlanNotIssued,
    WorkBegun,
)
from caicach.assigning.schedules import occurrences_of, schedule_of
from caicach.audit.trail import record
from caicach.core.schedule.schedule import ScheduleKind
from caicach.people.models import User
from caicach.plans.models import DutyRole, ItemDuty, Plan, PlanItem, PlanState
from caicach.work.models import Assignment, Occurrence
from caicach.work.permissions import require_assigner

_WAITING = frozenset({ScheduleKind.AFTER_EVENT, ScheduleKind.PER_AUTHORITY, ScheduleKind.UNREADABLE})
_BATCH = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedDuty:
    """One assignment that a plan would make."""

    item: PlanItem
    agency: Agency
    role: DutyRole
    group: AgencyGroup | None


@dataclass(slots=True, kw_only=True)
class AgencyShare:
    """What one agency would get from a plan."""

    agency: Agency
    leads: int = 0
    coordinating: int = 0
    first_due_on: date | None = None

    @property
    def total(self) -> int:
        return self.leads + self.coordinating


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignmentPreview:
    """What assigning a plan would do, before anybody is told."""

    shares: Sequence[AgencyShare]
    duties: Sequence[PlannedDuty]
    open_duties: Sequence[ItemDuty] = ()  # of groups that name nobody: they stay unassigned
    items_without_lead: Sequence[PlanItem] = ()
    items: int = 0

    @property
    def open_groups(self) -> list[tuple[str, str, int]]:
        """The same once: the words of the document, the role in words, and in how many rows they stand."""
        found = Counter((duty.printed, str(duty.get_role_display())) for duty in self.open_duties)
        return [(printed, role, count) for (printed, role), count in found.most_common()]


@dataclass(slots=True)
class _Expansion:
    day: date
    members: dict[int, list[Agency]] = field(default_factory=dict)

    def agencies(self, duty: ItemDuty) -> list[Agency]:
        if duty.agency is not None:
            return [duty.agency]
        assert duty.group is not None
        if duty.group.pk not in self.members:
            self.members[duty.group.pk] = list(members_on(duty.group, self.day))
        return self.members[duty.group.pk]


def preview_assignment(plan: Plan, *, on: date | None = None) -> AssignmentPreview:
    """Whom the plan names, groups expanded on the day of the plan; nothing is written."""
    items = list(plan.items.filter(is_leaf=True).order_by("order"))
    named = ItemDuty.objects.filter(item__plan=plan, item__is_leaf=True)
    duties_of: dict[UUID, list[ItemDuty]] = defaultdict(list)
    for duty in named.select_related("agency", "group").order_by("role", "order"):
        duties_of[duty.item_id].append(duty)
    expansion = _Expansion(plan.issued_on or on or timezone.localdate())
    planned: list[PlannedDuty] = []
    unresolved: list[ItemDuty] = []
    for item in items:
        made, left = _expand(item, duties_of[item.pk], expansion)
        planned += made
        unresolved += left
    led = {duty.item.pk for duty in planned if duty.role == DutyRole.LEAD}
    return AssignmentPreview(
        shares=_shares(planned),
        duties=planned,
        open_duties=unresolved,
        items_without_lead=[item for item in items if item.pk not in led],
        items=len(items),
    )


def _expand(
    item: PlanItem, duties: Iterable[ItemDuty], expansion: _Expansion
) -> tuple[list[PlannedDuty], list[ItemDuty]]:
    """The duties of one row: an agency that leads does not coordinate as well, and gets the row once."""
    made: dict[int, PlannedDuty] = {}
    unresolved = []
    in_order = sorted(duties, key=lambda duty: (duty.role != DutyRole.LEAD, duty.group is not None, duty.order))
    for duty in in_order:
        agencies = expansion.agencies(duty)
        if not agencies:
            unresolved.append(duty)
        for agency in agencies:
            one = PlannedDuty(item=item, agency=agency, role=DutyRole(duty.role), group=duty.group)
            made.setdefault(agency.pk, one)
    return list(made.values()), unresolved


def _shares(planned: Iterable[PlannedDuty]) -> list[AgencyShare]:
    shares: dict[int, AgencyShare] = {}
    for duty in planned:
        share = shares.setdefault(duty.agency.pk, AgencyShare(agency=duty.agency))
        if duty.role == DutyRole.LEAD:
            share.leads += 1
            if duty.item.due_on and (share.first_due_on is None or duty.item.due_on < share.first_due_on):
                share.first_due_on = duty.item.due_on
        else:
            share.coordinating += 1
    return sorted(shares.values(), key=lambda share: (share.agency.protocol_order, share.agency.collation_key))


@transaction.atomic
def assign_plan(*, plan: Plan, by: User, at: datetime) -> int:
    """Hand an issued plan to the agencies; from now on they see their duties. Returns how many were made."""
    plan = Plan.objects.select_for_update(of=("self",)).select_related("owner").get(pk=plan.pk)
    require_assigner(by, plan)
    if plan.state != PlanState.ISSUED:
        raise PlanNotIssued()
    if plan.assigned_at is not None:
        raise AlreadyAssigned(on=timezone.localtime(plan.assigned_at))
    preview = preview_assignment(plan, on=timezone.localdate(at))
    if not preview.duties:
        raise NothingToAssign()
    create_assignments(preview.duties, year=plan.year)
    plan.assigned_at = at
    plan.version += 1
    plan.save(update_fields=["assigned_at", "version"])
    record(
        "work.plan_assigned",
        actor=by,
        target=plan,
        assignments=len(preview.duties),
        agencies=len(preview.shares),
        not_assigned=[duty.printed for duty in preview.open_duties],
    )
    return len(preview.duties)


def create_assignments(duties: Iterable[PlannedDuty], *, year: int) -> list[Assignment]:
    """Rows for planned duties, with the instances of those that recur. Only services call this."""
    made: list[Assignment] = []
    instances: list[Occurrence] = []
    for duty in duties:
        assignment, due = _assignment_for(duty, year)
        made.append(assignment)
        instances += due
    Assignment.objects.bulk_create(made, batch_size=_BATCH)
    Occurrence.objects.bulk_create(instances, batch_size=_BATCH)
    return made


def _assignment_for(duty: PlannedDuty, year: int) -> tuple[Assignment, list[Occurrence]]:
    schedule = schedule_of(duty.item)
    assignment = Assignment(
        item=duty.item,
        agency=duty.agency,
        role=duty.role,
        group=duty.group,
        start_on=duty.item.start_on,
        due_on=duty.item.due_on,
        waits_for_event=duty.item.due_on is None and schedule.kind in _WAITING,
    )
    instances = [
        Occurrence(assignment=assignment, first_on=one.first_on, due_on=one.due_on, planned_quantity=one.quantity)
        for one in occurrences_of(schedule, year)
    ]
    if instances:
        assignment.due_on = instances[0].due_on  # moves on as the instances are done
        assignment.start_on = instances[0].first_on
    return assignment, instances


@transaction.atomic
def withdraw_assignments(*, plan: Plan, by: User, at: datetime) -> int:
    """Take an assigned plan back as long as no agency has entered anything; its duties are gone from all lists."""
    plan = Plan.objects.select_for_update(of=("self",)).select_related("owner").get(pk=plan.pk)
    require_assigner(by, plan)
    if plan.assigned_at is None:
        raise NotAssigned()
    begun = entered_count(plan)
    if begun:
        raise WorkBegun(count=begun)
    count, _kinds = Assignment.objects.of_plan(plan).delete()
    plan.assigned_at = None
    plan.version += 1
    plan.save(update_fields=["assigned_at", "version"])
    record("work.plan_assignment_withdrawn", actor=by, target=plan, rows=count)
    return count


def entered_count(plan: Plan) -> int:
    """How many duties of a plan an agency has entered something for: every entry raises the version of its row."""
    return Assignment.objects.of_plan(plan).filter(version__gt=1).count()
