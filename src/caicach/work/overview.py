"""A plan as it stands: the tree with the status of each row, the year, and the rows of one item."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from caicach.plans.models import DutyRole, Plan, PlanItem
from caicach.ui.formats import shown_day
from caicach.work.clarity import ClarityMark, clarity_of_item
from caicach.work.models import Assignment, AssignmentQuerySet, Occurrence
from caicach.work.selection import tree_depths
from caicach.work.status import COMPLETED, AssignmentStatus, status_label, status_of_item

MONTHS = range(1, 13)
_WIDTH = 80  # letters of a cell of the tree


@dataclass(slots=True)
class ItemRow:
    """A row of a plan in the tree, with how it stands."""

    item: PlanItem
    depth: int
    leads: Counter[AssignmentStatus] = field(default_factory=Counter)
    coordinating: int = 0
    status: AssignmentStatus | None = None
    marks: list[ClarityMark] = field(default_factory=list)

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
    def lead_words(self) -> str:
        return _shortened(self.item.lead_text)

    @property
    def result_words(self) -> str:
        return _shortened(self.item.deliverable)

    @property
    def due_words(self) -> str:
        return shown_day(self.item.due_on) if self.item.due_on else _shortened(self.item.time_frame_text)

    @property
    def missing(self) -> list[str]:
        return [str(mark.clarity.label) for mark in self.marks if not mark.is_clear]

    @property
    def clear_count(self) -> int:
        return sum(mark.is_clear for mark in self.marks)


def _shortened(text: str) -> str:
    return text if len(text) <= _WIDTH else f"{text[: _WIDTH - 1].rstrip()}…"


def plan_tree(plan: Plan, rows: AssignmentQuerySet, *, today: date, only_matching: bool) -> list[ItemRow]:
    """The rows of a plan in order, each leaf with the counts of its duties among `rows`.

    only_matching: leave out the leaves without a duty among `rows`, and the headings that then stand empty.
    """
    items = list(plan.items.select_related("domain").order_by("order"))
    counted = _counted(rows, today=today)
    depths = tree_depths(items)
    found: list[ItemRow] = []
    for item in items:
        row = ItemRow(item, depths[item.pk])
        if item.is_leaf:
            row.leads, row.coordinating = counted[item.pk]
            row.status = status_of_item(dict(row.leads))
            row.marks = clarity_of_item(item, leads=row.lead_total)
        found.append(row)
    return _pruned(found) if only_matching else found


def _counted(rows: AssignmentQuerySet, *, today: date) -> dict[UUID, tuple[Counter[AssignmentStatus], int]]:
    found: dict[UUID, tuple[Counter[AssignmentStatus], int]] = defaultdict(lambda: (Counter(), 0))
    for count in rows.count_by("item", "role", today=today):
        leads, coordinating = found[count["item"]]
        if count["role"] == DutyRole.LEAD:
            leads[AssignmentStatus(count["status"])] += count["count"]
        else:
            coordinating += count["count"]
        found[count["item"]] = (leads, coordinating)
    return found


def _pruned(rows: list[ItemRow]) -> list[ItemRow]:
    kept: set[Any] = set()
    parents = {row.item.pk: row.item.parent_id for row in rows}
    for row in rows:
        if row.item.is_leaf and (row.lead_total or row.coordinating):
            key: UUID | None = row.item.pk
            while key is not None and key not in kept:
                kept.add(key)
                key = parents.get(key)
    return [row for row in rows if row.item.pk in kept]


@dataclass(frozen=True, slots=True)
class YearRow:
    """A row of the timeline: for each month, whether the row runs, is due, or has a due instance."""

    item: PlanItem
    depth: int
    cells: list[str]  # "", "runs" or "due"; empty for headings

    @property
    def indent(self) -> int:
        """Headings stand out at the two outer depths, leaves never do."""
        return max(self.depth, 2)


def plan_year(plan: Plan) -> list[YearRow]:
    """The twelve months of a plan's year; recurring rows show each due instance."""
    items = list(plan.items.order_by("order"))
    depths = tree_depths(items)
    due_months = _instance_months(plan)
    return [
        YearRow(item, depths[item.pk], _cells(item, plan.year, due_months[item.pk]) if item.is_leaf else [])
        for item in items
    ]


def _instance_months(plan: Plan) -> dict[UUID, set[int]]:
    months: dict[UUID, set[int]] = defaultdict(set)
    instances = Occurrence.objects.filter(assignment__item__plan=plan, due_on__year=plan.year)
    for item, due_on in instances.order_by().values_list("assignment__item", "due_on").distinct():
        months[item].add(due_on.month)
    return months


def _cells(item: PlanItem, year: int, due_months: set[int]) -> list[str]:
    if due_months:
        return ["due" if month in due_months else "" for month in MONTHS]
    runs_all_year = item.due_on is None and item.schedule.get("kind") == "continuous"
    return ["runs" if runs_all_year else _cell(item, year, month) for month in MONTHS]


def _cell(item: PlanItem, year: int, month: int) -> str:
    if item.due_on is None:
        return ""
    this, due = (year, month), (item.due_on.year, item.due_on.month)
    if this == due:
        return "due"
    first = item.start_on or item.due_on
    return "runs" if (first.year, first.month) <= this < due else ""


def duties_of_item(rows: AssignmentQuerySet, item: PlanItem, *, today: date) -> AssignmentQuerySet:
    """The duties on one row, leads first, in the order of protocol."""
    found = rows.filter(item=item).with_status(today).select_related("item", "agency", "group")
    return found.order_by("-role", "agency__protocol_order", "agency__collation_key")


def lead_counts(assignments: list[Assignment]) -> Counter[AssignmentStatus]:
    """How many leads of a row stand in each status."""
    leads = (row for row in assignments if row.role == DutyRole.LEAD)
    return Counter(AssignmentStatus(row.status) for row in leads)  # type: ignore[attr-defined]
