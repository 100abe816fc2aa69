"""A plan with its statuses: tree, row, year."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_GET

from caicach.agencies.permissions import agencies_where
from caicach.people.permissions import Permission
from caicach.people.requests import Request
from caicach.planprogress.overview import (
    MONTHS,
    duties_of_item,
    lead_counts,
    plan_tree,
    plan_year,
    summary_of,
)
from caicach.plans.models import Plan, PlanItem
from caicach.ui.pages import page_or_part
from caicach.work.duty_parts import parts_of_item
from caicach.work.filters import WorkFilter, narrowed
from caicach.work.lists import chips_of
from caicach.work.models import Assignment, AssignmentQuerySet
from caicach.work.permissions import may_assign
from caicach.work.selection import duty_rows
from caicach.work.status import status_label, status_of_item


@require_GET
@login_required
def plan_status(request: Request, plan_id: UUID) -> HttpResponse:
    """The tree of a plan with how each row stands; the filters narrow it."""
    today = timezone.localdate()
    plan = get_object_or_404(Plan.objects.visible_to(request.user).select_related("owner"), pk=plan_id)
    form = WorkFilter(request.GET, user=request.user, agencies=agencies_where(request.user, Permission.ASSIGNMENT_VIEW))
    chosen = {name: value for name, value in form.chosen.items() if name not in ("plan", "year", "item", "sort")}
    rows = Assignment.objects.visible_to(request.user).standing().of_plan(plan)
    counted, kept = _narrowed_tree(request, rows, chosen, today)
    context = {
        "plan": plan,
        "form": form,
        "tree": plan_tree(plan, counted, today=today, kept=kept),
        "chips": chips_of(form, request.GET),
        "is_narrowed": bool(chosen),
        "may_assign": may_assign(request.user, plan),
        "today": today,
    }
    return page_or_part(request, "planprogress/plan_status.html", "tree", context)


def _narrowed_tree(
    request: Request, rows: AssignmentQuerySet, chosen: dict[str, Any], today: date
) -> tuple[AssignmentQuerySet, set[UUID] | None]:
    """Whose duties are counted, and which rows stay.

    A status chooses rows by what leads them; their counts stay whole, so that "9 of 114 are late" can be seen.
    """
    if not chosen:
        return rows, None
    counted = narrowed(rows, {k: v for k, v in chosen.items() if k != "status"}, today=today, user=request.user)
    found = narrowed(counted, {k: v for k, v in chosen.items() if k == "status"}, today=today, user=request.user)
    if "status" in chosen and "role" not in chosen:
        found = found.leads()
    return counted, set(found.order_by().values_list("item", flat=True))


@require_GET
@login_required
def plan_timeline(request: Request, plan_id: UUID) -> HttpResponse:
    """The year of a plan, month by month."""
    today = timezone.localdate()
    plan = get_object_or_404(Plan.objects.visible_to(request.user), pk=plan_id)
    context = {"plan": plan, "rows": plan_year(plan, today=today), "months": MONTHS, "today": today}
    context["this_month"] = today.month if today.year == plan.year else 0
    return page_or_part(request, "planprogress/plan_timeline.html", "year", context)


def _item(request: Request, item_id: UUID) -> PlanItem:
    items = PlanItem.objects.filter(plan__in=Plan.objects.visible_to(request.user))
    return get_object_or_404(items.select_related("plan__owner", "domain", "parent"), pk=item_id)


@require_GET
@login_required
def item_detail(request: Request, item_id: UUID) -> HttpResponse:
    """One row of a plan: what the document says of it and how each agency stands."""
    item = _item(request, item_id)
    today = timezone.localdate()
    rows = Assignment.objects.visible_to(request.user).standing()
    assignments = list(duties_of_item(rows, item, today=today))
    code = status_of_item(dict(lead_counts(assignments)))
    context = {
        "item": item,
        "plan": item.plan,
        "rows": duty_rows(assignments, today=today),
        "is_one_item": True,
        "parts": parts_of_item(item, request.user),
        "summary": summary_of(lead_counts(assignments)),
        "status": code,
        "status_label": status_label(code) if code else "",
    }
    return page_or_part(request, "planprogress/item_detail.html", "item", context)
