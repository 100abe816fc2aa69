"""Lending rights, and ending it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Max

from caicach.agencies.models import Agency, Membership
from caicach.agencies.permissions import Ask, acts, can, require, roles_held
from caicach.audit.trail import record
from caicach.delegations import errors
from caicach.delegations.lending import lendable
from caicach.delegations.models import Delegation
from caicach.people.models import User
from caicach.people.permissions import Permission, Role
from caicach.ui.errors import NotAllowed, RowMovedOn

MOST_DAYS = 92


@dataclass(frozen=True, slots=True, kw_only=True)
class Loan:
    """Who acts for whom, in which role of which agency, with which rights, from when to when, why."""

    giver: User
    taker: User
    agency: Agency
    role: Role
    permissions: Collection[Permission]
    first_on: date
    last_on: date
    reason: str
    capacity: str = ""  # as what papers are signed; see SigningCapacity


@transaction.atomic
def lend(*, loan: Loan, by: User, today: date) -> Delegation:
    """Let somebody act in the place of another: oneself, or, for who is away, the head or the administrator."""
    check_may_lend(loan.giver, loan.agency, by=by)
    people = {user.pk: user for user in User.objects.select_for_update().filter(pk__in=[loan.giver.pk, loan.taker.pk])}
    _check(loan, today)
    row = Delegation(
        giver=loan.giver,
        taker=loan.taker,
        agency=loan.agency,
        role=loan.role,
        permissions=sorted(one.value for one in loan.permissions),
        first_on=loan.first_on,
        last_on=loan.last_on,
        reason=loan.reason.strip(),
        capacity=loan.capacity,
        made_by=by,
    )
    row.full_clean()
    row.save(force_insert=True)
    _remember(people[loan.taker.pk])
    record(
        "delegations.lent",
        actor=by,
        target=row,
        giver=str(loan.giver),
        taker=str(loan.taker),
        agency=loan.agency.name,
        role=loan.role,
        permissions=row.permissions,
        first_on=loan.first_on,
        last_on=loan.last_on,
        reason=row.reason,
        capacity=row.capacity,
    )
    return row


@transaction.atomic
def end(*, delegation: Delegation, version: int, by: User, at: datetime, on: date) -> Delegation:
    """End it before its last day; from now on nothing is lent by it."""
    row = Delegation.objects.select_for_update(of=("self",)).select_related("giver", "taker", "agency").get(
        pk=delegation.pk
    )  # fmt: skip
    if not may_end(by, row, ask=acts):
        raise NotAllowed()
    if row.version != version:
        raise RowMovedOn(row=row)
    if row.is_over(on):
        raise errors.AlreadyEnded()
    row.ended_at, row.ended_on, row.ended_by = at, on, by
    row.version += 1
    row.full_clean()
    row.save(update_fields=["ended_at", "ended_on", "ended_by", "version"])
    _remember(User.objects.select_for_update().get(pk=row.taker_id))
    record("delegations.ended", actor=by, target=row, giver=str(row.giver), taker=str(row.taker), on=on)
    return row


def check_may_lend(giver: User, agency: Agency, *, by: User) -> None:
    """Raise unless this person may lend what another has: the own by nobody's leave, else by right of the head."""
    if giver.pk == by.pk:
        return
    require(by, Permission.DELEGATION_GIVE, agency)


def may_end(user: User, row: Delegation, *, ask: Ask = can) -> bool:
    """Both, whoever made it, and the head or the administrator."""
    return user.pk in (row.giver_id, row.taker_id, row.made_by_id) or ask(user, Permission.DELEGATION_GIVE, row.agency)


def _check(loan: Loan, today: date) -> None:
    if loan.giver.pk == loan.taker.pk:
        raise errors.ToOneself()
    if loan.last_on < loan.first_on or loan.last_on < today:
        raise errors.BackwardDays()
    if loan.last_on - loan.first_on >= timedelta(days=MOST_DAYS):
        raise errors.TooLong(most=MOST_DAYS)
    if not loan.permissions:
        raise errors.NothingLent()
    beyond = set(loan.permissions) - set(lendable(loan.role))
    if beyond:
        raise errors.MoreThanTheRole(names=", ".join(sorted(str(one.label) for one in beyond)))
    for day in (max(loan.first_on, today), loan.last_on):
        if (loan.role, loan.agency.pk) not in {(one.role, one.agency_id) for one in roles_held(loan.giver, on=day)}:
            raise errors.NotTheGivers(giver=loan.giver)
        if not Membership.objects.valid_on(day).filter(user=loan.taker, agency=loan.agency).exists():
            raise errors.NotAColleague(taker=loan.taker, agency=loan.agency)
    same = Delegation.objects.filter(giver=loan.giver, agency=loan.agency, role=loan.role, ended_at=None)
    if other := same.filter(first_on__lte=loan.last_on, last_on__gte=loan.first_on).select_related("taker").first():
        raise errors.TwiceAtOnce(taker=other.taker)


def _remember(taker: User) -> None:
    """The last day on which anything is lent to a person: who has none is asked nothing more."""
    open_ones = Delegation.objects.filter(taker=taker, ended_at=None)
    until = open_ones.aggregate(until=Max("last_on"))["until"]
    User.objects.filter(pk=taker.pk).update(acts_for_until=until)
