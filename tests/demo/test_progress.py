"""What the demonstration writes in one go is what the services would have left behind."""

from datetime import date, timedelta

import pytest

from caicach.audit.models import AuditEvent
from caicach.audit.trail import broken_at
from caicach.demo.progress import live_through
from caicach.people.permissions import Role
from caicach.work.models import Assignment, HandOut, Occurrence, ProgressReport
from caicach.work.status import COMPLETED, AssignmentStatus
from tests.factories.agencies import AgencyFactory
from tests.factories.work import AT, AssignmentFactory, IssuedPlanFactory, LeafFactory, coordinator, person_in

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 27)
MONTHS = [date(2026, month, 28) for month in range(1, 13)]


@pytest.fixture
def lived(settings, tmp_path):
    """Forty agencies with a row that is long due and one that recurs each month."""
    settings.FILES_ROOT = tmp_path
    plan = IssuedPlanFactory(assigned_at=AT)
    once, monthly = LeafFactory(plan=plan), LeafFactory(plan=plan, start_on=None, due_on=None)
    for number in range(40):
        agency = AgencyFactory(code=f"so-{number}")
        person_in(agency, Role.FOCAL_POINT)
        AssignmentFactory(item=once, agency=agency)
        recurring = AssignmentFactory(item=monthly, agency=agency, due_on=MONTHS[0])
        Occurrence.objects.bulk_create(
            Occurrence(assignment=recurring, first_on=due - timedelta(days=27), due_on=due) for due in MONTHS
        )
    told = live_through(plan, coordinator=coordinator(), today=TODAY)
    return plan, once, monthly, told


def test_rows_reports_and_trail_agree(lived):
    _plan, _once, _monthly, told = lived
    assert ProgressReport.objects.count() == told["report"]
    assert broken_at() is None
    for code, act in (("submitted", "submit"), ("confirmed", "confirm"), ("progress_reported", "report")):
        assert AuditEvent.objects.filter(code=f"work.{code}").count() == told[act]
    assert not AuditEvent.objects.filter(code__startswith="work.", at__date__gt=TODAY).exists()


def test_most_duties_are_done_and_each_untold_one_keeps_its_first_version(lived):
    _plan, once, _monthly, _told = lived
    statuses = list(Assignment.objects.filter(item=once).with_status(TODAY).values_list("status", flat=True))
    assert sum(AssignmentStatus(status) in COMPLETED for status in statuses) > 28
    for row in Assignment.objects.all():
        has_entry = row.reports.exists() or row.hand_outs.exists()
        assert (row.version > 1) == has_entry


def test_a_recurring_duty_is_due_at_its_first_open_instance(lived):
    _plan, _once, monthly, _told = lived
    for row in Assignment.objects.filter(item=monthly):
        still_open = row.occurrences.filter(done_on=None).order_by("due_on").first()
        assert row.due_on == still_open.due_on
        assert row.occurrences.exclude(done_on=None).count() == row.reports.count()


def test_duties_lie_with_people_of_the_agency(lived):
    held = HandOut.objects.select_related("assignment")
    assert 0 < held.count() < Assignment.objects.count()
    for one in held:
        assert one.person.memberships.get().agency_id == one.assignment.agency_id
