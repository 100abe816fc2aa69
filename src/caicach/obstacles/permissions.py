"""Who may act on an obstacle: the agency that is asked answers, the one that is held up says when it is over."""

from django.contrib.auth.models import AnonymousUser

from caicach.agencies.permissions import Ask, can
from caicach.obstacles.models import Obstacle
from caicach.people.models import User
from caicach.people.permissions import Permission
from caicach.ui.errors import NotAllowed
from caicach.work.permissions import may


def may_answer(user: User | AnonymousUser, obstacle: Obstacle, *, ask: Ask = can) -> bool:
    """May this person answer for the agency that is asked, or pass the question on."""
    return ask(user, Permission.OBSTACLE_ANSWER, obstacle.addressed_to)


def may_end(user: User | AnonymousUser, obstacle: Obstacle, *, ask: Ask = can) -> bool:
    """May this person say that the obstacle is gone, or that it is there again."""
    duty = obstacle.assignment
    if may(user, Permission.ASSIGNMENT_REPORT, duty, ask=ask):
        return True
    return ask(user, Permission.ASSIGNMENT_CONFIRM, duty.agency)


def assigns_plans(user: User | AnonymousUser) -> bool:
    """Whether this person assigns any plan: the province's, or those of the own agency."""
    return can(user, Permission.PLAN_ISSUE) or can(user, Permission.AGENCY_PLAN_ISSUE)


def allow(is_allowed: bool) -> None:
    """Raise NotAllowed unless it is."""
    if not is_allowed:
        raise NotAllowed()
