"""Who may do what to which agency, all from the table of grants and the memberships of a day."""

from datetime import date
from typing import NamedTuple

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.functional import LazyObject

from caicach.agencies.models import Agency, AgencyKind, Membership
from caicach.people.models import User
from caicach.people.permissions import Permission, Scope, roles_with
from caicach.ui.errors import NotAllowed

_UNITS = (AgencyKind.UNIT, AgencyKind.SERVICE_UNIT)
_MEMO = "_caicach_roles_held"


class HeldRole(NamedTuple):
    """A role of a person in an agency."""

    role: str
    agency_id: int
    agency_name: str


def agencies_where(user: User | AnonymousUser, permission: Permission, *, on: date | None = None) -> QuerySet[Agency]:
    """The agencies over which a person holds a permission on a day: all, the own ones and their units, or none."""
    is_province_wide, own = _reach(user, permission, on or timezone.localdate())
    if is_province_wide:
        return Agency.objects.all()
    if not own:
        return Agency.objects.none()
    return Agency.objects.filter(Q(pk__in=own) | Q(parent__in=own, kind__in=_UNITS))


def can(user: User | AnonymousUser, permission: Permission, agency: Agency | None = None) -> bool:
    """May this person do this: to this agency, or, with none given, anywhere in the province."""
    is_province_wide, own = _reach(user, permission, timezone.localdate())
    if is_province_wide or agency is None:
        return is_province_wide or bool(own)
    return agency.pk in own or (agency.parent_id in own and agency.kind in _UNITS)


def require(user: User, permission: Permission, agency: Agency | None = None) -> None:
    """Raise NotAllowed unless the person may do this."""
    if not can(user, permission, agency):
        raise NotAllowed()


def require_or_machine(by: User | None, permission: Permission, agency: Agency | None = None) -> None:
    """As `require`; a command of the server's administrator (`by` is None) needs no grant."""
    if by is not None:
        require(by, permission, agency)


def _reach(user: User | AnonymousUser, permission: Permission, day: date) -> tuple[bool, set[int]]:
    """Whether a permission reaches over the whole province, and else over which agencies with their units."""
    held = roles_held(user, on=day)
    province = roles_with(permission, scope=Scope.PROVINCE)
    own = roles_with(permission, scope=Scope.OWN)
    return any(one.role in province for one in held), {one.agency_id for one in held if one.role in own}


def roles_held(user: User | AnonymousUser, *, on: date) -> list[HeldRole]:
    """The roles of a person on a day, each with its agency.

    A page asks this many times: the user of a request (a lazy object that lives no longer) remembers the answer.
    """
    if not isinstance(user, User) or not user.is_active:
        return []
    memo: dict[date, list[HeldRole]] = getattr(user, _MEMO, {})
    if on in memo:
        return memo[on]
    rows = Membership.objects.filter(user=user.pk).valid_on(on).values_list("role", "agency", "agency__name")
    held = [HeldRole(*row) for row in rows]
    if isinstance(user, LazyObject):
        setattr(user, _MEMO, {**memo, on: held})
    return held
