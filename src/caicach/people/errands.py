"""What the rooms want of a person now: shown on the page where the day begins, each with the way to it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from caicach.people.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """One thing to do. told: what hurries, in a few words."""

    text: str
    told: str
    url: str
    icon: str


Teller = Callable[[User, date], list[Errand]]

_tellers: list[Teller] = []


def register(teller: Teller) -> None:
    """Enter what another room wants of people."""
    if teller not in _tellers:
        _tellers.append(teller)


def errands_of(user: User, on: date) -> list[Errand]:
    """Everything that the rooms want of this person on a day."""
    return [errand for teller in _tellers for errand in teller(user, on)]
