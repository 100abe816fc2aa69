"""The rule of statuses, as a table, and its twin in the database."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from caicach.work.models import Assignment
from caicach.work.status import (
    BESIDE_THE_RATE,
    COMPLETED,
    IN_TIME,
    OPEN,
    AssignmentStatus,
    DutyFacts,
    status_of,
    status_of_item,
)
from tests.factories.work import TODAY, AssignmentFactory

S = AssignmentStatus
SOON, LATER, PAST = TODAY + timedelta(days=7), TODAY + timedelta(days=8), TODAY - timedelta(days=1)

TABLE = [
    ({"due_on": LATER}, S.NOT_STARTED),
    ({"due_on": LATER, "last_reported_on": PAST}, S.IN_PROGRESS),
    ({"due_on": SOON}, S.DUE_SOON),
    ({"due_on": TODAY}, S.DUE_SOON),
    ({"due_on": PAST}, S.OVERDUE),
    ({"due_on": PAST, "last_reported_on": PAST}, S.OVERDUE),
    ({"due_on": PAST, "returned_on": PAST}, S.OVERDUE),
    ({"due_on": LATER, "returned_on": PAST}, S.RETURNED),
    ({"due_on": PAST, "submitted_on": PAST}, S.SUBMITTED),
    ({"due_on": LATER, "submitted_on": PAST}, S.SUBMITTED),
    ({"due_on": PAST, "submitted_on": PAST, "confirmed_on": TODAY}, S.COMPLETED_ON_TIME),
    ({"due_on": PAST, "submitted_on": TODAY, "confirmed_on": TODAY}, S.COMPLETED_LATE),
    ({"submitted_on": TODAY, "confirmed_on": TODAY}, S.COMPLETED_ON_TIME),
    ({}, S.ONGOING),
    ({"last_reported_on": PAST}, S.ONGOING),
    ({"waits_for_event": True}, S.WAITING_FOR_EVENT),
    ({"waits_for_event": True, "due_on": LATER}, S.NOT_STARTED),
]


@pytest.mark.parametrize(("facts", "status"), TABLE)
def test_status_follows_from_facts(facts, status):
    assert status_of(DutyFacts(**facts), today=TODAY) == status


@pytest.mark.django_db
@pytest.mark.parametrize(("facts", "status"), TABLE)
def test_database_computes_the_same_status(facts, status):
    AssignmentFactory(**{"start_on": None, "due_on": None} | facts)
    assert Assignment.objects.with_status(TODAY).get().status == status


GROUPS = [*({one} for one in S), COMPLETED, OPEN, IN_TIME, BESIDE_THE_RATE, {S.OVERDUE, S.SUBMITTED}, set(S)]


@pytest.mark.django_db
@pytest.mark.parametrize(("facts", "status"), TABLE)
def test_rows_are_found_by_any_group_of_statuses(facts, status):
    AssignmentFactory(**{"start_on": None, "due_on": None} | facts)
    found = [Assignment.objects.in_status(TODAY, group).exists() for group in GROUPS]
    assert found == [status in group for group in GROUPS]


def test_due_soon_ends_where_the_setting_says(settings):
    settings.CAICACH_DUE_SOON_DAYS = 2
    assert status_of(DutyFacts(due_on=TODAY + timedelta(days=3)), today=TODAY) == S.NOT_STARTED


DAYS = st.none() | st.dates(date(2026, 6, 1), date(2026, 6, 30))
FACTS = st.tuples(DAYS, DAYS, DAYS, DAYS, DAYS, st.booleans())


@pytest.mark.django_db
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    facts=st.tuples(DAYS, DAYS, DAYS, DAYS, DAYS, st.booleans()), today=st.dates(date(2026, 6, 1), date(2026, 6, 30))
)
def test_python_and_database_never_disagree(duty, facts, today):
    due_on, last_reported_on, submitted_on, confirmed_on, returned_on, waits = facts
    duty.due_on, duty.last_reported_on, duty.returned_on, duty.waits_for_event = (
        due_on,
        last_reported_on,
        returned_on,
        waits,
    )
    duty.submitted_on, duty.confirmed_on = submitted_on, confirmed_on if submitted_on else None
    duty.save()
    assert Assignment.objects.with_status(today).get().status == status_of(duty.facts(), today=today)


@pytest.fixture
def duty(db):
    return AssignmentFactory()


@pytest.mark.parametrize(
    ("leads", "status"),
    [
        ({}, None),
        ({S.COMPLETED_ON_TIME: 3}, S.COMPLETED_ON_TIME),
        ({S.COMPLETED_ON_TIME: 3, S.COMPLETED_LATE: 1}, S.COMPLETED_LATE),
        ({S.COMPLETED_ON_TIME: 3, S.OVERDUE: 1}, S.OVERDUE),
        ({S.COMPLETED_ON_TIME: 3, S.NOT_STARTED: 1}, S.IN_PROGRESS),
        ({S.NOT_STARTED: 2}, S.NOT_STARTED),
        ({S.ONGOING: 2}, S.ONGOING),
    ],
)
def test_row_is_completed_when_all_leads_are_and_overdue_when_one_is(leads, status):
    assert status_of_item(leads) == status


@given(leads=st.dictionaries(st.sampled_from(list(S)), st.integers(1, 5), min_size=1))
def test_row_counts_as_completed_only_when_every_lead_is(leads):
    assert (status_of_item(leads) in COMPLETED) == (set(leads) <= COMPLETED)
