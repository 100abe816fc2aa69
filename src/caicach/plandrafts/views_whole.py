"""Pages about a draft as a whole: begun as the next version of a plan, discarded; each is confirmed first."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from caicach.people.requests import Request
from caicach.plandrafts.services import discard_draft, draft_new_version
from caicach.plans.permissions import may_draft, may_draft_next
from caicach.plans.views.plans import get_plan
from caicach.ui.errors import NotAllowed
from caicach.ui.versions import VersionForm


@require_http_methods(["GET", "POST"])
@login_required
def plan_new_version(request: Request, plan_id: UUID) -> HttpResponse:
    plan = get_plan(request, plan_id)
    if not may_draft_next(request.user, plan):
        raise NotAllowed()
    if request.method == "POST":
        draft = draft_new_version(plan=plan, by=request.user)
        return redirect("plandrafts:draft_grid", draft.pk)
    return render(request, "plandrafts/plan_new_version.html", {"plan": plan})


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
    return render(request, "plandrafts/draft_discard.html", {"plan": plan, "form": form})
