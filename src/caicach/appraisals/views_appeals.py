"""Differences, appeals and their answers; and the page that compares appraisers."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from caicach.agencies.permissions import agencies_where, can, require
from caicach.appraisals import appeals
from caicach.appraisals.differences import appraised_entries, different_entries, far_changes, judges_of, second_readings
from caicach.appraisals.forms import AppealForm, DecisionForm
from caicach.assessments.errors import ClaimRefused, MayNotLower
from caicach.assessments.explaining import score_sentence
from caicach.assessments.filling_rules import may_appeal
from caicach.assessments.finding import get_assessment, get_entry, get_round
from caicach.assessments.forms import begun
from caicach.assessments.models import Appeal, Entry, Phase
from caicach.assessments.windows import windows_of
from caicach.people.permissions import Permission
from caicach.people.requests import Request
from caicach.ui.conflicts import show_conflict
from caicach.ui.errors import NotAllowed, RowMovedOn
from caicach.ui.versions import seen_version


@require_GET
@login_required
def differences(request: Request, assessment_id: UUID) -> HttpResponse:
    """Only what was appraised otherwise: agree, or explain."""
    assessment = get_assessment(request, assessment_id)
    today = timezone.localdate()
    may = can(request.user, Permission.ASSESSMENT_FILL, assessment.agency)
    context = {
        "assessment": assessment,
        "round": assessment.round,
        "window": windows_of(assessment.round).of(Phase.APPEAL, assessment.agency),
        "rows": [_difference(entry, may and may_appeal(entry, today)) for entry in different_entries(assessment)],
    }
    return render(request, "appraisals/differences.html", context)


@require_POST
@login_required
def entry_agree(request: Request, entry_id: UUID) -> HttpResponse:
    entry = get_entry(request, entry_id)
    version = seen_version(request, entry)
    appeals.agree(entry=entry, version=version, by=request.user, today=timezone.localdate())
    messages.success(request, _("Đã đồng ý với điểm thẩm định tiêu chí %(code)s.") % {"code": entry.criterion.code})
    return redirect("appraisals:differences", entry.assessment_id)


@require_http_methods(["GET", "POST"])
@login_required
def entry_appeal(request: Request, entry_id: UUID) -> HttpResponse:
    """Explain why the agency does not agree; evidence is added on the page of the leaf."""
    entry = get_entry(request, entry_id)
    require(request.user, Permission.ASSESSMENT_FILL, entry.assessment.agency)
    form = AppealForm(request.POST or None, initial={"version": entry.version})
    if not form.is_valid():
        context = {"entry": entry, "form": form, "row": _difference(entry, True)}
        return render(request, "appraisals/entry_appeal.html", context, status=422 if form.is_bound else 200)
    try:
        appeals.appeal(entry=entry, by=request.user, today=timezone.localdate(), **form.cleaned_data)
    except RowMovedOn as conflict:
        show_conflict(form, conflict, now={"version": get_entry(request, entry_id).version})
        context = {"entry": entry, "form": form, "row": _difference(entry, True)}
        return render(request, "appraisals/entry_appeal.html", context, status=409)
    messages.success(request, _("Đã gửi giải trình. Người khác với người thẩm định sẽ trả lời bằng văn bản."))
    return redirect("appraisals:differences", entry.assessment_id)


@require_GET
@login_required
def appeal_list(request: Request, round_id: UUID) -> HttpResponse:
    """The appeals of a round, those without an answer first."""
    round = get_round(request, round_id)
    require(request.user, Permission.APPEAL_DECIDE)
    rows = Appeal.objects.filter(entry__assessment__round=round).select_related(
        "entry__criterion", "entry__assessment__agency", "entry__filled", "entry__appraised", "entry__decided"
    )
    context = {
        "round": round,
        "open": [one for one in rows if one.decided_at is None],
        "decided": [one for one in rows if one.decided_at is not None],
        "window": windows_of(round).of(Phase.DECISION),
    }
    return render(request, "appraisals/appeal_list.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def appeal_decide(request: Request, appeal_id: UUID) -> HttpResponse:
    """Answer an appeal, with what was decided on the same criterion before."""
    seen = Entry.objects.visible_to(request.user)
    appeal = get_object_or_404(Appeal.objects.filter(entry__in=seen), pk=appeal_id)
    require(request.user, Permission.APPEAL_DECIDE)
    entry = get_entry(request, appeal.entry_id)
    form = _decision_form(request, appeal, entry)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            appeals.decide(
                appeal=appeal,
                version=given["version"],
                claim=None if given["keeps"] else form.claim(),
                answer=given["answer"],
                by=request.user,
                today=timezone.localdate(),
            )
        except (ClaimRefused, MayNotLower) as refused:
            form.add_error(None, str(refused))
        except RowMovedOn as conflict:
            show_conflict(form, conflict, now={"version": Appeal.objects.get(pk=appeal.pk).version})
            context = _appeal_context(appeal, entry) | {"form": form}
            return render(request, "appraisals/appeal_decide.html", context, status=409)
        else:
            messages.success(request, _("Đã trả lời giải trình."))
            return redirect("appraisals:appeal_list", entry.assessment.round_id)
    context = _appeal_context(appeal, entry) | {"form": form}
    return render(request, "appraisals/appeal_decide.html", context, status=422 if form.errors else 200)


@require_GET
@login_required
def spread(request: Request, round_id: UUID) -> HttpResponse:
    """Appraisers side by side, large changes, second readings."""
    round = get_round(request, round_id)
    if agencies_where(request.user, Permission.ASSESSMENT_VIEW).query.has_filters():
        raise NotAllowed()
    require(request.user, Permission.ASSESSMENT_VIEW)
    appraised = appraised_entries(round)
    context = {
        "round": round,
        "judges": judges_of(appraised),
        "far": far_changes(appraised)[:100],
        "again": second_readings(appraised)[:100],
    }
    return render(request, "appraisals/spread.html", context)


def _difference(entry: Entry, may: bool) -> dict[str, Any]:
    criterion = entry.criterion.as_core
    return {
        "entry": entry,
        "may": may,
        "filled": score_sentence(criterion, entry.filled),
        "appraised": score_sentence(criterion, entry.appraised),
    }


def _decision_form(request: Request, appeal: Appeal, entry: Entry) -> DecisionForm:
    criterion = entry.criterion.as_core
    claim = entry.appraised.as_core if entry.appraised else None
    start = begun(criterion, claim, version=appeal.version)
    return DecisionForm(request.POST or None, initial=start, criterion=criterion)


def _appeal_context(appeal: Appeal, entry: Entry) -> dict[str, Any]:
    pieces = entry.evidence.filter(removed_at=None).select_related("document__file", "added_by")
    return {
        "appeal": appeal,
        "entry": entry,
        "round": entry.assessment.round,
        "row": _difference(entry, False),
        "pieces": [(piece, False) for piece in pieces],
        "earlier": appeals.earlier_decisions(entry),
    }
