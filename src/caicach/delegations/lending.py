"""What the rest of the site asks of this room: what was lent to whom on a day, and who acts for whom."""

from collections.abc import Collection
from datetime import date

from caicach.agencies.lending import Lent
from caicach.delegations.models import Delegation
from caicach.people.models import User
from caicach.people.permissions import GRANTS, Permission, Role

P = Permission
NEVER_LENT = frozenset({P.PERSON_MANAGE, P.AGENCY_MANAGE, P.DELEGATION_GIVE})
"""Who else gets in, and who acts for whom, is decided by nobody in the place of another."""

_DECISIONS = frozenset({P.PUBLICATION_APPROVE, P.REPORT_APPROVE, P.ROUND_REOPEN})
"""What a leader of the province decides in person, unless it is lent on purpose."""

_SILENT = frozenset({P.AUDIT_VIEW, P.SCAN_VIEW})


def lendable(role: Role) -> list[Permission]:
    """The acts of a role that may be lent, in the order of the table; what is only looked at comes with them."""
    return [one for one in Permission if one in GRANTS[role] and one not in NEVER_LENT and not _is_looking(one)]


def lent_unless_told(role: Role) -> list[Permission]:
    """What is ticked at first: a leader's secretary looks and prepares, everybody else does all that the giver does."""
    return [one for one in lendable(role) if one not in _DECISIONS]


def comes_along(role: Role) -> frozenset[Permission]:
    """Looking at what one acts on."""
    return frozenset(one for one in GRANTS[role] if _is_looking(one) and one not in _SILENT)


def lent_to(user: User, on: date) -> list[Lent]:
    """What others have lent to a person on a day: never more than the role of the giver has today."""
    rows = Delegation.objects.in_force(on).filter(taker=user.pk).select_related("giver")
    return [_lent(row) for row in rows]


def roles_lent_to(user: User, on: date) -> frozenset[Role]:
    """In whose roles a person acts on a day."""
    return frozenset(lent.role for lent in lent_to(user, on))


def substitutes(agencies: Collection[int], permission: Permission, on: date) -> dict[tuple[int, int], int]:
    """By agency and giver the taker, of those who lent this permission today; the last one made counts."""
    rows = Delegation.objects.in_force(on).filter(agency__in=agencies).order_by("made_at")
    return {(row.agency_id, row.giver_id): row.taker_id for row in rows if permission.value in row.permissions}


def _lent(row: Delegation) -> Lent:
    role = Role(row.role)
    chosen = {Permission(code) for code in row.permissions if code in Permission.values}
    held = (chosen | comes_along(role)) & GRANTS[role] - NEVER_LENT
    return Lent(row.giver_id, str(row.giver), role, row.agency_id, frozenset(held))


def _is_looking(permission: Permission) -> bool:
    return permission.value.endswith((".view", ".watch"))
