"""The figures of the dashboard: leads are counted, ongoing and waiting duties stand beside the rate."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Q

from caicach.agencies.models import Agency, Domain
from caicach.plans.models import DutyRole
from caicach.work.models import Assignment, AssignmentQuerySet
from caicach.work.status import IN_TIME, AssignmentStatus, status_of_item

S = AssignmentStatus
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
    def total(self) -> int:
        return self.base + self.waiting + self.ongoing

    def add(self, status: str, count: int) -> None:
        """Count duties of one status in."""
        name = _PLACES[AssignmentStatus(status)]
        setattr(self, name, getattr(self, name) + count)


_PLACES = dict.fromkeys(IN_TIME, "in_time") | {
    S.COMPLETED_ON_TIME: "on_time",
    S.COMPLETED_LATE: "late",
    S.OVERDUE: "overdue",
    S.WAITING_FOR_EVENT: "waiting",
    S.ONGOING: "ongoing",
}


@dataclass(slots=True)
class TalliedRow:
    """A line of a table: what it is about, and its tally."""

    key: Any
    name: str
    tally: Tally
    coordinating: int = 0


@dataclass(slots=True, kw_only=True)
class Overview:
    """All that the dashboard shows of a set of duties on a day."""

    leads: Tally = field(default_factory=Tally)
    coordinating: Tally = field(default_factory=Tally)
    items: Tally = field(default_factory=Tally)
    domains: list[TalliedRow] = field(default_factory=list)
    agencies: list[TalliedRow] = field(default_factory=list)
    months: list[TalliedRow] = field(default_factory=list)
    worst: list[Assignment] = field(default_factory=list)
    completed_this_week: int = 0
    overdue_since_last_week: int = 0


def overview(rows: AssignmentQuerySet, *, today: date) -> Overview:
    """Two grouped queries for the tables, two for the worst rows and the week, two for names."""
    found = Overview()
    _by_agency(found, rows.count_by("agency", "role", today=today))
    _by_item(found, rows.leads().count_by("item", "item__domain", "due_on", today=today))
    overdue = rows.leads().overdue(today).select_related("item", "agency")
    found.worst = list(overdue.order_by("due_on", "pk")[:WORST_ROWS]) if found.leads.overdue else []
    week = rows.leads().aggregate(
        completed=Count("pk", filter=Q(confirmed_on__gt=today - WEEK, confirmed_on__lte=today)),
        overdue=Count("pk", filter=Q(submitted_on=None, due_on__gte=today - WEEK, due_on__lt=today)),
    )
    found.completed_this_week, found.overdue_since_last_week = week["completed"], week["overdue"]
    return found


def _by_agency(found: Overview, counts: Iterable[dict[str, Any]]) -> None:
    tallies: dict[int, Tally] = defaultdict(Tally)
    coordinating: dict[int, int] = defaultdict(int)
    for count in counts:
        if count["role"] == DutyRole.LEAD:
            tallies[count["agency"]].add(count["status"], count["count"])
            found.leads.add(count["status"], count["count"])
        else:
            coordinating[count["agency"]] += count["count"]
            found.coordinating.add(count["status"], count["count"])
    agencies = Agency.objects.filter(pk__in={*tallies, *coordinating}).only("pk", "name", "short_name")
    rows = [TalliedRow(one.pk, one.short_name or one.name, tallies[one.pk], coordinating[one.pk]) for one in agencies]
    found.agencies = sorted(rows, key=lambda row: (-row.tally.overdue, -row.tally.in_time))


def _by_item(found: Overview, counts: Iterable[dict[str, Any]]) -> None:
    domains: dict[int | None, Tally] = defaultdict(Tally)
    months: dict[str, Tally] = defaultdict(Tally)
    items: dict[UUID, dict[AssignmentStatus, int]] = defaultdict(lambda: defaultdict(int))
    for count in counts:
        domains[count["item__domain"]].add(count["status"], count["count"])
        items[count["item"]][AssignmentStatus(count["status"])] += count["count"]
        if count["due_on"]:
            months[f"{count['due_on']:%Y-%m}"].add(count["status"], count["count"])
    for leads in items.values():
        if status := status_of_item(leads):
            found.items.add(status, 1)
    named = Domain.objects.filter(pk__in=[key for key in domains if key is not None])
    found.domains = [TalliedRow(domain.pk, domain.name, domains[domain.pk]) for domain in named]
    if None in domains:
        found.domains.append(TalliedRow(None, "", domains[None]))
    found.months = [TalliedRow(month, _month_name(month), months[month]) for month in sorted(months)]


def _month_name(month: str) -> str:
    year, number = month.split("-")
    return f"{number}/{year}"
