"""Steps that put a plan into force, take it back or correct it; each is confirmed first."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from caicach.issuing.forms import CorrectionForm, IssueForm
from caicach.issuing.services import correct_item, issue_plan, withdraw_issue
from caicach.people.requests import Request
from caicach.plans.companions import issue_page_of
from caicach.plans.guards import UNDO_WITHIN
from caicach.plans.models import ItemDuty, Plan, PlanItem, PlanState
from caicach.plans.permissions import may_issue
from caicach.plans.row_cells import row_initial
from caicach.plans.row_edits import EDITABLE
from caicach.plans.views.plans import get_item, get_plan
from caicach.ui.conflicts import show_conflict
from caicach.ui.errors import NotAllowed, RowMovedOn
from caicach.ui.versions import VersionForm


def _plan_to_issue(request: Request, plan_id: UUID) -> Plan:
    plan = get_plan(request, plan_id)
    if not may_issue(request.user, plan):
        raise NotAllowed()
    return plan


@require_http_methods(["GET", "POST"])
@login_required
def plan_issue(request: Request, plan_id: UUID) -> HttpResponse:
    plan = _plan_to_issue(request, plan_id)
    if request.method == "GET" and plan.is_draft and (address := issue_page_of(plan)):
        return redirect(address)
    form = IssueForm(request.POST or None, initial=_issue_initial(plan))
    status = 422
    if request.method == "POST" and form.is_valid():
        try:
            plan = issue_plan(plan=plan, by=request.user, at=timezone.now(), **form.cleaned_data)
        except RowMovedOn as error:
            plan, status = _plan_to_issue(request, plan_id), 409
            show_conflict(form, error, now=_issue_initial(plan), newest=request.path)
        else:
            messages.success(request, _("Đã ban hành “%(plan)s”. Có thể thu hồi trong 24 giờ.") % {"plan": plan})
            return redirect("plans:plan_detail", plan.pk)
    leaves = plan.items.filter(is_leaf=True)
    with_lead = ItemDuty.objects.filter(item__plan=plan, role="lead").values("item")
    context = {
        "plan": plan,
        "form": form,
        "leaf_count": leaves.count(),
        "without_lead": leaves.exclude(pk__in=with_lead).count(),
    }
    return render(request, "issuing/plan_issue.html", context, status=status if form.errors else 200)


def _issue_initial(plan: Plan) -> dict[str, Any]:
    return {"number": plan.number, "issued_on": plan.issued_on, "version": plan.version}


@require_http_methods(["GET", "POST"])
@login_required
def plan_withdraw(request: Request, plan_id: UUID) -> HttpResponse:
    plan = _plan_to_issue(request, plan_id)
    form = VersionForm(request.POST or None, initial={"version": plan.version})
    if request.method == "POST" and form.is_valid():
        withdraw_issue(plan=plan, by=request.user, at=timezone.now(), **form.cleaned_data)
        messages.success(request, _("Đã thu hồi “%(plan)s”.") % {"plan": plan})
        return redirect("plans:plan_detail", plan.pk)
    until = plan.issued_at + UNDO_WITHIN if plan.issued_at else None
    return render(request, "issuing/plan_withdraw.html", {"plan": plan, "form": form, "until": until})


@require_http_methods(["GET", "POST"])
@login_required
def item_correct(request: Request, item_id: UUID) -> HttpResponse:
    item = get_item(request, item_id)
    if not may_issue(request.user, item.plan):
        raise NotAllowed()
    wanted = request.GET.get("o", "")
    chosen = wanted if wanted in EDITABLE else ""
    form = CorrectionForm(request.POST or None, initial={"version": item.plan.version}, item=item, chosen=chosen)
    status = 422
    if request.method == "POST" and form.is_valid():
        given = {"reason": form.cleaned_data["reason"], "version": form.cleaned_data["version"]}
        try:
            row = correct_item(item=item, edit=form.edit(), by=request.user, at=timezone.now(), **given)
        except RowMovedOn as error:
            # A correction makes a new version of the plan: what was typed goes to the same row there.
            item, status = _row_in_force(request, item), 409
            now = {"version": item.plan.version, "value": _shown_cell(item, form.edit().field)}
            show_conflict(form, error, now=now, newest=reverse("plans:item_detail", args=[item.pk]))
        else:
            messages.success(request, _("Đã đính chính; phiên bản trước vẫn xem được."))
            return redirect("plans:item_detail", row.pk)
    context = {"item": item, "plan": item.plan, "form": form, "chosen": chosen}
    context["present"] = getattr(item, chosen) if chosen else ""
    return render(request, "issuing/item_correct.html", context, status=status if form.errors else 200)


def _shown_cell(item: PlanItem, field: str) -> str:
    shown = row_initial(item)
    return str(shown["start_text" if field == "time_frame_text" else field])


def _row_in_force(request: Request, item: PlanItem) -> PlanItem:
    """The same row in the version of its plan that holds now; the row itself where no version does."""
    same = PlanItem.objects.visible_to(request.user).filter(lineage=item.lineage, plan__state=PlanState.ISSUED)
    return same.select_related("plan__owner").first() or get_item(request, item.pk)
