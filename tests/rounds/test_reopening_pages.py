"""Pages of reopening: asked and decided with the password, seen on the page of the round and in the queue."""

import pytest
from django.test import Client
from django.urls import reverse

from caicach.people.permissions import Role
from caicach.publications.errands import TELLER
from caicach.rounds.reopening import ask_reopening
from tests.factories.assessments import TODAY, person
from tests.factories.people import PASSWORD
from tests.factories.publications import closed_world


@pytest.fixture
def world(db, settings, tmp_path):
    settings.FILES_ROOT = tmp_path / "files"
    return closed_world()


@pytest.fixture(autouse=True)
def passwords(world):
    for one in (world.leader, world.coordinator):
        one.set_password(PASSWORD)
        one.save()


@pytest.fixture
def asked(world):
    round = world.round
    return ask_reopening(round=round, version=round.version, reason="Nhập sai phiếu", by=world.coordinator)


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def at(name, row):
    return reverse(f"publications:{name}", args=[row.pk])


def of_round(world, name="rounds:round_detail"):
    return reverse(name, args=[world.round.pk])


def test_asking_wants_a_reason_and_the_password(world):
    world.approved()
    client, round = signed_in(world.coordinator), world.round
    url = at("round_reopen", round)
    assert client.post(url, {"version": round.version, "reason": ""}).status_code == 422
    first = client.post(url, {"version": round.version, "reason": "Nhập sai phiếu"})
    assert first.url.startswith(reverse("account_reauthenticate"))
    assert not round.reopenings.exists()
    client.post(first.url, {"password": PASSWORD})
    assert round.reopenings.get().reason == "Nhập sai phiếu"
    assert world.round.state == "closed"
    assert client.get(url).status_code == 409


def test_granting_wants_the_password(world, asked):
    client, url = signed_in(world.leader), at("reopening_decide", asked)
    assert "Nhập sai phiếu" in client.get(url).content.decode()
    first = client.post(url, {"version": asked.version, "decision": "grant"})
    assert first.url.startswith(reverse("account_reauthenticate"))
    assert world.round.state == "closed"
    client.post(first.url, {"password": PASSWORD})
    assert world.round.is_open
    assert client.get(url).status_code == 409


def test_refusing_without_words_brings_the_form_back(world, asked):
    client, url = signed_in(world.leader), at("reopening_decide", asked)
    assert client.post(url, {"version": asked.version, "decision": "refuse", "answer": " "}).status_code == 422
    first = client.post(url, {"version": asked.version, "decision": "refuse", "answer": "Chưa đủ căn cứ"})
    client.post(first.url, {"password": PASSWORD})
    assert "Chưa đủ căn cứ" in client.get(of_round(world)).content.decode()
    assert world.round.state == "closed"


def test_a_leader_finds_it_in_the_queue_and_on_the_page_of_the_round(world, asked):
    client, url = signed_in(world.leader), at("reopening_decide", asked)
    assert url in [one.url for one in TELLER.errands(world.leader, TODAY)]
    assert TELLER.errands(world.coordinator, TODAY) == []
    assert url in client.get(reverse("publications:publication_list")).content.decode()
    assert url in client.get(of_round(world)).content.decode()
    assert url in client.get(of_round(world, "publications:round_publications")).content.decode()


def test_who_asked_sees_it_and_takes_it_back(world, asked):
    client, url = signed_in(world.coordinator), at("reopening_take_back", asked)
    page = client.get(of_round(world)).content.decode()
    assert url in page
    assert f'href="{at("reopening_decide", asked)}"' not in page
    assert at("reopening_decide", asked) not in client.get(reverse("publications:publication_list")).content.decode()
    client.post(url, {"version": asked.version})
    assert "đã rút lại" in client.get(of_round(world)).content.decode()


def test_agencies_and_inspectors_see_nothing_of_it(world, asked):
    for who in (world.rounds.focal, person(world.rounds.body, Role.INSPECTOR)):
        assert "Nhập sai phiếu" not in signed_in(who).get(of_round(world)).content.decode()
        assert signed_in(who).get(at("reopening_decide", asked)).status_code == 404
