"""Who may act on a duty: by the agency that owes it, or by the unit and the person it was handed out to."""

from django.contrib.auth.models import AnonymousUser

from caicach.agencies.permissions import Ask, acts, agencies_where, can
from caicach.people.models import User
from caicach.people.permissions import Permission
from caicach.plans.models import Plan, PlanKind
from caicach.ui.errors import NotAllowed
from caicach.work.models import Assignment, HandOut


def may(user: User | AnonymousUser, permission: Permission, assignment: Assignment, *, ask: Ask = can) -> bool:
    """May this person do this with this duty."""
    if ask(user, permission, assignment.agency):
        return True
    if permission is not Permission.ASSIGNMENT_REPORT or not isinstance(user, User) or not ask(user, permission):
        return False  # who holds it nowhere is asked for nothing more
    held = HandOut.objects.filter(assignment=assignment, to_on=None)
    own = agencies_where(user, permission)
    return held.filter(unit__in=own).exists() or (held.filter(person=user).exists() and own.exists())


def require_for(user: User, permission: Permission, assignment: Assignment) -> None:
    """Raise NotAllowed unless the person may do this with this duty."""
    if not may(user, permission, assignment, ask=acts):
        raise NotAllowed()


def permission_to_assign(plan: Plan) -> Permission:
    """A province's plan is assigned by whoever issues plans, an agency's own plan by its head."""
    return Permission.AGENCY_PLAN_ISSUE if plan.kind == PlanKind.AGENCY else Permission.PLAN_ISSUE


def may_assign(user: User | AnonymousUser, plan: Plan, *, ask: Ask = can) -> bool:
    """May this person hand this plan to the agencies."""
    return ask(user, permission_to_assign(plan), plan.owner) or ask(user, Permission.PLAN_ISSUE, plan.owner)


def require_assigner(user: User, plan: Plan) -> None:
    """Raise NotAllowed for who does not assign this plan."""
    if not may_assign(user, plan, ask=acts):
        raise NotAllowed()
