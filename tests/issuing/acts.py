"""A plan issued and corrected, as tests do it."""

from datetime import date

from caicach.issuing.services import correct_item, issue_plan
from caicach.plans.models import Plan
from tests.factories.plans import (
    AT,
    coordinator,
)


def issued(plan, by=None, at=AT):
    return issue_plan(
        plan=plan, number="15/KH-UBND", issued_on=date(2026, 1, 10), version=plan.version, by=by or coordinator(), at=at
    )


def correct(item, edit, at=AT, by=None):
    version = Plan.objects.get(pk=item.plan_id).version
    return correct_item(item=item, edit=edit, reason="đọc sai", version=version, by=by or coordinator(), at=at)
