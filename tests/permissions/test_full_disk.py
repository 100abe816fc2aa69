"""No room on the disk: every form and every job that would keep a file says so, keeps nothing, leaves nothing half."""

import errno
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction

from caicach.audit.models import AuditEvent
from caicach.files import storage
from caicach.files.models import Document, StoredFile
from caicach.jobs.models import Job
from caicach.jobs.worker import run_now
from caicach.papers.models import MadePaper
from tests.permissions.bodies import body_for
from tests.permissions.table import cases

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
NO_ROOM = 507
WORDS = "sắp hết chỗ lưu tệp"
WITH_A_FILE = {"selfassessments:evidence_add": "file", "duties:assignment_report": "file"}
"""Forms that may come without a file, which is why their bodies hold none."""
FORMS = {
    "consolidation:report_close",
    "documentregister:document_add",
    "documentregister:document_version",
    "intake:upload",
    "letters:decision_new",
    "papers:form_check",
    "papers:made_signed",
    "papers:template_detail",
    "selfassessments:evidence_add",
    "duties:assignment_report",
}
JOBS = {"consolidation:report_build", "letters:reminder_new", "publications:publication_prepare"}


@pytest.fixture
def full(monkeypatch):
    """A disk that takes nothing more; tells how often somebody wanted to write."""
    tried = []

    def no_room(content, stream, **more):
        tried.append(1)
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(storage, "_copy", no_room)
    return tried


def state():
    """What is kept: rows that tell of files, what was written into the trail, the files themselves and their sizes."""
    rows = [one.objects.count() for one in (StoredFile, Document, MadePaper)]
    events = AuditEvent.objects.exclude(code__startswith="jobs.").count()
    files = {path: path.stat().st_size for path in Path(settings.FILES_ROOT).rglob("*") if path.is_file()}
    return rows, events, files


def forms():
    """For each address that takes a form somebody who may send it, and about what."""
    for name in dict.fromkeys(case.name for case in cases() if case.method == "POST"):
        told = ((case, answers) for case, answers in cases().items() if (case.name, case.method) == (name, "POST"))
        allowed = ((case, role) for case, answers in told for role, status in answers.items() if status in (200, 302))
        if first := next(allowed, None):
            yield first


def send(world, case, role):
    body = body_for(case.name, world.things[case.thing])
    if field := WITH_A_FILE.get(case.name):
        body[field] = ContentFile(b"BAO CAO", name="bao-cao.txt")
    return world.ask(role, "POST", world.address(case.name, case.thing, role), body)


def what_comes_of(world, case, role):
    """The answer to a form, and how the job ended that it has asked for; whether anything was kept. It is undone."""
    with transaction.atomic():
        known, before = set(Job.objects.values_list("pk", flat=True)), state()
        answer = send(world, case, role)
        told, status = answer.content.decode(), answer.status_code
        if case.name in JOBS:
            seen = state()
            (job,) = Job.objects.exclude(pk__in=known)
            told = run_now(job).failure["params"]["sentence"]
            assert state() == seen
        elif status == NO_ROOM:
            assert state() == before
        transaction.set_rollback(True)
    return told, status


def test_every_form_and_job_that_keeps_a_file_says_that_there_is_no_room(world, full):
    """All forms are sent, and each that wanted to write a file is judged; the ones known today are among them."""
    found, wrong = set(), {}
    for case, role in forms():
        full.clear()
        told, status = what_comes_of(world, case, role)
        if full:
            found.add(case.name)
            if WORDS not in told or status != (302 if case.name in JOBS else NO_ROOM):
                wrong[case.name] = status, told[:200]
    assert not wrong
    assert found >= FORMS | JOBS
