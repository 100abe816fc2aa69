"""How the due dates of leads spread over agencies and months, of duties that stand and of a plan not yet signed."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db.models import Count, Q

from caicach.agencies.models import Agency
from caicach.assigning.schedules import occurrences_of, schedule_of
from caicach.assigning.services import preview_assignment
from caicach.plans.models import DutyRole, Plan
from caicach.work.models import AssignmentQuerySet, Occurrence

MONTHS = tuple(range(1, 13))
UNDATED = 0
"""The month of what has no due date in the year: ongoing, waiting for an event, due in another year."""

Counts = dict[int, int]


@dataclass(slots=True)
class AgencyLoad:
    """What one agency leads: how many due dates in each month, and how many rows in all."""

    agency: Agency
    rows: int = 0
    due: Counts = field(default_factory=lambda: defaultdict(int))

    @property
    def cells(self) -> list[int]:
        """The twelve months in order."""
        return [self.due.get(month, 0) for month in MONTHS]

    @property
    def undated(self) -> int:
        return self.due.get(UNDATED, 0)


@dataclass(frozen=True, slots=True)
class Load:
    """The whole table, the agency with the most rows first."""

    agencies: Sequence[AgencyLoad]

    @property
    def rows(self) -> int:
        return sum(one.rows for one in self.agencies)

    @property
    def months(self) -> list[int]:
        return [sum(one.due.get(month, 0) for one in self.agencies) for month in MONTHS]

    @property
    def undated(self) -> int:
        return sum(one.undated for one in self.agencies)

    @property
    def fullest(self) -> int:
        """The largest number in a cell of an agency: the shades of the table are parts of it."""
        return max((max(one.cells) for one in self.agencies), default=0)

    @property
    def heaviest_month(self) -> int | None:
        """The month in which most falls due; none where nothing has a date."""
        months = self.months
        return MONTHS[months.index(max(months))] if any(months) else None

    def share_of(self, one: AgencyLoad) -> Decimal | None:
        """The part of all rows that an agency leads, 0 to 1."""
        return Decimal(one.rows) / self.rows if self.rows else None


def load_of_duties(rows: AssignmentQuerySet, *, year: int, only_open: bool = False) -> Load:
    """The leads among these duties by month. only_open: without what is handed in already."""
    leads = rows.leads()
    if only_open:
        leads = leads.filter(submitted_on=None)
    found: dict[int, AgencyLoad] = {}
    agencies = Agency.objects.in_bulk(leads.order_by().values_list("agency", flat=True).distinct())
    for line in leads.order_by().values("agency").annotate(count=Count("pk")):
        found[line["agency"]] = AgencyLoad(agencies[line["agency"]], rows=line["count"])
    for agency, due_on, count in _due_dates(leads, only_open=only_open):
        found[agency].due[_month(due_on, year)] += count
    return _sorted(found.values())


def load_of_plan(plan: Plan, *, on: date) -> Load:
    """What a plan would ask of each lead, month by month, before it is signed; groups as they stand on a day."""
    found: dict[int, AgencyLoad] = {}
    for duty in preview_assignment(plan, on=on).duties:
        if duty.role != DutyRole.LEAD:
            continue
        one = found.setdefault(duty.agency.pk, AgencyLoad(duty.agency))
        one.rows += 1
        schedule = schedule_of(duty.item)
        days: list[date | None] = [each.due_on for each in occurrences_of(schedule, plan.year)]
        for day in days or [schedule.due_on]:
            one.due[_month(day, plan.year)] += 1
    return _sorted(found.values())


def _month(day: date | None, year: int) -> int:
    return day.month if day and day.year == year else UNDATED


def _due_dates(leads: AssignmentQuerySet, *, only_open: bool) -> Iterable[tuple[int, date | None, int]]:
    """Agency, due date and how often: of duties that recur each instance, of the others their one date."""
    recurring = Occurrence.objects.filter(assignment__in=leads.order_by().values("pk"))
    once = leads.exclude(pk__in=recurring.order_by().values("assignment"))
    yield from once.order_by().values_list("agency", "due_on").annotate(count=Count("pk"))
    instances = recurring.filter(Q(done_on=None) if only_open else Q())
    yield from instances.order_by().values_list("assignment__agency", "due_on").annotate(count=Count("pk"))


def _sorted(rows: Iterable[AgencyLoad]) -> Load:
    return Load(sorted(rows, key=lambda one: (-one.rows, one.agency.protocol_order, one.agency.collation_key)))
