"""Opening a round as long work: asked for by the coordinator, done once."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_noop

from caicach.core.period import Period
from caicach.jobs.context import JobContext
from caicach.jobs.faults import faultpoint
from caicach.jobs.models import Job, JobState
from caicach.jobs.services import enqueue
from caicach.people.models import User
from caicach.reports.models import ReportKind
from caicach.reports.opening import open_round

OPEN_ROUND = "reports.open_round"


def ask_to_open(
    *, kind: ReportKind, period: Period, today: date, by: User, name: str = "", due_on: dict[str, date] | None = None
) -> Job:
    """Let a worker open a round and fill its parts."""
    params: dict[str, Any] = {"kind": kind.pk, "first": period.first.isoformat(), "last": period.last.isoformat()}
    params |= {"name": name, "today": today.isoformat()}
    params["due_on"] = {level: day.isoformat() for level, day in (due_on or {}).items()}
    return enqueue(kind=OPEN_ROUND, params=params, by=by)


def open_asked_round(context: JobContext) -> dict[str, str]:
    """The handler of the job."""
    params = context.job.params
    context.progress(0, 1, step=gettext_noop("Tính số liệu, lập phần báo cáo của từng cơ quan"))
    with context.effect() as result:
        row = open_round(
            kind=ReportKind.objects.get(pk=params["kind"]),
            period=Period(date.fromisoformat(params["first"]), date.fromisoformat(params["last"])),
            today=date.fromisoformat(params["today"]),
            by=context.job.asked_by,
            name=params["name"],
            due_on={level: date.fromisoformat(day) for level, day in params["due_on"].items()},
        )
        faultpoint("reports.opened")
        result["round"] = str(row.pk)
    return result


def page_of(job: Job) -> str:
    """Where the person goes on: the round."""
    if job.state != JobState.DONE or not job.result:
        return ""
    return reverse("reports:round_detail", args=[job.result["round"]])


def again_at(job: Job) -> str:
    """Where a round can be opened anew."""
    return reverse("reports:round_open")
