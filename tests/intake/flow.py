"""One import from the upload to its effect, each step in a forked process that may be killed at a named point."""

import io
import json
import os
import sys
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from caicach.agencies.models import Agency, Membership
from caicach.audit.models import AuditEvent
from caicach.audit.trail import broken_at
from caicach.files.models import StoredFile
from caicach.files.verification import findings
from caicach.intake.importers import register
from caicach.intake.models import Decision, ImportRun
from caicach.intake.services import decide, finish_run
from caicach.intake.uploading import begin_from
from caicach.jobs.models import Job, JobState
from caicach.jobs.worker import Worker
from caicach.people.models import User
from caicach.people.permissions import Role
from tests.factories.intake import LINES

RESULT = "kết quả"


class Upload(io.BytesIO):
    name = "Kế hoạch.txt"


def prepare():
    settings.FILES_ROOT.mkdir(parents=True, exist_ok=True)
    agency = Agency.objects.create(code="so-noi-vu", kind="department", name="Sở Nội vụ")
    lan = User.objects.create(username="lan", full_name="Lan")
    Membership.objects.create(user=lan, agency=agency, role=Role.COORDINATOR)


def go_through():
    """What a person and a worker do; each step may find itself done already."""
    lan = User.objects.get(username="lan")
    run = begin_from({"file": Upload("một\nhai\n".encode()), "text": ""}, importer=LINES, by=lan).run
    # the lease of a killed worker runs out with time, which a test does not wait for
    Job.objects.filter(state=JobState.RUNNING).update(lease_until=timezone.now() - timedelta(seconds=1))
    while Worker().once():
        pass
    run.refresh_from_db()
    if run.result_key:
        return
    decide(run=run, key="k", value="so-y-te", version=0, by=lan)
    with transaction.atomic():
        apply(run, lan)


def apply(run, lan):
    """The importer's own effect, and the end of the run: both or neither."""
    rows = [Agency(code=f"viec-{number}", kind="body", name=RESULT) for number in range(len(run.reading["lines"]))]
    Agency.objects.bulk_create(rows)
    finish_run(run=run, result_key="1", by=lan)


def census():
    """Counts, and whatever is half done: nothing may ever be."""
    runs = ImportRun.objects.select_related("job")
    half_done = [str(run.pk) for run in runs if not is_whole(run)]
    half_done += [finding.defect for finding in findings() if finding.file]
    return {
        "files": StoredFile.objects.count(),
        "runs": sorted(ImportRun.objects.values_list("state", flat=True)),
        "jobs": sorted(Job.objects.values_list("state", flat=True)),
        "decisions": Decision.objects.count(),
        "results": Agency.objects.filter(name=RESULT).count(),
        "events": sorted(AuditEvent.objects.values_list("code", flat=True)),
        "chain_broken_at": broken_at(),
        "half_done": half_done,
    }


def is_whole(run):
    has_ended = run.job.state == JobState.DONE
    results = Agency.objects.filter(name=RESULT).count()
    return {
        "reading": run.reading is None and not has_ended and results == 0,
        "review": run.reading is not None and has_ended and results == 0,
        "done": run.reading is not None and has_ended and results == 2 and run.result_key == "1",
    }[run.state]


def main():
    """prepare FOLDER DATABASE | kill POINT=FOLDER=DATABASE …: prints what was found for each point, as JSON."""
    register(LINES)
    what, *sites = sys.argv[1:]
    if what == "prepare":
        print(json.dumps(in_child(prepare, *sites)))  # noqa: T201
        return
    told = {}
    for point, folder, database in (site.split("=") for site in sites):
        killed = in_child(go_through, folder, database, fault=f"{point}:kill")
        after_kill = in_child(census, folder, database)
        ends = [in_child(go_through, folder, database) or in_child(census, folder, database) for _ in range(2)]
        told[point] = {"killed": killed, "after_kill": after_kill, "end": ends[0], "end_of_second_try": ends[1]}
    print(json.dumps(told))  # noqa: T201


def in_child(step, folder, database, fault=""):
    """Carry out a step in a process of its own on a site; the number of the signal that killed it, or its answer."""
    reader, writer = os.pipe()
    if child := os.fork():
        os.close(writer)
        with os.fdopen(reader) as pipe:
            answer = pipe.read()
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        return json.loads(answer) if status == 0 else status
    try:
        os.environ["FAULT"] = fault
        connection.settings_dict["NAME"] = database
        settings.FILES_ROOT = Path(folder) / "files"
        answer = json.dumps(step())
        connection.close()
        os.write(writer, answer.encode())
        os._exit(0)
    finally:
        os._exit(1)
