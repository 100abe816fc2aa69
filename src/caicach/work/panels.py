"""Rooms above that have something to show on the page of a duty: what was urged, for one."""

from collections.abc import Callable
from datetime import date
from typing import Protocol

from caicach.people.models import User
from caicach.work.models import Assignment


class Panel(Protocol):
    """What is shown: a template that finds the panel under the name `panel`."""

    @property
    def template(self) -> str: ...


Maker = Callable[[User, Assignment, date], Panel | None]

_makers: list[Maker] = []


def register(maker: Maker) -> None:
    """Enter what another room shows of a duty."""
    if maker not in _makers:
        _makers.append(maker)


def panels_of(user: User, assignment: Assignment, today: date) -> list[Panel]:
    """Everything that the rooms above show to this person."""
    return [panel for maker in _makers if (panel := maker(user, assignment, today)) is not None]
