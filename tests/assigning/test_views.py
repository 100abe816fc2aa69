import pytest
from django.urls import reverse

from caicach.work.models import Assignment
from tests.factories.work import (
    IssuedPlanFactory,
    ItemDutyFactory,
    LeafFactory,
)
from tests.work.pages import page

pytestmark = pytest.mark.django_db


def test_plan_is_assigned_after_a_preview_and_texts_are_ready(as_coordinator):
    plan = IssuedPlanFactory()
    named = ItemDutyFactory(item=LeafFactory(plan=plan))
    assert named.agency.name in page(as_coordinator, "assigning:assign_preview", plan.pk)[1]
    assert not Assignment.objects.exists()
    response = as_coordinator.post(reverse("assigning:assign_confirm", args=[plan.pk]), follow=True)
    html = response.content.decode()
    assert "http://testserver/viec/" in html
    assert f"Kính gửi {named.agency.name}" in html
    as_coordinator.post(reverse("assigning:assign_withdraw", args=[plan.pk]))
    assert not Assignment.objects.exists()


def test_focal_point_may_not_see_the_assigning_step(as_focal_point, duty):
    assert page(as_focal_point, "assigning:assign_preview", duty.item.plan_id)[0].status_code == 403
