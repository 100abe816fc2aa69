"""Asking for long work, stopping it, and the ends that it may come to."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from caicach.audit.trail import record
from caicach.jobs import errors
from caicach.jobs.models import Job, JobState
from caicach.jobs.registry import kind_of, known_kinds
from caicach.people.models import User
from caicach.ui.errors import NotAllowed

LEASE = timedelta(seconds=30)
MOST_ATTEMPTS = 3


@transaction.atomic
def enqueue(*, kind: str, params: dict[str, Any], by: User | None) -> Job:
    """Ask for a piece of long work; a worker takes it once this transaction is committed."""
    if kind not in known_kinds():
        raise ValueError(f"unknown kind of job: {kind}")
    job = Job.objects.create(kind=kind, params=params, asked_by=by)
    record("jobs.job_asked", actor=by, target=job)
    return job


@transaction.atomic
def cancel(*, job: Job, by: User) -> Job:
    """Stop a job of one's own. What it would have written is not written; its worker finds out by itself."""
    job = Job.objects.select_for_update(of=("self",)).get(pk=job.pk)
    if job.asked_by_id != by.pk:
        raise NotAllowed
    if job.has_ended:
        raise errors.JobIsOver(state=job.get_state_display())
    job.is_cancel_requested = True
    _end(job, JobState.CANCELLED, failure=None)
    record("jobs.job_cancelled", actor=by, target=job)
    return job


@transaction.atomic
def claim(*, worker: str) -> Job | None:
    """Take the oldest job that is open for work, under a lease; None when there is none.

    A job that three workers have died over is failed instead.
    """
    now = timezone.now()
    waiting = Job.objects.open_for_work(now).filter(kind__in=known_kinds())
    for job in waiting.select_for_update(skip_locked=True, of=("self",))[:10]:
        if job.attempts >= MOST_ATTEMPTS:
            fail(job=job, code=errors.GAVE_UP)
            continue
        return _take(job, worker)
    return None


@transaction.atomic
def claim_this(*, job: Job, worker: str) -> Job:
    """Take one certain job, for a site without a worker."""
    job = Job.objects.select_for_update(of=("self",)).get(pk=job.pk)
    if job.state != JobState.WAITING:
        raise errors.JobIsOver(state=job.get_state_display())
    return _take(job, worker)


@transaction.atomic
def put_back(*, job: Job) -> Job:
    """After a bug in the handler: try again a little later, at most three times in all."""
    job = Job.objects.select_for_update(of=("self",)).get(pk=job.pk)
    if job.attempts >= MOST_ATTEMPTS:
        return fail(job=job, code=errors.CRASHED)
    job.state, job.worker = JobState.WAITING, ""
    job.lease_until = timezone.now() + timedelta(seconds=5 * job.attempts)
    job.save(update_fields=["state", "worker", "lease_until"])
    return job


@transaction.atomic
def fail(*, job: Job, code: str, params: Mapping[str, object] | None = None) -> Job:
    """End a job without its effect, with the reason. A job that has ended stays as it is."""
    job = Job.objects.select_for_update(of=("self",)).get(pk=job.pk)
    as_text = {name: str(value) for name, value in (params or {}).items()}
    if not job.has_ended:
        _end(job, JobState.FAILED, failure={"code": code, "params": as_text})
        record("jobs.job_failed", actor=None, target=job, reason=code)
    return job


def _take(job: Job, worker: str) -> Job:
    job.state, job.worker = JobState.RUNNING, worker
    job.attempts += 1
    job.lease_until = timezone.now() + LEASE
    job.save(update_fields=["state", "worker", "attempts", "lease_until"])
    return job


def _end(job: Job, state: JobState, *, failure: dict[str, Any] | None) -> None:
    job.state, job.failure, job.lease_until, job.finished_at = state, failure, None, timezone.now()
    job.save(update_fields=["state", "failure", "lease_until", "finished_at", "is_cancel_requested"])
    kind = known_kinds().get(job.kind)
    if kind and kind.on_end:
        kind.on_end(job)


def title_of(job: Job) -> str:
    """What the job is called on pages."""
    return str(kind_of(job).title) if job.kind in known_kinds() else job.kind
