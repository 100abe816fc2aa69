"""Who makes papers of plans and letters to agencies."""

from django.utils import timezone

from caicach.agencies.models import Agency
from caicach.agencies.permissions import can, lent_on, roles_held
from caicach.people.models import User
from caicach.people.permissions import Permission, Role
from caicach.plans.models import Plan, PlanKind


def may_write_letters(user: User) -> bool:
    """Who urges agencies and keeps papers of the own one."""
    return can(user, Permission.ASSIGNMENT_URGE) and sender_of(user) is not None


def sender_of(user: User) -> Agency | None:
    """The agency in which a coordinator works, or who acts for one."""
    today = timezone.localdate()
    keys = [one.agency_id for one in roles_held(user, on=today) if one.role == Role.COORDINATOR]
    keys += [lent.agency_id for lent in lent_on(user, on=today) if lent.role == Role.COORDINATOR]
    return Agency.objects.select_related("parent").filter(pk__in=keys).first() if keys else None


def may_draft(user: User, plan: Plan) -> bool:
    """Who drafts plans of this owner, and keeps its papers."""
    permission = Permission.AGENCY_PLAN_DRAFT if plan.kind == PlanKind.AGENCY else Permission.PLAN_DRAFT
    return can(user, permission, plan.owner) and can(user, Permission.DOCUMENT_REGISTER, plan.owner)


def may_make_paper_of(user: User, plan: Plan, url_name: str) -> bool:
    """An improvement plan is a paper of its own; every plan may be issued by a decision."""
    if not may_draft(user, plan):
        return False
    is_any = url_name != "letters:improvement_new"
    return is_any or plan.kind == PlanKind.IMPROVEMENT or plan.items.exclude(scores={}).exists()
