"""What this room shows on the page of a duty and of a row."""

from datetime import date

from caicach.agencies.permissions import can
from caicach.core.schedule.schedule import ScheduleKind
from caicach.obstacles.models import DutyRequest, Obstacle, RequestState, TriggerEvent
from caicach.obstacles.waiting import code_of, words_of
from caicach.people.models import User
from caicach.people.permissions import Permission
from caicach.plans.models import PlanItem
from caicach.work.duty_parts import Part
from caicach.work.models import Assignment
from caicach.work.permissions import may, may_assign

_WAITING = (ScheduleKind.AFTER_EVENT, ScheduleKind.PER_AUTHORITY, ScheduleKind.UNREADABLE)


def part_of_duty(assignment: Assignment, user: User, today: date) -> Part | None:
    """Obstacles, requests and the event of a duty, with the ways to add to them."""
    obstacles = list(Obstacle.objects.filter(assignment=assignment).select_related("addressed_to"))
    for one in obstacles:
        one.assignment = assignment  # its state looks at it
    requests = list(DutyRequest.objects.filter(assignment=assignment).select_related("decided_by"))
    event = _event_of(assignment)
    is_open = assignment.withdrawn_at is None and assignment.confirmed_on is None
    has_open_request = any(one.state == RequestState.WAITING for one in requests)
    values = {
        "assignment": assignment,
        "obstacles": [(one, one.days_on(today)) for one in reversed(obstacles)],
        "requests": requests,
        "event": event,
        "may_raise": is_open and may(user, Permission.ASSIGNMENT_REPORT, assignment),
        "may_ask": is_open
        and assignment.submitted_on is None
        and not has_open_request
        and can(user, Permission.ASSIGNMENT_SUBMIT, assignment.agency),
    }
    is_empty = not (obstacles or requests or event or values["may_raise"] or values["may_ask"])
    return None if is_empty else Part("obstacles/duty_part.html", values)


def _event_of(assignment: Assignment) -> TriggerEvent | None:
    """The event that dated a duty; asked for only where its row waited for one."""
    waited = (assignment.item.schedule or {}).get("kind") in (*_WAITING, None)
    if not waited or assignment.waits_for_event or assignment.item.due_on is not None:
        return None
    return TriggerEvent.objects.filter(duties__assignment=assignment, undone_at=None).first()


def part_of_item(item: PlanItem, user: User) -> Part | None:
    """The way to the event for which a row waits, for those who may date it."""
    waiting = Assignment.objects.standing().filter(item=item, waits_for_event=True, confirmed_on=None)
    words = words_of(item)
    if not words or not may_assign(user, item.plan) or not waiting.exists():
        return None
    return Part("obstacles/item_part.html", {"words": words, "code": code_of(words)})
