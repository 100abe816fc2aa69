"""Which of the grants a plan asks for: the province's plans and an agency's own have different ones."""

from caicach.agencies.models import Agency
from caicach.agencies.permissions import agencies_where, can
from caicach.people.models import User
from caicach.people.permissions import Permission
from caicach.plans.models import Plan, PlanKind, PlanState


def drafting_permission(kind: str) -> Permission:
    return Permission.AGENCY_PLAN_DRAFT if kind == PlanKind.AGENCY else Permission.PLAN_DRAFT


def issuing_permission(kind: str) -> Permission:
    return Permission.AGENCY_PLAN_ISSUE if kind == PlanKind.AGENCY else Permission.PLAN_ISSUE


def may_draft(user: User, plan: Plan) -> bool:
    """May this person change the rows of this plan while it is a draft."""
    return plan.is_draft and can(user, drafting_permission(plan.kind), plan.owner)


def may_draft_next(user: User, plan: Plan) -> bool:
    """May this person begin the next version of this plan, whatever its state."""
    return can(user, drafting_permission(plan.kind), plan.owner)


def may_link(user: User, plan: Plan) -> bool:
    """May this person say which rows of the province the rows of an agency's plan carry out.

    Links stand beside the rows and change none, so the plan may be in force already.
    """
    has_links = not plan.is_of_province and plan.state in (PlanState.DRAFT, PlanState.ISSUED)
    return has_links and can(user, drafting_permission(plan.kind), plan.owner)


def may_issue(user: User, plan: Plan) -> bool:
    """May this person issue, withdraw or correct this plan."""
    return can(user, issuing_permission(plan.kind), plan.owner)


def drafting_agencies(user: User) -> list[Agency]:
    """For whom a person may draft: the province's own authority, and the agencies with plans of their own."""
    found: list[Agency] = []
    if can(user, Permission.PLAN_DRAFT):
        found += list(Agency.objects.filter(kind="province"))
    found += list(agencies_where(user, Permission.AGENCY_PLAN_DRAFT).exclude(kind="province"))
    return found


def may_begin(user: User) -> bool:
    """Whether there is anybody for whom this person may draft a plan."""
    return can(user, Permission.PLAN_DRAFT) or can(user, Permission.AGENCY_PLAN_DRAFT)
