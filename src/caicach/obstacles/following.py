"""What goes with a duty when the heir of an agency carries it on."""

from caicach.obstacles.models import DutyRequest, Obstacle, RequestState
from caicach.people.models import User
from caicach.plans.models import Plan
from caicach.work.models import Assignment


def follow_move(old: Assignment, new: Assignment, by: User | None) -> None:
    """What still stands in the way, and what is asked for, is the heir's from now on; what is over stays behind."""
    Obstacle.objects.filter(assignment=old, closed_on=None).update(assignment=new)
    if not DutyRequest.objects.filter(assignment=new, state=RequestState.WAITING).exists():
        DutyRequest.objects.filter(assignment=old, state=RequestState.WAITING).update(assignment=new)


def has_entries(plan: Plan) -> bool:
    """Whether somebody has told of an obstacle or asked for something since this version of a plan is in force."""
    told = Obstacle.objects.filter(assignment__item__plan=plan)
    asked = DutyRequest.objects.filter(assignment__item__plan=plan)
    if plan.issued_at is not None:
        told, asked = told.filter(raised_at__gte=plan.issued_at), asked.filter(asked_at__gte=plan.issued_at)
    return told.exists() or asked.exists()
