"""The pages that look ahead."""

import io
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from tests.factories.work import AssignmentFactory, IssuedPlanFactory, LeafFactory, coordinator

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed(client):
    client.force_login(coordinator())
    return client


@pytest.fixture
def duty():
    today = timezone.localdate()
    plan = IssuedPlanFactory(year=today.year, assigned_at=timezone.now())
    return AssignmentFactory(item=LeafFactory(plan=plan), due_on=today + timedelta(days=3))


def test_the_load_leads_to_the_duties_of_its_cells(signed, duty):
    html = signed.get(reverse("steering:workload")).content.decode()
    month = f"{duty.due_on:%Y-%m}"
    assert f"{reverse('work:assignment_list')}?role=lead&amp;agency={duty.agency_id}&amp;month={month}" in html


def test_the_workbook_holds_the_same_numbers(signed, duty):
    content = signed.get(reverse("steering:workload_export")).content
    rows = list(load_workbook(io.BytesIO(content)).active.iter_rows(min_row=3, values_only=True))
    assert rows[1][0] == duty.agency.name
    assert rows[1][1] == 1
    assert sum(rows[-1][2:]) == 1


def test_the_load_of_a_plan_says_when_nobody_leads_yet(signed, duty):
    html = signed.get(reverse("steering:rehearsal", args=[duty.item.plan_id])).content.decode()
    assert "Chưa có dòng nào ghi cơ quan chủ trì" in html


def test_a_warning_says_why(signed, duty):
    html = signed.get(reverse("steering:warning_list")).content.decode()
    assert "còn không quá 14 ngày, chưa có cập nhật nào" in html
    other = signed.get(reverse("steering:warning_list"), {"reason": "silent"}).content.decode()
    assert "Không có việc nào vì lý do này" in other
