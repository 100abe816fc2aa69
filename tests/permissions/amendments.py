"""A plan of the province that was amended, and one that is being amended."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from caicach.agencies.models import Agency
from caicach.amendments.models import Amendment
from caicach.documentregister.services import Head, register_document
from caicach.people.models import User
from caicach.plans.models import Plan, PlanState
from tests.factories.plans import PlanFactory, PlanItemFactory

Keys = dict[str, Any]
NUMBER = "77/QĐ-UBND"


def things_of_amendments(province: Agency, own: Agency, by: User) -> dict[str, Keys]:
    register_document(agency=own, by=by, head=Head(title="Quyết định sửa đổi", number=NUMBER))
    first, second = _version(province), _version(province)
    draft = PlanFactory(owner=province, series=first.series, number_of_version=2, title="Dự thảo sửa đổi")
    PlanItemFactory(plan=draft)
    Plan.objects.filter(pk=second.pk).update(state=PlanState.AMENDED)
    new = _version(province, series=second.series, number_of_version=2)
    amendment = Amendment.objects.create(plan=new, reason="Sắp xếp lại", written_by=by)
    return {
        "a draft that amends the province's plan": {"plan_id": draft.pk},
        "a version that has amended the province's plan": {"plan_id": new.pk, "amendment_id": amendment.pk},
    }


def _version(province: Agency, **more: Any) -> Plan:
    before = timezone.now() - timedelta(days=9)
    plan: Plan = PlanFactory(owner=province, issued=True, issued_at=before, title="Kế hoạch sẽ sửa", **more)
    PlanItemFactory(plan=plan)
    return plan
