"""Who chooses how targets are measured, and who tells their values."""

from caicach.agencies.models import Agency
from caicach.agencies.permissions import can
from caicach.people.models import User
from caicach.people.permissions import Permission
from caicach.plans.models import Plan, PlanState
from caicach.plans.permissions import drafting_permission
from caicach.targets.models import Gauge

IN_FORCE = (PlanState.ISSUED, PlanState.CLOSED)


def may_set(user: User, plan: Plan) -> bool:
    """May this person choose how the targets of this plan are measured: who may draft it may."""
    return plan.state in IN_FORCE and can(user, drafting_permission(plan.kind), plan.owner)


def may_tell(user: User, gauge: Gauge, agency: Agency | None = None) -> bool:
    """May this person type a value: of an agency the own people, of all together those of the keeper.

    agency: None asks whether there is any agency for which they may.
    """
    if not gauge.is_typed or gauge.target.plan.state not in IN_FORCE:
        return False
    about = gauge.teller if gauge.is_whole else agency
    return can(user, Permission.TARGET_TELL, about)
