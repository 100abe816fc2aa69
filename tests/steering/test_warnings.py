"""What will probably be late is told before it is, once, with the reason."""

from datetime import date, timedelta

import pytest

from caicach.plans.models import DutyRole
from caicach.steering.warnings import early_warnings
from caicach.work.models import Assignment
from tests.factories.work import AssignmentFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 15)


def told():
    return [(one.assignment.pk, one.rule.code) for one in early_warnings(Assignment.objects.standing(), today=TODAY)]


def duty(days=10, **facts):
    """A lead due in some days, begun in February, of which a report of yesterday says that it goes well."""
    usual = {"last_reported_on": TODAY - timedelta(days=1), "progress_percent": 95, "start_on": date(2026, 2, 1)}
    return AssignmentFactory(due_on=TODAY + timedelta(days=days), **usual | facts)


def test_a_duty_that_goes_well_is_not_told():
    duty()
    assert told() == []


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"last_reported_on": None, "progress_percent": None}, "not_begun"),
        ({"progress_percent": 30}, "behind"),
        ({"days": 50, "last_reported_on": TODAY - timedelta(days=46)}, "silent"),
        ({"returned_on": TODAY - timedelta(days=7), "return_reason": "Thiếu"}, "returned"),
    ],
)
def test_each_reason_is_told(facts, code):
    row = duty(**facts)
    assert told() == [(row.pk, code)]


@pytest.mark.parametrize(
    "facts",
    [
        {"days": 15, "last_reported_on": None, "progress_percent": None},
        {"days": 50, "last_reported_on": TODAY - timedelta(days=45)},
        {"returned_on": TODAY - timedelta(days=6), "return_reason": "Thiếu"},
        {"days": 61, "progress_percent": 0},
        {"progress_percent": 0, "start_on": None},
    ],
)
def test_a_day_before_the_limit_nothing_is_told(facts):
    duty(**facts)
    assert told() == []


def test_what_is_late_done_or_not_led_is_no_early_warning():
    bad = {"last_reported_on": None, "progress_percent": None}
    duty(days=-1, **bad)
    duty(submitted_on=TODAY, **bad)
    duty(role=DutyRole.COORDINATING, **bad)
    assert told() == []


def test_a_duty_with_several_reasons_is_told_once_for_the_first():
    row = duty(returned_on=TODAY - timedelta(days=9), return_reason="Thiếu", progress_percent=0)
    assert told() == [(row.pk, "returned")]


def test_the_nearest_due_date_stands_first():
    far, near = duty(days=12, last_reported_on=None), duty(days=2, last_reported_on=None)
    assert [pk for pk, _code in told()] == [near.pk, far.pk]
