"""Where two people are needed, two who act for each other are one: since the day of the first act, by both names."""

from datetime import date

from django.db.models import Q
from django.utils import timezone

from caicach.delegations.errors import OnePerson
from caicach.delegations.models import Delegation
from caicach.people.models import User
from caicach.people.permissions import Permission


def are_one(one: int | None, other: int | None, *, since: date, until: date, acts: frozenset[Permission]) -> bool:
    """Whether two people are the same, or one lent the other any of these acts on a day of the span."""
    if one is None or other is None:
        return False
    return one == other or other in _linked(one, since, until, acts)


def others_of(user: User, *, since: date, until: date, acts: frozenset[Permission]) -> set[int]:
    """Everybody who counts as this person for these acts, himself among them."""
    return {user.pk} | _linked(user.pk, since, until, acts)


def require_two(first: User | None, second: User, *, since: date, acts: frozenset[Permission]) -> None:
    """Raise unless the one who acts now is really another than who acted first."""
    today = timezone.localdate()
    if first is not None and are_one(first.pk, second.pk, since=since, until=today, acts=acts):
        raise OnePerson(one=first, other=second)


def refuse_own_hat(by: User, entered_by: User | None) -> None:
    """Who entered something does not approve it in the place of another, nor what that other has entered."""
    if by.acts_for is None or entered_by is None:
        return
    if entered_by.pk in (by.pk, by.acts_for.user):
        raise OnePerson(one=by, other=by.acts_for.name)


def _linked(person: int, since: date, until: date, acts: frozenset[Permission]) -> set[int]:
    rows = Delegation.objects.filter(Q(giver=person) | Q(taker=person)).touching(since, until)
    wanted = {act.value for act in acts}
    linked = [row for row in rows if wanted & set(row.permissions)]
    return {key for row in linked for key in (row.giver_id, row.taker_id)} - {person}
