"""Rooms above that have something to show on the page of a duty, or of a row: this room knows nothing else of them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from caicach.people.models import User
from caicach.plans.models import PlanItem
from caicach.work.models import Assignment


@dataclass(frozen=True, slots=True)
class Part:
    """A template, and what it shows under the name `part`. is_beside: in the column at the side of the page."""

    template: str
    values: Mapping[str, Any]
    is_beside: bool = False


DutyTeller = Callable[[Assignment, User, date], Part | None]
ItemTeller = Callable[[PlanItem, User], Part | None]

_of_duties: list[DutyTeller] = []
_of_items: list[ItemTeller] = []


def register(teller: DutyTeller) -> None:
    """Enter what another room shows on the page of a duty; None where it has nothing."""
    if teller not in _of_duties:
        _of_duties.append(teller)


def register_for_items(teller: ItemTeller) -> None:
    """Enter what another room shows on the page of a row."""
    if teller not in _of_items:
        _of_items.append(teller)


def parts_of(assignment: Assignment, user: User, today: date) -> list[Part]:
    """Everything that the rooms show this person about a duty."""
    return [part for teller in _of_duties if (part := teller(assignment, user, today))]


def parts_of_item(item: PlanItem, user: User) -> list[Part]:
    """Everything that the rooms show this person about a row."""
    return [part for teller in _of_items if (part := teller(item, user))]
