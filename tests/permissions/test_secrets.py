"""What belongs to one agency is not found by another: by no filter, no search, no count, no form that was sent."""

import lxml.html
import pytest
from django.db import transaction

from caicach.plans.models import ItemLink
from tests.permissions.bodies import body_for
from tests.permissions.canary import ASIDE, MAY_MEET, met, text_of, without_tokens
from tests.permissions.table import cases
from tests.permissions.walking import written_only_if

pytestmark = pytest.mark.django_db

STRANGERS = ["agency_head", "survey_manager"]  # who may most in the own agency, and who only reads plans
NOWHERE = "qzkhac"  # as long as the word that stands beside the secrets, and written nowhere
TYPED = ("text", "search")


@pytest.fixture(scope="module")
def filters(world, planted):
    """For each role the addresses of its pages that can be narrowed, each with the fields and their kinds."""
    return {role: list(pages_with_filters(world, role)) for role in STRANGERS}


def pages_with_filters(world, role):
    shown = {case.name: case for case, expected in cases().items() if case.method == "GET" and expected[role] == 200}
    for case in shown.values():
        url = world.address(case.name, case.thing, role)
        answer = world.ask(role, "GET", url)
        if "html" in answer.headers["Content-Type"] and b"<main" in answer.content:
            for form in lxml.html.fromstring(answer.content.decode()).xpath("//main//form[@method='get']"):
                yield url.partition("?")[0], {field.name: kind_of(field) for field in form.xpath(NAMED)}


NAMED = ".//input[@name] | .//select[@name]"


def kind_of(field):
    return field.get("type", "text") if field.tag == "input" else "select"


def secrets_from(role):
    return {kind for kind, allowed in MAY_MEET.items() if role not in allowed}


def told(answer, role):
    return met(text_of(answer)) & secrets_from(role)


@pytest.mark.parametrize("role", STRANGERS)
def test_no_filter_brings_out_what_is_hidden(world, filters, role):
    side, leaks = world.other, []
    keys = [str(row.pk) for row in (side.agency, side.unit, side.person, side.draft, side.issued)]
    assert filters[role]
    for url, fields in filters[role]:
        for name, kind in fields.items():
            for value in [ASIDE, side.agency.name] if kind in TYPED else [*keys, "all"]:
                answer = world.ask(role, "GET", url, {name: value})
                leaks += [f"{url}?{name}={value}: {kind}" for kind in told(answer, role)]
    assert not leaks, "\n".join(leaks)


def test_a_search_does_not_even_count_what_is_hidden(world, filters):
    role, unlike = "agency_head", []
    assert secrets_from(role) == set(MAY_MEET)
    for url, fields in filters[role]:
        for name in (name for name, kind in fields.items() if kind in TYPED):
            pages = [
                without_tokens(text_of(world.ask(role, "GET", url, {name: word}))).replace(word, "")
                for word in (ASIDE, NOWHERE)
            ]
            unlike += [f"{url}?{name}="] if pages[0] != pages[1] else []
    assert not unlike, "\n".join(unlike)


def test_the_search_of_those_who_may_finds_it(world, planted):
    """The searches above can find something: the coordinator's does."""
    found = world.ask("coordinator", "GET", world.address("plans:plan_list", ""), {"q": ASIDE})
    assert met(text_of(found)) == {"plan"}


@pytest.mark.parametrize("role", STRANGERS)
def test_no_form_that_is_sent_brings_out_what_is_hidden(world, planted, role):
    leaks = []
    for case in (case for case in cases() if case.method == "POST"):
        # The page of a refusal is read in `test_reading.py`; here only what is done is also written.
        with transaction.atomic(), written_only_if(cases()[case][role] < 400):
            body = body_for(case.name, world.things[case.thing])
            answer = world.ask(role, "POST", world.address(case.name, case.thing, role), body, follow=True)
            leaks += [f"{case.name} ({case.thing}): {kind}" for kind in told(answer, role)]
            transaction.set_rollback(True)
    assert not leaks, "\n".join(leaks)


def smuggled(world):
    """Forms of the own agency into which somebody has written keys of the other one."""
    own, other = world.own, world.other
    row, theirs = own.draft.items.first(), other.draft.items.first()
    return {
        "a person of the other agency": (
            "duties:assignment_hand_out",
            "own agency's duty",
            {"person": other.person.pk},
        ),
        "a unit of the other agency": ("duties:assignment_hand_out", "own agency's duty", {"unit": other.unit.pk}),
        "a plan for the other agency": ("plandrafts:draft_new", "a plan of the own agency", {"owner": other.agency.pk}),
        "rows for the other agency": (
            "cascades:cascade",
            "the province's plan, handed to agencies",
            {"agency": other.agency.pk},
        ),
        "an import for the other agency": ("wizard:structure", "own agency's import", {"owner": other.agency.pk}),
        "a document for the other agency": ("intake:upload", "the plan of the own agency", {"agency": other.agency.pk}),
        "a duty of the other agency among one's own": (
            "manyduties:hand_out_apply",
            "duties of the own agency",
            {"duty": [f"{other.duty.pk}:{other.duty.version}"]},
        ),
        "a row of the other agency as carried out": (
            "cascades:plan_links",
            "own agency's draft",
            {str(row.pk): theirs.pk},
        ),
        "a row below one of the other agency": (
            "plandrafts:item_add",
            f"own agency's draft?duoi={theirs.pk}",
            {},
        ),
    }


def test_a_foreign_key_in_an_own_form_comes_to_nothing(world, planted):
    for what, (name, thing, changed) in smuggled(world).items():
        with transaction.atomic():
            send_smuggled(world, what, name, thing, changed)
            transaction.set_rollback(True)


def send_smuggled(world, what, name, thing, changed):
    thing, _mark, query = thing.partition("?")
    body = body_for(name, world.things[thing]) | changed
    url = world.address(name, thing) + (f"?{query}" if query else "")
    answer = world.ask("agency_head", "POST", url, body)
    assert not told(answer, "agency_head"), what
    assert not any(_holds_foreign(world)), what
    assert answer.status_code in (403, 404, 409, 422) or name == "cascades:plan_links", what


def _holds_foreign(world):
    """Whether anything of the own agency now points to the other one."""
    own, other = world.own, world.other
    yield own.duty.hand_outs.filter(person=other.person).exists()
    yield own.duty.hand_outs.filter(unit=other.unit).exists()
    yield other.duty.hand_outs.filter(to_on=None).exclude(person=other.person).exists()
    yield ItemLink.objects.filter(item__plan=own.draft, carried__plan=other.draft).exists()
    yield other.agency.plans.exclude(pk__in=[other.draft.pk, other.issued.pk]).exists()
    yield own.run.decisions.filter(value__owner=other.agency.code).exists()
