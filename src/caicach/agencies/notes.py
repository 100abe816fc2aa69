"""Rooms above that have something to say on the page of an agency: how many duties it has, for one."""

from collections.abc import Callable
from dataclasses import dataclass

from caicach.agencies.models import Agency
from caicach.people.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyNote:
    """A number about an agency, and the way to what it counts."""

    label: str
    value: int
    url: str
    kind: str = "plain"  # a colour by its meaning, as of tiles


Teller = Callable[[Agency, User], list[AgencyNote]]

_tellers: list[Teller] = []


def register(teller: Teller) -> None:
    """Enter what another room says of agencies."""
    if teller not in _tellers:
        _tellers.append(teller)


def notes_on(agency: Agency, user: User) -> list[AgencyNote]:
    """Everything that the rooms have to say to this person."""
    return [note for teller in _tellers for note in teller(agency, user)]
