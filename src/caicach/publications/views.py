"""Pages of publishing: what is published of which round, one publication, one agency, preparing and approving."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from caicach.agencies.permissions import can, require
from caicach.assessments.models import Round, RoundState
from caicach.people.once import sent_once
from caicach.people.permissions import Permission
from caicach.people.proving import asked_anew
from caicach.people.requests import Request
from caicach.publications import showing
from caicach.publications.errors import RoundNotClosed
from caicach.publications.forms import ApproveForm, DecisionForm, PrepareForm
from caicach.publications.keeping import keep_decision, keeper_of, kept_decisions
from caicach.publications.models import (
    Publication,
    PublicationQuerySet,
    PublicationState,
    PublishedResult,
    sees_all_details,
)
from caicach.publications.preparing_job import ask_to_prepare, running_job
from caicach.publications.services import approve, check_approver, discard, enter_decision, former_of
from caicach.rounds.models import Reopening, ReopeningQuerySet
from caicach.rounds.reopening import shown_reopenings
from caicach.ui.versions import seen_version

MOST_MOVES = 5


@require_GET
@login_required
def publication_list(request: Request) -> HttpResponse:
    """What holds, round by round; for who prepares, the closed rounds that wait to be published."""
    require(request.user, Permission.PUBLICATION_VIEW)
    may_prepare = can(request.user, Permission.PUBLICATION_PREPARE)
    open_ones = Publication.objects.exclude(state=PublicationState.WITHDRAWN).values("round")
    waiting = Round.objects.filter(state=RoundState.CLOSED).exclude(pk__in=open_ones)
    context = {
        "publications": Publication.objects.in_force().select_related("round"),
        "to_approve": _seen(request).filter(state=PublicationState.PREPARED) if _may_work(request) else [],
        "to_prepare": waiting if may_prepare else [],
        "to_reopen": _to_reopen(request),
    }
    return render(request, "publications/publication_list.html", context)


@require_GET
@login_required
def round_publications(request: Request, of_round: UUID) -> HttpResponse:
    """Every publication of a round, the newest first."""
    round = get_round(request, of_round)
    rows = list(_seen(request).filter(round=round).select_related("corrects", "prepared_by", "approved_by"))
    context = {
        "round": round,
        "publications": rows,
        "corrected": {row.corrects_id for row in rows if row.is_approved},
        "may_prepare": can(request.user, Permission.PUBLICATION_PREPARE),
        "is_closed": round.state == RoundState.CLOSED,
        "is_waiting": any(row.is_waiting for row in rows),
        "is_correction": any(row.is_approved for row in rows),
        "may_manage": can(request.user, Permission.ROUND_MANAGE),
        "may_reopen": can(request.user, Permission.ROUND_REOPEN),
        **shown_reopenings(round, request.user),
    }
    return render(request, "publications/round_publications.html", context)


@require_GET
@login_required
def publication_detail(request: Request, publication_id: UUID) -> HttpResponse:
    """The ranking, who stands behind it, and everything that can be taken along."""
    row = get_publication(request, publication_id)
    return render(request, "publications/publication_detail.html", _detail(request, row))


@require_http_methods(["GET", "POST"])
@login_required
@sent_once
def publication_prepare(request: Request, of_round: UUID) -> HttpResponse:
    """Ask for the preparation; who has asked already is led to where it is being done."""
    round = get_round(request, of_round)
    require(request.user, Permission.PUBLICATION_PREPARE)
    if round.state != RoundState.CLOSED:
        raise RoundNotClosed(round=round)
    job = running_job(round)
    if request.method == "GET" and job is not None and job.asked_by_id == request.user.pk:
        return redirect("jobs:job_detail", job.pk)
    former = former_of(round)
    form = PrepareForm(sent(request), is_correction=former is not None)
    if not form.is_valid():
        context = {"round": round, "form": form, "former": former}
        status = 422 if form.is_bound else 200
        return render(request, "publications/publication_prepare.html", context, status=status)
    job = ask_to_prepare(round=round, by=request.user, **form.cleaned_data)
    return redirect("jobs:job_detail", job.pk)


@require_http_methods(["GET", "POST"])
@login_required
def publication_approve(request: Request, publication_id: UUID) -> HttpResponse:
    """One page for the telephone: what is published, what differs, the hash; then password and code."""
    row = get_publication(request, publication_id)
    check_approver(row, by=request.user)
    form = ApproveForm(sent(request), initial={"version": row.version, "sha256": row.sha256})
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "publications/publication_approve.html", _approving(row, form), status=status)
    if (way := asked_anew(request)) is not None:
        return way
    seen = {"version": form.cleaned_data["version"], "sha256": form.cleaned_data["sha256"]}
    approve(publication=row, by=request.user, **seen)
    messages.success(request, _("Đã công bố “%(publication)s”.") % {"publication": row})
    return redirect("publications:publication_detail", row.pk)


@require_POST
@login_required
def publication_discard(request: Request, publication_id: UUID) -> HttpResponse:
    row = get_publication(request, publication_id)
    require(request.user, Permission.PUBLICATION_PREPARE)
    discard(publication=row, version=seen_version(request, row), by=request.user)
    messages.success(request, _("Đã bỏ bản chờ duyệt. Chưa có gì được công bố."))
    return redirect("publications:round_publications", row.round_id)


@require_POST
@login_required
def publication_decision(request: Request, publication_id: UUID) -> HttpResponse:
    """Number and day of the signed decision."""
    row = get_publication(request, publication_id)
    require(request.user, Permission.PUBLICATION_PREPARE)
    form = DecisionForm(request.POST)
    if not form.is_valid():
        context = {**_detail(request, row), "decision_form": form}
        return render(request, "publications/publication_detail.html", context, status=422)
    enter_decision(publication=row, by=request.user, **form.cleaned_data)
    messages.success(request, _("Đã ghi số quyết định."))
    return redirect("publications:publication_detail", row.pk)


@require_POST
@login_required
@sent_once
def publication_keep(request: Request, publication_id: UUID) -> HttpResponse:
    """The decision is made and kept; its page takes the signed copy."""
    row = get_publication(request, publication_id)
    paper = keep_decision(publication=row, by=request.user, today=timezone.localdate())
    return redirect("papers:made_detail", paper.pk)


@require_GET
@login_required
def result_detail(request: Request, result_id: UUID) -> HttpResponse:
    """One agency: every leaf with what the agency, the appraisers, the appeal and outside sources said."""
    row = get_result(request, result_id)
    rows = showing.node_rows(row)
    context = {"result": row, "publication": row.publication, "rows": rows, "stages": showing.STAGES}
    context |= {
        "share": showing.percent(row.share),
        "beside": showing.beside_the_total(row),
        "is_corrected": _is_corrected(row.publication),
    }
    return render(request, "publications/result_detail.html", context)


def get_result(request: Request, result_id: UUID) -> PublishedResult:
    rows = PublishedResult.objects.visible_to(request.user)
    rows = rows.select_related("agency", "publication__round__criteria_set", "publication__corrects")
    return get_object_or_404(rows, pk=result_id)


def _detail(request: Request, row: Publication) -> dict[str, Any]:
    may_prepare, sees_all = can(request.user, Permission.PUBLICATION_PREPARE), sees_all_details(request.user)
    own = PublishedResult.objects.visible_to(request.user).filter(publication=row)
    form = DecisionForm(initial={"version": row.version})
    return {
        "publication": row,
        "groups": showing.groups_of(row),
        "own_results": set(own.values_list("pk", flat=True)),
        "correction": row.corrections.filter(state=PublicationState.APPROVED).first(),
        "moves": showing.moves_by_correction(row),
        "appeals": showing.appeal_counts(row) if sees_all else None,
        "may_prepare": may_prepare,
        "sees_all": sees_all,
        "may_approve": row.is_waiting and can(request.user, Permission.PUBLICATION_APPROVE),
        "kept": kept_decisions(row, request.user) if row.is_approved else [],
        "may_keep": may_prepare and row.is_approved and keeper_of(request.user) is not None,
        "decision_form": form if may_prepare and row.is_approved and not row.decision_number else None,
    }


def _approving(row: Publication, form: ApproveForm) -> dict[str, Any]:
    groups = showing.groups_of(row)
    rows = [one for group in groups for one in group.rows]
    return {
        "publication": row,
        "form": form,
        "groups": groups,
        "ranked_count": len(rows),
        "waiting": [one for group in groups for one in group.waiting],
        "moves": showing.moves_by_appraisal(rows, MOST_MOVES),
        "corrections": showing.moves_by_correction(row),
        "appeals": showing.appeal_counts(row),
    }


def _is_corrected(row: Publication) -> bool:
    return row.corrections.filter(state=PublicationState.APPROVED).exists()


def _to_reopen(request: Request) -> ReopeningQuerySet:
    """Requests of others that this person decides on."""
    if not can(request.user, Permission.ROUND_REOPEN):
        return Reopening.objects.none()
    return Reopening.objects.waiting().exclude(asked_by=request.user).select_related("round")


def _may_work(request: Request) -> bool:
    return can(request.user, Permission.PUBLICATION_PREPARE) or can(request.user, Permission.PUBLICATION_APPROVE)


def _seen(request: Request) -> PublicationQuerySet:
    return Publication.objects.visible_to(request.user).select_related("round")


def get_publication(request: Request, publication_id: UUID) -> Publication:
    rows = _seen(request).select_related("round__criteria_set", "corrects", "prepared_by", "approved_by", "bundle")
    return get_object_or_404(rows, pk=publication_id)


def get_round(request: Request, of_round: UUID) -> Round:
    """A round of which something is published; any closed one for who prepares."""
    shown = Round.objects.filter(publications__in=Publication.objects.visible_to(request.user)).distinct()
    if _may_work(request):
        shown = Round.objects.exclude(state=RoundState.DRAFT)
    return get_object_or_404(shown, pk=of_round)


def sent(request: Request) -> QueryDict | None:
    """What was sent, also where it is empty; None for a page that is only looked at."""
    return request.POST if request.method == "POST" else None
