"""Step 5 of the wizard: the draft, and at once its issue where the person may."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from caicach.agencies.permissions import can
from caicach.intake.models import ImportRun
from caicach.issuing.forms import IssueForm
from caicach.people.requests import Request
from caicach.plans.contents import PlanHead
from caicach.plans.models import Plan, PlanKind
from caicach.plans.permissions import issuing_permission
from caicach.wizard.review import Review
from caicach.wizard.services import draft_from_run, issue_from_run
from caicach.wizard.structure import structure_of
from caicach.wizard.views.runs import context_of, of_run_under_review


@require_http_methods(["GET", "POST"])
@login_required
@of_run_under_review
def finish(request: Request, run: ImportRun) -> HttpResponse:
    review = Review(run)
    head = review.head
    if head is None or review.open_count:
        return redirect("wizard:structure" if head is None else "wizard:review", run.pk)
    wants_issue = "issue" in request.POST
    given = request.POST if wants_issue else None
    form = IssueForm(given, initial={"number": head.number, "issued_on": head.issued_on, "version": 1})
    if request.method == "POST" and not wants_issue:
        return _made(request, draft_from_run(run=run, by=request.user))
    if form.is_valid():
        document = {name: form.cleaned_data[name] for name in ("number", "issued_on")}
        return _made(request, issue_from_run(run=run, by=request.user, at=timezone.now(), **document))
    return _page(request, review, head, form)


def _made(request: Request, plan: Plan) -> HttpResponse:
    words = _("Đã lập dự thảo “%(plan)s”.")
    if not plan.is_draft:
        words = _("Đã ban hành “%(plan)s”. Có thể thu hồi trong 24 giờ.")
    messages.success(request, words % {"plan": plan})
    return redirect("plans:plan_detail", plan.pk)


def _page(request: Request, review: Review, head: PlanHead, form: IssueForm) -> HttpResponse:
    owner = review.owner
    may_issue = owner is not None and can(request.user, issuing_permission(review.kind), owner)
    context = context_of(review, 5) | {"form": form, "existing": review.existing(), "head": head, "owner": owner}
    context |= {"counts": structure_of(review.reading).counts, "kind": PlanKind(review.kind).label}
    context["may_issue"] = may_issue
    return render(request, "wizard/finish.html", context, status=422 if form.errors else 200)
