"""Every form of the site, sent by every role about everything, is answered as the table says; so is what the table does
not list. What is read is walked over in `test_reading.py`, which holds its answers against the same table."""

import pytest
from django.db import transaction

from caicach.people.permissions import Role
from tests.permissions.bodies import body_for
from tests.permissions.table import NOT_ASKED, VISITOR, Case, cases, methods_of
from tests.permissions.walking import nameless, patterns, written_only_if
from tests.permissions.world import SPECIAL

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
ROOMS = sorted({case.name.partition(":")[0] for case in cases() if case.method == "POST"})


@pytest.fixture
def without_pages():
    """Who may do what is decided before a page is written; writing it would take most of the time."""
    with written_only_if(False):
        yield


def answer(world, case, role):
    body = body_for(case.name, world.things[case.thing]) if case.method == "POST" else None
    with transaction.atomic():
        status = world.ask(role, case.method, world.address(case.name, case.thing, role), body).status_code
        transaction.set_rollback(True)
    return status


def test_every_address_stands_in_the_table_and_no_other():
    assert not nameless()
    assert {case.name for case in cases()} == set(patterns())


def test_every_address_is_asked_about_everything_that_it_can_be_asked_about(world):
    missing = []
    for name, wanted in patterns().items():
        told = {case.thing for case in cases() if case.name == name}
        able = {thing for thing, keys in world.things.items() if wanted and keys and set(wanted) <= set(keys)}
        missing += [(name, thing) for thing in able - SPECIAL - told]
    assert not missing


def test_every_role_stands_in_the_table():
    assert set(next(iter(cases().values()))) == {*Role.values, VISITOR}


@pytest.mark.parametrize("room", ROOMS)
def test_everybody_who_sends_a_form_gets_the_answer_of_the_table(world, without_pages, room):
    wrong = []
    for case, expected in cases().items():
        if case.name.partition(":")[0] == room and case.method == "POST":
            for role, status in expected.items():
                found = answer(world, case, role)
                if found != status:
                    wrong.append(f"{case.method} {case.name} ({case.thing}) as {role}: {found} instead of {status}")
    assert not wrong, "\n".join(wrong)


def test_what_the_table_does_not_list_cannot_be_asked(world, without_pages):
    wrong = []
    for name, thing in {case.name: case.thing for case in cases()}.items():
        for method in {"GET", "POST", "PUT", "PATCH", "DELETE"} - methods_of(name):
            for role in (VISITOR, Role.COORDINATOR.value):
                found = answer(world, Case(name, thing, method), role)
                if found != NOT_ASKED:
                    wrong.append(f"{method} {name} ({thing}) as {role}: {found}")
    assert not wrong, "\n".join(sorted(wrong))
