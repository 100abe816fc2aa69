"""One act for many duties: all of them or none, with one event of the trail for each."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.db import transaction

from caicach.agencies.models import Agency
from caicach.duties.handing_out import hand_out
from caicach.duties.services import confirm
from caicach.manyduties.errors import NothingChosen, TooManyChosen
from caicach.people.models import User
from caicach.work.models import Assignment

MOST_AT_ONCE = 500


class Ticked(NamedTuple):
    """A row that somebody ticked, in the version that was seen."""

    key: UUID
    version: int


@transaction.atomic
def hand_out_many(
    *, ticked: Sequence[Ticked], unit: Agency | None, person: User | None, from_on: date, by: User
) -> int:
    """Give many duties of an agency to a unit or a person. Returns how many."""
    rows = _rows(ticked, by)
    for row, version in rows:
        hand_out(assignment=row, version=version, unit=unit, person=person, from_on=from_on, by=by)
    return len(rows)


@transaction.atomic
def confirm_many(*, ticked: Sequence[Ticked], by: User, on: date) -> int:
    """Accept many results. Returns how many."""
    rows = _rows(ticked, by)
    for row, version in rows:
        confirm(assignment=row, version=version, by=by, on=on)
    return len(rows)


def refuse_unfit_number(count: int) -> None:
    """Raise unless at least one and not too many rows were chosen."""
    if not count:
        raise NothingChosen()
    if count > MOST_AT_ONCE:
        raise TooManyChosen(count=count, most=MOST_AT_ONCE)


def _rows(ticked: Sequence[Ticked], by: User) -> list[tuple[Assignment, int]]:
    """The ticked rows that this person sees, in an order in which two people cannot lock each other out."""
    versions = dict(ticked)
    rows = list(Assignment.objects.visible_to(by).filter(pk__in=versions).order_by("pk"))
    refuse_unfit_number(len(rows))
    return [(row, versions[row.pk]) for row in rows]
