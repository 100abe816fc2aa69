"""What every step of the wizard has in common: the run it is about, and where it leads to."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from caicach.intake.models import ImportRun, RunState
from caicach.people.requests import Request
from caicach.wizard.importers import CODES
from caicach.wizard.review import Review

Step = Callable[[Request, ImportRun], HttpResponse]


def get_run(request: Request, run_id: UUID) -> ImportRun:
    """A run of a plan that this person may review, else 404."""
    runs = ImportRun.objects.visible_to(request.user).filter(importer__in=CODES)
    return get_object_or_404(runs.select_related("file", "begun_by"), pk=run_id)


def of_run_under_review(step: Step) -> Callable[[Request, UUID], HttpResponse]:
    """The step gets the run that the address names; a run that waits for no answers leads to its own page."""

    @wraps(step)
    def view(request: Request, run_id: UUID) -> HttpResponse:
        run = get_run(request, run_id)
        return step(request, run) if run.state == RunState.REVIEW else redirect("intake:run_detail", run.pk)

    return view


def step_after(review: Review) -> str:
    """Where a run stands: at its open questions, else at the last look, at the differences where it is known."""
    name = "review" if review.open_count else "difference" if review.existing() else "check"
    return reverse(f"wizard:{name}", args=[review.run.pk])


def context_of(review: Review, step: int) -> dict[str, Any]:
    """What the head of every step shows; step: its number, the choice of the document being the first."""
    questions = {"open_count": review.open_count, "question_count": len(review.questions)}
    return {"run": review.run, "step": step} | questions
