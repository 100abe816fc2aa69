"""Steps that put a plan into force, take it back, correct it or begin its next version; each is confirmed first."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from caicach.people.requests import Request
from caicach.plans.forms import CorrectionForm, IssueForm, VersionForm
from caicach.plans.models import ItemDuty, Plan
from caicach.plans.permissions import may_draft, may_draft_next, may_issue
from caicach.plans.row_edits import EDITABLE
from caicach.plans.services import (
    UNDO_WITHIN,
    correct_item,
    discard_draft,
    draft_new_version,
    issue_plan,
    withdraw_issue,
)
from caicach.plans.views.plans import get_item, get_plan
from caicach.ui.errors import NotAllowed


def _plan_to_issue(request: Request, plan_id: UUID) -> Plan:
    plan = get_plan(request, plan_id)
    if not may_issue(request.user, plan):
        raise NotAllowed()
    return plan


@require_http_methods(["GET", "POST"])
@login_required
def plan_issue(request: Request, plan_id: UUID) -> HttpResponse:
    plan = _plan_to_issue(request, plan_id)
    initial = {"number": plan.number, "issued_on": plan.issued_on, "version": plan.version}
    form = IssueForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        plan = issue_plan(plan=plan, by=request.user, at=timezone.now(), **form.cleaned_data)
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
    return render(request, "plans/plan_issue.html", context, status=422 if form.errors else 200)


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
    return render(request, "plans/plan_withdraw.html", {"plan": plan, "form": form, "until": until})


@require_http_methods(["GET", "POST"])
@login_required
def plan_new_version(request: Request, plan_id: UUID) -> HttpResponse:
    plan = get_plan(request, plan_id)
    if not may_draft_next(request.user, plan):
        raise NotAllowed()
    if request.method == "POST":
        draft = draft_new_version(plan=plan, by=request.user)
        return redirect("plans:draft_grid", draft.pk)
    return render(request, "plans/plan_new_version.html", {"plan": plan})


@require_http_methods(["GET", "POST"])
@login_required
def draft_discard(request: Request, plan_id: UUID) -> HttpResponse:
    plan = get_plan(request, plan_id)
    if not may_draft(request.user, plan):
        raise NotAllowed()
    form = VersionForm(request.POST or None, initial={"version": plan.version})
    if request.method == "POST" and form.is_valid():
        discard_draft(plan=plan, by=request.user, **form.cleaned_data)
        messages.success(request, _("Đã xóa dự thảo."))
        return redirect("plans:plan_list")
    return render(request, "plans/draft_discard.html", {"plan": plan, "form": form})


@require_http_methods(["GET", "POST"])
@login_required
def item_correct(request: Request, item_id: UUID) -> HttpResponse:
    item = get_item(request, item_id)
    if not may_issue(request.user, item.plan):
        raise NotAllowed()
    wanted = request.GET.get("o", "")
    chosen = wanted if wanted in EDITABLE else ""
    form = CorrectionForm(request.POST or None, initial={"version": item.plan.version}, item=item, chosen=chosen)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        row = correct_item(
            item=item,
            edit=form.edit(),
            reason=data["reason"],
            version=data["version"],
            by=request.user,
            at=timezone.now(),
        )
        messages.success(request, _("Đã đính chính; phiên bản trước vẫn xem được."))
        return redirect("plans:item_detail", row.pk)
    context = {"item": item, "plan": item.plan, "form": form, "chosen": chosen}
    context["present"] = getattr(item, chosen) if chosen else ""
    return render(request, "plans/item_correct.html", context, status=422 if form.errors else 200)
