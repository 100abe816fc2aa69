"""Step 4 of the wizard: the last look, beside the source, and beside the plan that the system knows already."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from caicach.intake.models import ImportRun
from caicach.people.requests import Request
from caicach.plans.compare import comparison_of
from caicach.ui.pages import page_or_part
from caicach.wizard.agency_names import AgencyNames
from caicach.wizard.proofs import proof_of
from caicach.wizard.review import Review
from caicach.wizard.views.runs import context_of, of_run_under_review


@require_GET
@login_required
@of_run_under_review
def check(request: Request, run: ImportRun) -> HttpResponse:
    """Source and result side by side, with totals."""
    review = Review(run)
    proof = proof_of(review.reading, AgencyNames().names, before=review.before)
    choice, words = request.GET.get("chon", ""), request.GET.get("q", "")
    context = context_of(review, 4) | {"proof": proof, "existing": review.existing(), "counts": proof.counts}
    context |= {"lines": proof.chosen(choice, words), "choice": choice, "q": words}
    return page_or_part(request, "wizard/check.html", "proof", context)


@require_GET
@login_required
@of_run_under_review
def difference(request: Request, run: ImportRun) -> HttpResponse:
    """What a changed document says otherwise than the plan in the system."""
    review = Review(run)
    existing = review.existing()
    if existing is None:
        return redirect("wizard:check", run.pk)
    comparison = comparison_of(review.differences(existing))
    context = context_of(review, 4) | {"existing": existing, "comparison": comparison}
    return render(request, "wizard/difference.html", context)
