import pytest

from caicach.people.permissions import Role
from caicach.plans.models import Plan, PlanItem, PlanKind
from tests.factories.agencies import AgencyFactory
from tests.factories.plans import (
    PlanFactory,
    coordinator,
    focal_point,
)

pytestmark = pytest.mark.django_db


def test_plans_are_seen_by_those_they_concern():
    agency, other = AgencyFactory(), AgencyFactory()
    province_draft, province_plan = PlanFactory(), PlanFactory(issued=True)
    agency_draft = PlanFactory(owner=agency, kind=PlanKind.AGENCY)
    agency_plan = PlanFactory(owner=agency, kind=PlanKind.AGENCY, issued=True)
    assert set(Plan.objects.visible_to(coordinator())) == {province_draft, province_plan, agency_plan}
    assert set(Plan.objects.visible_to(focal_point(agency))) == {province_plan, agency_draft, agency_plan}
    assert set(Plan.objects.visible_to(focal_point(agency, Role.STAFF))) == {province_plan, agency_plan}
    assert set(Plan.objects.visible_to(focal_point(other))) == {province_plan}
    assert not PlanItem.objects.visible_to(focal_point(agency, Role.SYSADMIN)).exists()
