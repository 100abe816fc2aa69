"""One page that confirms many proposals of how to measure, and takes them back on the same day."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from caicach.people.requests import Request
from caicach.plans.models import Plan
from caicach.targets.bulk import confirm_proposals, proposal_lines, undo_proposals, undoable
from caicach.targets.errors import NothingChosen, ProposalsMovedOn
from caicach.targets.permissions import may_set
from caicach.targets.views import get_plan
from caicach.ui.errors import CaicachError, NotAllowed, RowMovedOn
from caicach.ui.keys import keys_in


@require_http_methods(["GET", "POST"])
@login_required
def gauges_confirm(request: Request, plan_id: UUID) -> HttpResponse:
    """What each figure would be measured by, row by row; those that are ticked are written together."""
    plan = _plan(request, plan_id)
    if request.method != "POST":
        return _page(request, plan)
    keys = request.POST.getlist("proposal")
    try:
        made = confirm_proposals(plan=plan, keys=keys, by=request.user, today=timezone.localdate())
    except NothingChosen as refused:
        return _page(request, plan, refused=refused, ticked=keys, status=422)
    except (ProposalsMovedOn, RowMovedOn) as refused:
        return _page(request, plan, refused=refused, ticked=keys, status=409)
    messages.success(request, _("Đã ghi cách đo của %(count)s con số.") % {"count": len(made)})
    return redirect("targets:gauges_confirm", plan.pk)


@require_POST
@login_required
def gauges_undo(request: Request, plan_id: UUID) -> HttpResponse:
    """Take back what was confirmed today, as the page listed it."""
    plan = _plan(request, plan_id)
    gauges = keys_in(request.POST, "gauge")
    try:
        count = undo_proposals(plan=plan, gauges=gauges, by=request.user, today=timezone.localdate())
    except ProposalsMovedOn as refused:
        return _page(request, plan, refused=refused, status=409)
    messages.success(request, _("Đã hoàn tác cách đo của %(count)s con số.") % {"count": count})
    return redirect("targets:gauges_confirm", plan.pk)


def _plan(request: Request, plan_id: UUID) -> Plan:
    plan = get_plan(request, plan_id)
    if not may_set(request.user, plan):
        raise NotAllowed()
    return plan


def _page(
    request: Request, plan: Plan, *, refused: CaicachError | None = None, ticked: list[str] | None = None,
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    today = timezone.localdate()
    lines = proposal_lines(plan, today=today)
    context = {
        "plan": plan,
        "lines": lines,
        "ticked": [line.key for line in lines if line.proposal.best] if ticked is None else ticked,
        "refused": refused,
        "undoable": undoable(plan, request.user, today=today),
    }
    return render(request, "targets/gauges_confirm.html", context, status=status)
