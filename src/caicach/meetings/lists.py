"""Conclusions of all meetings that a person sees, with how they stand."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from caicach.meetings.models import Meeting
from caicach.people.models import User
from caicach.plans.models import Plan, PlanItem, PlanState
from caicach.work.models import Assignment
from caicach.work.status import COMPLETED, AssignmentStatus, status_label, status_of_item


@dataclass(frozen=True, slots=True)
class ConclusionLine:
    """A conclusion in force, and the meeting that came to it."""

    item: PlanItem
    meeting: Meeting
    status: AssignmentStatus | None

    @property
    def label(self) -> str:
        return status_label(self.status) if self.status else ""

    @property
    def is_done(self) -> bool:
        return self.status in COMPLETED


def conclusion_lines(user: User, *, today: date, shows_all: bool) -> list[ConclusionLine]:
    """The newest meeting first. In four queries for all of them."""
    meetings = {row.conclusion_series: row for row in Meeting.objects.visible_to(user).exclude(conclusion_series=None)}
    plans = Plan.objects.filter(series__in=list(meetings), state__in=(PlanState.ISSUED, PlanState.CLOSED))
    series = dict(plans.values_list("pk", "series"))
    items = PlanItem.objects.filter(plan__in=list(series), is_leaf=True)
    status = _statuses(items, today)
    lines = [ConclusionLine(item, meetings[series[item.plan_id]], status.get(item.pk)) for item in items]
    shown = (line for line in lines if shows_all or not line.is_done)
    return sorted(shown, key=lambda line: (-line.meeting.held_on.toordinal(), str(line.meeting.pk), line.item.order))


def _statuses(items: Iterable[PlanItem], today: date) -> dict[object, AssignmentStatus | None]:
    keys = [item.pk for item in items]
    counted: dict[object, dict[AssignmentStatus, int]] = {}
    for line in Assignment.objects.standing().leads().filter(item__in=keys).count_by("item", today=today):
        counted.setdefault(line["item"], {})[AssignmentStatus(line["status"])] = line["count"]
    return {key: status_of_item(counts) for key, counts in counted.items()}
