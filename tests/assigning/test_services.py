"""From an issued plan to the duties of agencies, and what follows when the plan or the register changes."""

from datetime import date

import pytest

from caicach.agencies.models import AgencyKind, Succession
from caicach.assigning import errors
from caicach.assigning.messages import message_for, messages_for
from caicach.assigning.services import (
    assign_plan,
    entered_count,
    preview_assignment,
    withdraw_assignments,
)
from caicach.duties.services import Progress, report_progress
from caicach.people.permissions import Role
from caicach.plans.models import DutyRole, PlanState
from caicach.ui.errors import NotAllowed
from caicach.work import following
from caicach.work.models import Assignment
from tests.factories.agencies import AgencyFactory, AgencyGroupFactory
from tests.factories.work import (
    AT,
    TODAY,
    AssignmentFactory,
    IssuedPlanFactory,
    ItemDutyFactory,
    LeafFactory,
    coordinator,
    person_in,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    return IssuedPlanFactory()


@pytest.fixture
def duty(plan):
    return ItemDutyFactory(item=LeafFactory(plan=plan))


def test_preview_writes_nothing(plan, duty):
    preview = preview_assignment(plan)
    assert [(share.agency, share.leads) for share in preview.shares] == [(duty.agency, 1)]
    assert not Assignment.objects.exists()


def test_group_becomes_one_duty_for_each_member_of_that_day(plan):
    old = AgencyFactory(commune=True, valid_to=date(2025, 6, 30))
    communes = [AgencyFactory(commune=True, valid_from=date(2025, 7, 1)) for _ in range(3)]
    group = AgencyGroupFactory(rule_kinds=[AgencyKind.COMMUNE])
    ItemDutyFactory(item=LeafFactory(plan=plan), agency=None, group=group)
    assign_plan(plan=plan, by=coordinator(), at=AT)
    made = Assignment.objects.select_related("group")
    assert {row.agency for row in made} == set(communes)
    assert old not in {row.agency for row in made}
    assert {row.group for row in made} == {group}


def test_several_leads_are_several_duties(plan, duty):
    ItemDutyFactory(item=duty.item)
    assign_plan(plan=plan, by=coordinator(), at=AT)
    assert Assignment.objects.leads().count() == 2


def test_agency_that_leads_does_not_coordinate_the_same_row(plan, duty):
    group = AgencyGroupFactory(rule_kinds=[AgencyKind.DEPARTMENT])
    ItemDutyFactory(item=duty.item, role=DutyRole.COORDINATING, agency=None, group=group)
    assign_plan(plan=plan, by=coordinator(), at=AT)
    assert Assignment.objects.get(agency=duty.agency).role == DutyRole.LEAD


def test_open_group_stays_unassigned_and_is_listed(plan, duty):
    nobody = ItemDutyFactory(
        item=duty.item, role=DutyRole.COORDINATING, agency=None, group=AgencyGroupFactory(is_open=True)
    )
    assert list(preview_assignment(plan).open_duties) == [nobody]


def test_row_that_waits_for_an_event_waits(plan):
    item = LeafFactory(plan=plan, start_on=None, due_on=None, schedule={"kind": "after_event", "event": "Khi có luật"})
    ItemDutyFactory(item=item)
    assign_plan(plan=plan, by=coordinator(), at=AT)
    assert Assignment.objects.get().waits_for_event


def test_plan_is_assigned_once_only(plan, duty):
    by = coordinator()
    assign_plan(plan=plan, by=by, at=AT)
    with pytest.raises(errors.AlreadyAssigned, match="05/01/2026"):
        assign_plan(plan=plan, by=by, at=AT)


def test_draft_is_not_assigned(duty):
    duty.item.plan.state = PlanState.DRAFT
    duty.item.plan.save()
    with pytest.raises(errors.PlanNotIssued):
        assign_plan(plan=duty.item.plan, by=coordinator(), at=AT)


def test_focal_point_may_not_assign(plan, duty):
    with pytest.raises(NotAllowed):
        assign_plan(plan=plan, by=person_in(duty.agency, Role.FOCAL_POINT), at=AT)


def test_message_tells_the_agency_its_counts_and_the_link(plan, duty):
    assign_plan(plan=plan, by=coordinator(), at=AT)
    text = message_for(agency=duty.agency, plan=plan, link="https://cchc.example/viec/").text
    assert duty.agency.name in text
    assert "1 việc chủ trì" in text
    assert "30/06/2026" in text
    assert "https://cchc.example/viec/" in text
    assert [one.agency for one in messages_for(plan=plan, link="x")] == [duty.agency]


def test_assigning_is_withdrawn_until_an_agency_has_entered_something(plan, duty):
    by = coordinator()
    assign_plan(plan=plan, by=by, at=AT)
    assert not entered_count(plan)
    withdraw_assignments(plan=plan, by=by, at=AT)
    assert not Assignment.objects.exists()
    assign_plan(plan=plan, by=by, at=AT)
    row = Assignment.objects.get()
    clerk = person_in(duty.agency, Role.STAFF)
    report_progress(assignment=row, version=1, progress=Progress(text="Bắt đầu."), by=clerk, on=TODAY)
    assert entered_count(plan)
    with pytest.raises(errors.WorkBegun):
        withdraw_assignments(plan=plan, by=by, at=AT)


def test_open_duties_go_to_the_one_heir_and_history_stays():
    duty, done = AssignmentFactory(reported=True), None
    done = AssignmentFactory(confirmed=True, agency=duty.agency)
    heir = AgencyFactory()
    merge = Succession.objects.create(
        from_agency=duty.agency, to_agency=heir, kind="merge", on=date(2026, 7, 1), legal_basis="QĐ"
    )
    following.follow_succession(merge, coordinator())
    moved = Assignment.objects.standing().get(agency=heir)
    assert (moved.moved_from, moved.progress_percent, moved.due_on) == (duty, 40, duty.due_on)
    duty.refresh_from_db()
    assert duty.withdrawn_at is not None
    assert Assignment.objects.standing().get(pk=done.pk).agency == duty.agency


def test_part_of_an_agency_moves_nothing_by_itself():
    duty = AssignmentFactory()
    split = Succession.objects.create(
        from_agency=duty.agency, to_agency=AgencyFactory(), kind="split", on=TODAY, share="0.5", legal_basis="QĐ"
    )
    following.follow_succession(split, None)
    assert Assignment.objects.standing().get() == duty


def test_person_moves_what_the_register_cannot_decide():
    duty, heir = AssignmentFactory(), AgencyFactory()
    moved = following.move_assignment(assignment=duty, version=1, to_agency=heir, by=coordinator(), on=TODAY)
    assert (moved.agency, moved.moved_from) == (heir, duty)


def test_recurring_row_gets_each_instance_of_the_year(plan):
    schedule = {"kind": "recurring", "every": "quarter", "quantity": 3}
    ItemDutyFactory(item=LeafFactory(plan=plan, start_on=None, due_on=None, schedule=schedule))
    assign_plan(plan=plan, by=coordinator(), at=AT)
    row = Assignment.objects.get()
    instances = list(row.occurrences.all())
    assert [one.planned_quantity for one in instances] == [3, 3, 3, 3]
    assert row.due_on == instances[0].due_on
