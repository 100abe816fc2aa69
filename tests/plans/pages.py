"""What tests of pages about plans share: a person signed in, what forms send, plans with rows."""

from datetime import date

from django.urls import reverse

from caicach.plans.models import ItemLevel, PlanItem
from caicach.plans.row_cells import row_initial
from tests.factories.agencies import AgencyFactory
from tests.factories.plans import (
    ItemDutyFactory,
    PlanFactory,
    PlanItemFactory,
)

ROW = {
    "level": "activity", "outline_code": "1", "title": "Mở lớp tập huấn", "acceptance_note": "", "deliverable": "",
    "lead_text": "", "coordinating_text": "", "start_text": "", "end_text": "Tháng 9", "budget_million_vnd": "",
    "note": "",
}  # fmt: skip


def as_(client, user):
    client.force_login(user)
    return client


def fields(item, **changes):
    values = ROW | {"title": item.title, "outline_code": item.outline_code, "version": item.version} | changes
    return {f"{item.pk}-{name}": value for name, value in values.items()}


def big_plan(count=300, **more):
    """A plan with one domain and many leaves that agencies lead."""
    plan = PlanFactory(**more)
    domain = PlanItemFactory(plan=plan, level=ItemLevel.DOMAIN, outline_code="I", path="I", is_leaf=False, order=1)
    agency = AgencyFactory()
    items = [
        PlanItemFactory.build(plan=plan, parent=domain, outline_code=str(n), path=f"I/{n}", order=n + 1)
        for n in range(1, count + 1)
    ]
    PlanItem.objects.bulk_create(items)
    ItemDutyFactory(item=items[0], agency=agency)
    return plan


def three_rows():
    """Rows due in June, in March and on no day; the second has a budget, none says with which result."""
    plan = PlanFactory(issued=True)
    PlanItemFactory(plan=plan, title="Tháng sáu", search_text="thang sau")
    PlanItemFactory(plan=plan, title="Tháng ba", search_text="thang ba", due_on=date(2026, 3, 31), budget_million_vnd=5)
    PlanItemFactory(plan=plan, title="Không ngày", search_text="khong ngay", due_on=None, schedule={}, lead_text="")
    return plan


def seen_fields(item, **changes):
    """What the form of a row sends: its cells as they were shown, and what this person has changed in them."""
    shown = row_initial(item)
    return {f"{item.pk}-{name}": value for name, value in (shown | changes).items()}


def shown(client, plan, **query):
    page = client.get(reverse("plans:plan_detail", args=[plan.pk]), query)
    return [line.item.title for section in page.context["sections"] for line in section.lines]
