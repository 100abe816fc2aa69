"""The job that reads the file of a run; whatever happens to its worker, the run gets its reading once."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_noop

from caicach.audit.trail import record
from caicach.core.errors import CoreError
from caicach.files.services import checked_path_for_reading
from caicach.intake.importers import known_importers
from caicach.intake.models import ImportRun, RunState
from caicach.jobs.context import JobContext
from caicach.jobs.faults import faultpoint
from caicach.jobs.models import Job, JobState
from caicach.ui.errors import CaicachError

CHECKING = gettext_noop("Đang kiểm tra tệp.")
READING = gettext_noop("Đang đọc văn bản: bảng biểu, nhiệm vụ, cơ quan, thời hạn.")
STORING = gettext_noop("Đang lưu kết quả đọc.")


def read_run(context: JobContext) -> dict[str, Any]:
    """Read the file of a run with its importer, and store the reading or the reason why there is none."""
    run = ImportRun.objects.select_related("file").get(pk=context.job.params["run"])
    reading: dict[str, Any] | None = None
    failure: dict[str, Any] | None = None
    try:
        reading = _read(run, context)
    except CaicachError as error:
        failure = {"code": error.code, "sentence": str(error)}
    except CoreError as error:
        failure = {"code": error.code, "params": {name: str(value) for name, value in error.params.items()}}
    faultpoint("intake.read")
    context.progress(3, 4, STORING)
    with context.effect() as result:
        _store(run, reading, failure)
        result["run"] = str(run.pk)
        faultpoint("intake.reading_stored")
    return result


def end_run(job: Job) -> None:
    """The job ended without a reading: a cancelled one gives the run up, any other fails it."""
    run = ImportRun.objects.select_for_update(of=("self",)).filter(pk=job.params["run"], state=RunState.READING).first()
    if run is None:
        return
    run.state = RunState.ABANDONED if job.state == JobState.CANCELLED else RunState.FAILED
    run.failure, run.version = job.failure, run.version + 1
    run.save(update_fields=["state", "failure", "version"])
    record("intake.run_ended", actor=job.asked_by, target=run, state=run.state)


def page_of(job: Job) -> str:
    """Where the person goes on once the job has ended."""
    return reverse("intake:run_detail", args=[job.params["run"]])


def _read(run: ImportRun, context: JobContext) -> dict[str, Any]:
    context.progress(1, 4, CHECKING)
    path = checked_path_for_reading(run.file)
    context.progress(2, 4, READING)
    return known_importers()[run.importer].read(run, path, context)


def _store(run: ImportRun, reading: dict[str, Any] | None, failure: dict[str, Any] | None) -> None:
    run = ImportRun.objects.select_for_update(of=("self",)).get(pk=run.pk)
    if run.state != RunState.READING:
        return
    run.state = RunState.FAILED if reading is None else RunState.REVIEW
    run.reading, run.failure, run.version = reading, failure, run.version + 1
    run.save(update_fields=["state", "reading", "failure", "version"])
    record("intake.run_read", actor=None, target=run, state=run.state, failure=failure)
