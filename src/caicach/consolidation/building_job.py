"""Building the Word file as long work: asked for by who consolidates, done once."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_noop

from caicach.agencies.permissions import require
from caicach.audit.trail import record
from caicach.consolidation.building import build, file_name_of, mark_of
from caicach.consolidation.models import Consolidation
from caicach.files.policy import MEDIA_TYPES
from caicach.files.services import keep_made_file
from caicach.jobs.context import JobContext
from caicach.jobs.faults import faultpoint
from caicach.jobs.models import Job, JobState
from caicach.jobs.services import enqueue
from caicach.people.models import User
from caicach.people.permissions import Permission

BUILD = "consolidation.build"
_STEP = gettext_noop("Lập tệp Word từ các mục")


def ask_to_build(*, report: Consolidation, by: User) -> Job:
    """Let a worker build the file."""
    require(by, Permission.REPORT_CONSOLIDATE, report.agency)
    return enqueue(kind=BUILD, params={"report": str(report.pk)}, by=by)


def build_asked(context: JobContext) -> dict[str, str]:
    """The handler of the job. What was written while it ran makes the file stale, and its page says so."""
    report = Consolidation.objects.select_related("round__kind", "agency", "signed_by").get(
        pk=context.job.params["report"]
    )
    today = timezone.localdate()
    mark = mark_of(report, on=today)
    content = build(report, on=today, told=lambda done, total: context.progress(done, total + 1, step=_STEP))
    asked_by = context.job.asked_by
    assert asked_by is not None
    with context.effect() as result:
        file = keep_made_file(content=content, name=file_name_of(report), media_type=MEDIA_TYPES["docx"], by=asked_by)
        faultpoint("consolidation.kept")
        Consolidation.objects.filter(pk=report.pk).update(built=file, built_mark=mark)
        record("consolidation.report_built", actor=asked_by, target=report, sha256=file.sha256)
        faultpoint("consolidation.built")
        result["report"] = str(report.pk)
    return result


def page_of(job: Job) -> str:
    """Where the person goes on: the report."""
    if job.state != JobState.DONE or not job.result:
        return ""
    return reverse("consolidation:report_detail", args=[job.result["report"]])


def again_at(job: Job) -> str:
    """Where the file can be asked for anew."""
    return reverse("consolidation:report_detail", args=[job.params["report"]])
