"""Counting many duties: the sums agree with the statuses, and no page asks the database often."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bench.visits import MOST_QUERIES, OF_ONE_DUTY
from caicach.dashboards.figures import Tally
from caicach.people.permissions import Role
from caicach.plans.models import DutyRole, PlanItem
from caicach.work.models import Assignment
from caicach.work.status import BESIDE_THE_RATE, COMPLETED, IN_TIME, AssignmentStatus, status_of, status_of_item
from tests.factories.agencies import AgencyFactory, DomainFactory
from tests.factories.work import AT, TODAY, AssignmentFactory, IssuedPlanFactory, LeafFactory, coordinator, person_in

pytestmark = pytest.mark.django_db
S = AssignmentStatus

FACTS = [
    {"due_on": TODAY + timedelta(days=30)},
    {"due_on": TODAY + timedelta(days=3), "last_reported_on": TODAY},
    {"due_on": TODAY - timedelta(days=3)},
    {"due_on": TODAY - timedelta(days=3), "submitted_on": TODAY},
    {"due_on": TODAY + timedelta(days=9), "returned_on": TODAY},
    {"due_on": TODAY - timedelta(days=3), "submitted_on": TODAY, "confirmed_on": TODAY},
    {"due_on": TODAY, "submitted_on": TODAY, "confirmed_on": TODAY},
    {"due_on": None},
    {"due_on": None, "waits_for_event": True},
    {"due_on": None, "returned_on": TODAY},
    {"due_on": None, "submitted_on": TODAY, "confirmed_on": TODAY},
]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(chosen=st.lists(st.sampled_from(FACTS), min_size=1, max_size=6))
def test_sums_agree_with_the_statuses_of_the_rows(leaf, chosen):
    Assignment.objects.all().delete()
    for facts in chosen:
        AssignmentFactory(item=leaf, start_on=None, **facts)
    statuses = [status_of(row.facts(), today=TODAY) for row in Assignment.objects.all()]
    tally = Tally()
    for line in Assignment.objects.tally_by("item", today=TODAY, since=TODAY - timedelta(days=7)):
        tally.add(line)
    assert tally.completed == sum(status in COMPLETED for status in statuses)
    assert tally.late == statuses.count(S.COMPLETED_LATE)
    assert tally.overdue == statuses.count(S.OVERDUE)
    assert tally.in_time == sum(status in IN_TIME for status in statuses)
    assert tally.waiting + tally.ongoing == sum(status in BESIDE_THE_RATE for status in statuses)
    whole = status_of_item({status: statuses.count(status) for status in statuses})
    assert bool(tally.as_one().completed) == (whole in COMPLETED)
    assert bool(tally.as_one().overdue) == (whole == S.OVERDUE)


@pytest.fixture
def leaf():
    return LeafFactory()


@pytest.fixture
def many(db):
    """A plan of 30 rows for 20 agencies."""
    plan = IssuedPlanFactory(assigned_at=AT)
    domains = [DomainFactory() for _ in range(6)]
    agencies = [AgencyFactory() for _ in range(20)]
    due = [date(2026, 1 + number % 12, 28) for number in range(30)]
    items = [LeafFactory(plan=plan, domain=domains[number % 6], due_on=due[number]) for number in range(30)]
    Assignment.objects.bulk_create(
        Assignment(
            item=item,
            agency=agency,
            role=DutyRole.LEAD if place % 4 else DutyRole.COORDINATING,
            due_on=item.due_on,
            submitted_on=date(2026, 2, 1) if place % 3 == 0 else None,
            confirmed_on=date(2026, 2, 9) if place % 6 == 0 else None,
        )
        for item in items
        for place, agency in enumerate(agencies)
    )
    return plan


PAGES = [
    ("work:my_work", None, {}),
    ("work:assignment_list", None, {}),
    ("work:assignment_list", None, {"q": "ra soat so thu"}),
    ("work:assignment_list", None, {"status": "overdue", "role": "lead", "year": 2026}),
    ("planprogress:plan_status", "plan", {}),
    ("planprogress:plan_timeline", "plan", {}),
    ("planprogress:item_detail", "item", {}),
    ("duties:assignment_detail", "duty", {}),
]
OF_COORDINATOR = [
    ("work:confirmation_queue", None, {}),
    ("assigning:assign_preview", "plan", {}),
    ("assigning:assign_messages", "plan", {}),
    ("dashboards:overview", None, {}),
    ("dashboards:overview", None, {"agencies": "all"}),
]


def queries_of(client, many, name, of, query):
    """How many questions a page puts to the database; the frames of transactions ask nothing."""
    keys = {"plan": many.pk, "item": PlanItem.objects.first().pk, "duty": Assignment.objects.first().pk}
    url = reverse(name, args=[keys[of]] if of else [])
    assert client.get(url, query).status_code == 200  # the first time warms what is kept
    with CaptureQueriesContext(connection) as captured:
        client.get(url, query)
    return [one["sql"] for one in captured if not one["sql"].startswith(("SAVEPOINT", "RELEASE", "BEGIN"))]


@pytest.mark.parametrize(("name", "of", "query"), PAGES + OF_COORDINATOR)
def test_coordinator_gets_a_page_with_few_queries(client, many, name, of, query):
    client.force_login(coordinator())
    found = queries_of(client, many, name, of, query)
    assert len(found) <= (OF_ONE_DUTY if of == "duty" else MOST_QUERIES), "\n".join(found)


@pytest.mark.parametrize(("name", "of", "query"), [page for page in PAGES if page[1] != "duty"])
def test_focal_point_gets_a_page_with_few_queries(client, many, name, of, query):
    agency = Assignment.objects.first().agency
    client.force_login(person_in(agency, Role.FOCAL_POINT))
    found = queries_of(client, many, name, of, query)
    assert len(found) <= MOST_QUERIES, "\n".join(found)
