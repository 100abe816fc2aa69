"""The figures of the dashboard: leads are counted, ongoing and waiting duties stand beside the rate."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from caicach.agencies.models import Agency
from caicach.plans.models import DutyRole, PlanItem
from caicach.work.models import Assignment, AssignmentQuerySet

WORST_ROWS = 5
WEEK = timedelta(days=7)


@dataclass(slots=True)
class Tally:
    """How many duties stand where."""

    on_time: int = 0
    late: int = 0
    in_time: int = 0
    overdue: int = 0
    waiting: int = 0
    ongoing: int = 0

    @property
    def completed(self) -> int:
        return self.on_time + self.late

    @property
    def base(self) -> int:
        """What the rate is of: everything that has a due date."""
        return self.completed + self.in_time + self.overdue

    @property
    def beside(self) -> int:
        """What has no due date: ongoing, or waiting for an event."""
        return self.waiting + self.ongoing

    @property
    def total(self) -> int:
        return self.base + self.beside

    def add(self, counts: dict[str, Any]) -> None:
        """Count a line of `tally_by` in."""
        self.on_time += counts["completed"] - counts["late"]
        self.late += counts["late"]
        self.overdue += counts["overdue"]
        self.waiting += counts["waiting"]
        self.ongoing += counts["ongoing"]
        elsewhere = sum(counts[name] for name in ("completed", "overdue", "waiting", "ongoing"))
        self.in_time += counts["total"] - elsewhere

    def include(self, other: "Tally") -> None:
        """Add another tally to this one."""
        for name in ("on_time", "late", "in_time", "overdue", "waiting", "ongoing"):
            setattr(self, name, getattr(self, name) + getattr(other, name))

    def as_one(self) -> "Tally":
        """The row of a plan that these leads are of: completed when all are, overdue when one is."""
        if self.completed == self.total:
            return Tally(late=1) if self.late else Tally(on_time=1)
        if self.overdue:
            return Tally(overdue=1)
        if self.in_time:
            return Tally(in_time=1)
        return Tally(waiting=1) if self.waiting else Tally(ongoing=1)


@dataclass(slots=True)
class TalliedRow:
    """A line of a table: what it is about, and its tally."""

    key: Any
    name: str
    tally: Tally
    coordinating: int = 0
    owner: str = ""  # who answers for it: the head of an agency


@dataclass(frozen=True, slots=True)
class WorstRow:
    """A row of a plan that is overdue: since when, and with how many agencies (by name where it is one)."""

    item: PlanItem
    due_on: date
    days: int
    count: int
    agency: str = ""


@dataclass(slots=True, kw_only=True)
class Overview:
    """All that the dashboard shows of a set of duties on a day."""

    leads: Tally = field(default_factory=Tally)
    coordinating: Tally = field(default_factory=Tally)
    items: Tally = field(default_factory=Tally)
    domains: list[TalliedRow] = field(default_factory=list)
    agencies: list[TalliedRow] = field(default_factory=list)
    months: list[TalliedRow] = field(default_factory=list)
    worst: list[WorstRow] = field(default_factory=list)
    completed_this_week: int = 0
    overdue_since_last_week: int = 0


def overview(rows: AssignmentQuerySet, *, today: date) -> Overview:
    """Two grouped queries: leads by row of the plan, all by agency. Names and worst rows come with one more each."""
    found, since = Overview(), today - WEEK
    of_items = rows.leads().tally_by("item", "due_on", today=today, since=since)
    _by_item(found, of_items, since)
    found.worst = _worst(of_items, today=today)
    _by_agency(found, rows.tally_by("role", "agency", today=today))
    return found


def _worst(lines: Iterable[dict[str, Any]], *, today: date) -> list[WorstRow]:
    """The rows of the plan that are overdue for longest; each stands once, with how many agencies are late."""
    late: dict[UUID, tuple[date, int]] = {}
    for line in lines:
        if line["overdue"]:
            first, count = late.get(line["item"], (line["due_on"], 0))
            late[line["item"]] = (min(first, line["due_on"]), count + line["overdue"])
    chosen = sorted(late, key=lambda item: (late[item][0], -late[item][1], str(item)))[:WORST_ROWS]
    items = PlanItem.objects.in_bulk(chosen)
    alone = [item for item in chosen if late[item][1] == 1]
    named = Assignment.objects.filter(item__in=alone).overdue(today).leads().standing().select_related("agency")
    agencies = {row.item_id: row.agency.brief for row in named} if alone else {}
    return [
        WorstRow(items[item], late[item][0], (today - late[item][0]).days, late[item][1], agencies.get(item, ""))
        for item in chosen
    ]


def _by_agency(found: Overview, lines: Iterable[dict[str, Any]]) -> None:
    tallies: dict[int, Tally] = defaultdict(Tally)
    coordinating: dict[int, int] = defaultdict(int)
    for counts in lines:
        if counts["role"] == DutyRole.LEAD:
            tallies[counts["agency"]].add(counts)
        else:
            coordinating[counts["agency"]] += counts["total"]
            found.coordinating.add(counts)
    agencies = Agency.objects.filter(pk__in={*tallies, *coordinating}).only("pk", "name", "head_title")
    rows = [TalliedRow(one.pk, one.brief, tallies[one.pk], coordinating[one.pk], one.head_title) for one in agencies]
    found.agencies = sorted(rows, key=lambda row: (-row.tally.overdue, -row.tally.in_time))


def _by_item(found: Overview, lines: Iterable[dict[str, Any]], since: date) -> None:
    items: dict[UUID, Tally] = defaultdict(Tally)
    months: dict[str, Tally] = defaultdict(Tally)
    for counts in lines:
        found.leads.add(counts)
        items[counts["item"]].add(counts)
        found.completed_this_week += counts["completed_lately"]
        if counts["due_on"]:
            found.overdue_since_last_week += counts["overdue"] if counts["due_on"] >= since else 0
            months[f"{counts['due_on']:%Y-%m}"].add(counts)
    for tally in items.values():
        found.items.include(tally.as_one())
    found.domains = _domains(items)
    found.months = [TalliedRow(month, _month_name(month), months[month]) for month in sorted(months)]


def _domains(items: dict[UUID, Tally]) -> list[TalliedRow]:
    """The rows of the plan summed by domain, in the order of the programme; those without one last."""
    of_items = PlanItem.objects.filter(pk__in=items).order_by("domain__order", "domain")
    rows: dict[int | None, TalliedRow] = {}
    for item, domain, name in of_items.values_list("pk", "domain", "domain__name"):
        row = rows.setdefault(domain, TalliedRow(domain, name or "", Tally()))
        row.tally.include(items[item])
    without = rows.pop(None, None)
    return [*rows.values(), *([without] if without else [])]


def _month_name(month: str) -> str:
    year, number = month.split("-")
    return f"{number}/{year}"
