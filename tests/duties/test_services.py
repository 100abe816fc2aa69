"""Reporting, handing in, deciding, handing out."""

from datetime import date

import pytest

from caicach.audit.models import AuditEvent
from caicach.duties import errors, services
from caicach.duties.handing_out import hand_out
from caicach.duties.services import Progress
from caicach.people.permissions import Role
from caicach.ui.errors import NotAllowed, RowMovedOn
from caicach.work.errors import AlreadyConfirmed
from caicach.work.models import Occurrence
from caicach.work.status import AssignmentStatus, status_of
from tests.factories.agencies import AgencyFactory
from tests.factories.work import AT, TODAY, AssignmentFactory, coordinator, person_in

pytestmark = pytest.mark.django_db
DONE = Progress(text="Đã ban hành báo cáo.", percent=100)


@pytest.fixture
def duty():
    return AssignmentFactory()


@pytest.fixture
def focal_point(duty):
    return person_in(duty.agency, Role.FOCAL_POINT)


@pytest.fixture
def staff(duty):
    return person_in(duty.agency, Role.STAFF)


def report(duty, by, progress=DONE, on=TODAY):
    duty.refresh_from_db()
    services.report_progress(assignment=duty, version=duty.version, progress=progress, by=by, on=on)
    duty.refresh_from_db()


def handed_in(duty, focal_point, on=TODAY):
    report(duty, focal_point, on=on)
    services.submit(assignment=duty, version=duty.version, by=focal_point, on=on)
    duty.refresh_from_db()
    return duty


def test_report_keeps_the_words_and_raises_the_version(duty, staff):
    report(duty, staff)
    assert (duty.progress_percent, duty.last_reported_on, duty.version) == (100, TODAY, 2)
    assert duty.reports.get().text == "Đã ban hành báo cáo."
    assert AuditEvent.objects.filter(code="work.progress_reported", actor=staff).exists()


def test_report_without_percentage_leaves_the_last_one(duty, staff):
    report(duty, staff, Progress(text="Đã làm một nửa.", percent=50))
    report(duty, staff, Progress(text="Đang chờ ý kiến."))
    assert duty.progress_percent == 50


def test_report_with_an_old_version_is_refused(duty, staff):
    report(duty, staff)
    with pytest.raises(RowMovedOn):
        services.report_progress(assignment=duty, version=1, progress=DONE, by=staff, on=TODAY)


def test_nobody_reports_for_another_agency(duty):
    stranger = person_in(AgencyFactory(), Role.FOCAL_POINT)
    with pytest.raises(NotAllowed):
        report(duty, stranger)


def test_staff_may_not_hand_in(duty, staff):
    report(duty, staff)
    with pytest.raises(NotAllowed):
        services.submit(assignment=duty, version=duty.version, by=staff, on=TODAY)


def test_nothing_is_handed_in_before_the_first_report(duty, focal_point):
    with pytest.raises(errors.NothingReported):
        services.submit(assignment=duty, version=1, by=focal_point, on=TODAY)


def test_confirmed_duty_is_on_time_by_the_day_it_was_handed_in(duty, focal_point):
    handed_in(duty, focal_point, on=date(2026, 6, 30))
    done = services.confirm(assignment=duty, version=duty.version, by=coordinator(), on=date(2026, 7, 20))
    assert status_of(done.facts(), today=date(2026, 7, 20)) == AssignmentStatus.COMPLETED_ON_TIME


def test_coordinator_may_not_hand_in_and_focal_point_may_not_confirm(duty, focal_point):
    report(duty, focal_point)
    with pytest.raises(NotAllowed):
        services.submit(assignment=duty, version=duty.version, by=coordinator(), on=TODAY)
    handed_in(duty, focal_point)
    with pytest.raises(NotAllowed):
        services.confirm(assignment=duty, version=duty.version, by=focal_point, on=TODAY)


def test_second_handing_in_is_refused(duty, focal_point):
    handed_in(duty, focal_point)
    with pytest.raises(errors.AlreadySubmitted, match=r"15/06/2026"):
        services.submit(assignment=duty, version=duty.version, by=focal_point, on=TODAY)


def test_result_is_taken_back_until_somebody_has_looked(duty, focal_point):
    handed_in(duty, focal_point)
    services.take_back(assignment=duty, version=duty.version, by=focal_point)
    handed_in(duty, focal_point)
    services.look_at(assignment=duty, by=coordinator(), at=AT)
    with pytest.raises(errors.AlreadySeen):
        services.take_back(assignment=duty, version=duty.version, by=focal_point)


def test_returned_result_keeps_its_reason_and_may_come_again(duty, focal_point):
    handed_in(duty, focal_point)
    returned = services.return_(
        assignment=duty, version=duty.version, reason="Thiếu danh mục.", by=coordinator(), on=TODAY
    )
    assert (returned.submitted_on, returned.returned_on, returned.return_reason) == (None, TODAY, "Thiếu danh mục.")
    handed_in(duty, focal_point)
    assert duty.returned_on is None


def test_return_needs_a_reason(duty, focal_point):
    handed_in(duty, focal_point)
    with pytest.raises(errors.ReasonMissing):
        services.return_(assignment=duty, version=duty.version, reason="  ", by=coordinator(), on=TODAY)


def test_confirmed_duty_no_longer_changes(duty, focal_point):
    handed_in(duty, focal_point)
    services.confirm(assignment=duty, version=duty.version, by=coordinator(), on=TODAY)
    duty.refresh_from_db()
    with pytest.raises(AlreadyConfirmed):
        services.report_progress(assignment=duty, version=duty.version, progress=DONE, by=focal_point, on=TODAY)


def test_due_date_moves_to_the_next_instance_when_one_is_done(duty, staff):
    first, second = (
        Occurrence.objects.create(assignment=duty, first_on=date(2026, month - 2, 1), due_on=date(2026, month, 25))
        for month in (3, 6)
    )
    report(duty, staff, Progress(text="Xong quý I.", quantity=3, occurrence=first))
    first.refresh_from_db()
    assert (first.done_on, first.actual_quantity, duty.due_on) == (TODAY, 3, second.due_on)


def test_hand_out_keeps_the_holders_before(duty, focal_point, staff):
    unit = AgencyFactory(kind="unit", parent=duty.agency)
    hand_out(assignment=duty, version=1, unit=unit, person=None, from_on=date(2026, 6, 1), by=focal_point)
    hand_out(assignment=duty, version=2, unit=unit, person=staff, from_on=date(2026, 6, 10), by=focal_point)
    now, before = duty.hand_outs.all()
    assert (now.person, now.to_on, before.person, before.to_on) == (staff, None, None, date(2026, 6, 9))


def test_duty_is_not_handed_to_a_stranger(duty, focal_point):
    stranger = person_in(AgencyFactory(), Role.STAFF)
    with pytest.raises(errors.HandOutToStranger, match="không thuộc cơ quan"):
        hand_out(assignment=duty, version=1, unit=None, person=stranger, from_on=TODAY, by=focal_point)


def test_staff_may_not_hand_out(duty, staff):
    with pytest.raises(NotAllowed):
        hand_out(assignment=duty, version=1, unit=None, person=staff, from_on=TODAY, by=staff)


def test_unit_reports_on_what_was_handed_to_it(duty, focal_point):
    unit = AgencyFactory(kind="unit", parent=duty.agency)
    clerk = person_in(unit, Role.STAFF)
    with pytest.raises(NotAllowed):
        report(duty, clerk)
    hand_out(assignment=duty, version=1, unit=unit, person=None, from_on=TODAY, by=focal_point)
    report(duty, clerk)
    assert duty.reports.count() == 1
