"""How much falls on whom in which month."""

from datetime import date

import pytest

from caicach.assigning.services import assign_plan
from caicach.plans.models import DutyRole, PlanState
from caicach.steering.load import load_of_duties, load_of_plan
from caicach.steering.tables import SHADES, lines_of
from caicach.work.models import Assignment, Occurrence
from tests.factories.agencies import AgencyFactory
from tests.factories.work import (
    AT,
    TODAY,
    AssignmentFactory,
    IssuedPlanFactory,
    ItemDutyFactory,
    LeafFactory,
    coordinator,
)

pytestmark = pytest.mark.django_db
MONTHLY = {"kind": "recurring", "every": "month", "times": 1}


def all_duties():
    return Assignment.objects.standing().of_year(2026)


def test_each_lead_falls_into_the_month_of_its_due_date():
    busy, idle = AgencyFactory(), AgencyFactory()
    plan = IssuedPlanFactory()
    for agency, due in ((busy, date(2026, 6, 30)), (busy, date(2026, 6, 1)), (idle, date(2026, 2, 28))):
        AssignmentFactory(item=LeafFactory(plan=plan), agency=agency, due_on=due)
    load = load_of_duties(all_duties(), year=2026)
    assert [(one.agency, one.rows) for one in load.agencies] == [(busy, 2), (idle, 1)]
    assert load.agencies[0].cells == [0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0]
    assert (load.heaviest_month, load.rows, sum(load.months)) == (6, 3, 3)


def test_what_has_no_date_in_the_year_stands_apart():
    plan = IssuedPlanFactory()
    for due in (None, date(2027, 1, 31)):
        AssignmentFactory(item=LeafFactory(plan=plan), due_on=due)
    load = load_of_duties(all_duties(), year=2026)
    assert (load.undated, sum(load.months), load.heaviest_month) == (2, 0, None)


def test_each_instance_of_a_recurring_duty_counts():
    duty = AssignmentFactory()
    for month in (1, 2, 3):
        Occurrence.objects.create(assignment=duty, first_on=date(2026, month, 1), due_on=date(2026, month, 28))
    load = load_of_duties(all_duties(), year=2026)
    assert load.months[:4] == [1, 1, 1, 0]
    assert load.rows == 1


def test_only_what_is_still_to_be_done_counts_when_asked():
    AssignmentFactory(submitted_on=TODAY)
    assert load_of_duties(all_duties(), year=2026, only_open=True).rows == 0
    assert load_of_duties(all_duties(), year=2026).rows == 1


def test_coordinating_duties_are_nobodys_lead():
    AssignmentFactory(role=DutyRole.COORDINATING)
    assert load_of_duties(all_duties(), year=2026).rows == 0


def test_the_load_of_a_plan_before_it_is_signed_is_that_of_its_duties_afterwards():
    plan = IssuedPlanFactory(state=PlanState.DRAFT, number="")
    for schedule, due in ((MONTHLY, None), ({}, date(2026, 5, 31)), ({"kind": "continuous"}, None)):
        item = LeafFactory(plan=plan, schedule=schedule, due_on=due, start_on=None)
        ItemDutyFactory(item=item, agency=AgencyFactory())
    before = load_of_plan(plan, on=TODAY)
    plan.state = PlanState.ISSUED
    plan.save()
    assign_plan(plan=plan, by=coordinator(), at=AT)
    after = load_of_duties(all_duties(), year=2026)
    assert (before.months, before.undated, before.rows) == (after.months, after.undated, after.rows)
    assert before.months[4] == 2


def test_the_fullest_month_has_the_darkest_shade_and_an_empty_one_none():
    agency, plan = AgencyFactory(), IssuedPlanFactory()
    for due in (date(2026, 6, 1), date(2026, 6, 2), date(2026, 7, 1)):
        AssignmentFactory(item=LeafFactory(plan=plan), agency=agency, due_on=due)
    shades = [cell.shade for cell in lines_of(load_of_duties(all_duties(), year=2026))[0].cells]
    assert (shades[5], shades[6], shades[0]) == (SHADES, SHADES // 2, 0)


def test_nothing_at_all_has_no_shares():
    load = load_of_duties(all_duties(), year=2026)
    assert (load.rows, load.fullest, load.heaviest_month, lines_of(load)) == (0, 0, None, [])
