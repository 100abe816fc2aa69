"""Reopening a closed round: one asks with a reason, another decides; both prove who they are."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from caicach.agencies.permissions import require
from caicach.people.permissions import Permission
from caicach.people.proving import asked_anew
from caicach.people.requests import Request
from caicach.publications.forms import DecideReopeningForm, ReopenForm
from caicach.publications.services import former_of
from caicach.publications.views import get_round, sent
from caicach.rounds.models import Reopening
from caicach.rounds.reopening import (
    ask_reopening,
    check_decider,
    check_may_ask,
    grant_reopening,
    refuse_reopening,
    take_back_reopening,
)
from caicach.ui.versions import seen_version


@require_http_methods(["GET", "POST"])
@login_required
def round_reopen(request: Request, of_round: UUID) -> HttpResponse:
    """Ask that a closed round may change again; what is published stays until a correction is."""
    round = get_round(request, of_round)
    check_may_ask(round, by=request.user)
    form = ReopenForm(sent(request), initial={"version": round.version})
    if not form.is_valid():
        context = {"round": round, "form": form, "former": former_of(round)}
        return render(request, "publications/round_reopen.html", context, status=422 if form.is_bound else 200)
    if (way := asked_anew(request)) is not None:
        return way
    ask_reopening(round=round, by=request.user, **form.cleaned_data)
    messages.success(request, _("Đã gửi đề nghị. Lãnh đạo duyệt thì đợt mới mở lại."))
    return redirect("publications:round_publications", round.pk)


@require_http_methods(["GET", "POST"])
@login_required
def reopening_decide(request: Request, reopening_id: UUID) -> HttpResponse:
    """Grant or refuse what another has asked for; then password and code."""
    row = _get_reopening(request, reopening_id)
    check_decider(row, by=request.user)
    form = DecideReopeningForm(sent(request), initial={"version": row.version})
    if not form.is_valid():
        context = {"reopening": row, "round": row.round, "form": form, "former": former_of(row.round)}
        return render(request, "publications/reopening_decide.html", context, status=422 if form.is_bound else 200)
    if (way := asked_anew(request)) is not None:
        return way
    _decide(request, row, form.cleaned_data)
    return redirect("publications:round_publications", row.round_id)


@require_POST
@login_required
def reopening_take_back(request: Request, reopening_id: UUID) -> HttpResponse:
    row = _get_reopening(request, reopening_id)
    require(request.user, Permission.ROUND_MANAGE)
    take_back_reopening(reopening=row, version=seen_version(request, row), by=request.user)
    messages.success(request, _("Đã rút lại đề nghị. Đợt vẫn chốt như cũ."))
    return redirect("publications:round_publications", row.round_id)


def _decide(request: Request, row: Reopening, given: dict[str, Any]) -> None:
    if given["decision"] == DecideReopeningForm.GRANT:
        grant_reopening(reopening=row, version=given["version"], by=request.user)
        said = _("Đã mở lại “%(round)s”. Sửa xong, chốt lại rồi công bố bản đính chính.")
    else:
        refuse_reopening(reopening=row, version=given["version"], answer=given["answer"], by=request.user)
        said = _("Đã ghi không đồng ý. “%(round)s” vẫn chốt.")
    messages.success(request, said % {"round": row.round})


def _get_reopening(request: Request, reopening_id: UUID) -> Reopening:
    rows = Reopening.objects.visible_to(request.user).select_related("round", "asked_by")
    return get_object_or_404(rows, pk=reopening_id)
