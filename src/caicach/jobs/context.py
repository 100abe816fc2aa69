"""What the handler of a job holds in its hands: the job, its progress, and the one transaction of its effect."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction
from django.utils import timezone

from caicach.jobs.errors import JobStopped
from caicach.jobs.faults import faultpoint
from caicach.jobs.models import Job, JobState

LEAST_SECONDS_BETWEEN_WRITES = 0.3


class JobContext:
    """A job under the lease of one worker. `progress` and `effect` raise JobStopped when the lease is lost."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self._shown = (job.done, job.total)
        self._step = job.step
        self._written_at = 0.0

    def progress(self, done: int, total: int, step: str = "") -> None:
        """Tell how far the work is. A share smaller than the one already shown is not shown.

        step: a source string marked with gettext_noop; the page translates it.
        """
        if not 0 <= done <= total:
            raise ValueError(f"progress {done} of {total}")
        is_news = step not in ("", self._step) or done == total
        if not is_news and time.monotonic() - self._written_at < LEAST_SECONDS_BETWEEN_WRITES:
            return
        if done * self._shown[1] >= self._shown[0] * total:
            self._shown = (done, total)
        self._step = step or self._step
        self._written_at = time.monotonic()
        fields = {"done": self._shown[0], "total": self._shown[1], "step": self._step[:100]}
        if not self._leased().update(**fields):
            raise JobStopped

    @contextmanager
    def effect(self) -> Iterator[dict[str, Any]]:
        """The transaction in which everything is written, and the job done with it: once, or not at all.

        What the handler puts into the given dictionary becomes the result of the job.
        """
        result: dict[str, Any] = {}
        with transaction.atomic():
            if not self._leased().select_for_update().exists():
                raise JobStopped
            yield result
            _shown, total = self._shown
            self._leased().update(
                state=JobState.DONE, result=result, done=total, lease_until=None, finished_at=timezone.now()
            )
        self.job.refresh_from_db()
        faultpoint("jobs.finished")

    def _leased(self) -> Any:
        held = {"worker": self.job.worker, "attempts": self.job.attempts, "state": JobState.RUNNING}
        return Job.objects.filter(pk=self.job.pk, **held)
