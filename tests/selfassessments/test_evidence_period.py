"""A paper from before the round's period: told when it is attached, taken with a reason, shown to the appraiser."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from caicach.assessments.evidence import attach
from caicach.assessments.models import EntryEvidence
from caicach.documentregister.errors import OutsidePeriod
from caicach.documentregister.services import Head, register_document
from tests.factories.assessments import TODAY


@pytest.fixture
def entry(world):
    return world.entry("1.1")


@pytest.fixture
def old(world, entry):
    before = entry.assessment.round.period_first - timedelta(days=1)
    head = Head(title="Kế hoạch năm trước", number="9/KH-STP", issued_on=before)
    return register_document(agency=entry.assessment.agency, head=head, by=world.focal)


@pytest.fixture
def signed(client, world, monkeypatch):
    monkeypatch.setattr("caicach.selfassessments.views_entry.timezone.localdate", lambda: TODAY)
    client.force_login(world.focal)
    return client


def test_the_service_refuses_an_older_paper_without_a_reason(world, entry, old):
    given = {"entry": entry, "version": entry.version, "document": old, "by": world.focal, "today": TODAY}
    with pytest.raises(OutsidePeriod):
        attach(**given)
    assert attach(**given, period_reason="Kế hoạch hai năm").period_reason == "Kế hoạch hai năm"


def test_the_page_asks_and_then_attaches(signed, entry, old):
    address = reverse("selfassessments:evidence_take", args=[entry.pk, old.pk])
    asked = signed.post(address)
    assert asked.status_code == 422
    assert "trước kỳ bắt đầu" in asked.content.decode()
    assert signed.post(address, {"reason": "Kế hoạch hai năm", "place": "trang 2"}).status_code == 302
    piece = EntryEvidence.objects.get()
    assert (piece.period_reason, piece.place) == ("Kế hoạch hai năm", "trang 2")
    shown = signed.get(reverse("selfassessments:entry_detail", args=[entry.pk])).content.decode()
    assert "trước kỳ" in shown
    assert "Kế hoạch hai năm" in shown


def test_a_new_paper_with_an_older_day_is_registered_and_asked_about(signed, entry):
    given = {
        "version": entry.version,
        "title": "Báo cáo cũ",
        "number": "1/BC",
        "issued_on": "2/1/2020",
        "place": "mục I",
    }
    asked = signed.post(reverse("selfassessments:evidence_add", args=[entry.pk]), given)
    assert asked.status_code == 422
    assert 'value="mục I"' in asked.content.decode()
    assert not EntryEvidence.objects.exists()


def test_a_paper_that_takes_effect_in_the_period_needs_no_reason(signed, world, entry, old):
    old.effective_on = entry.assessment.round.period_first
    assert old.issued_on < date(2027, 1, 1)
    old.save(update_fields=["effective_on"])
    address = reverse("selfassessments:evidence_take", args=[entry.pk, old.pk])
    assert signed.post(address).status_code == 302
    assert EntryEvidence.objects.get().period_reason == ""
