"""A person leaves: everything that was handed out to that person goes to a successor, in one act."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Count

from caicach.agencies.models import Membership
from caicach.audit.trail import record
from caicach.core.text import squeeze
from caicach.duties.handing_out import hand_out, units_of
from caicach.manyduties.errors import HandedOverMeanwhile
from caicach.manyduties.services import Ticked, refuse_unfit_number
from caicach.people.models import User
from caicach.work.models import Assignment, AssignmentQuerySet, HandOut
from caicach.work.selection import Desk


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody who looks after duties, how many are open, and whether the person still works there."""

    person: User
    count: int
    is_there: bool


def duties_with(person: User, desk: Desk) -> AssignmentQuerySet:
    """The open duties of a desk's agencies that are handed out to a person now."""
    held = HandOut.objects.filter(person=person, to_on=None)
    rows = Assignment.objects.standing().filter(agency__in=desk.distributes, confirmed_on=None)
    return rows.filter(pk__in=held.values("assignment"))


def holders(desk: Desk, *, on: date) -> list[Holder]:
    """Everybody who looks after open duties of a desk's agencies; those who have left stand first."""
    open_duties = Assignment.objects.standing().filter(agency__in=desk.distributes, confirmed_on=None)
    held = HandOut.objects.filter(to_on=None, person__isnull=False, assignment__in=open_duties)
    counts = dict(held.order_by().values_list("person").annotate(Count("assignment", distinct=True)))
    there = set(Membership.objects.valid_on(on).filter(user__in=counts).values_list("user", flat=True))
    people = User.objects.filter(pk__in=counts)
    found = [Holder(one, counts[one.pk], one.is_active and one.pk in there) for one in people]
    return sorted(found, key=lambda one: (one.is_there, -one.count, str(one.person)))


@transaction.atomic
def hand_over(
    *, leaver: User, desk: Desk, seen: Sequence[Ticked], person: User, from_on: date, reason: str, by: User
) -> int:
    """Give all open duties of one person to another, each within its unit. Returns how many.

    seen: the duties of the preview in their versions; refused when they are no longer all of them.
    """
    versions = dict(seen)
    rows = list(duties_with(leaver, desk).select_related("agency").order_by("pk"))
    if {row.pk for row in rows} != versions.keys():
        raise HandedOverMeanwhile(person=leaver)
    refuse_unfit_number(len(rows))
    for row in rows:
        given: dict[str, Any] = {"person": person, "from_on": from_on, "by": by}
        hand_out(assignment=row, version=versions[row.pk], unit=_unit_of(row, from_on), **given)
    told = {"successor": str(person), "count": len(rows), "from_on": from_on, "reason": squeeze(reason)}
    record("work.duties_handed_over", actor=by, target=leaver, **told)
    return len(rows)


def _unit_of(row: Assignment, on: date) -> Any:
    """The unit that holds the duty besides the person, where it still is one."""
    last = row.hand_outs.filter(to_on=None).select_related("unit").first()
    unit = last.unit if last else None
    return unit if unit and units_of(row.agency, on=on).filter(pk=unit.pk).exists() else None
