"""Which duties belong on whose desk."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Count, Q
from django.utils import timezone

from caicach.agencies.models import Membership
from caicach.people.models import User
from caicach.people.permissions import GRANTS, Permission, Role
from caicach.plans.models import PlanItem
from caicach.work.clarity import ClarityMark, clarity_of_assignment
from caicach.work.models import Assignment, AssignmentQuerySet, HandOut
from caicach.work.status import AssignmentStatus, status_label

NEWS_DAYS = 14
"""How long a plan that was assigned is told of as new."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What a person is today: the agencies whose duties the person distributes, and those where the person works."""

    distributes: frozenset[int] = frozenset()
    works_in: frozenset[int] = frozenset()
    confirms: bool = False
    watches: bool = False  # sees the dashboard of the province

    @classmethod
    def of(cls, user: User, *, on: date) -> "Desk":
        held = Membership.objects.filter(user=user).valid_on(on).values_list("agency", "role")
        distributes, works_in, granted = set(), set(), set[Permission]()
        for agency, role in held:
            works_in.add(agency)
            granted |= GRANTS[Role(role)]
            if Permission.ASSIGNMENT_HAND_OUT in GRANTS[Role(role)]:
                distributes.add(agency)
        return cls(
            distributes=frozenset(distributes),
            works_in=frozenset(works_in),
            confirms=Permission.ASSIGNMENT_CONFIRM in granted,
            watches=Permission.DASHBOARD_VIEW in granted,
        )


def own_rows(user: User, desk: Desk) -> AssignmentQuerySet:
    """The duties of the agencies that a person distributes for, and what was handed to the person or the unit."""
    handed = HandOut.objects.filter(Q(person=user) | Q(unit__in=desk.works_in), to_on=None)
    own = Q(pk__in=handed.values("assignment"))
    if desk.distributes:
        own |= Q(agency__in=desk.distributes)
    return Assignment.objects.standing().filter(own)


@dataclass(frozen=True, slots=True)
class News:
    """A plan that was assigned in the last days, with how many duties it brought."""

    plan: UUID
    title: str
    assigned_at: datetime
    count: int


def newly_assigned(rows: AssignmentQuerySet) -> list[News]:
    """The plans that brought these duties in the last days."""
    since = timezone.now() - timedelta(days=NEWS_DAYS)
    fresh = rows.filter(item__plan__assigned_at__gte=since).order_by()
    of_plan = fresh.values_list("item__plan", "item__plan__title", "item__plan__assigned_at")
    return [News(*line) for line in of_plan.annotate(count=Count("pk"))[:3]]


@dataclass(slots=True, kw_only=True)
class DutyRow:
    """One line of a list of duties."""

    assignment: Assignment
    status: AssignmentStatus
    holder: HandOut | None
    marks: list[ClarityMark] = field(default_factory=list)

    @property
    def label(self) -> str:
        return status_label(self.status)

    @property
    def missing(self) -> list[str]:
        return [str(mark.clarity.label) for mark in self.marks if not mark.is_clear]

    @property
    def clear_count(self) -> int:
        return sum(mark.is_clear for mark in self.marks)


def duty_rows(assignments: Iterable[Assignment], *, held: bool = True) -> list[DutyRow]:
    """Lines for assignments that carry `status`; their holders come with one query, or with none if nobody holds."""
    rows = list(assignments)
    holders = holders_of([row.pk for row in rows]) if held else {}
    return [
        DutyRow(
            assignment=row,
            status=AssignmentStatus(row.status),  # type: ignore[attr-defined]
            holder=holders.get(row.pk),
            marks=clarity_of_assignment(row, is_handed_out=row.pk in holders),
        )
        for row in rows
    ]


def holders_of(keys: list[UUID]) -> dict[UUID, HandOut]:
    """Who looks after these duties now."""
    held = HandOut.objects.filter(assignment__in=keys, to_on=None).select_related("person", "unit")
    return {hand_out.assignment_id: hand_out for hand_out in held}


def tree_depths(items: Iterable[PlanItem]) -> dict[UUID, int]:
    """How deep each row of a plan stands, 0 for the top."""
    depths: dict[UUID | None, int] = defaultdict(lambda: -1)
    found: dict[UUID, int] = {}
    for item in items:
        depths[item.pk] = found[item.pk] = min(depths[item.parent_id] + 1, 5)
    return found
