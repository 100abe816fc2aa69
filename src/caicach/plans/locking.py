"""A plan held while it is changed, and refused when it has moved on."""

from caicach.plans.models import Plan
from caicach.ui.errors import RowMovedOn


def locked_plan(plan: Plan, version: int | None = None) -> Plan:
    """The plan as it is now, held until the transaction ends; refused when it has moved on."""
    row = Plan.objects.select_for_update(of=("self",)).select_related("owner").get(pk=plan.pk)
    if version is not None:
        refuse_moved(row, version)
    return row


def refuse_moved(plan: Plan, version: int) -> None:
    """Raise unless the plan is as it was seen."""
    if plan.version != version:
        raise RowMovedOn(row=plan)
