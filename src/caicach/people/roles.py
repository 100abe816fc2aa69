"""The roles that a person holds on a day. Memberships belong to the room above: here they are only a relation."""

from collections.abc import Callable
from datetime import date

from django.db.models import Q
from django.utils import timezone

from caicach.people.models import User
from caicach.people.permissions import GRANTS, PRIVILEGED, Permission, Role
from caicach.ui.errors import NotAllowed


def roles_of(user: User, *, on: date | None = None) -> frozenset[Role]:
    """The roles of somebody's memberships on a day (today); none for who has been deactivated."""
    day = on or timezone.localdate()
    held = User.objects.filter(
        Q(memberships__valid_from=None) | Q(memberships__valid_from__lte=day),
        Q(memberships__valid_to=None) | Q(memberships__valid_to__gte=day),
        pk=user.pk,
        is_active=True,
        memberships__role__in=Role.values,
    )
    return frozenset(Role(role) for role in held.values_list("memberships__role", flat=True))


RolesLent = Callable[[User, date], frozenset[Role]]

_lent: list[RolesLent] = []


def register_lent(roles: RolesLent) -> None:
    """Enter a room that knows whose roles a person acts in."""
    if roles not in _lent:
        _lent.append(roles)


def is_privileged(user: User) -> bool:
    """Whether one of today's roles, own or of somebody in whose place the person acts, needs a second factor."""
    if roles_of(user) & PRIVILEGED:
        return True
    today = timezone.localdate()
    if user.acts_for_until is None or user.acts_for_until < today:
        return False
    return any(roles(user, today) & PRIVILEGED for roles in _lent)


def require_person_manager(by: User | None) -> None:
    """Refuse who may not manage people. None is the machine: a command on the server, or the demonstration."""
    if by is not None and not any(Permission.PERSON_MANAGE in GRANTS[role] for role in roles_of(by)):
        raise NotAllowed()
