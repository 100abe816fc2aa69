"""One leaf of one agency: filled in, proved, and every score that was ever given for it."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from caicach.agencies.permissions import can, require
from caicach.assessments import evidence
from caicach.assessments.errors import ClaimRefused, ProofMissing
from caicach.assessments.explaining import claim_sentence, score_sentence
from caicach.assessments.filling_rules import is_returned, require_changeable
from caicach.assessments.finding import get_entry
from caicach.assessments.forms import begun
from caicach.assessments.leaves import appraised_leaves, before_of, counted_before, neighbours
from caicach.assessments.ledger import LedgerValues, ledger_values
from caicach.assessments.models import Assessment, Entry, EntryEvidence
from caicach.assessments.scores import checked
from caicach.core.scoring.outcome import Scored
from caicach.criteria.explaining import tried
from caicach.criteria.sentences import rule_sentence
from caicach.documentregister.errors import OutsidePeriod
from caicach.documentregister.reading_heads import ask_to_read
from caicach.documentregister.registering import register_upload
from caicach.documentregister.services import Head, register_document
from caicach.files.errors import FileRefused
from caicach.files.models import Document
from caicach.people.once import sent_once
from caicach.people.permissions import Permission
from caicach.people.requests import Request
from caicach.selfassessments import filling
from caicach.selfassessments.desk import state_of
from caicach.selfassessments.forms import EvidenceForm, FillForm, TakeForm
from caicach.ui.conflicts import show_conflict
from caicach.ui.errors import CaicachError, RowMovedOn


@require_GET
@login_required
def entry_detail(request: Request, entry_id: UUID) -> HttpResponse:
    return _page(request, get_entry(request, entry_id))


@require_POST
@login_required
def entry_fill(request: Request, entry_id: UUID) -> HttpResponse:
    """Keep what was typed; `then` says whether the leaf is finished and where to go on."""
    entry = get_entry(request, entry_id)
    require(request.user, Permission.ASSESSMENT_FILL, entry.assessment.agency)
    form = FillForm(request.POST, criterion=entry.criterion.as_core, locked=_known(entry))
    if not form.is_valid():
        return _page(request, entry, status=422, form=form)
    is_done = request.POST.get("then") == "done"
    try:
        filling.fill(
            entry=entry,
            version=form.cleaned_data["version"],
            claim=form.claim(),
            explanation=form.cleaned_data["claim_explanation"],
            is_done=is_done,
            by=request.user,
            today=timezone.localdate(),
        )
    except (ClaimRefused, ProofMissing) as refused:
        form.add_error(None, str(refused))
        return _page(request, entry, status=422, form=form)
    except RowMovedOn as conflict:
        newest = get_entry(request, entry_id)
        show_conflict(form, conflict, now=_begun(newest))
        return _page(request, newest, status=409, form=form)
    if not is_done:
        messages.success(request, _("Đã lưu, chưa xong."))
        return redirect("selfassessments:entry_detail", entry.pk)
    _before, behind = neighbours(_own_leaves(entry.assessment), entry.pk)
    messages.success(request, _("Tiêu chí %(code)s đã xong.") % {"code": entry.criterion.code})
    if behind is not None:
        return redirect("selfassessments:entry_detail", behind.pk)
    return redirect("selfassessments:assessment_detail", entry.assessment_id)


@require_POST
@login_required
def entry_try(request: Request, entry_id: UUID) -> HttpResponse:
    """What the typed figures would come to; kept nowhere."""
    entry = get_entry(request, entry_id)
    require(request.user, Permission.ASSESSMENT_FILL, entry.assessment.agency)
    form = FillForm(request.POST, criterion=entry.criterion.as_core, locked=_known(entry))
    context: dict[str, Any] = {"form": form, "is_try": True}
    if form.is_valid():
        context |= _tried(entry, form)
    return render(request, "selfassessments/entry_result.html", context)


@require_POST
@login_required
@sent_once
def evidence_add(request: Request, entry_id: UUID) -> HttpResponse:
    """Register a new document and let it prove this leaf."""
    entry = get_entry(request, entry_id)
    require(request.user, Permission.ASSESSMENT_FILL, entry.assessment.agency)
    require_changeable(entry, timezone.localdate(), proves_only=True)
    form = EvidenceForm(request.POST, request.FILES, auto_id="evidence_%s")
    if not form.is_valid():
        return _page(request, entry, status=422, evidence_form=form)
    given = form.cleaned_data
    try:
        document = _registered(request, entry, given)
    except FileRefused as refusal:
        form.add_error("file", str(refusal))
        return _page(request, entry, status=422, evidence_form=form)
    return _attached(request, entry, document, given["version"], place=given["place"])


@require_POST
@login_required
def evidence_take(request: Request, entry_id: UUID, document_id: UUID) -> HttpResponse:
    """Let a document of the agency that is registered already prove this leaf too; an older one with a reason."""
    entry = get_entry(request, entry_id)
    require(request.user, Permission.ASSESSMENT_FILL, entry.assessment.agency)
    document = get_object_or_404(Document, pk=document_id, agency=entry.assessment.agency)
    form = TakeForm(request.POST)
    told = form.cleaned_data if form.is_valid() else {}
    version = told.pop("version", None) or entry.version
    return _attached(request, entry, document, version, **told)


@require_POST
@login_required
def evidence_remove(request: Request, entry_id: UUID, piece_id: int) -> HttpResponse:
    entry = get_entry(request, entry_id)
    piece = get_object_or_404(entry.evidence.filter(removed_at=None), pk=piece_id)
    evidence.detach(piece=piece, version=entry.version, by=request.user, today=timezone.localdate())
    messages.success(request, _("Đã gỡ “%(document)s”.") % {"document": piece.document})
    return redirect("selfassessments:entry_detail", entry.pk)


def _registered(request: Request, entry: Entry, given: dict[str, Any]) -> Document:
    """The paper in the register: with a file and nothing typed, number and title are read from it meanwhile."""
    agency = entry.assessment.agency
    head = Head(title=given["title"], number=given["number"], issued_on=given["issued_on"])
    if given["file"] is None:
        return register_document(agency=agency, head=head, by=request.user)
    document, is_new = register_upload(given["file"], agency=agency, by=request.user, head=head)
    if is_new:
        ask_to_read([document], by=request.user)
    return document


def _attached(
    request: Request, entry: Entry, document: Document, version: int, *, place: str = "", reason: str = ""
) -> HttpResponse:
    told = {"place": place, "period_reason": reason}
    try:
        evidence.attach(
            entry=entry, version=version, document=document, by=request.user, today=timezone.localdate(), **told
        )
    except OutsidePeriod as refused:
        return _ask_why(request, entry, document, str(refused), place=place)
    messages.success(request, _("Đã gắn “%(document)s”.") % {"document": document})
    return redirect("selfassessments:entry_detail", entry.pk)


def _ask_why(request: Request, entry: Entry, document: Document, told: str, *, place: str) -> HttpResponse:
    """A paper from before the period: choose another, or say why it proves the leaf all the same."""
    form = TakeForm(initial={"version": entry.version, "place": place})
    context = {"entry": entry, "assessment": entry.assessment, "document": document, "form": form, "told": told}
    return render(request, "selfassessments/evidence_outside.html", context, status=422)


def _begun(entry: Entry) -> dict[str, Any]:
    claim = entry.filled.as_core if entry.filled else None
    return begun(entry.criterion.as_core, claim, version=entry.version, claim_explanation=entry.explanation)


def _known(entry: Entry) -> LedgerValues:
    return ledger_values(entry.criterion.as_core, entry.assessment.agency, entry.assessment.round)


def _tried(entry: Entry, form: FillForm) -> dict[str, Any]:
    """Points, the sentence that explains them, and what the next ones would cost."""
    criterion, claim = entry.criterion.as_core, form.claim()
    try:
        outcome = checked(criterion, claim)
    except ClaimRefused as refused:
        return {"refused": str(refused)}
    points = outcome.points if isinstance(outcome, Scored) else None
    steps = tried(criterion, claim.values).steps if criterion.rule and not claim.is_not_applicable else ()
    return {"points": points, "sentence": claim_sentence(criterion, claim), "steps": steps}


def _page(request: Request, entry: Entry, *, status: int = 200, **forms: Any) -> HttpResponse:
    context = _context(request, entry, timezone.localdate()) | forms
    return render(request, "selfassessments/entry_detail.html", context, status=status)


def _context(request: Request, entry: Entry, today: date) -> dict[str, Any]:
    criterion, assessment = entry.criterion.as_core, entry.assessment
    pieces = list(entry.evidence.filter(removed_at=None).select_related("document__file", "added_by"))
    may_fill = can(request.user, Permission.ASSESSMENT_FILL, assessment.agency) and _is_changeable(entry, today)
    may_prove = can(request.user, Permission.ASSESSMENT_FILL, assessment.agency) and _is_changeable(
        entry, today, proves_only=True
    )
    before, behind = neighbours(_own_leaves(assessment), entry.pk)
    context: dict[str, Any] = {
        "entry": entry,
        "assessment": assessment,
        "criterion": criterion,
        "row": entry.criterion,
        "rule": rule_sentence(criterion),
        "pieces": [(piece, evidence.is_late(piece, entry)) for piece in pieces],
        "state": state_of(entry, criterion, pieces=len(pieces), today=today),
        "is_returned": is_returned(entry, today),
        "values": _values(entry),
        "history": list(entry.scores.select_related("by").order_by("-pk")),
        "last_year": _last_year(entry),
        "before": before,
        "behind": behind,
        "may_fill": may_fill,
        "may_prove": may_prove,
    }
    if may_fill:
        known = _known(entry)
        context["form"] = FillForm(initial=_begun(entry), criterion=criterion, locked=known)
        context["known"] = [(one, known[one.name]) for one in criterion.inputs if one.name in known]
        if entry.filled:
            context |= {"points": entry.filled.points, "sentence": score_sentence(criterion, entry.filled)}
    if may_prove:
        context |= {
            "evidence_form": EvidenceForm(initial={"version": entry.version}, auto_id="evidence_%s"),
            "proposals": evidence.proposals(entry),
            "old_pieces": _not_yet(evidence.of_last_year(entry), pieces),
        }
    return context


def _values(entry: Entry) -> list[dict[str, Any]]:
    """The scores that stand side by side, each with its reason."""
    criterion = entry.criterion.as_core
    stages = [entry.filled, entry.appraised, entry.decided, entry.outside]
    return [{"score": one, "sentence": score_sentence(criterion, one)} for one in stages if one is not None]


def _last_year(entry: Entry) -> dict[str, Any] | None:
    """What counted last year, and the remark of that time."""
    assessment, code = entry.assessment, entry.criterion.code
    found = before_of(entry, counted_before(assessment.round, [assessment.agency_id], [code]))
    return None if found is None else {"points": found.points, "remark": found.reason}


def _own_leaves(assessment: Assessment) -> list[Entry]:
    """The leaves that an agency scores itself, in the order of the set."""
    own = {leaf.pk for leaf in appraised_leaves(assessment.round.criteria_set)}
    return [one for one in assessment.entries.select_related("criterion") if one.criterion_id in own]


def _is_changeable(entry: Entry, today: date, *, proves_only: bool = False) -> bool:
    try:
        require_changeable(entry, today, proves_only=proves_only)
    except CaicachError:
        return False
    return True


def _not_yet(old: list[EntryEvidence], pieces: list[EntryEvidence]) -> list[EntryEvidence]:
    held = {piece.document_id for piece in pieces}
    return [piece for piece in old if piece.document_id not in held]
