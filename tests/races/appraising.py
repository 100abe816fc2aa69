"""Runs inside the site: a round that sixty agencies have signed and thirty people appraise; and one signature."""

import json
import sys
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from caicach.assessments.models import Assessment, Entry, Phase, Score, Stage
from caicach.audit.models import AuditEvent
from caicach.audit.trail import broken_at
from caicach.people.models import User
from caicach.people.permissions import Role
from caicach.rounds.running import set_window
from caicach.selfassessments.filling import hash_of, sign
from tests.factories.assessments import many_signed, open_world, person
from tests.races.acts import _session

AGENCIES, APPRAISERS = 60, 30


def _open_now(world):
    today = timezone.localdate()
    span = (today - timedelta(days=5), today + timedelta(days=5))
    for phase in Phase:
        set_window(round=world.round, phase=phase, span=span, reason="Hôm nay", by=world.coordinator)


def seed():
    """Everybody gets leaves of his own, and each leaf is given to a second person too, who saw it as it is now."""
    world = many_signed(AGENCIES)
    _open_now(world)
    people = [person(world.body, Role.APPRAISER) for _ in range(APPRAISERS)]
    entries = Entry.objects.filter(assessment__round=world.round).exclude(criterion__code="1.2").order_by("pk")
    acts = [[] for _ in people]
    for number, entry in enumerate(entries):
        for who, points in ((number, "0"), (number * 7 + 3, "1")):
            acts[who % APPRAISERS].append(_form(entry, points))
    told = [{"session": _session(one), "forms": forms} for one, forms in zip(people, acts, strict=True)]
    return {"people": told, "entries": len(entries)}


def _form(entry, points):
    body = {"version": entry.version, "decided": points, "reason_code": "figures", "reason": f"Điểm {points}"}
    return {"url": reverse("appraisals:entry_change", args=[entry.pk]), "body": body}


def count():
    """What has come of it, and whether anything is doubled or lost."""
    appraised = Score.objects.filter(stage=Stage.APPRAISED)
    return {
        "scores": appraised.count(),
        "leaves": appraised.values("entry").distinct().count(),
        "events": AuditEvent.objects.filter(code="assessments.appraised").count(),
        "open": Entry.objects.exclude(criterion__code="1.2").filter(appraised=None).count(),
        "not the newest": sum(
            one.appraised_id != one.scores.last().pk for one in Entry.objects.exclude(appraised=None)
        ),
        "trail broken at": broken_at() or 0,
    }


def fill():
    """An agency that has filled in everything."""
    world = open_world()
    world.fill_all()
    _open_now(world)
    return {"assessment": str(world.own.pk), "head": world.head.pk}


def put_name(assessment, head):
    """The head signs; the process may be killed on the way."""
    row = Assessment.objects.get(pk=assessment)
    sign(assessment=row, version=row.version, by=User.objects.get(pk=head), today=timezone.localdate())
    return signature(assessment)


def signature(assessment):
    """What there is of a signature."""
    row = Assessment.objects.get(pk=assessment)
    return {
        "signed": row.submitted_at is not None,
        "holds": row.submitted_hash == hash_of(row),
        "route": bool(row.route),
        "events": AuditEvent.objects.filter(code="assessments.signed").count(),
        "trail broken at": broken_at() or 0,
    }


ACTS = {"seed": seed, "count": count, "fill": fill, "sign": put_name, "signature": signature}


def main():
    sys.stdout.write(json.dumps(ACTS[sys.argv[1]](*sys.argv[2:]), default=str))
