"""What the pages of duties show to whom, and what they do."""

import re
from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from caicach.duties.handing_out import hand_out
from caicach.people.permissions import Role
from tests.factories.agencies import AgencyFactory
from tests.factories.work import (
    AT,
    AssignmentFactory,
    IssuedPlanFactory,
    LeafFactory,
    person_in,
)
from tests.work.pages import page

pytestmark = pytest.mark.django_db


def test_desk_of_a_focal_point_shows_what_nobody_has_first(as_focal_point, duty):
    held = AssignmentFactory(agency=duty.agency, due_on=date(2026, 1, 1))
    chief = person_in(duty.agency, Role.FOCAL_POINT)
    hand_out(assignment=held, version=1, unit=None, person=chief, from_on=date(2026, 1, 1), by=chief)
    response, html = page(as_focal_point, "work:my_work")
    assert [row.assignment for row in response.context["rows"]] == [duty, held]
    assert html.index("Chưa giao cho ai") < html.index(duty.item.title) < html.index("Đã có người làm")


def test_desk_tells_of_a_plan_that_was_just_assigned(as_focal_point, duty):
    plan = duty.item.plan
    plan.assigned_at = timezone.now()
    plan.save()
    assert "Việc mới được giao" in page(as_focal_point, "work:my_work")[1]


def test_desk_of_staff_shows_only_what_was_handed_to_them(client, duty):
    other = AssignmentFactory(agency=duty.agency)
    staff, chief = person_in(duty.agency, Role.STAFF), person_in(duty.agency, Role.FOCAL_POINT)
    hand_out(assignment=duty, version=1, unit=None, person=staff, from_on=date(2026, 6, 1), by=chief)
    client.force_login(staff)
    _response, html = page(client, "work:my_work")
    assert duty.item.title in html
    assert other.item.title not in html


def test_desk_of_a_coordinator_shows_what_waits_for_confirmation(as_coordinator):
    waiting = AssignmentFactory(submitted=True)
    _response, html = page(as_coordinator, "work:my_work")
    assert "Chờ bạn xác nhận" in html
    assert waiting.item.title in html


@pytest.mark.parametrize("role", list(Role))
def test_every_role_has_a_desk(client, role):
    client.force_login(person_in(AgencyFactory(), role))
    assert page(client, "work:my_work")[0].status_code == 200


@pytest.mark.parametrize(
    ("query", "is_found"),
    [
        ({"q": "ra soat"}, True),
        ({"q": "khong co"}, False),
        ({"role": "coordinating"}, False),
        ({"month": "2026-06"}, True),
        ({"month": "2026-07"}, False),
        ({"person": "nobody"}, True),
        ({"person": "me"}, False),
        ({"status": "completed"}, False),
        ({"status": "not-a-status"}, True),
        ({"due": "none"}, False),
        ({"year": "2026"}, True),
        ({"year": "2025"}, False),
        ({"sort": "-agency"}, True),
    ],
)
def test_list_is_narrowed_by_the_address(as_focal_point, duty, query, is_found):
    response, html = page(as_focal_point, "work:assignment_list", **query)
    assert response.status_code == 200
    assert (duty.item.title in html) == is_found


def test_list_is_searched_by_agency_without_diacritics(as_coordinator):
    duty = AssignmentFactory(agency=AgencyFactory(name="Sở Đất đai"))
    AssignmentFactory()
    rows = page(as_coordinator, "work:assignment_list", q="so dat dai")[0].context["rows"]
    assert [row.assignment for row in rows] == [duty]


def test_focal_point_may_not_open_the_queue(as_focal_point):
    assert page(as_focal_point, "work:confirmation_queue")[0].status_code == 403


def test_queue_shows_the_oldest_first(as_coordinator):
    late = AssignmentFactory(submitted=True, submitted_on=date(2026, 6, 20))
    early = AssignmentFactory(submitted=True, submitted_on=date(2026, 6, 2))
    _response, html = page(as_coordinator, "work:confirmation_queue")
    assert html.index(early.item.title) < html.index(late.item.title)


def test_pages_ask_for_login(client, duty):
    for name, args in [("work:my_work", ()), ("work:assignment_list", ()), ("duties:assignment_detail", (duty.pk,))]:
        assert page(client, name, *args)[0].status_code == 302


def test_unknown_rows_are_not_found(as_coordinator):
    for name in (
        "duties:assignment_detail",
        "planprogress:item_detail",
        "planprogress:plan_status",
        "planprogress:plan_timeline",
        "assigning:assign_preview",
    ):
        assert page(as_coordinator, name, uuid4())[0].status_code == 404


def test_no_page_shows_a_twin_agency(client):
    plan = IssuedPlanFactory(assigned_at=AT)
    ours, theirs = AgencyFactory(name="Sở Anh"), AgencyFactory(name="Sở Canary")
    item = LeafFactory(plan=plan)
    mine = AssignmentFactory(item=item, agency=ours)
    foreign = AssignmentFactory(item=item, agency=theirs, reported=True, progress_percent=77)
    clerk = person_in(theirs, Role.STAFF, full_name="Canary Người")
    foreign.reports.create(text="canary kết quả", reported_on=date(2026, 6, 1), reported_by=clerk)
    foreign.hand_outs.create(person=clerk, from_on=date(2026, 6, 1), made_by=clerk)
    client.force_login(person_in(ours, Role.FOCAL_POINT))
    for name, args in [
        ("work:my_work", ()),
        ("work:assignment_list", ()),
        ("duties:assignment_detail", (mine.pk,)),
        ("planprogress:item_detail", (item.pk,)),
        ("planprogress:plan_status", (plan.pk,)),
        ("planprogress:plan_timeline", (plan.pk,)),
    ]:
        response, html = page(client, name, *args)
        assert response.status_code == 200
        assert not re.search("canary", html, re.IGNORECASE), name
        assert "77%" not in html
    assert page(client, "duties:assignment_detail", foreign.pk)[0].status_code == 404
    assert not page(client, "work:assignment_list", q="canary")[0].context["rows"]


def test_desk_of_a_coordinator_leads_to_plans_that_nobody_was_told_of(as_coordinator):
    plan = IssuedPlanFactory()
    _response, html = page(as_coordinator, "work:my_work")
    assert reverse("assigning:assign_preview", args=[plan.pk]) in html
