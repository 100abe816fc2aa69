"""Appraisal on the page: the queue, the grid by criterion or by agency, and what is done with a row."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from caicach.agencies.permissions import require
from caicach.appraisals import appraising
from caicach.appraisals.forms import ChangeForm, ReturnForm
from caicach.appraisals.grid import (
    GridRow,
    Judge,
    agencies_waiting,
    leaves_of,
    queue_of,
    row_of,
    rows_of_agency,
    rows_of_criterion,
)
from caicach.assessments.errors import ClaimRefused, ReasonMissing, ReturnTooEarly, ReturnTooLate
from caicach.assessments.evidence import is_late, same_elsewhere
from caicach.assessments.explaining import score_sentence
from caicach.assessments.finding import get_assessment, get_entry, get_round
from caicach.assessments.forms import begun
from caicach.assessments.leaves import neighbours
from caicach.assessments.models import AppraisalState, Entry, Phase
from caicach.assessments.windows import windows_of
from caicach.criteria.sentences import rule_sentence
from caicach.people.permissions import Permission
from caicach.people.requests import Request
from caicach.ui.conflicts import show_conflict
from caicach.ui.errors import CaicachError, RowMovedOn
from caicach.ui.versions import seen_version

ONLY: dict[str, Callable[[GridRow], bool]] = {
    "waiting": lambda row: row.waits,
    "signs": lambda row: bool(row.signs),
    "again": lambda row: row.again,
}


@require_GET
@login_required
def queue(request: Request, round_id: UUID) -> HttpResponse:
    """What waits for this appraiser: by criterion, and by agency."""
    round, judge = get_round(request, round_id), _judge(request)
    rows = queue_of(round, judge)
    context = {
        "round": round,
        "rows": rows,
        "agencies": agencies_waiting(round, judge),
        "waiting": sum(row.waiting for row in rows),
        "judged": sum(row.judged for row in rows),
        "all": sum(row.all for row in rows),
        "window": windows_of(round).of(Phase.APPRAISAL),
    }
    return render(request, "appraisals/queue.html", context)


@require_GET
@login_required
def criterion_grid(request: Request, round_id: UUID, leaf_id: UUID) -> HttpResponse:
    """One criterion across all agencies."""
    round, judge = get_round(request, round_id), _judge(request)
    node = next((one for one in round.criteria_set.node_list if one.pk == leaf_id and one.is_leaf), None)
    if node is None:
        raise Http404
    rows = rows_of_criterion(round, node, judge)
    context = {
        "round": round,
        "node": node,
        "rule": rule_sentence(node.as_core),
        "criterion": node.as_core,
        "unsigned": round.assessments.standing().filter(submitted_at=None).count(),
        "neighbours": neighbours(leaves_of(round, judge), node.pk),
    }
    return _grid(request, rows, context | {"of": "criterion"})


@require_GET
@login_required
def agency_grid(request: Request, assessment_id: UUID) -> HttpResponse:
    """One agency across the criteria of this appraiser."""
    assessment, judge = get_assessment(request, assessment_id), _judge(request)
    rows = rows_of_agency(assessment, judge)
    return _grid(request, rows, {"round": assessment.round, "assessment": assessment, "of": "agency"})


@require_GET
@login_required
def entry_appraise(request: Request, entry_id: UUID) -> HttpResponse:
    """One leaf with everything that an appraiser needs; htmx takes it into the panel beside the grid."""
    return _panel(request, get_entry(request, entry_id))


@require_POST
@login_required
def entry_accept(request: Request, entry_id: UUID) -> HttpResponse:
    entry = get_entry(request, entry_id)
    version = seen_version(request, entry)
    appraising.accept(entry=entry, version=version, by=request.user, today=timezone.localdate())
    return _done(request, entry)


@require_POST
@login_required
def accept_many(request: Request, round_id: UUID) -> HttpResponse:
    """Accept all ticked rows; those that somebody has changed meanwhile are told and left."""
    round = get_round(request, round_id)
    require(request.user, Permission.APPRAISAL_DO)
    ticked = [_ticked(one) for one in request.POST.getlist("entry")[:500]]
    back = _key(request.POST["criterion"]) if request.POST.get("criterion") else None
    done, refused = 0, list[str]()
    for key, version in ticked:
        entry = get_entry(request, key)
        try:
            appraising.accept(entry=entry, version=version, by=request.user, today=timezone.localdate())
            done += 1
        except CaicachError as error:
            refused.append(f"{entry.assessment.agency.brief}: {error}")
    if done:
        messages.success(request, _("Đã chấp nhận %(count)s dòng.") % {"count": done})
    elif not ticked:
        messages.warning(request, _("Chưa chọn dòng nào nên chưa chấp nhận gì."))
    for line in refused[:10]:
        messages.warning(request, line)
    if back:
        return redirect("appraisals:criterion_grid", round.pk, back)
    return redirect("appraisals:queue", round.pk)


@require_http_methods(["POST"])
@login_required
def entry_change(request: Request, entry_id: UUID) -> HttpResponse:
    """Another score, with its reason; a second reading goes the same way."""
    entry = get_entry(request, entry_id)
    require(request.user, Permission.APPRAISAL_DO)
    form = ChangeForm(request.POST, criterion=entry.criterion.as_core)
    if not form.is_valid():
        return _panel(request, entry, status=422, change_form=form)
    given = form.cleaned_data
    said = {"claim": form.claim(), "reason": given["reason"], "by": request.user, "today": timezone.localdate()}
    try:
        if request.POST.get("then") == "again":
            appraising.read_again(entry=entry, version=given["version"], **said)
        else:
            appraising.change(entry=entry, version=given["version"], reason_code=given["reason_code"], **said)
    except (ClaimRefused, ReasonMissing) as refused:
        form.add_error(None, str(refused))
        return _panel(request, entry, status=422, change_form=form)
    except RowMovedOn as conflict:
        newest = get_entry(request, entry_id)
        show_conflict(form, conflict, now=_begun(newest))
        return _panel(request, newest, status=409, change_form=form)
    return _done(request, entry)


@require_POST
@login_required
def entry_return(request: Request, entry_id: UUID) -> HttpResponse:
    entry = get_entry(request, entry_id)
    require(request.user, Permission.APPRAISAL_DO)
    form = ReturnForm(request.POST)
    if not form.is_valid():
        return _panel(request, entry, status=422, return_form=form)
    try:
        appraising.return_(entry=entry, by=request.user, today=timezone.localdate(), **form.cleaned_data)
    except (ReturnTooEarly, ReturnTooLate) as refused:
        form.add_error("until", str(refused))
        return _panel(request, entry, status=422, return_form=form)
    except RowMovedOn as conflict:
        newest = get_entry(request, entry_id)
        now = {"version": newest.version, "reason": newest.return_reason, "until": newest.return_until}
        show_conflict(form, conflict, now=now)
        return _panel(request, newest, status=409, return_form=form)
    return _done(request, entry)


def _ticked(text: str) -> tuple[UUID, int]:
    """A ticked row as its key and the version that was seen; what no page of ours sends is not found."""
    key, _colon, version = text.partition(":")
    if not (version.isascii() and version.isdecimal()):
        raise Http404
    return _key(key), int(version)


def _key(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Http404 from None


def _judge(request: Request) -> Judge:
    require(request.user, Permission.APPRAISAL_DO)
    return Judge.of(request.user, today=timezone.localdate())


def _grid(request: Request, rows: list[GridRow], context: dict[str, Any]) -> HttpResponse:
    wanted = request.GET.get("loc", "")
    only = ONLY.get(wanted)
    round = context["round"]
    window = windows_of(round).of(Phase.APPRAISAL)
    counted = {state: sum(row.entry.appraisal == state for row in rows) for state in AppraisalState.values}
    context |= {
        "rows": [row for row in rows if only is None or only(row)],
        "wanted": wanted,
        "counted": counted,
        "signs": sum(bool(row.signs) for row in rows),
        "again": sum(row.again for row in rows),
        "all": len(rows),
        "window": window,
        "is_time": round.is_open and window is not None and window.is_open(timezone.localdate()),
    }
    return render(request, "appraisals/grid.html", context)


def _done(request: Request, entry: Entry) -> HttpResponse:
    """Back to where the row stands: htmx gets the row anew, others the grid."""
    if request.htmx:
        judge = _judge(request)
        of = request.POST.get("of", "criterion")
        context = {"row": row_of(entry, judge), "of": of, "is_time": True}
        return render(request, "appraisals/grid_row.html", context)
    messages.success(request, _("Đã ghi tiêu chí %(code)s.") % {"code": entry.criterion.code})
    return redirect("appraisals:criterion_grid", entry.assessment.round_id, entry.criterion_id)


def _panel(request: Request, entry: Entry, *, status: int = 200, **forms: Any) -> HttpResponse:
    judge = _judge(request)
    criterion = entry.criterion.as_core
    pieces = entry.evidence.filter(removed_at=None).select_related("document__file", "added_by")
    row = row_of(entry, judge) if entry.assessment.submitted_at else None
    context: dict[str, Any] = {
        "entry": entry,
        "row": row,
        "round": entry.assessment.round,
        "criterion": criterion,
        "rule": rule_sentence(criterion),
        "sentence": score_sentence(criterion, entry.filled),
        "pieces": [(piece, is_late(piece, entry)) for piece in pieces],
        "elsewhere": list(same_elsewhere(entry)[:20]),
        "change_form": ChangeForm(initial=_begun(entry), criterion=criterion),
        "return_form": ReturnForm(initial={"version": entry.version}),
        "of": request.GET.get("of", "criterion"),
        "may_prove": False,
    }
    context |= forms
    template = "appraisals/panel.html" if request.htmx else "appraisals/entry_appraise.html"
    return render(request, template, context, status=status)


def _begun(entry: Entry) -> dict[str, Any]:
    """What the form for another score starts with: what stands now."""
    standing = entry.appraised or entry.filled
    return begun(entry.criterion.as_core, standing.as_core if standing else None, version=entry.version)
