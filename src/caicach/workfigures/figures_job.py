"""Counting duties into the ledger as long work: asked for by the coordinator, written once."""

from datetime import date

from django.urls import reverse

from caicach.core.period import Period
from caicach.indicators.services import write_figures
from caicach.jobs.context import JobContext
from caicach.jobs.models import Job, JobState
from caicach.jobs.services import enqueue
from caicach.people.models import User
from caicach.workfigures.figures import work_entries

WRITE_FIGURES = "work.write_figures"


def ask_for_figures(*, period: Period, on: date, by: User) -> Job:
    """Let a worker count the duties of all agencies in a period, as known on a day."""
    params = {"first": period.first.isoformat(), "last": period.last.isoformat(), "on": on.isoformat()}
    return enqueue(kind=WRITE_FIGURES, params=params, by=by)


def write_asked_figures(context: JobContext) -> dict[str, int]:
    """The handler of the job."""
    days = {name: date.fromisoformat(context.job.params[name]) for name in ("first", "last", "on")}
    entries = list(work_entries(Period(days["first"], days["last"]), on=days["on"]))
    with context.effect() as result:
        told = write_figures(entries=entries, by=context.job.asked_by)
        result |= {"new": told.new, "changed": told.changed, "same": told.same, "frozen": told.frozen}
    return result


def page_of(job: Job) -> str:
    """Where the person goes on: the figures of the period; a job without any tells why by itself."""
    if job.state != JobState.DONE:
        return ""
    return f"{reverse('indicators:indicator_list')}?first={job.params['first']}&last={job.params['last']}"


def again_at(job: Job) -> str:
    """Where the counting can be asked for anew."""
    return reverse("workfigures:figures_count")
