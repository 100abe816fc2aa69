"""The page of one job: how far it is, stopping it, and on to what came of it."""

from datetime import timedelta
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST
from django_htmx.http import HttpResponseClientRedirect

from caicach.jobs.errors import SENTENCES
from caicach.jobs.models import Job, JobState
from caicach.jobs.registry import known_kinds
from caicach.jobs.services import cancel, title_of
from caicach.jobs.worker import run_now
from caicach.people.requests import Request
from caicach.ui.pages import page_or_part

PATIENCE = timedelta(seconds=10)


@require_GET
@login_required
def job_detail(request: Request, job_id: UUID) -> HttpResponse:
    job = get_object_or_404(Job.objects.visible_to(request.user), pk=job_id)
    kind = known_kinds().get(job.kind)
    if job.has_ended and kind and kind.page and (address := kind.page(job)):
        return HttpResponseClientRedirect(address) if request.htmx else redirect(address)
    context = {
        "job": job,
        "title": title_of(job),
        "sentence": _failure_of(job),
        "again": kind.again(job) if kind and kind.again else "",
        "is_forgotten": job.state == JobState.WAITING and job.asked_at < timezone.now() - PATIENCE,
    }
    return page_or_part(request, "jobs/job_detail.html", "job", context)


@require_POST
@login_required
def job_cancel(request: Request, job_id: UUID) -> HttpResponse:
    job = get_object_or_404(Job.objects.visible_to(request.user), pk=job_id)
    cancel(job=job, by=request.user)
    return redirect("jobs:job_detail", job.pk)


@require_POST
@login_required
def job_run(request: Request, job_id: UUID) -> HttpResponse:
    """For a site without a worker: the request itself carries the job out."""
    job = get_object_or_404(Job.objects.visible_to(request.user), pk=job_id)
    run_now(job)
    return redirect("jobs:job_detail", job.pk)


def _failure_of(job: Job) -> str:
    """The source sentence that tells why a job failed; the template translates it."""
    failure = job.failure or {}
    sentence = failure.get("params", {}).get("sentence", "")
    return SENTENCES.get(failure.get("code", ""), str(sentence))
