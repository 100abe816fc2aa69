"""Loans of rights for tests, by the real service."""

from datetime import date, timedelta

from django.utils import timezone

from caicach.agencies.models import Agency
from caicach.delegations.lending import lendable
from caicach.delegations.models import Delegation
from caicach.delegations.services import Loan, lend
from caicach.people.models import User
from caicach.people.permissions import Permission, Role


def lent(
    giver: User,
    taker: User,
    agency: Agency,
    role: Role,
    *acts: Permission,
    days: int = 7,
    first_on: date | None = None,
    by: User | None = None,
) -> Delegation:
    """The giver lets the taker act from today on (or another day); with all acts of the role where none is named."""
    begin = first_on or timezone.localdate()
    loan = Loan(
        giver=giver, taker=taker, agency=agency, role=role, permissions=acts or lendable(role), first_on=begin,
        last_on=begin + timedelta(days=days), reason="Nghỉ phép",
    )  # fmt: skip
    row = lend(loan=loan, by=by or giver, today=timezone.localdate())
    taker.refresh_from_db()
    return row
