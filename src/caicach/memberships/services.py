"""Writing who works where, in which role, from a day to a day."""

from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from caicach.agencies.errors import AlreadyListed, EndsBeforeItBegins
from caicach.agencies.models import Agency, Membership
from caicach.agencies.permissions import require, require_or_machine
from caicach.audit.trail import record
from caicach.memberships.errors import LastPersonManager, OwnRole
from caicach.people.models import User
from caicach.people.permissions import Permission, roles_with
from caicach.people.services import create_invited_user, deactivate, keep, locked


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """What is known of somebody who is to be invited."""

    username: str
    full_name: str
    position: str = ""
    email: str = ""
    phone: str = ""


@transaction.atomic
def add_membership(
    *,
    user: User,
    agency: Agency,
    role: str,
    valid_from: date | None = None,
    valid_to: date | None = None,
    version: int | None = None,
    by: User | None,
) -> Membership:
    """Give a person a role in an agency. Nobody gives a role to himself.

    version: that of the person as seen; none where nobody looked, as in an import.
    """
    require_or_machine(by, Permission.PERSON_MANAGE, agency)
    if by is not None and by.pk == user.pk:
        raise OwnRole()
    person = locked(user, version)
    membership = Membership(user=user, agency=agency, role=role, valid_from=valid_from, valid_to=valid_to)
    if valid_from and valid_to and valid_to < valid_from:
        raise EndsBeforeItBegins(on=valid_to)
    others = Membership.objects.filter(user=user, agency=agency, role=role)
    if any(_share_a_day(other, membership) for other in others):
        raise AlreadyListed(agency=f"{user}, {membership.get_role_display()}")
    membership.full_clean()
    membership.save()
    keep(person)
    record("agencies.membership_added", actor=by, target=user, agency=agency.code, role=role, valid_from=valid_from)
    return membership


@transaction.atomic
def invite_person(*, person: Person, agency: Agency, role: str, valid_from: date | None, by: User) -> tuple[User, str]:
    """Enter a person with a first role. Returns the person and the secret of the one-time link."""
    require(by, Permission.PERSON_MANAGE, agency)
    user, secret = create_invited_user(by=by, **asdict(person))
    add_membership(user=user, agency=agency, role=role, valid_from=valid_from, by=by)
    return user, secret


@transaction.atomic
def shut_out(*, user: User, version: int, by: User) -> User:
    """Deactivate a person, unless nobody would remain who manages people."""
    require(by, Permission.PERSON_MANAGE)
    _lock_managers()
    refuse_loss_of_last_manager(user)
    return deactivate(user=user, version=version, by=by)


@transaction.atomic
def end_membership(*, membership: Membership, version: int, on: date, by: User | None) -> Membership:
    """A person has a role for the last time on a day. Somebody must remain who manages people.

    version: that of the person.
    """
    require_or_machine(by, Permission.PERSON_MANAGE, membership.agency)
    _lock_managers()
    person = locked(membership.user, version)
    membership = Membership.objects.select_related("agency", "user").get(pk=membership.pk)
    if membership.valid_from and on < membership.valid_from:
        raise EndsBeforeItBegins(on=on)
    _keep_a_manager(membership)
    membership.valid_to = on
    membership.save(update_fields=["valid_to"])
    keep(person)
    details = {"agency": membership.agency.code, "role": membership.role, "on": on}
    record("agencies.membership_ended", actor=by, target=membership.user, **details)
    return membership


def refuse_loss_of_last_manager(user: User) -> None:
    """Raise when nobody else could manage people any more without this person."""
    managers = Membership.objects.filter(role__in=roles_with(Permission.PERSON_MANAGE), user__is_active=True)
    now = managers.valid_on(timezone.localdate())
    if now.filter(user=user).exists() and not now.exclude(user=user).exists():
        raise LastPersonManager()


def _lock_managers() -> None:
    """Two who take each other's rights away at the same moment do so one after the other."""
    list(Membership.objects.select_for_update().filter(role__in=roles_with(Permission.PERSON_MANAGE)).order_by("pk"))


def _keep_a_manager(ending: Membership) -> None:
    roles = roles_with(Permission.PERSON_MANAGE)
    if ending.role not in roles:
        return
    after = Membership.objects.filter(role__in=roles, user__is_active=True, valid_to=None).exclude(pk=ending.pk)
    if ending.valid_to is None and not after.exists():
        raise LastPersonManager()


def _share_a_day(one: Membership, other: Membership) -> bool:
    return (one.valid_from or date.min) <= (other.valid_to or date.max) and (other.valid_from or date.min) <= (
        one.valid_to or date.max
    )
