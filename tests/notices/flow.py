"""The morning of a site, in processes that may be killed at a named point; the mail server outlives them."""

import json
import sys
from datetime import date, timedelta

from django.conf import settings

from caicach.agencies.models import Agency
from caicach.audit.trail import broken_at
from caicach.notices.models import Mail, Notice
from caicach.notices.running import keep_going
from caicach.notices.urging import urge
from caicach.people.models import User
from caicach.people.permissions import Role
from caicach.work.models import Assignment
from tests.factories.agencies import AgencyFactory
from tests.factories.work import AssignmentFactory, LeafFactory, person_in
from tests.intake.flow import in_child
from tests.notices.conftest import at
from tests.notices.post_office import post_office, smtp

FIRST = date(2026, 6, 15)  # a Monday
AGENCIES = 3


def prepare():
    """Three agencies with a duty each that is overdue, and a leader."""
    province = AgencyFactory(name="UBND tỉnh Lạc Xuyên", code="tinh", kind="province")
    person_in(province, Role.LEADER, username="lanh-dao")
    for number in range(AGENCIES):
        agency = AgencyFactory(name=f"Sở số {number}", code=f"so-{number}")
        person_in(agency, Role.FOCAL_POINT, username=f"dau-moi-{number}", email=f"dau-moi-{number}@x.example")
        item = LeafFactory(title=f"Việc {number}", due_on=FIRST - timedelta(days=2))
        AssignmentFactory(item=item, agency=agency)


def morning(day=0, hour=8):
    keep_going(now=at(FIRST + timedelta(days=day), hour))


def urge_all():
    duties = list(Assignment.objects.values_list("pk", flat=True))
    urge(duties=duties, by=User.objects.get(username="lanh-dao"), now=at(FIRST, 9))


def census():
    return {
        "states": sorted(Mail.objects.values_list("kind", "state")),
        "notices": sorted(Notice.objects.values_list("kind", flat=True)),
        "untold": Notice.objects.filter(mail=None).count(),
        "agencies": Agency.objects.count(),
        "chain_broken_at": broken_at(),
    }


def killed_at(point, database, act):
    """Kill `act` at a point, then let the day go on, and the next morning come."""
    with post_office() as (box, port):
        settings.SMTP = smtp(port)
        in_child(prepare, "", database)
        if act is not morning:
            in_child(morning, "", database)
        told = {"killed": in_child(act, "", database, fault=f"{point}:kill")}
        told["after_kill"] = in_child(census, "", database)
        in_child(later_that_day, "", database)
        in_child(later_that_day, "", database)
        told["end_of_day"] = in_child(census, "", database)
        told["by_the_evening"] = _arrived(box)
        in_child(next_morning, "", database)
        told["next_morning"] = _arrived(box)
        told["end"] = in_child(census, "", database)
    return told


def send_urged():
    morning(hour=10)


def urged_and_sent():
    urge_all()
    send_urged()


def later_that_day():
    morning(hour=16)


def next_morning():
    morning(day=1)


def _arrived(box):
    return [[to, mail["Message-ID"], mail.get_content()] for to, mail in box.arrived]


def main():
    """ACT=POINT=DATABASE …: what each kill came to, as JSON."""
    acts = {"digest": morning, "urged": urged_and_sent}
    told = {}
    for site in sys.argv[1:]:
        act, point, database = site.split("=")
        told[f"{act} {point}"] = killed_at(point, database, acts[act])
    print(json.dumps(told))  # noqa: T201
