"""Whom a notice about a duty goes to: who holds it, who distributes for the agency, who heads it, or acts for them."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date

from caicach.agencies.lending import substitutes_in
from caicach.agencies.models import Agency, AgencyKind, Membership
from caicach.people.models import User
from caicach.people.permissions import Permission, Role
from caicach.work.models import Assignment, HandOut

_UNITS = (AgencyKind.UNIT, AgencyKind.SERVICE_UNIT)
_TOLD_ROLES = (Role.FOCAL_POINT, Role.AGENCY_HEAD)


@dataclass(slots=True)
class Crew:
    """The people of an agency who may be told, by role."""

    focal_points: set[int] = field(default_factory=set)
    heads: set[int] = field(default_factory=set)

    @property
    def first(self) -> set[int]:
        """Who is told at first: an agency without a focal point has its head."""
        return self.focal_points or self.heads


class Recipients:
    """Who is told of each of these duties on a day: four queries for all. Who acts for somebody is told instead."""

    def __init__(self, duties: Iterable[Assignment], *, on: date) -> None:
        rows = list(duties)
        open_ones = HandOut.objects.filter(assignment__in=[row.pk for row in rows], to_on=None)
        self._held = {one.assignment_id: one for one in open_ones.only("assignment", "person", "unit")}
        agencies = {row.agency_id for row in rows} | {one.unit_id for one in self._held.values() if one.unit_id}
        agencies |= {row.agency.parent_id for row in rows if row.agency.parent_id}
        self._crews: dict[int, Crew] = defaultdict(Crew)
        members = Membership.objects.filter(agency__in=agencies, role__in=_TOLD_ROLES, user__is_active=True)
        instead = substitutes_in(agencies, Permission.ASSIGNMENT_SUBMIT, on=on)
        for agency, role, member in members.valid_on(on).order_by().values_list("agency", "role", "user"):
            crew, user = self._crews[agency], instead.get((agency, member), member)
            (crew.focal_points if role == Role.FOCAL_POINT else crew.heads).add(user)
        persons = {one.person_id for one in self._held.values() if one.person_id}
        self._active = set(User.objects.filter(pk__in=persons, is_active=True).values_list("pk", flat=True))

    def doing(self, duty: Assignment) -> set[int]:
        """Who does it: the person it was handed to, else the unit, else the agency's focal points."""
        held = self._held.get(duty.pk)
        if held and held.person_id in self._active:
            return {held.person_id} if held.person_id else set()
        unit = self._crews[held.unit_id].first if held and held.unit_id else set()
        return unit or self._of_agency(duty)

    def answering(self, duty: Assignment) -> set[int]:
        """Who does it and who distributes for the agency."""
        return self.doing(duty) | self._of_agency(duty)

    def heads(self, duty: Assignment) -> set[int]:
        above = _above(duty.agency)
        return self._crews[duty.agency_id].heads or (self._crews[above].heads if above else set())

    def _of_agency(self, duty: Assignment) -> set[int]:
        above = _above(duty.agency)
        return self._crews[duty.agency_id].first or (self._crews[above].first if above else set())


def _above(agency: Agency) -> int | None:
    """The agency that a unit belongs to."""
    return agency.parent_id if agency.kind in _UNITS else None


def people_by_id(keys: Collection[int]) -> dict[int, User]:
    return User.objects.filter(is_active=True).in_bulk(list(keys))
