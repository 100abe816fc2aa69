"""One approval in a process of its own that may be killed at the named point."""

import json
import sys
from decimal import Decimal

from django.conf import settings

from caicach.agencies.models import Membership
from caicach.audit.models import AuditEvent
from caicach.audit.trail import broken_at
from caicach.people.permissions import Role
from caicach.publications.models import Publication
from caicach.publications.services import approve
from tests.factories.publications import closed_world
from tests.intake.flow import in_child


def prepare():
    settings.FILES_ROOT.mkdir(parents=True, exist_ok=True)
    closed_world().prepared()


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
    """FOLDER DATABASE: prints the state before, after a kill, and after the second try, as JSON."""
    site = sys.argv[1:]
    in_child(prepare, *site)
    told = {"before": in_child(census, *site)}
    told["killed"] = in_child(publish, *site, fault="publications.approved:kill")
    told["after_kill"] = in_child(census, *site)
    in_child(publish, *site)
    told["end"] = in_child(census, *site)
    print(json.dumps(told))  # noqa: T201
