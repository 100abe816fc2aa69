"""Things done in processes of their own that may be killed at a named point: what there is before, then, and after."""

import json
import sys
from datetime import date, timedelta

from django.conf import settings
from django.utils import timezone

from caicach.audit.models import AuditEvent
from caicach.audit.trail import broken_at
from caicach.duties.services import submit
from caicach.files.models import StoredFile
from caicach.files.verification import Defect, findings
from caicach.jobs.models import Job, JobState
from caicach.jobs.services import enqueue
from caicach.jobs.worker import Worker
from caicach.letters.job import KIND, MAKE_LETTERS
from caicach.papers.kinds import kind_of
from caicach.papers.models import MadePaper
from caicach.people.models import User
from caicach.people.permissions import Role
from caicach.reports.models import ReportKind, ReportPart, ReportRound
from caicach.reports.opening_job import ask_to_open
from caicach.reports.services import sign_part
from caicach.work.models import Assignment
from tests.factories.agencies import AgencyFactory
from tests.factories.reports import DAY_AFTER, HALF, half_year, load_all, person_of, written
from tests.factories.work import AssignmentFactory, person_in
from tests.intake.flow import in_child

DAY = date(2026, 6, 15)
OF_THE_LETTER = ("kinh_gui", "viec_qua_han", "phu_luc")  # what the job fills in


def two_late_agencies():
    """A coordinator has asked for letters to two agencies."""
    home = AgencyFactory(name="Sở Nội vụ")
    late = [AgencyFactory(name="Sở Y tế"), AgencyFactory(name="Sở Tài chính")]
    for agency in late:
        AssignmentFactory(agency=agency, due_on=DAY - timedelta(days=12))
    params = {"today": DAY.isoformat(), "sender": home.pk, "agencies": [one.pk for one in late], "is_one": False}
    words = {name: value for name, value in kind_of(KIND).demo.items() if name not in OF_THE_LETTER}
    enqueue(kind=MAKE_LETTERS, params=params | {"values": words}, by=person_in(home, Role.COORDINATOR))


def a_round_asked_for():
    load_all()
    AgencyFactory.create_batch(3)
    by = person_in(AgencyFactory(name="Sở Nội vụ"), Role.COORDINATOR)
    ask_to_open(kind=ReportKind.objects.get(code="h1"), period=HALF, today=DAY_AFTER, by=by)


def a_part_written():
    agency = AgencyFactory(name="Sở Y tế")
    head = person_of(agency)
    written(half_year().parts.get(agency=agency), head)


def a_duty_reported():
    agency = AgencyFactory(name="Sở Y tế")
    AssignmentFactory(agency=agency, reported=True)
    person_of(agency)


def work():
    """A worker takes what is open; the lease of a dead one has run out by then."""
    Job.objects.filter(state=JobState.RUNNING).update(lease_until=timezone.now() - timedelta(seconds=1))
    while Worker().once():
        pass


def sign():
    part = ReportPart.objects.select_related("agency").get(signed_at=None)
    sign_part(part=part, version=part.version, by=head_of(part.agency), today=DAY_AFTER)


def hand_in():
    duty = Assignment.objects.select_related("agency").get(submitted_on=None)
    submit(assignment=duty, version=duty.version, by=head_of(duty.agency), on=DAY)


def head_of(agency):
    return User.objects.get(memberships__agency=agency, memberships__role=Role.AGENCY_HEAD)


def census():
    """Whatever the acts bring about, and what is damaged."""
    signed = ReportPart.objects.exclude(signed_at=None)
    return {
        "papers": sorted(MadePaper.objects.values_list("title", flat=True)),
        "files": StoredFile.objects.count(),
        "rounds": ReportRound.objects.count(),
        "parts": ReportPart.objects.count(),
        "signed": signed.count(),
        "handed in": Assignment.objects.exclude(submitted_on=None).count(),
        "jobs": sorted(Job.objects.values_list("state", flat=True)),
        "events": sorted(AuditEvent.objects.values_list("code", flat=True)),
        "damaged": [str(one.path) for one in findings() if one.defect != Defect.EXTRA],
        "trail broken at": broken_at() or 0,
    }


ACTS = {
    "letters": (two_late_agencies, work),
    "opening": (a_round_asked_for, work),
    "signing": (a_part_written, sign),
    "handing in": (a_duty_reported, hand_in),
}


def told_of(site):
    """What an act comes to that is killed once and done again."""
    what, point, folder, database = site.split("=")
    prepare, act = ACTS[what]
    there = (folder, database)
    assert in_child(prepare, *there) is None
    told = {"before": in_child(census, *there), "killed": in_child(act, *there, fault=f"{point}:kill")}
    told["then"] = in_child(census, *there)
    in_child(act, *there)
    return told | {"after": in_child(census, *there)}


def main():
    """ACT=POINT=FOLDER=DATABASE …: what was found, as JSON."""
    settings.FILES_ROOT.mkdir(parents=True, exist_ok=True)
    json.dump({site: told_of(site) for site in sys.argv[1:]}, sys.stdout)
