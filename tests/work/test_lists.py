"""Lists of duties: filters as chips, files with exactly the filtered rows, what is clear at a glance."""

import io
from datetime import date, timedelta

import openpyxl
import pytest
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from caicach.duties.handing_out import hand_out
from caicach.people.permissions import Role
from caicach.plans.models import PlanState
from caicach.work.filters import WorkFilter
from caicach.work.lists import chips_of
from caicach.work.models import Assignment, Occurrence, ProgressReport
from caicach.work.quantities import Quantity, quantity_of
from caicach.work.selection import days_words, duty_rows
from tests.factories.agencies import AgencyFactory
from tests.factories.work import TODAY, AssignmentFactory, IssuedPlanFactory, LeafFactory, coordinator, person_in

pytestmark = pytest.mark.django_db


def sheet_of(response):
    book = openpyxl.load_workbook(io.BytesIO(response.content))
    return [[cell.value for cell in row] for row in book.active.iter_rows()]


def test_chips_say_the_filters_and_lead_on_without_them():
    query = QueryDict("q=ke+hoach&status=overdue&month=2026-06&page=3")
    chips = chips_of(WorkFilter(query, user=coordinator()), query)
    assert [chip.words for chip in chips] == ["“ke hoach”", "quá hạn", "hạn tháng 06/2026"]
    assert chips[1].without == "?q=ke+hoach&month=2026-06"


def test_a_filter_does_not_tell_the_title_of_a_plan_that_is_not_shown():
    hidden = IssuedPlanFactory(state=PlanState.DRAFT, title="Dự thảo kín")
    leader = person_in(AgencyFactory(), Role.LEADER)
    form = WorkFilter({"plan": str(hidden.pk)}, user=leader)
    assert form.words() == []


def test_file_holds_exactly_the_filtered_rows_in_their_order(client):
    client.force_login(coordinator())
    late = AssignmentFactory(due_on=date(2026, 2, 1))
    later = AssignmentFactory(due_on=date(2026, 3, 1))
    AssignmentFactory(due_on=date(2099, 3, 1))
    rows = sheet_of(client.get(reverse("work:assignment_export"), {"status": "overdue", "sort": "-due"}))
    assert "quá hạn" in rows[1][0]
    assert [row[2] for row in rows[4:]] == [later.item.title, late.item.title]


def test_file_of_the_desk_holds_one_agency_only_and_no_formula(client):
    agency = AgencyFactory()
    AssignmentFactory(agency=agency, item=LeafFactory(title="=HYPERLINK(1)"))
    AssignmentFactory()
    client.force_login(person_in(agency, Role.FOCAL_POINT))
    response = client.get(reverse("work:my_work_export"))
    book = openpyxl.load_workbook(io.BytesIO(response.content))
    cells = [row[2] for row in book.active.iter_rows(min_row=5)]
    assert [(cell.value, cell.data_type) for cell in cells] == [("=HYPERLINK(1)", "s")]
    assert len(sheet_of(response)) == 5


def test_desk_narrows_its_own_rows_and_shows_what_is_done_only_when_asked(client):
    agency = AgencyFactory()
    done, still_open = AssignmentFactory(agency=agency, confirmed=True), AssignmentFactory(agency=agency)
    client.force_login(person_in(agency, Role.FOCAL_POINT))

    def shown(**query):
        return [row.assignment for row in client.get(reverse("work:my_work"), query).context["rows"]]

    assert shown() == [still_open]
    assert shown(status="completed") == [done]
    assert shown(q="khong co gi") == []


def test_desk_is_filtered_by_the_person_who_holds_the_work(client):
    agency = AgencyFactory()
    held, _other = AssignmentFactory(agency=agency), AssignmentFactory(agency=agency)
    staff, chief = person_in(agency, Role.STAFF), person_in(agency, Role.FOCAL_POINT)
    hand_out(assignment=held, version=1, unit=None, person=staff, from_on=TODAY, by=chief)
    client.force_login(chief)
    rows = client.get(reverse("work:my_work"), {"person": staff.pk}).context["rows"]
    assert [row.assignment for row in rows] == [held]


def test_only_own_open_duties_can_be_ticked():
    own, done, foreign = AssignmentFactory(), AssignmentFactory(confirmed=True), AssignmentFactory()
    rows = Assignment.objects.with_status(TODAY).select_related("item", "agency")
    ticked_in = frozenset({own.agency_id, done.agency_id})
    may = {row.assignment.pk: row.may_be_ticked for row in duty_rows(rows, today=TODAY, ticked_in=ticked_in)}
    assert may == {own.pk: True, done.pk: False, foreign.pk: False}


@pytest.mark.parametrize(("days", "words"), [(3, "còn 3 ngày"), (0, "hạn hôm nay"), (-12, "quá 12 ngày")])
def test_days_are_told_in_words(days, words):
    assert days_words(TODAY + timedelta(days=days), TODAY) == words


def test_what_nobody_told_is_not_nought():
    assert quantity_of([], []) is None
    assert quantity_of([ProgressReport(actual_quantity=None), ProgressReport(actual_quantity=0)], []) == Quantity(
        0, None
    )
    instances = [
        Occurrence(planned_quantity=5, actual_quantity=4, done_on=TODAY),
        Occurrence(planned_quantity=5, actual_quantity=None, done_on=TODAY),
        Occurrence(planned_quantity=5),
    ]
    assert quantity_of([], instances) == Quantity(4, 15, untold=1)
    assert quantity_of([], instances[1:]) == Quantity(None, 10, untold=1)


def test_week_filters_are_what_the_dashboard_counts(client):
    today = timezone.localdate()
    fresh = AssignmentFactory(confirmed=True, confirmed_on=today)
    AssignmentFactory(confirmed=True, confirmed_on=today - timedelta(days=8), submitted_on=date(2026, 1, 1))
    newly_late = AssignmentFactory(due_on=today - timedelta(days=2))
    AssignmentFactory(due_on=today - timedelta(days=9))
    client.force_login(coordinator())
    for code, row in (("completed", fresh), ("overdue", newly_late)):
        rows = client.get(reverse("work:assignment_list"), {"lately": code}).context["rows"]
        assert [one.assignment for one in rows] == [row]
