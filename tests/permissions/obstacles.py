"""What stands in the way of duties, what is asked for and what has happened, for each of the twin agencies."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from caicach.agencies.models import Agency
from caicach.obstacles.models import (
    DutyRequest,
    Obstacle,
    ObstacleStep,
    RequestKind,
    StepKind,
    TriggeredDuty,
    TriggerEvent,
)
from caicach.obstacles.waiting import code_of
from caicach.people.models import User
from caicach.plans.models import DutyRole, Plan, PlanItem
from caicach.work.models import Assignment
from tests.factories.agencies import AgencyFactory
from tests.factories.plans import PlanItemFactory
from tests.factories.work import AssignmentFactory

Keys = dict[str, Any]
SINCE = date(2026, 1, 5)
WORDS = "Sau khi có hướng dẫn của Bộ"


def things_of_obstacles(held: Plan, people: dict[str, tuple[Agency, User]], waiting: PlanItem) -> dict[str, Keys]:
    """Everything about obstacles that the table names. people: by whose they are, the agency and who works there."""
    third = AgencyFactory(name="Sở Khoa học")
    waiting.schedule = {"kind": "after_event", "event": WORDS}
    waiting.save(update_fields=["schedule"])
    things: dict[str, Keys] = {"an event that rows wait for": {"event_code": code_of(WORDS)}}
    for whose, (agency, by) in people.items():
        duty = _duty(held, agency, third)
        asked = DutyRequest.objects.create(
            assignment=duty, kind=RequestKind.TIME, reason="Chờ văn bản", wished_on=timezone.localdate() + timedelta(9),
            asked_by=by, asked_on=SINCE, due_before_on=duty.due_on,
        )  # fmt: skip
        things[f"{whose}'s obstacle"] = {"obstacle_id": _obstacle(duty, third, by).pk}
        things[f"{whose}'s request"] = {"request_id": asked.pk}
        things[f"{whose}'s event"] = {"event_id": _event(_duty(held, agency, third), by).pk}
    (own, _one), (other, by) = people.values()
    things["an obstacle put before the own agency"] = {"obstacle_id": _obstacle(_duty(held, other, third), own, by).pk}
    return things


def _duty(plan: Plan, agency: Agency, beside: Agency) -> Assignment:
    item = PlanItemFactory(plan=plan, lead_text=agency.name)
    AssignmentFactory(item=item, agency=beside, role=DutyRole.COORDINATING)
    return AssignmentFactory(item=item, agency=agency, due_on=timezone.localdate())


def _obstacle(duty: Assignment, addressed_to: Agency, by: User) -> Obstacle:
    row = Obstacle.objects.create(
        assignment=duty, text="Thiếu số liệu", addressed_to=addressed_to, since_on=SINCE, raised_by=by
    )
    ObstacleStep.objects.create(
        obstacle=row, kind=StepKind.PASSED_ON, text="Thuộc ngành", to_agency=addressed_to, on=SINCE, by=by
    )
    return row


def _event(duty: Assignment, by: User) -> TriggerEvent:
    today = timezone.localdate()
    event = TriggerEvent.objects.create(
        words="Khi có luật mới", happened_on=SINCE, source="Luật 1", recorded_by=by, recorded_on=today
    )
    TriggeredDuty.objects.create(event=event, assignment=duty, due_on=duty.due_on, version_after=duty.version)
    return event
