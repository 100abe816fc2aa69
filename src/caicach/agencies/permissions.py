"""Who may do what to which agency, all from the table of grants and the memberships of a day, and what was lent."""

from datetime import date
from typing import NamedTuple, Protocol

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.functional import LazyObject

from caicach.agencies.lending import Lent, lent_to
from caicach.agencies.models import Agency, AgencyKind, Membership
from caicach.people.models import ActsFor, User
from caicach.people.permissions import GRANTS, Permission, Role, Scope, roles_with
from caicach.ui.errors import NotAllowed

_UNITS = (AgencyKind.UNIT, AgencyKind.SERVICE_UNIT)
_MEMO, _LENT = "_caicach_roles_held", "_caicach_lent"


class HeldRole(NamedTuple):
    """A role of a person in an agency."""

    role: str
    agency_id: int
    agency_name: str


class HeldGrant(NamedTuple):
    """What a person may do in an agency, by a role of the own or one that was lent."""

    agency_id: int
    permissions: frozenset[Permission]
    is_lent: bool


class _Right(NamedTuple):
    """Whether something may be done, and in whose place."""

    is_held: bool
    acts_for: ActsFor | None


class _Reach(NamedTuple):
    """Whether a permission reaches over the whole province, and else over which agencies with their units."""

    is_province_wide: bool
    own: set[int]

    def covers(self, agency: Agency | None) -> bool:
        if self.is_province_wide or agency is None:
            return self.is_province_wide or bool(self.own)
        return agency.pk in self.own or (agency.parent_id in self.own and agency.kind in _UNITS)


def agencies_where(user: User | AnonymousUser, permission: Permission, *, on: date | None = None) -> QuerySet[Agency]:
    """The agencies over which a person holds a permission on a day: all, the own ones and their units, or none."""
    day = on or timezone.localdate()
    by_role, by_loan = _by_role(user, permission, day), _by_loan(user, permission, day)
    if by_role.is_province_wide or by_loan.is_province_wide:
        return Agency.objects.all()
    own = by_role.own | by_loan.own
    if not own:
        return Agency.objects.none()
    return Agency.objects.filter(Q(pk__in=own) | Q(parent__in=own, kind__in=_UNITS))


def can(user: User | AnonymousUser, permission: Permission, agency: Agency | None = None) -> bool:
    """May this person do this: to this agency, or, with none given, anywhere in the province. Asking is no act."""
    return _right(user, permission, agency).is_held


def acts(user: User | AnonymousUser, permission: Permission, agency: Agency | None = None) -> bool:
    """As `can`, asked by what is about to do it: who may only by a loan acts from here on for whoever lent the right.

    The trail says so, so a service asks for its own act last.
    """
    right = _right(user, permission, agency)
    if right.is_held and isinstance(user, User) and not permission.value.endswith(".view"):  # looking is no act
        user.acts_for = right.acts_for
    return right.is_held


class Ask(Protocol):
    """`can`, or `acts` where it is about to be done."""

    def __call__(self, user: User | AnonymousUser, permission: Permission, agency: Agency | None = None) -> bool: ...


def require(user: User, permission: Permission, agency: Agency | None = None) -> None:
    """Raise NotAllowed unless the person may do this; see `acts`."""
    if not acts(user, permission, agency):
        raise NotAllowed()


def require_or_machine(by: User | None, permission: Permission, agency: Agency | None = None) -> None:
    """As `require`; a command of the server's administrator (`by` is None) needs no grant."""
    if by is not None:
        require(by, permission, agency)


def _by_role(user: User | AnonymousUser, permission: Permission, day: date) -> _Reach:
    held = roles_held(user, on=day)
    province = roles_with(permission, scope=Scope.PROVINCE)
    own = roles_with(permission, scope=Scope.OWN)
    return _Reach(any(one.role in province for one in held), {one.agency_id for one in held if one.role in own})


def _by_loan(user: User | AnonymousUser, permission: Permission, day: date) -> _Reach:
    found = [_reach_of(lent, permission) for lent in lent_on(user, on=day)]
    return _Reach(any(one.is_province_wide for one in found), {key for one in found for key in one.own})


def _reach_of(lent: Lent, permission: Permission) -> _Reach:
    return _Reach(
        lent.grants(permission, Scope.PROVINCE), {lent.agency_id} if lent.grants(permission, Scope.OWN) else set()
    )


def _right(user: User | AnonymousUser, permission: Permission, agency: Agency | None) -> _Right:
    """Whether a person may do something, by the own right before one that was lent."""
    day = timezone.localdate()
    if _by_role(user, permission, day).covers(agency):
        return _Right(is_held=True, acts_for=None)
    giver = next((lent for lent in lent_on(user, on=day) if _reach_of(lent, permission).covers(agency)), None)
    return _Right(giver is not None, ActsFor(giver.giver, giver.giver_name) if giver else None)


def roles_held(user: User | AnonymousUser, *, on: date) -> list[HeldRole]:
    """The roles of a person on a day, each with its agency; without what was lent.

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


def lent_on(user: User | AnonymousUser, *, on: date) -> list[Lent]:
    """What others have lent to a person on a day; remembered as `roles_held` is."""
    if not isinstance(user, User) or not user.is_active:
        return []
    memo: dict[date, list[Lent]] = getattr(user, _LENT, {})
    if on in memo:
        return memo[on]
    lent = lent_to(user, on=on)
    if isinstance(user, LazyObject):
        setattr(user, _LENT, {**memo, on: lent})
    return lent


def grants_held(user: User | AnonymousUser, *, on: date) -> list[HeldGrant]:
    """Everything that a person may do on a day, agency by agency, by own roles and by those that were lent."""
    own = [HeldGrant(one.agency_id, GRANTS[Role(one.role)], is_lent=False) for one in roles_held(user, on=on)]
    lent = [HeldGrant(one.agency_id, one.permissions, is_lent=True) for one in lent_on(user, on=on)]
    return own + lent
