from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from caicach.plans.models import Plan, PlanState
from tests.factories.plans import (
    PlanItemFactory,
    coordinator,
)
from tests.plans.pages import as_

pytestmark = pytest.mark.django_db


def test_a_cell_is_corrected_from_the_row_with_its_present_words_in_the_field(client):
    as_(client, coordinator())
    item = PlanItemFactory(plan__issued=True, plan__issued_at=timezone.now(), lead_text="Sở Nội vu")
    address = reverse("issuing:item_correct", args=[item.pk]) + "?o=lead_text"
    assert address in client.get(reverse("plans:item_detail", args=[item.pk])).content.decode()
    form = client.get(address).context["form"]
    assert (form["value"].value(), form["field"].value(), "end" in form.fields) == ("Sở Nội vu", "lead_text", False)
    sent = {"version": item.plan.version, "field": "lead_text", "value": "Sở Nội vụ", "reason": "đọc thiếu dấu"}
    page = client.get(client.post(address, sent).headers["Location"])
    assert page.context["history"][0].reason == "đọc thiếu dấu"


def test_a_time_is_corrected_in_its_two_cells(client):
    as_(client, coordinator())
    item = PlanItemFactory(plan__issued=True, plan__issued_at=timezone.now())
    address = reverse("issuing:item_correct", args=[item.pk]) + "?o=time_frame_text"
    form = client.get(address).context["form"]
    assert (form["value"].value(), form["end"].value()) == ("", "Tháng 6/2026")
    sent = {"version": item.plan.version, "field": "time_frame_text", "value": "", "end": "Tháng 8/2026"}
    client.post(address, sent | {"reason": "bản giấy ghi tháng 8"})
    assert Plan.objects.get(number_of_version=2).items.get().due_on == date(2026, 8, 31)


def test_a_plan_is_issued_and_withdrawn_by_its_pages(client):
    as_(client, coordinator())
    plan = PlanItemFactory().plan
    address = reverse("issuing:plan_issue", args=[plan.pk])
    assert client.get(address).status_code == 200
    assert client.post(address, {"version": plan.version, "number": "", "issued_on": ""}).status_code == 422
    client.post(address, {"version": plan.version, "number": "7/KH-UBND", "issued_on": "10/01/2026"})
    plan.refresh_from_db()
    assert (plan.state, plan.issued_on.isoformat()) == (PlanState.ISSUED, "2026-01-10")
    address = reverse("issuing:plan_withdraw", args=[plan.pk])
    assert client.get(address).status_code == 200
    client.post(address, {"version": plan.version})
    plan.refresh_from_db()
    assert plan.state == PlanState.WITHDRAWN


def test_an_issue_that_was_overtaken_is_answered_with_409(client):
    as_(client, coordinator())
    plan = PlanItemFactory().plan
    form = {"version": plan.version + 1, "number": "7/KH-UBND", "issued_on": "10/01/2026"}
    assert client.post(reverse("issuing:plan_issue", args=[plan.pk]), form).status_code == 409


def test_a_cell_is_corrected_by_its_page(client):
    as_(client, coordinator())
    item = PlanItemFactory(plan__issued=True, plan__issued_at=timezone.now())
    address = reverse("issuing:item_correct", args=[item.pk])
    assert client.get(address).status_code == 200
    assert client.post(address, {"version": 1, "field": "title", "value": "", "reason": "x"}).status_code == 422
    form = {"version": 1, "field": "title", "value": "Tên đúng", "reason": "máy đọc sai"}
    page = client.post(address, form)
    new = Plan.objects.get(number_of_version=2)
    assert page.headers["Location"] == reverse("plans:item_detail", args=[new.items.get().pk])
    compare = client.get(reverse("plans:plan_compare", args=[new.pk, item.plan.pk]))
    assert "Tên đúng" in compare.content.decode()
    assert client.get(reverse("plans:plan_versions", args=[new.pk])).status_code == 200
    assert "máy đọc sai" in client.get(reverse("plans:plan_detail", args=[new.pk])).content.decode()
