"""Runs inside a site: tells forms of rooms one after the other, as they are at that moment, and counts what they did.

Each line that comes in names an address; the answer is a form for it with what it does when it is sent once.
"""

import base64
import json
import sys
from collections import Counter
from contextlib import suppress
from uuid import uuid4

from allauth.account.internal.flows.reauthentication import reauthenticate_by_password
from django.apps import apps
from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.test.client import BOUNDARY, RequestFactory, encode_multipart

from caicach.audit.models import AuditEvent
from caicach.audit.trail import broken_at
from caicach.people.once import FIELD
from caicach.people.sessions import SessionStore
from tests.permissions import world as province
from tests.permissions.bodies import body_for
from tests.permissions.table import cases
from tests.races.sites import TOKEN

ALLOWED = (200, 302, 409)  # a rule may forbid it now, and allow it after the forms before
BESIDE = ("people.SentForm", "people.Session", "audit.AuditEvent")  # written with every form, or counted by its code
ROOMS = (
    "obstacles", "consolidation", "comments", "notes", "questionnaires", "samples", "reports", "letters",
    "papers", "targets",    "amendments", "meetings", "delegations", "duties",
)  # fmt: skip
ENDS = ("_drop", "_remove", "_cancel", "_decide", "_publish", "_discard", "_withdraw")
"""What takes the thing of the other forms of its room away, or closes it: sent behind them."""


def forms_of_rooms():
    """The addresses that take a form, room by room in the order of the table."""
    told = dict.fromkeys(case.name for case in cases() if case.method == "POST")
    own = [name for room in ROOMS for name in told if name.partition(":")[0] == room]
    return sorted(own, key=lambda name: name.endswith(ENDS))


def leads_on(name):
    """Whether somebody gets a form done that goes to this address."""
    told = (answers for case, answers in cases().items() if (case.name, case.method) == (name, "POST"))
    return any(302 in answers.values() for answers in told)


def census():
    """How many rows there are of everything, and how many events of each kind."""
    rows = {one._meta.label: one._base_manager.count() for one in apps.get_models() if one._meta.label not in BESIDE}
    return Counter(rows) + Counter(AuditEvent.objects.values_list("code", flat=True))


def form_for(world, name):
    """A form that somebody may send now, and what comes of it; none where it would change nothing."""
    for case, answers in cases().items():
        if (case.name, case.method) == (name, "POST"):
            role = next((one for one, status in answers.items() if status in ALLOWED), None)
            with suppress(ObjectDoesNotExist):  # a form before this one has taken its thing away
                if role is not None and (effect := effect_of(world, case, role)):
                    return packed(world, case, role) | {"effect": effect}
    return None


def effect_of(world, case, role):
    """What one form does; it is undone again."""
    with transaction.atomic():
        before = census()
        world.ask(role, "POST", world.address(case.name, case.thing, role), body_of(world, case))
        effect = census() - before
        transaction.set_rollback(True)
    return dict(effect)


def body_of(world, case):
    return body_for(case.name, world.things[case.thing]) | {FIELD: str(uuid4())}


def packed(world, case, role):
    """A form as a browser sends it."""
    body = encode_multipart(BOUNDARY, body_of(world, case) | {"csrfmiddlewaretoken": TOKEN})
    url = world.address(case.name, case.thing, role)
    return {"url": url, "session": world.sessions[role], "body": base64.b64encode(body).decode(), "thing": case.thing}


def prove(person, session):
    """Who signs has just typed the password once more."""
    request = RequestFactory().post("/")
    request.user, request.session = person, SessionStore(session)
    reauthenticate_by_password(request)
    request.session.save()


def main():
    world = province.build()
    for role, session in world.sessions.items():
        prove(world.people[role], session)
    for line in sys.stdin:
        asked = line.strip()
        told = {"broken": broken_at()} if asked == "trail" else form_for(world, asked) if asked else census()
        sys.stdout.write(json.dumps(told) + "\n")
        sys.stdout.flush()
