"""Preparing and approving, each in a process of its own that may be killed at the named point."""

import json
import sys
from datetime import timedelta
from decimal import Decimal

from django.conf import settings
from django.utils import timezone

from caicach.agencies.models import Membership
from caicach.assessments.models import Round
from caicach.audit.models import AuditEvent
from caicach.audit.trail import broken_at
from caicach.files.models import StoredFile
from caicach.files.verification import findings
from caicach.jobs.models import Job, JobState
from caicach.jobs.worker import Worker
from caicach.people.permissions import Role
from caicach.publications.models import Publication
from caicach.publications.preparing_job import ask_to_prepare
from caicach.publications.services import approve
from tests.factories.publications import closed_world
from tests.intake.flow import in_child


def prepare():
    settings.FILES_ROOT.mkdir(parents=True, exist_ok=True)
    closed_world().prepared()


def close():
    """A site with a closed round of which nothing is prepared."""
    settings.FILES_ROOT.mkdir(parents=True, exist_ok=True)
    closed_world()


def ask_and_work():
    """What a coordinator and a worker do; each step may find itself done already."""
    asker = Membership.objects.get(role=Role.COORDINATOR).user
    if not Publication.objects.exists():
        ask_to_prepare(round=Round.objects.get(), by=asker, decision_number="5/QĐ-UBND")
    # the lease of a killed worker runs out with time, which a test does not wait for
    Job.objects.filter(state=JobState.RUNNING).update(lease_until=timezone.now() - timedelta(seconds=1))
    while Worker().once():
        pass


def prepared_census():
    rows = Publication.objects.all()
    return {
        "publications": [[row.state, row.decision_number, row.results.count(), row.sha256] for row in rows],
        "jobs": sorted(Job.objects.values_list("state", flat=True)),
        "files": StoredFile.objects.filter(publications__isnull=False).count(),
        "told": AuditEvent.objects.filter(code="publications.prepared").count(),
        "defects": [finding.defect for finding in findings() if finding.file],
        "chain_broken_at": broken_at(),
    }


def publish():
    row = Publication.objects.get()
    if row.is_waiting:
        approve(publication=row, version=row.version, sha256=row.sha256, by=leader())


def leader():
    return Membership.objects.get(role=Role.LEADER).user


def census():
    row = Publication.objects.get()
    return {
        "state": row.state,
        "approved_by": row.approved_by_id,
        "version": row.version,
        "exact": sorted(str(one.exact.quantize(Decimal("0.1"))) for one in row.results.all()),
        "told": AuditEvent.objects.filter(code="publications.approved").count(),
        "chain_broken_at": broken_at(),
    }


def main():
    """FOLDER DATABASE: prints the state before, after a kill, and after the second try, as JSON.

    close FOLDER DATABASE, then kill POINT=FOLDER=DATABASE …: the same of a preparation killed at each point.
    """
    what, *sites = sys.argv[1:]
    if what == "close":
        print(json.dumps(in_child(close, *sites)))  # noqa: T201
        return
    if what == "kill":
        print(json.dumps(dict(prepare_killed(site) for site in sites)))  # noqa: T201
        return
    site = sys.argv[1:]
    in_child(prepare, *site)
    told = {"before": in_child(census, *site)}
    told["killed"] = in_child(publish, *site, fault="publications.approved:kill")
    told["after_kill"] = in_child(census, *site)
    in_child(publish, *site)
    told["end"] = in_child(census, *site)
    print(json.dumps(told))  # noqa: T201


def prepare_killed(site):
    point, folder, database = site.split("=")
    told = {"killed": in_child(ask_and_work, folder, database, fault=f"{point}:kill")}
    told["after_kill"] = in_child(prepared_census, folder, database)
    for name in ("end", "end_of_second_try"):
        in_child(ask_and_work, folder, database)
        told[name] = in_child(prepared_census, folder, database)
    return point, told
