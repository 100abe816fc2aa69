"""Pages that show plans as they were decided."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from caicach.agencies.models import Agency
from caicach.people.requests import Request
from caicach.plans.clarity import clarity_of_item
from caicach.plans.companions import beginnings_for, companions_of, item_companions_of, version_notes
from caicach.plans.compare import compare, comparison_of, history_of, texts_of_plan
from caicach.plans.forms import PlanFilterForm
from caicach.plans.guards import can_be_withdrawn
from caicach.plans.listing import sections_of, with_clarity
from caicach.plans.models import DutyRole, ItemDuty, Plan, PlanItem, PlanState
from caicach.plans.permissions import drafting_agencies, may_begin, may_draft, may_draft_next, may_issue, may_link
from caicach.plans.row_edits import ROLE_OF_FIELD, unknown_names
from caicach.plans.views.chosen_rows import shown_rows
from caicach.ui.pages import page_or_part
from caicach.ui.searching import closest_first


@require_GET
@login_required
def plan_list(request: Request) -> HttpResponse:
    visible = Plan.objects.visible_to(request.user)
    years = visible.order_by("-year").values_list("year", flat=True).distinct()
    owners = visible.order_by().values_list("owner", flat=True).distinct()
    form = PlanFilterForm(request.GET, years=years, owners=owners)
    plans = visible.select_related("owner")
    if form.is_valid():
        plans = closest_first(plans.containing(form.cleaned_data["q"]), form.cleaned_data["q"], "title", "number")
        wanted = {name: form.cleaned_data[name] for name in ("year", "kind", "owner", "state")}
        plans = plans.filter(**{name: value for name, value in wanted.items() if value})
        if not form.cleaned_data["state"]:
            plans = plans.exclude(state__in=[PlanState.AMENDED, PlanState.WITHDRAWN])
    page = Paginator(plans, per_page=50).get_page(request.GET.get("page"))
    context = {"page": page, "form": form, "may_begin": may_begin(request.user)}
    context["is_narrowed"] = any(getattr(form, "cleaned_data", {}).values())
    context["beginnings"] = beginnings_for(request.user)
    return page_or_part(request, "plans/plan_list.html", "plans", context)


TABS = ("", "chi-tieu", "to-chuc", "van-ban")


@require_GET
@login_required
def plan_detail(request: Request, plan_id: UUID) -> HttpResponse:
    plan = get_plan(request, plan_id)
    rows = shown_rows(request, plan)
    tab = request.GET.get("xem", "")
    context = {
        "plan": plan,
        "rows": rows,
        "lines": rows.lines,
        "sections": sections_of(with_clarity(plan, rows.lines)),
        "tab": tab if tab in TABS else "",
        "targets": plan.targets.select_related("domain"),
        "version_count": Plan.objects.visible_to(request.user).filter(series=plan.series).count(),
        "companions": companions_of(plan, request.user),
    } | rights(request, plan)
    if context["may_link"]:
        context["unlinked_count"] = plan.items.leaves().filter(carries_out=None).count()
    return page_or_part(request, "plans/plan_detail.html", "rows", context)


def rights(request: Request, plan: Plan) -> dict[str, object]:
    """Which buttons a page of a plan shows."""
    issuing = may_issue(request.user, plan)
    return {
        "may_draft": may_draft(request.user, plan),
        "may_issue": issuing and plan.is_draft,
        "may_correct": issuing and plan.state == PlanState.ISSUED,
        "may_follow": may_draft_next(request.user, plan) and plan.state in (PlanState.ISSUED, PlanState.WITHDRAWN),
        "may_withdraw": issuing and can_be_withdrawn(plan, timezone.now()),
        "may_link": may_link(request.user, plan),
        "may_cascade": plan.is_of_province and plan.state == PlanState.ISSUED and bool(cascade_owners(request)),
    }


def cascade_owners(request: Request) -> list[Agency]:
    """The agencies for which this person may take rows of the province into an own plan."""
    return [agency for agency in drafting_agencies(request.user) if agency.kind not in ("province", "unit")]


@require_GET
@login_required
def plan_versions(request: Request, plan_id: UUID) -> HttpResponse:
    plan = get_plan(request, plan_id)
    versions = list(Plan.objects.visible_to(request.user).filter(series=plan.series).order_by("-number_of_version"))
    notes = version_notes(versions)
    lines = [(version, notes.get(version.pk)) for version in versions]
    return render(request, "plans/plan_versions.html", {"plan": plan, "lines": lines})


@require_GET
@login_required
def plan_compare(request: Request, plan_id: UUID, other_id: UUID) -> HttpResponse:
    new, old = get_plan(request, plan_id), get_plan(request, other_id)
    comparison = comparison_of(compare(texts_of_plan(old), texts_of_plan(new)))
    context = {"plan": new, "old": old, "comparison": comparison}
    return render(request, "plans/plan_compare.html", context)


@require_GET
@login_required
def item_detail(request: Request, item_id: UUID) -> HttpResponse:
    item = get_item(request, item_id)
    versions = PlanItem.objects.visible_to(request.user).filter(lineage=item.lineage).select_related("plan")
    steps = history_of(list(versions.order_by("plan__number_of_version")))
    duties = list(item.duties.select_related("agency", "group"))
    leads = sum(duty.role == DutyRole.LEAD for duty in duties)
    context = {
        "item": item,
        "plan": item.plan,
        "above": ancestors_of(item),
        "cells": cells_of(item, duties),
        "marks": clarity_of_item(item, leads=leads) if item.is_leaf else [],
        "unknown": unknown_names(item) if item.is_leaf else [],
        "history": steps if len(steps) > 1 else [],
        "carries_out": item.carries_out.select_related("carried__plan"),
        "previous": item.plan.items.filter(order__lt=item.order).order_by("-order").first(),
        "following": item.plan.items.filter(order__gt=item.order).order_by("order").first(),
        "companions": item_companions_of(item, request.user),
    } | rights(request, item.plan)
    return render(request, "plans/item_detail.html", context)


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a row on its page, with the duties that it makes."""

    name: str
    value: object
    duties: list[ItemDuty]


_CELLS = (
    "lead_text", "coordinating_text", "time_frame_text", "deliverable", "acceptance_note", "budget_million_vnd", "note",
)  # fmt: skip


def cells_of(item: PlanItem, duties: list[ItemDuty]) -> list[Cell]:
    """Who, when, with which result: the cells of a row below its title."""
    roles = {name: [duty for duty in duties if duty.role == role] for name, role in ROLE_OF_FIELD.items()}
    return [Cell(name, getattr(item, name), roles.get(name, [])) for name in _CELLS]


def get_plan(request: Request, plan_id: UUID) -> Plan:
    """The plan, or 404 where the person does not see it."""
    return get_object_or_404(Plan.objects.visible_to(request.user).select_related("owner", "source_file"), pk=plan_id)


def get_item(request: Request, item_id: UUID) -> PlanItem:
    """The row, or 404 where the person does not see its plan."""
    rows = PlanItem.objects.visible_to(request.user).select_related("plan__owner", "domain", "parent__parent__parent")
    return get_object_or_404(rows, pk=item_id)


def ancestors_of(item: PlanItem) -> list[PlanItem]:
    """The headings above a row, from the top down."""
    found: list[PlanItem] = []
    above = item.parent
    while above is not None:
        found.insert(0, above)
        above = above.parent
    return found
