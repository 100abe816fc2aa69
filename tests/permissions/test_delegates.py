"""Somebody who acts in the place of another may what that person may, and what he may himself, and nothing else.

The table holds for each role; a delegate is one more relation: staff of the agency to whom one of them has lent all
that can be lent. What the table lets neither of the two do is refused to him, what it lets the giver do is done. What
he may himself is asked in `test_table.py`.
"""

import pytest

from caicach.agencies.models import Membership
from caicach.people.models import User
from caicach.people.permissions import Role
from tests.factories.delegations import lent
from tests.permissions.table import HIDDEN, REFUSED, cases
from tests.permissions.test_table import answer, without_pages  # noqa: F401  # the same way of asking
from tests.permissions.walking import patterns

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
GIVERS = (Role.AGENCY_HEAD, Role.COORDINATOR)
REFUSALS = {HIDDEN, REFUSED}
NEVER_ROOMS = {"agencies", "agencyfiles", "delegations", "groupings", "memberships"}
"""Who gets in, the register and who acts for whom: never lent; asked below."""
TOGETHER = {"cascades:cascade"}
"""What takes the rights of two givers: asked with each loan alone."""
OWN = {"a job of one's own", "a session of one's own"}
ROOMS = sorted({name.partition(":")[0] for name in patterns()} - NEVER_ROOMS)


@pytest.fixture
def delegate(world):
    """Makes a giver lend everything to the staff of the table."""

    def make(giver: Role) -> str:
        agency = world.own.agency
        lent(world.people[giver.value], User.objects.get(username=Role.STAFF.value), agency, giver)
        return Role.STAFF.value

    return make


def asked_in(room, *, is_for_any):
    """What is asked in a room: what the staff may not do by right, but one of the givers may, or else none of them."""
    for case, expected in cases().items():
        if case.name.partition(":")[0] == room and case.thing not in OWN and expected[Role.STAFF.value] in REFUSALS:
            is_apart = case.name in TOGETHER or any(expected[giver.value] not in REFUSALS for giver in GIVERS)
            if is_apart == is_for_any:
                yield case, expected


@pytest.mark.parametrize("room", ROOMS)
@pytest.mark.parametrize("giver", GIVERS)
def test_a_delegate_gets_the_better_answer_of_the_two(world, delegate, without_pages, room, giver):  # noqa: F811
    role, wrong = delegate(giver), []
    for case, expected in asked_in(room, is_for_any=True):
        wanted, found = expected[giver.value], answer(world, case, role)
        if found != wanted and not {found, wanted} <= REFUSALS:
            wrong.append(f"{case.method} {case.name} ({case.thing}) for {giver}: {found} instead of {wanted}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("room", ROOMS)
def test_what_no_giver_may_is_refused_to_a_delegate_of_all(world, delegate, without_pages, room):  # noqa: F811
    """Rights that are lent only add up: what is refused with both loans is refused with each of them."""
    (role,), wrong = {delegate(giver) for giver in GIVERS}, []
    for case, _expected in asked_in(room, is_for_any=False):
        if (found := answer(world, case, role)) not in REFUSALS:
            wrong.append(f"{case.method} {case.name} ({case.thing}): {found}")
    assert not wrong, "\n".join(wrong)


def test_people_and_agencies_are_never_managed_in_the_place_of_another(world, delegate, without_pages):  # noqa: F811
    role = delegate(Role.COORDINATOR)
    for case, expected in cases().items():
        if case.name.partition(":")[0] in NEVER_ROOMS and case.thing not in OWN:
            assert answer(world, case, role) == expected[role], case
    assert Membership.objects.filter(user__username=role).count() == 1
