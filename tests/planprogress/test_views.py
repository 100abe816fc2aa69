from datetime import date

import pytest
from django.utils import timezone

from caicach.planprogress.overview import plan_year
from caicach.work.models import Assignment
from tests.factories.work import (
    AssignmentFactory,
    IssuedPlanFactory,
    LeafFactory,
)
from tests.work.pages import page

pytestmark = pytest.mark.django_db


def test_tree_shows_each_row_with_its_status(as_coordinator, duty):
    group = LeafFactory(plan=duty.item.plan, is_leaf=False, title="Cải cách thể chế", order=0)
    duty.item.parent = group
    duty.item.save()
    _response, html = page(as_coordinator, "planprogress:plan_status", duty.item.plan_id)
    assert html.index("Cải cách thể chế") < html.index(duty.item.title)
    assert "depth-2" in html
    assert "Sở Thử nghiệm" in html


def test_tree_is_narrowed_to_matching_rows_and_their_headings(as_coordinator, duty):
    kept = LeafFactory(plan=duty.item.plan, is_leaf=False, title="Cải cách thể chế", order=0)
    LeafFactory(plan=duty.item.plan, is_leaf=False, title="Phần trống", order=1)
    duty.item.parent = kept
    duty.item.save()
    _response, html = page(as_coordinator, "planprogress:plan_status", duty.item.plan_id, agency=duty.agency.pk)
    assert "Cải cách thể chế" in html
    assert "Phần trống" not in html


def test_a_status_chooses_rows_by_their_leads_and_keeps_their_counts_whole(as_coordinator, duty):
    late = LeafFactory(plan=duty.item.plan, due_on=date(2026, 1, 31))
    AssignmentFactory(item=late)
    AssignmentFactory(item=late, confirmed=True)
    AssignmentFactory(item=duty.item, role="coordinating", due_on=date(2026, 1, 31))
    AssignmentFactory(item=LeafFactory(plan=duty.item.plan), confirmed=True)
    Assignment.objects.filter(pk=duty.pk).update(due_on=date(2099, 1, 1))
    tree = page(as_coordinator, "planprogress:plan_status", duty.item.plan_id, status="overdue")[0].context["tree"]
    assert [(row.item, row.overdue, row.completed, row.lead_total) for row in tree] == [(late, 1, 1, 2)]


@pytest.mark.parametrize(
    ("today", "facts", "cell"),
    [
        (date(2026, 6, 15), {}, "due"),
        (date(2026, 7, 1), {}, "late"),
        (date(2026, 7, 1), {"submitted": True}, "done"),
    ],
)
def test_year_marks_the_month_in_which_a_row_is_due_and_how_it_stands(today, facts, cell):
    duty = AssignmentFactory(**facts)
    assert plan_year(duty.item.plan, today=today)[0].cells == ["", *["runs"] * 4, cell, *[""] * 6]


def test_year_shows_the_worst_of_all_leads_in_each_instance():
    duty = AssignmentFactory(due_on=None)
    other = AssignmentFactory(item=duty.item, due_on=None)
    for row, done_on in ((duty, date(2026, 3, 20)), (other, None)):
        row.occurrences.create(first_on=date(2026, 3, 1), due_on=date(2026, 3, 31), done_on=done_on)
        row.occurrences.create(first_on=date(2026, 2, 1), due_on=date(2026, 2, 28), done_on=date(2026, 2, 20))
        row.occurrences.create(first_on=date(2026, 6, 1), due_on=date(2026, 6, 30))
    cells = plan_year(duty.item.plan, today=date(2026, 6, 15))[0].cells
    assert (cells[1], cells[2], cells[5]) == ("done", "late", "due")


def test_timeline_page_marks_this_month(as_coordinator):
    year = timezone.localdate().year
    duty = AssignmentFactory(item=LeafFactory(plan=IssuedPlanFactory(year=year)))
    html = page(as_coordinator, "planprogress:plan_timeline", duty.item.plan_id)[1]
    assert 'aria-current="date"' in html


def test_item_page_shows_the_words_of_the_document(as_coordinator, duty):
    _response, html = page(as_coordinator, "planprogress:item_detail", duty.item_id)
    assert duty.item.lead_text in html
    assert duty.agency.brief in html
