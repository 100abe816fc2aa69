"""A plan as it stands: the tree with the status of each row, the year, and the rows of one item."""

from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Case, Count, Q, When

from caicach.plans.models import DutyRole, Plan, PlanItem
from caicach.ui.formats import shown_day
from caicach.work.models import Assignment, AssignmentQuerySet, Occurrence
from caicach.work.selection import tree_depths
from caicach.work.status import COMPLETED, IN_TIME, AssignmentStatus, status_label, status_of_item

S = AssignmentStatus
MONTHS = range(1, 13)
_WIDTH = 80  # letters of a cell of the tree


@dataclass(slots=True)
class ItemRow:
    """A row of a plan in the tree, with how it stands."""

    item: PlanItem
    depth: int
    leads: Counter[AssignmentStatus] = field(default_factory=Counter)
    status: AssignmentStatus | None = None

    @property
    def indent(self) -> int:
        """Headings stand out at the two outer depths, leaves never do."""
        return max(self.depth, 2)

    @property
    def lead_total(self) -> int:
        return sum(self.leads.values())

    @property
    def completed(self) -> int:
        return sum(self.leads[status] for status in COMPLETED)

    @property
    def label(self) -> str:
        return status_label(self.status) if self.status else ""

    @property
    def overdue(self) -> int:
        return self.leads[AssignmentStatus.OVERDUE]

    @property
    def tone(self) -> str:
        """The class of the row: what is late stands out."""
        return {S.OVERDUE: "row-bad", S.DUE_SOON: "row-warning"}.get(self.status, "") if self.status else ""

    @property
    def lead_words(self) -> str:
        return _shortened(self.item.lead_text)

    @property
    def result_words(self) -> str:
        return _shortened(self.item.deliverable)

    @property
    def due_words(self) -> str:
        return shown_day(self.item.due_on) if self.item.due_on else _shortened(self.item.time_frame_text)


def _shortened(text: str) -> str:
    return text if len(text) <= _WIDTH else f"{text[: _WIDTH - 1].rstrip()}…"


def plan_tree(
    plan: Plan, rows: AssignmentQuerySet, *, today: date, kept: Collection[UUID] | None = None
) -> list[ItemRow]:
    """The rows of a plan in order, each leaf with the counts of its leads among `rows`.

    kept: the leaves that stay, with the headings above them; None keeps all.
    """
    items = list(plan.items.order_by("order"))
    counted = _counted(rows.leads(), today=today)
    depths = tree_depths(items)
    found: list[ItemRow] = []
    for item in items:
        row = ItemRow(item, depths[item.pk])
        if item.is_leaf:
            row.leads = counted[item.pk]
            row.status = status_of_item(dict(row.leads))
        found.append(row)
    return found if kept is None else _pruned(found, kept)


def _counted(rows: AssignmentQuerySet, *, today: date) -> dict[UUID, Counter[AssignmentStatus]]:
    found: dict[UUID, Counter[AssignmentStatus]] = defaultdict(Counter)
    for count in rows.count_by("item", today=today):
        found[count["item"]][AssignmentStatus(count["status"])] += count["count"]
    return found


def _pruned(rows: list[ItemRow], kept: Collection[UUID]) -> list[ItemRow]:
    stays: set[Any] = set()
    parents = {row.item.pk: row.item.parent_id for row in rows}
    for row in rows:
        key: UUID | None = row.item.pk if row.item.is_leaf and row.item.pk in kept else None
        while key is not None and key not in stays:
            stays.add(key)
            key = parents.get(key)
    return [row for row in rows if row.item.pk in stays]


@dataclass(frozen=True, slots=True)
class YearRow:
    """A row of the timeline: what each month holds for it; no months for headings.

    A month is "" or "runs", or when something is due in it "done" (by all that lead), "late" or "due".
    """

    item: PlanItem
    depth: int
    cells: list[str]

    @property
    def indent(self) -> int:
        """Headings stand out at the two outer depths, leaves never do."""
        return max(self.depth, 2)


def plan_year(plan: Plan, *, today: date) -> list[YearRow]:
    """The twelve months of a plan's year; recurring rows show each due instance."""
    items = list(plan.items.order_by("order"))
    depths = tree_depths(items)
    instances, duties = _instance_months(plan, today), _due_months(plan, today)
    return [
        YearRow(
            item,
            depths[item.pk],
            _cells(item, plan.year, instances[item.pk], duties[item.pk]) if item.is_leaf else [],
        )
        for item in items
    ]


def _instance_months(plan: Plan, today: date) -> dict[UUID, dict[int, str]]:
    """For each row the months in which an instance is due, and how that instance stands."""
    months: dict[UUID, dict[int, str]] = defaultdict(dict)
    lead = Q(assignment__role=DutyRole.LEAD, assignment__withdrawn_at=None)
    instances = Occurrence.objects.filter(lead, assignment__item__plan=plan, due_on__year=plan.year)
    grouped = instances.order_by("due_on").values("assignment__item", "due_on")
    for line in grouped.annotate(open=Count("pk", filter=Q(done_on=None))):
        month, of_item = line["due_on"].month, months[line["assignment__item"]]
        of_item[month] = _worse(of_item.get(month, ""), _stands(line["open"], line["due_on"], today))
    return months


def _due_months(plan: Plan, today: date) -> dict[UUID, dict[int, str]]:
    """For each row the months in which its leads are due, and how they stand."""
    months: dict[UUID, dict[int, str]] = defaultdict(dict)
    leads = Assignment.objects.of_plan(plan).standing().leads().filter(due_on__year=plan.year)
    grouped = leads.order_by("due_on").values("item", "due_on")
    for line in grouped.annotate(open=Count("pk", filter=Q(submitted_on=None))):
        month, of_item = line["due_on"].month, months[line["item"]]
        of_item[month] = _worse(of_item.get(month, ""), _stands(line["open"], line["due_on"], today))
    return months


def _stands(still_open: int, due_on: date, today: date) -> str:
    if not still_open:
        return "done"
    return "late" if due_on < today else "due"


def _worse(one: str, other: str) -> str:
    """The one that needs more: late before due before done."""
    return max(one, other, key=("", "done", "due", "late").index)


def _cells(item: PlanItem, year: int, instances: dict[int, str], duties: dict[int, str]) -> list[str]:
    if instances:
        return [instances.get(month, "") for month in MONTHS]
    runs_all_year = item.due_on is None and item.schedule.get("kind") == "continuous"
    return ["runs" if runs_all_year else duties.get(month) or _cell(item, year, month) for month in MONTHS]


def _cell(item: PlanItem, year: int, month: int) -> str:
    if item.due_on is None:
        return ""
    this, due = (year, month), (item.due_on.year, item.due_on.month)
    if this == due:
        return "due"
    first = item.start_on or item.due_on
    return "runs" if (first.year, first.month) <= this < due else ""


def duties_of_item(rows: AssignmentQuerySet, item: PlanItem, *, today: date) -> AssignmentQuerySet:
    """The duties on one row, leads first, those that are late on top, then in the order of protocol."""
    found = rows.filter(item=item).with_status(today).select_related("item", "agency", "group")
    is_late = Case(When(status=S.OVERDUE, then=0), default=1)
    return found.order_by("-role", is_late, "agency__protocol_order", "agency__collation_key")


def lead_counts(assignments: list[Assignment]) -> Counter[AssignmentStatus]:
    """How many leads of a row stand in each status."""
    leads = (row for row in assignments if row.role == DutyRole.LEAD)
    return Counter(AssignmentStatus(row.status) for row in leads)  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class Summary:
    """The three numbers of one row."""

    completed: int
    in_time: int
    overdue: int


def summary_of(leads: Counter[AssignmentStatus]) -> Summary:
    """How many leads are done, in time, late."""
    return Summary(
        sum(leads[status] for status in COMPLETED), sum(leads[status] for status in IN_TIME), leads[S.OVERDUE]
    )
