"""Who may do what to which agency, all from the table of grants and the memberships of a day."""

from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from django.utils import timezone

from caicach.agencies.models import Agency, Membership
from caicach.people.models import User
from caicach.people.permissions import Permission, Scope, roles_with
from caicach.ui.errors import NotAllowed


def agencies_where(user: User | AnonymousUser, permission: Permission, *, on: date | None = None) -> QuerySet[Agency]:
    """The agencies over which a person holds a permission on a day: all, the own ones and their units, or none."""
    if not isinstance(user, User) or not user.is_active:
        return Agency.objects.none()
    held = Membership.objects.filter(user=user).valid_on(on or timezone.localdate())
    if held.filter(role__in=roles_with(permission, scope=Scope.PROVINCE)).exists():
        return Agency.objects.all()
    own = held.filter(role__in=roles_with(permission, scope=Scope.OWN)).values("agency")
    return Agency.objects.filter(
        Q(pk__in=own) | Q(parent__in=own, kind="unit") | Q(parent__in=own, kind="service_unit")
    )


def can(user: User | AnonymousUser, permission: Permission, agency: Agency | None = None) -> bool:
    """May this person do this: to this agency, or, with none given, anywhere in the province."""
    allowed = agencies_where(user, permission)
    return allowed.exists() if agency is None else allowed.filter(pk=agency.pk).exists()


def require(user: User, permission: Permission, agency: Agency | None = None) -> None:
    """Raise NotAllowed unless the person may do this."""
    if not can(user, permission, agency):
        raise NotAllowed()


def require_or_machine(by: User | None, permission: Permission, agency: Agency | None = None) -> None:
    """As `require`; a command of the server's administrator (`by` is None) needs no grant."""
    if by is not None:
        require(by, permission, agency)
