"""Pages about amending a plan: what a draft would change and its decision, what a version has changed."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from caicach.agencies.fields import refused
from caicach.agencies.permissions import agencies_where
from caicach.amendments.differences import difference_of
from caicach.amendments.following import changes_of, counts_of, fates_of
from caicach.amendments.forms import AmendmentForm, DocumentForm, begun, proposed_documents
from caicach.amendments.grouping import lines_after, lines_before
from caicach.amendments.models import Amendment
from caicach.amendments.services import Decision, amended_by, issue_amendment, link_document, version_before
from caicach.people.permissions import Permission
from caicach.people.requests import Request
from caicach.plans.models import Plan
from caicach.plans.permissions import may_issue
from caicach.plans.views.plans import get_plan
from caicach.ui.errors import NotAllowed


@require_http_methods(["GET", "POST"])
@login_required
def amendment_issue(request: Request, plan_id: UUID) -> HttpResponse:
    """What a draft would change, in the plan and for those who owe duties; then its decision."""
    plan = get_plan(request, plan_id)
    if not may_issue(request.user, plan):
        raise NotAllowed()
    old = amended_by(plan)
    if old is None:
        return redirect("plans:plan_detail" if not plan.is_draft else "issuing:plan_issue", plan.pk)
    form = AmendmentForm(request.POST or None, initial=begun(plan, old), user=request.user)
    status = 422 if form.is_bound else 200
    if form.is_valid():
        if not refused(form, lambda: _issue(request, plan, form), now=lambda: begun(get_plan(request, plan_id), old)):
            messages.success(request, _("Đã ban hành bản sửa đổi của “%(plan)s”.") % {"plan": plan})
            return redirect("amendments:amendment_detail", plan.pk)
        status = 409
    context = {"form": form, "documents": proposed_documents(request.user), **_about(plan, old)}
    return render(request, "amendments/amendment_issue.html", context, status=status)


def _issue(request: Request, plan: Plan, form: AmendmentForm) -> Plan:
    told = {name: value for name, value in form.cleaned_data.items() if name != "version"}
    version = form.cleaned_data["version"]
    return issue_amendment(plan=plan, decision=Decision(**told), version=version, by=request.user, at=timezone.now())


def _about(plan: Plan, old: Plan) -> dict[str, Any]:
    """What the draft changes, as if it were issued today."""
    if plan.number == old.number:
        plan.issued_on = timezone.localdate()  # groups are those of the day of the decision; nothing is saved
    duties = fates_of(old, plan)
    difference = difference_of(old, plan)
    return {
        "plan": plan,
        "old": old,
        "difference": difference,
        "lines": difference.shown,
        "counts": counts_of(duties),
        "duties": lines_before(duties),
        "is_assigned": old.assigned_at is not None,
    }


@require_GET
@login_required
def amendment_detail(request: Request, plan_id: UUID) -> HttpResponse:
    """What a version has changed, with its decision; of duties those of one's own agencies."""
    plan = get_plan(request, plan_id)
    if plan.is_draft and may_issue(request.user, plan) and amended_by(plan):
        return redirect("amendments:amendment_issue", plan.pk)
    old = version_before(plan)
    changes = changes_of(plan, agencies_where(request.user, Permission.ASSIGNMENT_VIEW))
    amendment = Amendment.objects.filter(plan=plan).select_related("document", "written_by").first()
    difference = difference_of(old, plan) if old else None
    context: dict[str, Any] = {
        "plan": plan,
        "old": old,
        "amendment": amendment,
        "difference": difference,
        "lines": difference.shown if difference else [],
        "duties": lines_after(changes),
        "may_issue": may_issue(request.user, plan) and amendment is not None,
        "effective_on": _effective_on(plan, amendment),
    }
    if context["may_issue"] and amendment is not None:
        initial = {"document": amendment.document.number if amendment.document else "", "version": amendment.version}
        context |= {"form": DocumentForm(initial=initial, user=request.user)}
        context |= {"documents": proposed_documents(request.user)}
    return render(request, "amendments/amendment_detail.html", context)


def _effective_on(plan: Plan, amendment: Amendment | None) -> date | None:
    return (amendment.effective_on if amendment else None) or plan.issued_on


@require_POST
@login_required
def document_link(request: Request, plan_id: UUID) -> HttpResponse:
    """Name the signed document of a decision that is in force."""
    plan = get_plan(request, plan_id)
    amendment = get_object_or_404(Amendment, plan=plan)
    if not may_issue(request.user, plan):
        raise NotAllowed()
    form = DocumentForm(request.POST, user=request.user)
    if form.is_valid() and form.cleaned_data["document"] is not None:
        given = {"document": form.cleaned_data["document"], "version": form.cleaned_data["version"]}
        link_document(amendment=amendment, by=request.user, **given)
        messages.success(request, _("Đã ghi bản đã ký."))
    else:
        for errors in form.errors.values():
            messages.error(request, " ".join(str(one) for one in errors))
    return redirect("amendments:amendment_detail", plan.pk)
