"""Preparing a publication as long work: asked for once, computed by a worker, put before a leader once."""

from datetime import date

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_noop

from caicach.agencies.permissions import require
from caicach.assessments.models import Round, RoundState
from caicach.jobs.context import JobContext
from caicach.jobs.faults import faultpoint
from caicach.jobs.models import Job, JobState
from caicach.jobs.services import enqueue
from caicach.people.models import User
from caicach.people.permissions import Permission
from caicach.publications.errors import BeingPrepared, CorrectionNeedsReason, RoundChanged, RoundNotClosed
from caicach.publications.services import check_none_waits, compute, former_of, locked_round, put_before_leader
from caicach.ui.errors import NotAllowed

PREPARE = "publications.prepare"
COMPUTING = gettext_noop("Đang tính kết quả của các cơ quan và đóng gói.")
STORING = gettext_noop("Đang ghi bản công bố chờ duyệt.")


@transaction.atomic
def ask_to_prepare(
    *, round: Round, by: User, reason: str = "", decision_number: str = "", decided_on: date | None = None
) -> Job:
    """Let a worker prepare the publication of a round. What is asked for twice is one job.

    The job is for the round as it is now: where it changes before the end, nothing is written.
    """
    require(by, Permission.PUBLICATION_PREPARE)
    row = locked_round(round)
    if row.state != RoundState.CLOSED:
        raise RoundNotClosed(round=row)
    check_none_waits(row)
    if former_of(row) is not None and not reason.strip():
        raise CorrectionNeedsReason(round=row)
    day = decided_on.isoformat() if decided_on else ""
    words = {"reason": reason.strip(), "decision_number": decision_number.strip(), "decided_on": day}
    params = {"round": str(row.pk), "version": row.version, **words}
    if (already := running_job(row)) is None:
        return enqueue(kind=PREPARE, params=params, by=by)
    if already.asked_by_id != by.pk or already.params != params:
        raise BeingPrepared(round=row, who=already.asked_by)
    return already


def running_job(round: Round) -> Job | None:
    """The preparation of a round that has not ended."""
    living = Job.objects.filter(kind=PREPARE, state__in=(JobState.WAITING, JobState.RUNNING))
    return living.select_related("asked_by").filter(params__round=str(round.pk)).first()


def prepare_as_asked(context: JobContext) -> dict[str, str]:
    """The handler of the job."""
    params, by = context.job.params, context.job.asked_by
    if by is None:
        raise NotAllowed
    round = Round.objects.get(pk=params["round"])
    if round.version != params["version"]:
        raise RoundChanged(round=round)
    context.progress(0, 2, COMPUTING)
    computed = compute(round=round, by=by, reason=params["reason"])
    faultpoint("publications.computed")
    context.progress(1, 2, STORING)
    day = date.fromisoformat(params["decided_on"]) if params["decided_on"] else None
    with context.effect() as result:
        made = put_before_leader(computed, by=by, decision_number=params["decision_number"], decided_on=day)
        result["publication"] = str(made.pk)
    return result


def page_of(job: Job) -> str:
    """Where the person goes on: the prepared publication; a job without one tells why by itself."""
    made = (job.result or {}).get("publication")
    return reverse("publications:publication_detail", args=[made]) if made else ""


def again_at(job: Job) -> str:
    """Where the preparation can be asked for anew."""
    return reverse("publications:round_publications", args=[job.params["round"]])
