"""Making letters to agencies and the papers of a plan: the words are shown, completed, and made into a paper."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from django.views.decorators.http import require_http_methods

from caicach.agencies.models import Agency
from caicach.agencies.permissions import require
from caicach.jobs.services import enqueue
from caicach.letters.forms import LetterChoice, PaperForm
from caicach.letters.job import KIND, MAKE_LETTERS, late_duties
from caicach.letters.permissions import may_make_paper_of, sender_of
from caicach.letters.values import decision_values, improvement_values, letter_values, plan_annex, signing_hints
from caicach.papers.keeping import Source, keep_paper
from caicach.papers.kinds import kind_of
from caicach.papers.making import make_paper
from caicach.people.once import sent_once
from caicach.people.permissions import Permission
from caicach.people.requests import Request
from caicach.plans.models import Plan
from caicach.ui.errors import NotAllowed

_PUT_IN = ("kinh_gui", "viec_qua_han", "phu_luc", "ghi_chu")


@require_http_methods(["GET", "POST"])
@login_required
@sent_once
def reminder_new(request: Request) -> HttpResponse:
    """Letters to agencies with overdue duties."""
    require(request.user, Permission.ASSIGNMENT_URGE)
    sender, today = sender_of(request.user), timezone.localdate()
    if sender is None:
        raise NotAllowed()
    late = late_duties(request.user, today).order_by().values("agency").annotate(count=Count("pk"))
    counts = {one["agency"]: one["count"] for one in late}
    agencies = Agency.objects.filter(pk__in=counts).exclude(pk=sender.pk)
    total = sum(count for key, count in counts.items() if key != sender.pk)
    kind, sent = kind_of(KIND), request.POST if request.method == "POST" else None
    choice = LetterChoice(sent, agencies=agencies)
    form = PaperForm(
        kind, sent, without=_PUT_IN, begun=letter_values(sender, today=today), hints=signing_hints(sender, today=today)
    )
    if sent is not None and choice.is_valid() & form.is_valid():
        chosen = choice.cleaned_data
        params = {
            "sender": sender.pk,
            "today": today.isoformat(),
            "agencies": [agency.pk for agency in chosen["agency"]],
            "is_one": chosen["mode"] == LetterChoice.ONE,
            "values": form.values,
        }
        return redirect("jobs:job_detail", enqueue(kind=MAKE_LETTERS, params=params, by=request.user).pk)
    context = {"choice": choice, "form": form, "agencies": agencies, "total": total}
    return render(request, "letters/reminder_new.html", context, status=200 if sent is None else 422)


@require_http_methods(["GET", "POST"])
@login_required
@sent_once
def decision_new(request: Request, plan_id: UUID) -> HttpResponse:
    """The decision that issues a plan, with its rows as the annex."""
    return _plan_paper(request, plan_id, "plan_decision", "letters:decision_new", decision_values)


@require_http_methods(["GET", "POST"])
@login_required
@sent_once
def improvement_new(request: Request, plan_id: UUID) -> HttpResponse:
    """An improvement plan as a paper, with its criteria as the annex."""
    return _plan_paper(request, plan_id, "improvement_plan", "letters:improvement_new", improvement_values)


def _plan_paper(
    request: Request, plan_id: UUID, code: str, url_name: str, begin: Callable[..., dict[str, Any]]
) -> HttpResponse:
    rows = Plan.objects.visible_to(request.user).select_related("owner")
    plan, today = get_object_or_404(rows, pk=plan_id), timezone.localdate()
    if not may_make_paper_of(request.user, plan, url_name):
        raise NotAllowed()
    kind, sent = kind_of(code), request.POST if request.method == "POST" else None
    with override("vi"):
        begun = begin(plan, today=today)
    form = PaperForm(kind, sent, without=("ghi_chu",), begun=begun, hints=signing_hints(plan.owner, today=today))
    if sent is None or not form.is_valid():
        context = {"plan": plan, "form": form, "kind": kind}
        return render(request, "letters/plan_paper.html", context, status=200 if sent is None else 422)
    with override("vi"):
        content = make_paper(kind=code, values={**form.values, "phu_luc": plan_annex(plan)}, on=today)
        title = f"{kind.name}: {form.values['trich_yeu']}"
    source = Source(path=reverse("plans:plan_detail", args=[plan.pk]), title=plan.title, key=f"plan:{plan.series}")
    paper = keep_paper(
        content=content, kind=code, title=title, agency=plan.owner, on=today, by=request.user, source=source
    )
    return redirect("papers:made_detail", paper.pk)
