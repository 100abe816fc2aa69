"""Which duties belong on whose desk."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from uuid import UUID

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from caicach.agencies.permissions import grants_held
from caicach.people.models import User
from caicach.people.permissions import Permission
from caicach.plans.models import DutyRole, PlanItem
from caicach.work.models import Assignment, AssignmentQuerySet, HandOut, ProgressReport
from caicach.work.quantities import Quantity, quantity_in
from caicach.work.status import AssignmentStatus, status_label

S = AssignmentStatus
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
        distributes, works_in, granted = set(), set(), set[Permission]()
        for held in grants_held(user, on=on):
            granted |= held.permissions
            if not held.is_lent:
                works_in.add(held.agency_id)
            if Permission.ASSIGNMENT_HAND_OUT in held.permissions:
                distributes.add(held.agency_id)
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
    today: date
    may_be_ticked: bool = False
    quantity: Quantity | None = None

    @property
    def label(self) -> str:
        return status_label(self.status)

    @property
    def is_held(self) -> bool:
        return self.holder is not None

    @property
    def holder_name(self) -> str:
        return str(self.holder.person or self.holder.unit) if self.holder else ""

    @property
    def days_words(self) -> str:
        """How long there is, or how late it is; nothing for what is handed in or has no date."""
        due = self.assignment.due_on
        return "" if due is None or self.assignment.submitted_on else days_words(due, self.today)

    @property
    def tone(self) -> str:
        """The class of the row: what needs an act stands out."""
        return {S.OVERDUE: "row-bad", S.DUE_SOON: "row-warning", S.RETURNED: "row-warning"}.get(self.status, "")

    @property
    def role_label(self) -> str:
        return _role_label(self.assignment.role, get_language())

    @property
    def result_words(self) -> str:
        return shortened(self.assignment.item.deliverable)


def shortened(text: str, most: int = 90) -> str:
    """A text that is not longer than a cell of a list."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


@lru_cache(maxsize=10)
def _role_label(role: str, language: str | None) -> str:
    return str(DutyRole(role).label)


def duty_rows(
    assignments: Iterable[Assignment], *, today: date, ticked_in: frozenset[int] = frozenset()
) -> list[DutyRow]:
    """Lines for assignments that carry `status`; their holders come with one query.

    ticked_in: the agencies whose open duties the reader may tick.
    """
    rows = list(assignments)
    held = {row.pk: row.holder_now for row in rows if hasattr(row, "holder_now")}
    holders = held | holders_of([row.pk for row in rows if row.pk not in held])
    return [
        DutyRow(
            assignment=row,
            status=AssignmentStatus(row.status),  # type: ignore[attr-defined]
            holder=holders.get(row.pk),
            today=today,
            quantity=quantity_in(row),
            may_be_ticked=row.agency_id in ticked_in and row.confirmed_on is None,
        )
        for row in rows
    ]


def days_words(due: date, today: date) -> str:
    """The time left, or the delay, in words."""
    days = (due - today).days
    if days == 0:
        return _("hạn hôm nay")
    if days > 0:
        return _("còn %(days)s ngày") % {"days": days}
    return _("quá %(days)s ngày") % {"days": -days}


def holders_of(keys: list[UUID]) -> dict[UUID, HandOut]:
    """Who looks after these duties now; where they were read with their holders, nothing is asked."""
    if not keys:
        return {}
    held = HandOut.objects.filter(assignment__in=keys, to_on=None).select_related("person", "unit")
    return {hand_out.assignment_id: hand_out for hand_out in held}


def tree_depths(items: Iterable[PlanItem]) -> dict[UUID, int]:
    """How deep each row of a plan stands, 0 for the top."""
    depths: dict[UUID | None, int] = defaultdict(lambda: -1)
    found: dict[UUID, int] = {}
    for item in items:
        depths[item.pk] = found[item.pk] = min(depths[item.parent_id] + 1, 5)
    return found


@dataclass(frozen=True, slots=True)
class Submission:
    """A result that waits for confirmation, with what the agency last said of it."""

    duty: Assignment
    report: ProgressReport | None

    @property
    def is_late(self) -> bool:
        due = self.duty.due_on
        return due is not None and self.duty.submitted_on is not None and self.duty.submitted_on > due


def submissions(duties: Sequence[Assignment]) -> list[Submission]:
    """Lines of the queue: each result with its newest report and the files of that."""
    newest: dict[UUID, ProgressReport] = {}
    reports = ProgressReport.objects.filter(assignment__in=[duty.pk for duty in duties])
    for report in reports.order_by("reported_at").with_evidence():
        newest[report.assignment_id] = report
    return [Submission(duty, newest.get(duty.pk)) for duty in duties]
