"""From an issued plan to a figure on the dashboard, through the pages only."""

import pytest
from django.urls import reverse
from django.utils import timezone

from caicach.people.permissions import Role
from caicach.work.models import Assignment
from tests.factories.agencies import AgencyFactory
from tests.factories.work import IssuedPlanFactory, ItemDutyFactory, LeafFactory, coordinator, person_in

pytestmark = pytest.mark.django_db


def signed_in(client_class, user):
    client = client_class()
    client.force_login(user)
    return client


def test_plan_is_assigned_reported_returned_confirmed_and_counted(client):
    today = timezone.localdate()
    plan = IssuedPlanFactory(year=today.year)
    agency = AgencyFactory(name="Sở Y tế")
    ItemDutyFactory(item=LeafFactory(plan=plan, start_on=today, due_on=today), agency=agency)
    of_province = signed_in(type(client), coordinator())
    of_agency = signed_in(type(client), person_in(agency, Role.FOCAL_POINT))
    leader = signed_in(type(client), person_in(AgencyFactory(), Role.LEADER))

    of_province.post(reverse("assigning:assign_confirm", args=[plan.pk]))
    duty = Assignment.objects.get()
    assert "Việc mới được giao" in of_agency.get(reverse("work:my_work")).content.decode()

    act = {
        name: reverse(f"duties:assignment_{name}", args=[duty.pk]) for name in ("report", "submit", "return", "confirm")
    }
    of_agency.post(act["report"], {"text": "Đã ban hành.", "progress_percent": 100, "version": 1})
    of_agency.post(act["submit"], {"version": 2})
    of_province.post(act["return"], {"reason": "Thiếu danh mục.", "version": 3})
    assert "Thiếu danh mục." in of_agency.get(reverse("duties:assignment_detail", args=[duty.pk])).content.decode()
    of_agency.post(act["report"], {"text": "Đã bổ sung danh mục.", "version": 4})
    of_agency.post(act["submit"], {"version": 5})
    of_province.post(act["confirm"], {"version": 6})

    figures = leader.get(reverse("dashboards:overview")).context["figures"]
    assert (figures.leads.on_time, figures.leads.total, figures.items.completed) == (1, 1, 1)
    history = of_agency.get(reverse("duties:assignment_detail", args=[duty.pk])).context["history"]
    assert [line.words for line in history][:2] == ["xác nhận hoàn thành", "gửi kết quả"]
