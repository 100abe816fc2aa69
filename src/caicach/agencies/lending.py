"""Rights that somebody holds in the place of another for some days; the room that keeps them enters itself here."""

from collections.abc import Callable, Collection
from datetime import date
from typing import NamedTuple

from caicach.people.models import User
from caicach.people.permissions import GRANTS, SCOPES, Permission, Role, Scope


class Lent(NamedTuple):
    """What one person lets another do in his place: of one role in one agency, never more than the role has."""

    giver: int
    giver_name: str
    role: Role
    agency_id: int
    permissions: frozenset[Permission]

    def grants(self, permission: Permission, scope: Scope) -> bool:
        return permission in self.permissions and permission in GRANTS[self.role] and SCOPES[self.role] == scope


Lender = Callable[[User, date], list[Lent]]
Substitutes = Callable[[Collection[int], Permission, date], dict[tuple[int, int], int]]

_lenders: list[Lender] = []
_substitutes: list[Substitutes] = []


def register(lender: Lender, substitutes: Substitutes) -> None:
    """Enter who knows what was lent to a person, and who acts for whom in agencies."""
    if lender not in _lenders:
        _lenders.append(lender)
        _substitutes.append(substitutes)


def lent_to(user: User, *, on: date) -> list[Lent]:
    """What others have lent to this person on a day; nothing is asked of those to whom nobody ever lent anything."""
    if user.acts_for_until is None or user.acts_for_until < on:
        return []
    return [lent for lender in _lenders for lent in lender(user, on)]


def substitutes_in(agencies: Collection[int], permission: Permission, *, on: date) -> dict[tuple[int, int], int]:
    """Who acts for whom: by agency and giver the taker, of those who lent this permission."""
    found: dict[tuple[int, int], int] = {}
    for substitutes in _substitutes:
        found |= substitutes(agencies, permission, on)
    return found
