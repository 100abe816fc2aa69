"""The calendar: whose days stand on it, how they stand, and that the rooms tell the same days to other calendars."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from caicach.agencies.dates import DatesAsked, Standing, entries_of
from caicach.agencies.models import Agency
from caicach.assessments.models import Phase, Window
from caicach.calendars.pages import IN_A_CELL, days_of, weeks_of
from caicach.calendars.timeline import Scale, groups_of
from caicach.people.permissions import Role
from caicach.plans.models import DutyRole, PlanKind
from caicach.work.models import Occurrence
from tests.factories.agencies import AgencyFactory, MembershipFactory
from tests.factories.assessments import open_world
from tests.factories.reports import half_year, person_of
from tests.factories.work import AssignmentFactory, IssuedPlanFactory, LeafFactory, coordinator

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 15)
JUNE = {"first": date(2026, 6, 1), "last": date(2026, 6, 30), "today": TODAY}


@pytest.fixture
def plan():
    return IssuedPlanFactory(title="Kế hoạch năm")


def duty(plan, agency=None, due_on=date(2026, 6, 20), **more):
    return AssignmentFactory(item=LeafFactory(plan=plan), agency=agency or AgencyFactory(), due_on=due_on, **more)


def focal_of(agency: Agency):
    return MembershipFactory(agency=agency, role=Role.FOCAL_POINT).user


def duties_told(**asked):
    return entries_of(DatesAsked(**JUNE, **asked), ["duties"])


def test_the_own_desk_has_the_days_of_the_own_agency_and_no_others(plan):
    own = duty(plan)
    duty(plan)
    (entry,) = duties_told(user=focal_of(own.agency), is_own=True)
    assert (entry.day, entry.standing, entry.group) == (own.due_on, Standing.OPEN, "Kế hoạch năm")
    assert str(own.pk) in entry.url


def test_each_instance_of_a_recurring_duty_stands_on_its_own_day(plan):
    own = duty(plan, due_on=date(2026, 6, 30))
    for day, done_on in ((5, date(2026, 6, 4)), (12, None), (30, None)):
        Occurrence.objects.create(assignment=own, first_on=date(2026, 6, 1), due_on=date(2026, 6, day), done_on=done_on)
    told = duties_told(user=focal_of(own.agency), is_own=True)
    assert [(one.day.day, one.standing) for one in told] == [
        (5, Standing.DONE), (12, Standing.LATE), (30, Standing.OPEN),
    ]  # fmt: skip


def test_of_the_whole_a_row_stands_once_for_all_that_lead_it(plan):
    item = LeafFactory(plan=plan)
    for submitted_on in (None, None, date(2026, 6, 1)):
        AssignmentFactory(item=item, due_on=date(2026, 6, 20), submitted_on=submitted_on)
    AssignmentFactory(item=item, due_on=date(2026, 6, 20), role=DutyRole.COORDINATING)
    (entry,) = duties_told(user=coordinator())
    assert (entry.who, entry.standing) == ("3 cơ quan, còn 2", Standing.OPEN)
    assert str(item.pk) in entry.url


def test_plans_of_single_agencies_stand_on_their_calendar_and_not_on_that_of_the_province():
    agency = AgencyFactory()
    own = IssuedPlanFactory(owner=agency, kind=PlanKind.AGENCY)
    duty(own, agency)
    assert duties_told(user=coordinator()) == []
    assert len(duties_told(user=coordinator(), plan=own.pk)) == 1
    assert len(duties_told(user=coordinator(), agency=agency.pk)) == 1


def test_nobody_is_told_of_duties_of_others(plan):
    other = duty(plan)
    user = focal_of(AgencyFactory())
    assert duties_told(user=user, agency=other.agency_id) == []
    assert duties_told(user=user) == []


def test_where_a_domain_is_asked_for_other_kinds_of_days_are_silent(plan):
    own = duty(plan)
    told = entries_of(DatesAsked(**JUNE, user=coordinator(), domain=own.item.domain_id or 0))
    assert {entry.kind for entry in told} <= {"duties"}


def test_a_phase_of_a_round_is_told_when_it_opens_and_when_it_closes():
    world = open_world()
    window = Window.objects.filter(round=world.round, phase=Phase.FILLING, agency=None).latest("pk")
    around = {"first": window.opens_on, "last": window.closes_on, "today": window.opens_on}
    told = entries_of(DatesAsked(**around, user=coordinator()), ["rounds"])
    of_filling = [entry for entry in told if "tự đánh giá" in entry.text]
    assert [entry.day for entry in of_filling] == [window.opens_on, window.closes_on]


def test_until_when_an_agency_sends_its_report_stands_on_its_desk():
    AgencyFactory()
    part = half_year().parts.first()
    around = {"first": part.due_on, "last": part.due_on, "today": part.due_on}
    (entry,) = entries_of(DatesAsked(**around, user=person_of(part.agency), is_own=True), ["reports"])
    assert (entry.day, entry.standing, str(part.pk) in entry.url) == (part.due_on, Standing.OPEN, True)
    assert entries_of(DatesAsked(**around, user=coordinator()), ["reports"])


def test_a_month_has_whole_weeks_and_says_what_it_does_not_show(plan):
    agency = AgencyFactory()
    for _number in range(IN_A_CELL + 3):
        duty(plan, agency)
    entries = duties_told(user=focal_of(agency), is_own=True)
    weeks = weeks_of(date(2026, 6, 1), entries, today=TODAY)
    assert [len(week) for week in weeks] == [7] * 5
    (day,) = [day for week in weeks for day in week if day.on == date(2026, 6, 20)]
    assert (len(day.entries), day.more) == (IN_A_CELL, 3)
    assert [day.on.day for day in weeks[-1] if not day.is_beside] == [29, 30]


def test_on_a_day_what_is_late_stands_first(plan):
    agency = AgencyFactory()
    duty(plan, agency, date(2026, 6, 8), submitted_on=date(2026, 6, 1))
    late = duty(plan, agency, date(2026, 6, 8))
    days = days_of(date(2026, 6, 8), duties_told(user=focal_of(agency), is_own=True), today=TODAY)
    assert [entry.standing for entry in days[0].entries] == [Standing.LATE, Standing.DONE]
    assert str(late.pk) in days[0].entries[0].url


def test_a_bar_of_the_year_lies_from_the_begin_to_the_due_date(plan):
    own = duty(plan, start_on=date(2026, 3, 1))
    (group,) = groups_of(duties_told(user=focal_of(own.agency), is_own=True), Scale(2026))
    (bar,) = group.bars
    scale = Scale(2026)
    assert (bar.x, bar.x + bar.width) == (scale.x_of(date(2026, 3, 1)), scale.x_of(date(2026, 6, 20)))
    assert [cell.count for cell in group.cells] == [0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0]


def test_the_first_and_the_last_day_of_a_year_lie_on_the_scale():
    scale = Scale(2026)
    assert scale.x_of(date(2025, 5, 5)) == scale.x_of(date(2026, 1, 1)) == 0
    assert scale.x_of(date(2026, 12, 31)) == scale.x_of(date(2027, 2, 1)) == scale.width - 2
    assert scale.today_x(date(2027, 1, 1)) is None


@pytest.mark.parametrize("name", ["month", "week", "year"])
def test_pages_show_the_days_with_twelve_queries_at_most_however_many_agencies(client, name):
    today = timezone.localdate()
    plan = IssuedPlanFactory(year=today.year, assigned_at=timezone.now())
    item = LeafFactory(plan=plan, title="Rà soát thủ tục")
    for _number in range(150):
        AssignmentFactory(item=item, due_on=today)
    client.force_login(coordinator())
    address = reverse(f"calendars:{name}")
    assert client.get(address).status_code == 200
    with CaptureQueriesContext(connection) as captured:
        page = client.get(address).content.decode()
    assert len(captured) <= 12
    assert "150 cơ quan" in page or name == "year"
    assert "Kế hoạch" in page


def test_what_is_wrong_in_the_address_narrows_nothing(client):
    client.force_login(coordinator())
    for query in ("?month=2026-13", "?day=hom-nay", "?year=1", "?agency=9999999", "?kind=khac", "?whose=x"):
        for name in ("month", "week", "year"):
            assert client.get(reverse(f"calendars:{name}") + query).status_code == 200


def test_the_whole_year_of_one_agency_is_drawn_row_by_row(client, plan):
    today = timezone.localdate()
    own = duty(plan, due_on=today, start_on=today - timedelta(days=20))
    client.force_login(coordinator())
    page = client.get(reverse("calendars:year") + f"?agency={own.agency_id}").content.decode()
    assert "gantt-today" in page
    assert own.item.title in page
