"""Pages of a round as people ask for them, and that they keep to twelve queries for any number of rows."""

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from caicach.assessments.models import Entry, Score
from tests.factories.assessments import many_signed

MOST_QUERIES = 12


def client_of(user):
    client = Client()
    client.force_login(user)
    return client


def pages_of(world):
    leaf = world.round.criteria_set.nodes.get(code="2")
    entry = world.entry("2")
    return {
        "the rounds": (world.coordinator, reverse("rounds:round_list")),
        "a round": (world.coordinator, reverse("rounds:round_detail", args=[world.round.pk])),
        "the queue": (world.appraiser, reverse("appraisals:queue", args=[world.round.pk])),
        "a criterion": (world.appraiser, reverse("appraisals:criterion_grid", args=[world.round.pk, leaf.pk])),
        "an agency": (world.appraiser, reverse("appraisals:agency_grid", args=[world.own.pk])),
        "own leaves": (world.focal, reverse("selfassessments:assessment_detail", args=[world.own.pk])),
        "the differences": (world.focal, reverse("appraisals:differences", args=[world.own.pk])),
        "appraisers": (world.coordinator, reverse("appraisals:spread", args=[world.round.pk])),
        "appeals": (world.coordinator, reverse("appraisals:appeal_list", args=[world.round.pk])),
        "a leaf": (world.focal, reverse("selfassessments:entry_detail", args=[entry.pk])),
    }


def counts_for(agencies):
    with transaction.atomic():
        counts = {}
        for name, (user, address) in pages_of(many_signed(agencies)).items():
            client = client_of(user)
            assert client.get(address).status_code == 200
            with CaptureQueriesContext(connection) as captured:
                client.get(address)
            counts[name] = len(captured)
        transaction.set_rollback(True)
    return counts


@pytest.mark.slow
@pytest.mark.django_db
def test_no_page_takes_more_than_its_queries_or_more_of_them_for_more_agencies():
    few, many = counts_for(4), counts_for(40)
    over = {name: count for name, count in many.items() if count > MOST_QUERIES}
    assert set(over) <= {"a leaf"}, over  # one leaf with its evidence, proposals, history and neighbours
    assert {name: (few[name], count) for name, count in many.items() if count > few[name]} == {}


def test_a_leaf_is_tried_without_being_kept(world):
    entry = world.entry("1.1")
    address = reverse("selfassessments:entry_try", args=[entry.pk])
    answer = client_of(world.focal).post(address, {"a": "50", "b": "100", "version": entry.version})
    assert "<strong>" in answer.content.decode()
    assert "1" in answer.content.decode()
    assert Score.objects.count() == 0


def test_an_agency_sees_only_its_own_leaves(world):
    other = world.entry("1.1", world.twin)
    assert client_of(world.focal).get(reverse("selfassessments:entry_detail", args=[other.pk])).status_code == 404


def test_a_refused_leaf_keeps_what_was_typed(world):
    entry = world.entry("1.1")
    address = reverse("selfassessments:entry_fill", args=[entry.pk])
    typed = {"a": "50", "b": "", "claim_explanation": "Một đoạn dài", "version": entry.version, "then": "done"}
    answer = client_of(world.focal).post(address, typed)
    assert answer.status_code == 422
    assert "Một đoạn dài" in answer.content.decode()
    assert "còn thiếu B" in answer.content.decode()


def test_what_is_done_leads_to_the_next_leaf(world):
    entry = world.entry("1.1")
    address = reverse("selfassessments:entry_fill", args=[entry.pk])
    typed = {"a": "50", "b": "100", "claim_explanation": "", "version": entry.version, "then": "done"}
    answer = client_of(world.focal).post(address, typed)
    assert answer.url == reverse("selfassessments:entry_detail", args=[world.entry("2").pk])
    assert Entry.objects.get(pk=entry.pk).is_done
