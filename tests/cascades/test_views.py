import pytest
from django.urls import reverse

from caicach.plans.models import Plan
from tests.factories.agencies import AgencyFactory
from tests.factories.plans import (
    ItemDutyFactory,
    PlanItemFactory,
    focal_point,
)
from tests.plans.pages import as_

pytestmark = pytest.mark.django_db


def test_an_agency_cascades_by_its_page(client):
    agency = AgencyFactory()
    item = PlanItemFactory(plan__issued=True)
    ItemDutyFactory(item=item, agency=agency)
    as_(client, focal_point(agency))
    address = reverse("cascades:cascade", args=[item.plan.pk])
    assert client.get(address).status_code == 200
    client.post(address, {"agency": agency.pk, "title": "Kế hoạch của sở"})
    draft = Plan.objects.get(owner=agency)
    assert client.get(reverse("plandrafts:draft_grid", args=[draft.pk])).status_code == 200
    page = client.get(reverse("cascades:coverage", args=[item.plan.pk]))
    assert [line.covered for line in page.context["lines"]] == [1]


def test_an_agency_does_not_see_the_coverage_of_others(client):
    item = PlanItemFactory(plan__issued=True)
    ItemDutyFactory(item=item)
    as_(client, focal_point())
    assert client.get(reverse("cascades:coverage", args=[item.plan.pk])).context["lines"] == []
