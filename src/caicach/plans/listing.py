"""The rows of a plan as a page shows them: filtered, with the headings above what was found."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from caicach.agencies.groups import members_on
from caicach.agencies.models import Agency, AgencyGroup
from caicach.core.text import collation_key
from caicach.plans.clarity import ClarityMark, clarity_of_item
from caicach.plans.models import DutyRole, ItemDuty, ItemLevel, Plan, PlanItem

MAX_DEPTH = 5
HEADINGS = frozenset({ItemLevel.PART, ItemLevel.DOMAIN, ItemLevel.GROUP})


@dataclass(frozen=True, slots=True)
class Line:
    """One row on a page. `is_context`: it only shows where a found row stands."""

    item: PlanItem
    depth: int
    is_context: bool = False
    marks: tuple[ClarityMark, ...] = ()
    above: str = ""  # where it stands, in a list that is sorted and shows no headings

    @property
    def is_heading(self) -> bool:
        return self.item.level in HEADINGS and not self.item.is_leaf


@dataclass(slots=True)
class Section:
    """A heading of the two outer depths with the rows up to the next one. `key` is its place on the page."""

    key: str
    heading: Line | None = None
    lines: list[Line] = field(default_factory=list)

    @property
    def leaf_count(self) -> int:
        return sum(line.item.is_leaf and not line.is_context for line in self.lines)


SORTS: dict[str, Callable[[PlanItem], Any]] = {  # None: unknown, which stands last either way
    "title": lambda item: collation_key(item.title),
    "lead": lambda item: collation_key(item.lead_text) if item.lead_text else None,
    "due": lambda item: item.due_on,
    "budget": lambda item: item.budget_million_vnd,
}


def sorted_lines(lines: Iterable[Line], sort: str) -> list[Line]:
    """The leaves in another order than that of the plan, each with the headings above it in words."""
    value, backwards = SORTS[sort.removeprefix("-")], sort.startswith("-")
    titles: list[str] = []
    known: list[Line] = []
    unknown: list[Line] = []
    for line in lines:
        titles[line.depth :] = [line.item.outline_code or line.item.title[:40]]
        if line.item.is_leaf and not line.is_context:
            leaf = replace(line, above=" › ".join(titles[:-1]), depth=0)
            (unknown if value(line.item) is None else known).append(leaf)
    return [*sorted(known, key=lambda line: value(line.item), reverse=backwards), *unknown]


def sections_of(lines: Iterable[Line]) -> list[Section]:
    """Lines in their order, cut before each heading of the two outer depths."""
    found = [Section("muc-0")]
    for line in lines:
        if line.is_heading and line.depth < 2:
            found.append(Section(f"muc-{len(found)}", line))
        else:
            found[-1].lines.append(line)
    return [section for section in found if section.heading or section.lines]


def with_clarity(plan: Plan, lines: Iterable[Line]) -> list[Line]:
    """The lines with what is clear in each leaf, by what the document names."""
    leads = Counter(ItemDuty.objects.filter(item__plan=plan, role=DutyRole.LEAD).values_list("item", flat=True))
    return [
        replace(line, marks=tuple(clarity_of_item(line.item, leads=leads[line.item.pk]))) if line.item.is_leaf else line
        for line in lines
    ]


def lines_of(plan: Plan, filters: dict[str, Any] | None = None) -> list[Line]:
    """The tree of a plan in its order; with filters the found rows and the headings above them."""
    wanted = {name: value for name, value in (filters or {}).items() if value}
    items = list(plan.items.select_related("domain").order_by("order"))
    if not wanted:
        return [Line(item, _depth(item)) for item in items]
    found = set(filtered(plan, wanted).values_list("pk", flat=True))
    above = _ancestors(items, found)
    return [Line(item, _depth(item), item.pk not in found) for item in items if item.pk in found or item.pk in above]


def filtered(plan: Plan, filters: dict[str, Any]) -> QuerySet[PlanItem]:
    """The rows of a plan that match every filter."""
    items = plan.items.containing(filters.get("q", ""))
    items = items.due_between(filters.get("due_from"), filters.get("due_to"))
    if domain := filters.get("domain"):
        items = items.filter(domain=domain)
    role, agency = filters.get("role", ""), filters.get("agency")
    if agency:
        items = items.filter(pk__in=duties_naming(plan, agency, role).values("item"))
    elif role:
        items = items.filter(duties__role=role).distinct()
    return items


def duties_naming(plan: Plan, agency: Agency, role: str = "") -> QuerySet[ItemDuty]:
    """The duties of a plan that mean an agency: by its name, or by a group that it belongs to on the plan's day."""
    duties = ItemDuty.objects.filter(item__plan=plan)
    groups = AgencyGroup.objects.filter(pk__in=duties.values("group"))
    day = plan.issued_on or plan.created_at.date()
    own = [group.pk for group in groups if any(member.pk == agency.pk for member in members_on(group, day))]
    named = duties.filter(Q(agency=agency) | Q(group__in=own))
    return named.filter(role=role) if role else named


def counts_of(lines: Iterable[Line]) -> dict[str, int]:
    """How many rows of each level, and how many of them are to be carried out."""
    counts = {level.value: 0 for level in ItemLevel} | {"leaves": 0}
    for line in lines:
        counts[line.item.level] += 1
        counts["leaves"] += line.item.is_leaf
    return counts


def _depth(item: PlanItem) -> int:
    return min(item.path.count("/"), MAX_DEPTH)


def _ancestors(items: list[PlanItem], found: set[UUID]) -> set[UUID]:
    parents = {item.pk: item.parent_id for item in items}
    above: set[UUID] = set()
    for pk in found:
        parent = parents.get(pk)
        while parent is not None and parent not in above:
            above.add(parent)
            parent = parents.get(parent)
    return above - found
