"""The wizard of a plan: structure, only what is doubtful, the check against the source, the draft or the issue."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from caicach.agencies.models import Agency
from caicach.core.documents.reading import Reading
from caicach.intake.importers import known_importers
from caicach.intake.models import ImportRun, RunState
from caicach.intake.services import decide, decide_many
from caicach.people.requests import Request
from caicach.plans.answer_forms import AgencyNames, AnswerForm
from caicach.plans.compare import Change
from caicach.plans.drafting import PlanHead, head_of
from caicach.plans.errors import ProvinceMissing
from caicach.plans.forms import HeadForm, IssueForm
from caicach.plans.importer import AGENCY_CODE, CODES, Review, draft_from_run, head_answer
from caicach.plans.models import PlanKind
from caicach.plans.permissions import drafting_agencies, may_issue
from caicach.plans.proofs import proof_of
from caicach.plans.questions import HEAD_KEY, KEEP, QuestionGroup, grouped
from caicach.plans.services import issue_plan
from caicach.plans.structure import structure_of


@require_http_methods(["GET", "POST"])
@login_required
def structure(request: Request, run_id: UUID) -> HttpResponse:
    """Step 2: the head to be confirmed, and the tree with its counts."""
    run = get_run(request, run_id)
    if run.state != RunState.REVIEW:
        return redirect("intake:run_detail", run.pk)
    review = Review(run)
    owners = _owners(request, run)
    if not owners:
        raise ProvinceMissing()
    form = HeadForm(request.POST or None, owners=owners, initial=_head_initial(review, owners))
    if request.method == "POST" and form.is_valid():
        like = head_of(review.before)
        value = head_answer(form.head(like=like), kind=form.cleaned_data["kind"], owner=form.cleaned_data["owner"])
        seen = request.POST.get("seen", "0")
        decide(run=run, key=HEAD_KEY, value=value, version=int(seen) if seen.isdecimal() else 0, by=request.user)
        return redirect("plans:wizard_review", run.pk)
    context = _context(review, 2) | {"form": form, "structure": structure_of(review.reading)}
    context["seen"] = review.head_answer[1] if review.head_answer else 0
    return render(request, "plans/wizard_structure.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@login_required
def review(request: Request, run_id: UUID) -> HttpResponse:
    """Step 3: only what is doubtful; one answer for all that are alike."""
    run = get_run(request, run_id)
    if run.state != RunState.REVIEW:
        return redirect("intake:run_detail", run.pk)
    state = Review(run)
    names, groups = AgencyNames(), grouped(state.questions)
    wrong: dict[str, AnswerForm] = {}
    if request.method == "POST":
        group = next((one for one in groups if one.key == request.POST.get("group")), None)
        if group is not None:
            form = _answer_form(request, group, names, state.reading)
            if form.is_valid():
                decide_many(run=run, keys=form.keys(), value=form.cleaned_data["value"], by=request.user)
                return redirect(f"{request.path}#questions")
            wrong[group.key] = form
    shown = [(group, wrong.get(group.key), _proposals(group, names)) for group in groups]
    context = _context(state, 3) | {"groups": shown, "names": sorted(names.names.values())}
    context["only_seen"] = sum(_is_notice(group) and group.is_open for group in groups)
    return render(request, "plans/wizard_review.html", context, status=422 if wrong else 200)


@require_POST
@login_required
def keep_notices(request: Request, run_id: UUID) -> HttpResponse:
    """Say of everything that is only to be known that it has been seen and stays as printed."""
    run = get_run(request, run_id)
    groups = [group for group in grouped(Review(run).questions) if _is_notice(group)]
    keys = {one.key: one.version for group in groups for one in group.questions if one.answer is None}
    value = {"act": KEEP, "label": _("giữ nguyên như văn bản")}
    decide_many(run=run, keys=keys, value=value, by=request.user)
    return redirect("plans:wizard_review", run.pk)


@require_GET
@login_required
def check(request: Request, run_id: UUID) -> HttpResponse:
    """Step 4: source and result side by side, with totals."""
    run = get_run(request, run_id)
    if run.state != RunState.REVIEW:
        return redirect("intake:run_detail", run.pk)
    state = Review(run)
    context = _context(state, 4) | {"proof": proof_of(state.reading, AgencyNames().names), "existing": state.existing()}
    return render(request, "plans/wizard_check.html", context)


@require_GET
@login_required
def difference(request: Request, run_id: UUID) -> HttpResponse:
    """What a changed document says otherwise than the plan in the system."""
    run = get_run(request, run_id)
    state = Review(run)
    existing = state.existing()
    if existing is None:
        return redirect("plans:wizard_check", run.pk)
    rows = state.differences(existing)
    shown = [row for row in rows if row.change is not Change.SAME]
    context = _context(state, 4) | {"old": existing, "differences": shown, "same": len(rows) - len(shown)}
    return render(request, "plans/wizard_difference.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def finish(request: Request, run_id: UUID) -> HttpResponse:
    """Step 5: the draft, and at once its issue where the person may."""
    run = get_run(request, run_id)
    if run.state != RunState.REVIEW:
        return redirect("intake:run_detail", run.pk)
    state = Review(run)
    head = state.head
    if head is None or state.open_count:
        return redirect("plans:wizard_structure" if head is None else "plans:wizard_review", run.pk)
    form = IssueForm(request.POST or None, initial={"number": head.number, "issued_on": head.issued_on, "version": 1})
    wants_issue = "issue" in request.POST
    if request.method == "POST" and (not wants_issue or form.is_valid()):
        return _finished(request, run, form if wants_issue else None)
    existing = state.existing()
    context = _context(state, 5) | {"form": form, "existing": existing, "head": head, "owner": state.owner}
    context["leaf_count"] = structure_of(state.reading).counts["leaves"]
    return render(request, "plans/wizard_finish.html", context, status=422 if form.errors and wants_issue else 200)


@transaction.atomic
def _finished(request: Request, run: ImportRun, form: IssueForm | None) -> HttpResponse:
    plan = draft_from_run(run=run, by=request.user)
    if form is not None and may_issue(request.user, plan):
        given = {name: form.cleaned_data[name] for name in ("number", "issued_on")}
        issue_plan(plan=plan, version=plan.version, by=request.user, at=timezone.now(), **given)
        messages.success(request, _("Đã ban hành “%(plan)s”. Có thể thu hồi trong 24 giờ.") % {"plan": plan})
    else:
        messages.success(request, _("Đã lập dự thảo “%(plan)s”.") % {"plan": plan})
    return redirect("plans:plan_detail", plan.pk)


def get_run(request: Request, run_id: UUID) -> ImportRun:
    """A run of a plan that this person may review, else 404."""
    runs = ImportRun.objects.visible_to(request.user).filter(importer__in=CODES)
    return get_object_or_404(runs.select_related("file", "begun_by"), pk=run_id)


def _context(state: Review, step: int) -> dict[str, Any]:
    importer = known_importers()[state.run.importer]
    questions = {"open_count": state.open_count, "question_count": len(state.questions)}
    return {"run": state.run, "review": state, "importer": importer, "step": step} | questions


def _owners(request: Request, run: ImportRun) -> list[Agency]:
    """For whom this run may become a plan."""
    found = drafting_agencies(request.user)
    is_agency = run.importer == AGENCY_CODE
    found = [agency for agency in found if (agency.kind != "province") == is_agency]
    wanted = run.params.get("agency")
    return [agency for agency in found if wanted in (None, "", agency.pk, str(agency.pk))]


def _head_initial(state: Review, owners: list[Agency]) -> dict[str, Any]:
    head: PlanHead = state.head or head_of(state.before)
    kind = PlanKind.ANNUAL
    if state.before.criteria:
        kind = PlanKind.IMPROVEMENT
    if owners and owners[0].kind != "province":
        kind = PlanKind.AGENCY
    owner = state.owner or (owners[0] if len(owners) == 1 else None)
    names = ("title", "theme", "document_kind", "number", "issued_on", "issuer", "signer")
    initial: dict[str, Any] = {name: getattr(head, name) for name in names}
    return initial | {"year": head.year or None, "kind": state.kind or kind, "owner": owner.pk if owner else None}


def _answer_form(request: Request, group: QuestionGroup, names: AgencyNames, reading: Reading) -> AnswerForm:
    tokens = [question.token for question in group.questions]
    return AnswerForm(request.POST, tokens=tokens, names=names, year=reading.head.year)


def _proposals(group: QuestionGroup, names: AgencyNames) -> list[tuple[str, str, bool]]:
    """Key, name, and whether it is a group, of what a person may choose with one click."""
    found = [(key, names.names[key], key in names.group_keys) for key in group.proposals if key in names.names]
    return found[:5]


def _is_notice(group: QuestionGroup) -> bool:
    return group.kind == "seen"
