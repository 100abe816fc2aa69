"""The wizard of a plan: structure, only what is doubtful, the check against the source, the draft or the issue."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from caicach.agencies.models import Agency
from caicach.agencies.permissions import can
from caicach.intake.errors import DecisionMovedOn, DecisionWithdrawn
from caicach.intake.importers import known_importers
from caicach.intake.models import ImportRun, RunState
from caicach.intake.services import decide
from caicach.people.requests import Request
from caicach.plans.answer_forms import AgencyNames
from caicach.plans.compare import comparison_of
from caicach.plans.drafting import PlanHead, head_of
from caicach.plans.errors import ProvinceMissing
from caicach.plans.forms import HeadForm, IssueForm
from caicach.plans.importer import AGENCY_CODE, CODES, Review, draft_from_run, head_answer
from caicach.plans.models import PlanKind
from caicach.plans.permissions import drafting_agencies, issuing_permission, may_issue
from caicach.plans.proofs import proof_of
from caicach.plans.questions import HEAD_KEY, slips_of
from caicach.plans.services import issue_plan
from caicach.plans.structure import structure_of
from caicach.ui.pages import page_or_part


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
    status, conflict = 200, ""
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                _confirm_head(request, review, form)
                return redirect(step_after(Review(run)))
            except (DecisionMovedOn, DecisionWithdrawn) as error:
                review, status, conflict = Review(run), 409, str(error)
    context = context_of(review, 2) | {"form": form, "structure": structure_of(review.reading), "conflict": conflict}
    context |= {"seen": review.head_answer.version if review.head_answer else 0, "slips": slips_of(review.questions)}
    context["existing"] = review.same_document(review.head or head_of(review.before), review.owner or owners[0])
    return render(request, "plans/wizard_structure.html", context, status=status)


def _confirm_head(request: Request, review: Review, form: HeadForm) -> None:
    data, seen = form.cleaned_data, request.POST.get("seen", "0")
    value = head_answer(form.head(like=head_of(review.before)), kind=data["kind"], owner=data["owner"])
    version = int(seen) if seen.isdecimal() else 0
    decide(run=review.run, key=HEAD_KEY, value=value, version=version, by=request.user)


def step_after(review: Review) -> str:
    """Where a run stands: at its open questions, else at the last look, at the differences where it is known."""
    name = "review" if review.open_count else "difference" if review.existing() else "check"
    return reverse(f"plans:wizard_{name}", args=[review.run.pk])


@require_GET
@login_required
def check(request: Request, run_id: UUID) -> HttpResponse:
    """Step 4: source and result side by side, with totals."""
    run = get_run(request, run_id)
    if run.state != RunState.REVIEW:
        return redirect("intake:run_detail", run.pk)
    state = Review(run)
    proof = proof_of(state.reading, AgencyNames().names, before=state.before)
    choice, words = request.GET.get("chon", ""), request.GET.get("q", "")
    context = context_of(state, 4) | {"proof": proof, "existing": state.existing(), "counts": proof.counts}
    context |= {"lines": proof.chosen(choice, words), "choice": choice, "q": words}
    return page_or_part(request, "plans/wizard_check.html", "proof", context)


@require_GET
@login_required
def difference(request: Request, run_id: UUID) -> HttpResponse:
    """What a changed document says otherwise than the plan in the system."""
    run = get_run(request, run_id)
    if run.state != RunState.REVIEW:
        return redirect("intake:run_detail", run.pk)
    state = Review(run)
    existing = state.existing()
    if existing is None:
        return redirect("plans:wizard_check", run.pk)
    comparison = comparison_of(state.differences(existing))
    context = context_of(state, 4) | {"existing": existing, "comparison": comparison}
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
    counts = structure_of(state.reading).counts
    context = context_of(state, 5) | {"form": form, "existing": state.existing(), "head": head, "owner": state.owner}
    context |= {"counts": counts, "kind": PlanKind(state.kind).label, "may_issue": _may_issue(request, state)}
    return render(request, "plans/wizard_finish.html", context, status=422 if form.errors and wants_issue else 200)


def _may_issue(request: Request, state: Review) -> bool:
    return state.owner is not None and can(request.user, issuing_permission(state.kind), state.owner)


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


def context_of(state: Review, step: int) -> dict[str, Any]:
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
