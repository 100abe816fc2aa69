"""Step 2 of the wizard: the head to be confirmed, and the tree with its counts."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from caicach.agencies.models import Agency
from caicach.core.text import fold
from caicach.intake.errors import DecisionMovedOn, DecisionWithdrawn
from caicach.intake.models import ImportRun
from caicach.intake.services import decide
from caicach.people.requests import Request
from caicach.plans.errors import ProvinceMissing
from caicach.plans.forms import HeadForm
from caicach.plans.models import PlanKind
from caicach.plans.permissions import drafting_agencies
from caicach.wizard.heads import HEAD_KEY, head_answer, head_of
from caicach.wizard.importers import AGENCY_CODE
from caicach.wizard.questions import slips_of
from caicach.wizard.review import Review
from caicach.wizard.structure import structure_of
from caicach.wizard.views.runs import context_of, of_run_under_review, step_after


@require_http_methods(["GET", "POST"])
@login_required
@of_run_under_review
def structure(request: Request, run: ImportRun) -> HttpResponse:
    review = Review(run)
    owners = _owners(request, run)
    if not owners:
        raise ProvinceMissing()
    form = HeadForm(request.POST or None, owners=owners, initial=_initial(review, owners))
    if request.method != "POST":
        return _page(request, review, form, owners)
    if not form.is_valid():
        return _page(request, review, form, owners, status=422)
    try:
        _confirm_head(request, review, form)
    except (DecisionMovedOn, DecisionWithdrawn) as error:
        return _page(request, Review(run), form, owners, conflict=str(error), status=409)
    return redirect(step_after(Review(run)))


def _page(
    request: Request, review: Review, form: HeadForm, owners: list[Agency], *, conflict: str = "", status: int = 200
) -> HttpResponse:
    head, owner = review.head or head_of(review.before), review.owner or owners[0]
    context = context_of(review, 2) | {"form": form, "structure": structure_of(review.reading), "conflict": conflict}
    context |= {"seen": review.head_answer.version if review.head_answer else 0, "slips": slips_of(review.questions)}
    context["existing"] = review.same_document(head, owner)
    return render(request, "wizard/structure.html", context, status=status)


def _confirm_head(request: Request, review: Review, form: HeadForm) -> None:
    data, seen = form.cleaned_data, request.POST.get("seen", "0")
    value = head_answer(form.head(like=head_of(review.before)), kind=data["kind"], owner=data["owner"])
    version = int(seen) if seen.isdecimal() else 0
    decide(run=review.run, key=HEAD_KEY, value=value, version=version, by=request.user)


def _owners(request: Request, run: ImportRun) -> list[Agency]:
    """For whom this run may become a plan."""
    is_agency, wanted = run.importer == AGENCY_CODE, run.params.get("agency")
    found = [agency for agency in drafting_agencies(request.user) if (agency.kind != "province") == is_agency]
    return [agency for agency in found if wanted in (None, "", agency.pk, str(agency.pk))]


def _initial(review: Review, owners: list[Agency]) -> dict[str, Any]:
    """What the form shows: the head as it was confirmed or read, and whose plan it is where that is certain."""
    head = review.head or head_of(review.before)
    owner = review.owner or (owners[0] if len(owners) == 1 else None)
    names = ("title", "theme", "document_kind", "number", "issued_on", "issuer", "signer")
    initial: dict[str, Any] = {name: getattr(head, name) for name in names}
    initial |= {"year": head.year or None, "kind": review.kind or _likely_kind(review, owners[0])}
    return initial | {"owner": owner.pk if owner else None}


def _likely_kind(review: Review, owner: Agency) -> PlanKind:
    if owner.kind != "province":
        return PlanKind.AGENCY
    head = fold(f"{review.before.head.kind} {review.before.head.title}")
    if head.startswith("thong bao") and "ket luan" in head:
        return PlanKind.CONCLUSION
    return PlanKind.IMPROVEMENT if review.before.criteria else PlanKind.ANNUAL
