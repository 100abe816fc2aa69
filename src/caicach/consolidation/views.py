"""Consolidated reports: those of a round, one with its sections, what contradicts what."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from caicach.agencies.permissions import can, require
from caicach.consolidation.beginning import begin_consolidation
from caicach.consolidation.building import mark_of
from caicach.consolidation.checks import hindrances
from caicach.consolidation.contradictions import Contradiction, contradictions_of
from caicach.consolidation.forms import AnswerForm
from caicach.consolidation.models import Consolidation
from caicach.consolidation.signing import answer_contradiction
from caicach.people.permissions import Permission
from caicach.people.requests import Request
from caicach.reports.models import ReportRound
from caicach.ui.conflicts import show_conflict
from caicach.ui.errors import RowMovedOn


@require_GET
@login_required
def round_reports(request: Request, of_report: UUID) -> HttpResponse:
    """What is put together of a round, by whom, and how far it is."""
    round = _round(request, of_report)
    rows = Consolidation.objects.visible_to(request.user).filter(round=round).select_related("agency", "signed_by")
    context = {
        "round": round,
        "rows": rows.prefetch_related("sections"),
        "may_begin": can(request.user, Permission.REPORT_MANAGE),
        "sent": round.parts.filter(signed_at__isnull=False).count(),
        "asked": round.parts.count(),
    }
    return render(request, "consolidation/round_reports.html", context)


@require_POST
@login_required
def begin(request: Request, of_report: UUID) -> HttpResponse:
    """Open the consolidated reports of a round; those that are there stay as they are."""
    round = _round(request, of_report)
    found = begin_consolidation(round=round, by=request.user, today=timezone.localdate())
    messages.success(request, _("Có %(count)s báo cáo tổng hợp trong đợt này.") % {"count": len(found)})
    return redirect("consolidation:round_reports", round.pk)


@require_GET
@login_required
def report_detail(request: Request, report_id: UUID) -> HttpResponse:
    """The sections with their text, what stands against signing, the file."""
    report = get_report(request, report_id)
    found = contradictions_of(report)
    sections = list(report.sections.all())
    context = {
        **acts_of(request, report),
        "sections": sections,
        "blank": [one for one in sections if one.is_blank],
        "open_count": sum(one.is_open for one in found),
        "answered_count": sum(not one.is_open for one in found),
        "hindrances": hindrances(report),
        "is_fresh": report.built is not None and report.built_mark == mark_of(report, on=timezone.localdate()),
        "moves": report.moves.select_related("by"),
    }
    return render(request, "consolidation/report_detail.html", context)


@require_GET
@login_required
def contradiction_list(request: Request, report_id: UUID) -> HttpResponse:
    """What contradicts what, the open ones first."""
    report = get_report(request, report_id)
    found = contradictions_of(report)
    context = {
        **acts_of(request, report),
        "open": [one for one in found if one.is_open],
        "answered": [one for one in found if not one.is_open],
    }
    return render(request, "consolidation/contradiction_list.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def contradiction_answer(request: Request, report_id: UUID, mark: str) -> HttpResponse:
    """Say why two values may differ."""
    report = get_report(request, report_id)
    require(request.user, Permission.REPORT_CONSOLIDATE, report.agency)
    found = _contradiction(report, mark)
    form = AnswerForm(request.POST or None, initial=_begun(found))
    if not form.is_valid():
        return _answer_page(request, report, found, form, status=422 if form.is_bound else 200)
    try:
        answer_contradiction(report=report, key=mark, by=request.user, **form.cleaned_data)
    except RowMovedOn as conflict:
        newest = _contradiction(report, mark)
        show_conflict(form, conflict, now=_begun(newest))
        return _answer_page(request, report, newest, form, status=409)
    messages.success(request, _("Đã ghi lý do."))
    return redirect("consolidation:contradiction_list", report.pk)


def get_report(request: Request, report_id: UUID) -> Consolidation:
    rows = Consolidation.objects.visible_to(request.user)
    rows = rows.select_related("round__kind", "agency", "signed_by", "built", "signed_copy")
    return get_object_or_404(rows, pk=report_id)


def acts_of(request: Request, report: Consolidation) -> dict[str, Any]:
    """The report, and what this person may do with it now."""
    user = request.user
    signs = (
        can(user, Permission.REPORT_APPROVE) if report.is_whole else can(user, Permission.REPORT_SIGN, report.agency)
    )
    manages = can(user, Permission.REPORT_MANAGE)
    writes = can(user, Permission.REPORT_CONSOLIDATE, report.agency)
    return {
        "report": report,
        "round": report.round,
        "works": writes,
        "signs": signs,
        "may_write": writes and not report.is_signed,
        "may_sign": signs and not report.is_signed,
        "may_close": manages and report.is_signed and not report.is_closed,
        "may_reopen": manages and report.is_signed,
    }


def address_of(report: Consolidation) -> str:
    return reverse("consolidation:report_detail", args=[report.pk])


def _begun(one: Contradiction) -> dict[str, Any]:
    return {"reason": one.answer.reason if one.answer else "", "version": one.version}


def _answer_page(
    request: Request, report: Consolidation, one: Contradiction, form: AnswerForm, *, status: int
) -> HttpResponse:
    context = {**acts_of(request, report), "one": one, "form": form}
    return render(request, "consolidation/contradiction_answer.html", context, status=status)


def _contradiction(report: Consolidation, mark: str) -> Contradiction:
    for one in contradictions_of(report):
        if one.key == mark:
            return one
    raise Http404


def _round(request: Request, of_report: UUID) -> ReportRound:
    return get_object_or_404(ReportRound.objects.visible_to(request.user).select_related("kind"), pk=of_report)
