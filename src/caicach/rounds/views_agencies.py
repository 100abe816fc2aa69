"""What is done with one agency of a round by who runs it: its form given back, the agency taken out."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from caicach.agencies.permissions import require
from caicach.assessments.finding import get_assessment
from caicach.assessments.forms import ReasonForm
from caicach.people.permissions import Permission
from caicach.people.requests import Request
from caicach.rounds.running import leave_round, reopen_assessment
from caicach.ui.conflicts import show_conflict
from caicach.ui.errors import RowMovedOn


@require_http_methods(["GET", "POST"])
@login_required
def assessment_reopen(request: Request, assessment_id: UUID) -> HttpResponse:
    """Give a signed self-assessment back, with the reason."""
    told = _("Đã mở lại bản tự đánh giá của %(agency)s.")
    return _with_reason(request, assessment_id, reopen_assessment, _("Mở lại bản tự đánh giá"), told)


@require_http_methods(["GET", "POST"])
@login_required
def assessment_leave(request: Request, assessment_id: UUID) -> HttpResponse:
    """Take an agency out of the round, with the reason."""
    told = _("%(agency)s đã rời đợt đánh giá.")
    return _with_reason(request, assessment_id, leave_round, _("Đưa cơ quan ra khỏi đợt"), told)


def _with_reason(request: Request, assessment_id: UUID, act: Any, heading: str, told: str) -> HttpResponse:
    assessment = get_assessment(request, assessment_id)
    require(request.user, Permission.ROUND_MANAGE)
    form = ReasonForm(request.POST or None, initial={"version": assessment.version})
    if not form.is_valid():
        context = {"assessment": assessment, "form": form, "heading": heading}
        return render(request, "rounds/reason.html", context, status=422 if form.is_bound else 200)
    try:
        act(assessment=assessment, by=request.user, **form.cleaned_data)
    except RowMovedOn as conflict:
        show_conflict(form, conflict, now={"version": get_assessment(request, assessment_id).version})
        return render(
            request, "rounds/reason.html", {"assessment": assessment, "form": form, "heading": heading}, status=409
        )
    messages.success(request, told % {"agency": assessment.agency.brief})
    return redirect("rounds:round_detail", assessment.round_id)
