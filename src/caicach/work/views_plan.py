"""A plan with its statuses: tree, row, year."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_GET

from caicach.agencies.permissions import agencies_where
from caicach.people.permissions import Permission
from caicach.people.requests import Request
from caicach.plans.models import Plan, PlanItem
from caicach.ui.pages import page_or_part
from caicach.work.filters import WorkFilter, narrowed
from caicach.work.models import Assignment
from caicach.work.overview import MONTHS, duties_of_item, lead_counts, plan_tree, plan_year
from caicach.work.permissions import may_assign
from caicach.work.selection import duty_rows
from caicach.work.status import status_label, status_of_item


@require_GET
@login_required
def plan_status(request: Request, plan_id: UUID) -> HttpResponse:
    """The tree of a plan with how each row stands; the filters narrow it."""
    today = timezone.localdate()
    plan = get_object_or_404(Plan.objects.visible_to(request.user).select_related("owner"), pk=plan_id)
    form = WorkFilter(request.GET, agencies=agencies_where(request.user, Permission.ASSIGNMENT_VIEW))
    chosen = {name: value for name, value in form.chosen.items() if name not in ("plan", "year")}
    rows = Assignment.objects.visible_to(request.user).standing().of_plan(plan)
    rows = narrowed(rows, chosen, today=today, user=request.user)
    tree = plan_tree(plan, rows, today=today, only_matching=bool(chosen))
    context = {
        "plan": plan,
        "form": form,
        "tree": tree,
        "is_narrowed": bool(chosen),
        "may_assign": may_assign(request.user, plan),
    }
    return page_or_part(request, "work/plan_status.html", "tree", context)


@require_GET
@login_required
def plan_timeline(request: Request, plan_id: UUID) -> HttpResponse:
    """The year of a plan, month by month."""
    plan = get_object_or_404(Plan.objects.visible_to(request.user), pk=plan_id)
    context = {"plan": plan, "rows": plan_year(plan), "months": MONTHS, "today": timezone.localdate()}
    return page_or_part(request, "work/plan_timeline.html", "year", context)


@require_GET
@login_required
def item_detail(request: Request, item_id: UUID) -> HttpResponse:
    """One row of a plan: what the document says of it and how each agency stands."""
    today = timezone.localdate()
    items = PlanItem.objects.filter(plan__in=Plan.objects.visible_to(request.user))
    item = get_object_or_404(items.select_related("plan", "domain", "parent"), pk=item_id)
    rows = Assignment.objects.visible_to(request.user).standing()
    assignments = list(duties_of_item(rows, item, today=today))
    status = status_of_item(dict(lead_counts(assignments)))
    context = {
        "item": item,
        "plan": item.plan,
        "rows": duty_rows(assignments),
        "status": status,
        "status_label": status_label(status) if status else "",
    }
    return page_or_part(request, "work/item_detail.html", "item", context)
