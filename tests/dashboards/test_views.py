"""Where each role begins, what the dashboard counts, what the trail shows."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone

from caicach import dashboards
from caicach.audit.models import AuditEvent
from caicach.audit.trail import record
from caicach.dashboards.charts import bar_rows, column_chart
from caicach.dashboards.decisions import decisions_of
from caicach.dashboards.event_words import words_for
from caicach.dashboards.figures import TalliedRow, Tally, overview
from caicach.people.permissions import Role
from caicach.plans.models import DutyRole
from caicach.work.models import Assignment
from tests.factories.agencies import AgencyFactory
from tests.factories.jobs import JobFactory
from tests.factories.work import AT, TODAY, AssignmentFactory, IssuedPlanFactory, LeafFactory, coordinator, person_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    return IssuedPlanFactory(assigned_at=AT)


@pytest.fixture
def duties(plan):
    """One row of each kind, seen from 15/06/2026."""
    first, second = LeafFactory(plan=plan), LeafFactory(plan=plan, due_on=date(2026, 3, 31))
    return {
        "completed": AssignmentFactory(item=first, confirmed=True),
        "in_time": AssignmentFactory(item=first),
        "overdue": AssignmentFactory(item=second),
        "ongoing": AssignmentFactory(item=LeafFactory(plan=plan, start_on=None, due_on=None)),
        "coordinating": AssignmentFactory(item=second, role=DutyRole.COORDINATING),
    }


def as_role(client, role):
    client.force_login(person_in(AgencyFactory(), role))
    return client


@pytest.mark.parametrize(
    ("role", "name"),
    [
        (Role.LEADER, "dashboards:overview"),
        (Role.COORDINATOR, "work:my_work"),
        (Role.INSPECTOR, "dashboards:overview"),
        (Role.FOCAL_POINT, "work:my_work"),
        (Role.STAFF, "work:my_work"),
        (Role.AGENCY_HEAD, "work:my_work"),
        (Role.AUDITOR, "dashboards:audit_trail"),
        (Role.SYSADMIN, "memberships:person_list"),
        (Role.APPRAISER, "rounds:round_list"),
        (Role.SURVEY_MANAGER, "plans:plan_list"),
    ],
)
def test_each_role_begins_at_its_own_page(client, role, name):
    assert as_role(client, role).get("/").url == reverse(name)


def test_strangers_begin_at_the_login(client):
    response = client.get("/")
    assert response.status_code == 302
    assert "/viec/" not in response.url


def test_leads_are_counted_and_coordinating_ones_stand_apart(duties):
    found = overview(Assignment.objects.all(), today=TODAY)
    leads = found.leads
    assert (leads.completed, leads.in_time, leads.overdue, leads.ongoing, leads.base) == (1, 1, 1, 1, 3)
    assert found.coordinating.total == 1


def test_row_is_overdue_when_one_of_its_leads_is(duties):
    items = overview(Assignment.objects.all(), today=TODAY).items
    assert (items.completed, items.in_time, items.overdue, items.ongoing) == (0, 1, 1, 1)


def test_tables_by_domain_agency_and_month_add_up(duties):
    found = overview(Assignment.objects.all(), today=TODAY)
    for rows in (found.domains, found.agencies):
        assert sum(row.tally.total for row in rows) == found.leads.total
    assert [row.key for row in found.months] == ["2026-03", "2026-06"]
    assert found.agencies[0].key == duties["overdue"].agency_id
    assert [(row.item, row.agency, row.count) for row in found.worst] == [
        (duties["overdue"].item, duties["overdue"].agency.brief, 1)
    ]


def test_bars_fill_exactly_what_has_a_due_date():
    row = TalliedRow(1, "Sở", Tally(on_time=1, in_time=1, overdue=2, waiting=5))
    widths = [float(part.width) for part in bar_rows([row])[0].segments]
    assert widths == [25, 25, 50]
    assert bar_rows([TalliedRow(2, "Sở", Tally(ongoing=3))])[0].segments == []
    assert column_chart([row]).most == 4


def test_leader_sees_the_three_numbers_and_the_ways_down(client, duties):
    html = as_role(client, Role.LEADER).get(reverse("dashboards:overview"), {"plan": duties["overdue"].item.plan_id})
    text = html.content.decode()
    for word in ("hoàn thành", "trong hạn", "quá hạn", "Quá hạn lâu nhất"):
        assert word in text
    assert f"item={duties['overdue'].item_id}&amp;role=lead&amp;status=overdue" in text


def test_leader_reaches_an_overdue_row_in_two_steps(client, duties):
    leader = as_role(client, Role.LEADER)
    query = {"year": 2026, "role": "lead", "status": "overdue", "agency": duties["overdue"].agency_id}
    html = leader.get(reverse("work:assignment_list"), query).content.decode()
    assert reverse("duties:assignment_detail", args=[duties["overdue"].pk]) in html
    assert reverse("duties:assignment_detail", args=[duties["in_time"].pk]) not in html


def test_rows_that_are_late_with_many_agencies_stand_once(plan):
    shared, alone = (LeafFactory(plan=plan, due_on=date(2026, month, 1)) for month in (2, 3))
    for _ in range(3):
        AssignmentFactory(item=shared)
    single = AssignmentFactory(item=alone)
    worst = overview(Assignment.objects.all(), today=TODAY).worst
    assert [(row.item, row.count, row.agency) for row in worst] == [(shared, 3, ""), (alone, 1, single.agency.brief)]
    assert worst[0].days == (TODAY - date(2026, 2, 1)).days


def test_every_number_of_the_dashboard_leads_to_exactly_its_rows(client, duties):
    leader = as_role(client, Role.LEADER)
    html = leader.get(reverse("dashboards:overview")).content.decode()
    links = re.findall(
        rf'href="({reverse("work:assignment_list")}\?[^"]+)"[^>]*>(?:<span class="tile-value">)?([\d.]+)<', html
    )
    assert len(links) > 20
    for link, number in links:
        page = leader.get(link.replace("&amp;", "&")).context["page"]
        assert page.paginator.count == int(number.replace(".", "")), link


def test_three_things_to_decide_have_a_cause_and_an_owner(plan):
    shared, agencies = (
        LeafFactory(plan=plan),
        [AgencyFactory(head_title=f"Giám đốc Sở {number}") for number in range(4)],
    )
    for number, agency in enumerate(agencies):
        rows = [shared, *(LeafFactory(plan=plan) for _more in range(number))]
        for row in rows:
            AssignmentFactory(item=row, agency=agency, due_on=TODAY - timedelta(days=9))
    told = decisions_of(overview(Assignment.objects.standing(), today=TODAY))
    assert len(told) == 3
    assert (told[0].query, "4 cơ quan" in told[0].cause, "9 ngày" in told[0].cause) == (f"item={shared.pk}", True, True)
    assert told[1].owner == "Giám đốc Sở 3"
    assert "4 trong 4" in told[1].cause


def test_nothing_late_wants_no_decision(plan):
    AssignmentFactory(item=LeafFactory(plan=plan), due_on=TODAY)
    assert decisions_of(overview(Assignment.objects.standing(), today=TODAY)) == []


def test_dashboard_without_plans_says_what_comes(client):
    html = as_role(client, Role.LEADER).get(reverse("dashboards:overview")).content.decode()
    assert "Chưa có việc nào được giao" in html


@pytest.mark.parametrize("role", [Role.FOCAL_POINT, Role.STAFF, Role.AUDITOR, Role.SYSADMIN])
def test_dashboard_is_for_those_who_hold_it(client, role):
    assert as_role(client, role).get(reverse("dashboards:overview")).status_code == 403


@pytest.mark.parametrize("role", [Role.FOCAL_POINT, Role.COORDINATOR, Role.LEADER])
def test_trail_is_for_those_who_may_see_it(client, role):
    as_role(client, role)
    assert client.get(reverse("dashboards:audit_trail")).status_code == 403
    assert client.post(reverse("dashboards:audit_check")).status_code == 403


@pytest.fixture
def event():
    by = coordinator()
    by.search_text = "tran thi lan"
    by.save()
    return record("work.confirmed", actor=by, target=AgencyFactory(name="Sở Y tế"))


@pytest.mark.parametrize(
    ("query", "is_found"),
    [
        ({}, True),
        ({"person": "Trần Thị Lan"}, True),
        ({"person": "nguyen"}, False),
        ({"room": "work"}, True),
        ({"room": "plans"}, False),
        ({"target": "Y tế"}, True),
        ({"from_on": "01/01/2020"}, True),
        ({"to_on": "01/01/2020"}, False),
    ],
)
def test_trail_is_narrowed_by_the_address(client, event, query, is_found):
    html = as_role(client, Role.AUDITOR).get(reverse("dashboards:audit_trail"), query).content.decode()
    assert ("xác nhận hoàn thành" in html) == is_found


def test_chain_is_checked_and_a_break_is_told(client, event):
    auditor = as_role(client, Role.AUDITOR)
    html = auditor.post(reverse("dashboards:audit_check")).content.decode()
    assert "nguyên vẹn" in html
    assert event.hash in html
    AuditEvent.objects.filter(pk=event.pk).update(target_name="Sở Khác")
    html = auditor.post(reverse("dashboards:audit_check")).content.decode()
    assert "đứt ở dòng 1" in html
    assert "Việc cần làm ngay" in html
    AuditEvent.objects.all().delete()
    assert "các dòng cuối đã bị xóa" in auditor.post(reverse("dashboards:audit_check")).content.decode()


def test_trail_reads_as_sentences(client):
    by, agency, person = (
        coordinator(),
        AgencyFactory(code="so-y-te", name="Sở Y tế"),
        person_in(AgencyFactory(), Role.STAFF),
    )
    details = {
        "reason": "Thiếu danh mục",
        "on": "2026-06-05",
        "agency": "so-y-te",
        "person": person.pk,
        "role": "staff",
    }
    record("work.returned", actor=by, target=agency, **details)
    record("jobs.job_asked", actor=None, target=JobFactory())
    asked, returned = as_role(client, Role.AUDITOR).get(reverse("dashboards:audit_trail")).context["lines"]
    assert (returned.who, returned.words, returned.target) == (str(by), "trả lại kết quả", "Sở Y tế")
    for text in ("lý do: Thiếu danh mục", "cơ quan: Sở Y tế", f"người làm: {person}", "công chức", "ngày: 05/06/2026"):
        assert text in returned.remark
    assert (asked.who, asked.remark) == ("hệ thống", "")
    assert not re.search("[0-9a-f]{8}-", asked.target)


def test_every_event_that_is_recorded_has_words():
    source = Path(dashboards.__file__).parent.parent
    codes = {
        code for file in source.rglob("*.py") for code in re.findall(r'record\(\s*"([a-z_.]+)"', file.read_text("utf8"))
    }
    assert len(codes) > 40
    assert not [code for code in codes if words_for(code) == code]


def test_week_counts_what_was_completed_and_what_fell_due(plan):
    today = timezone.localdate()
    item = LeafFactory(plan=plan, due_on=today - timedelta(days=2))
    AssignmentFactory(item=item)
    AssignmentFactory(item=item, confirmed=True, confirmed_on=today)
    found = overview(Assignment.objects.all(), today=today)
    assert (found.completed_this_week, found.overdue_since_last_week) == (1, 1)
