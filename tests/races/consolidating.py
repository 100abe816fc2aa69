"""Runs inside the site: a consolidated report whose Word file is being built when the process is killed."""

import json
import sys
from datetime import timedelta

from django.utils import timezone

from caicach.audit.models import AuditEvent
from caicach.audit.trail import broken_at
from caicach.consolidation.building_job import ask_to_build
from caicach.consolidation.models import Consolidation
from caicach.files.models import StoredFile
from caicach.files.verification import Defect, findings
from caicach.jobs.models import Job
from caicach.jobs.services import claim
from caicach.jobs.worker import carry_out
from tests.factories.consolidation import filled, province


def seed():
    """A report with words, and a worker asked to build its file."""
    made = province()
    report = filled(made.whole, made.coordinator)
    ask_to_build(report=report, by=made.coordinator)
    return state()


def work():
    """A worker takes what is open; the lease of a dead one has run out by then."""
    Job.objects.filter(lease_until__isnull=False).update(lease_until=timezone.now() - timedelta(minutes=1))
    job = claim(worker="one")
    if job is not None:
        carry_out(job)
    return state()


def state():
    """What there is of the file."""
    report = Consolidation.objects.get(is_whole=True)
    return {
        "built": report.built is not None,
        "files": StoredFile.objects.count(),
        "events": AuditEvent.objects.filter(code="consolidation.report_built").count(),
        "job": Job.objects.get(kind="consolidation.build").state,
        "sections": sum(not one.is_blank for one in report.sections.all()),
        "damaged": sum(one.defect != Defect.EXTRA for one in findings()),
        "trail broken at": broken_at() or 0,
    }


ACTS = {"seed": seed, "work": work, "state": state}


def main():
    sys.stdout.write(json.dumps(ACTS[sys.argv[1]](*sys.argv[2:]), default=str))
