"""The worker: takes jobs one by one, keeps its lease alive while a handler works, outlives the handler's bugs."""

import logging
import os
import secrets
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.db import DatabaseError, connection
from django.utils import timezone

from caicach.core.errors import CoreError
from caicach.jobs.clock import tick
from caicach.jobs.context import JobContext
from caicach.jobs.errors import TOOK_TOO_LONG, JobStopped
from caicach.jobs.faults import faultpoint
from caicach.jobs.models import Job, JobState
from caicach.jobs.registry import kind_of, known_kinds
from caicach.jobs.services import LEASE, claim, claim_this, fail, put_back
from caicach.ui.errors import CaicachError, NoRoom, is_disk_full

BEAT_SECONDS = 5.0
POLL_SECONDS = 0.5

log = logging.getLogger(__name__)


class Worker:
    """One process that carries out jobs until it is told to stop."""

    def __init__(self) -> None:
        self.name = new_name()
        self._stop = threading.Event()

    def run(self) -> None:
        """Carry out jobs as they come, until `stop` is called."""
        while not self._stop.is_set():
            try:
                had_work = self.once()
                tick()
            except DatabaseError:
                log.exception("the database does not answer; trying again")
                connection.close()
                had_work = False
            if not had_work:
                self._stop.wait(POLL_SECONDS)

    def once(self) -> bool:
        """Carry out one job; False when there was none. Looks before it locks."""
        if not Job.objects.open_for_work(timezone.now()).filter(kind__in=known_kinds()).exists():
            return False
        job = claim(worker=self.name)
        if job is None:
            return False
        with heartbeat(job):
            carry_out(job)
        return True

    def stop(self) -> None:
        """Let the running job end, then take no other."""
        self._stop.set()


def new_name() -> str:
    """A name that no other worker has: machine, process, a random part."""
    return f"{socket.gethostname()[:50]}:{os.getpid()}:{secrets.token_hex(4)}"


def run_now(job: Job) -> Job:
    """Carry out a job in this very process: for tests, and for a site on which no worker runs."""
    carry_out(claim_this(job=job, worker=new_name()))
    job.refresh_from_db()
    return job


def carry_out(job: Job) -> None:
    """Call the handler of a claimed job and bring the job to an end."""
    faultpoint("jobs.claimed")
    context = JobContext(job)
    try:
        result = kind_of(job).handler(context)
        if context.job.state == JobState.RUNNING:  # a handler without effect: its result is all there is
            with context.effect() as stored:
                stored.update(result)
    except JobStopped:
        log.info("job %s was stopped", job.pk)
    except CaicachError as error:
        fail(job=job, code=error.code, params={"sentence": str(error)})
    except CoreError as error:
        fail(job=job, code=error.code, params=error.params)
    except Exception as error:  # noqa: BLE001 - a bug in one handler must not stop the work of everybody
        if isinstance(error, OSError) and is_disk_full(error):
            fail(job=job, code=NoRoom.code, params={"sentence": str(NoRoom())})
            return
        log.exception("job %s (%s) crashed in attempt %d", job.pk, job.kind, job.attempts)
        put_back(job=job)


@contextmanager
def heartbeat(job: Job) -> Iterator[None]:
    """Move the lease on while the handler works; past the limit of its kind, fail the job."""
    ended = threading.Event()
    thread = threading.Thread(target=_beat, args=(job, ended), daemon=True, name=f"heartbeat {job.pk}")
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join(timeout=BEAT_SECONDS)


def _beat(job: Job, ended: threading.Event) -> None:
    limit_at = timezone.now() + kind_of(job).limit
    try:
        while not ended.wait(BEAT_SECONDS):
            if not _move_lease(job, limit_at - timezone.now()):
                return
    finally:
        connection.close()


def _move_lease(job: Job, time_left: timedelta) -> bool:
    """One beat; False when there is no lease to keep any more."""
    try:
        if time_left <= timedelta(0):
            fail(job=job, code=TOOK_TOO_LONG)
            return False
        held = Job.objects.filter(pk=job.pk, worker=job.worker, attempts=job.attempts, state=JobState.RUNNING)
        return held.update(lease_until=timezone.now() + LEASE) == 1
    except DatabaseError:
        log.exception("heartbeat of job %s", job.pk)
        connection.close()
        return True
