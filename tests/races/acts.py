"""Runs inside the site that is raced against: makes its rows, and counts afterwards what has come of them."""

import json
import sys
from datetime import timedelta

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.urls import reverse

from caicach.agencies.models import Agency, Membership, Succession
from caicach.audit.models import AuditEvent
from caicach.audit.trail import broken_at
from caicach.intake.models import ImportRun
from caicach.jobs.models import Job
from caicach.people.invitations import renew_invitation
from caicach.people.models import User
from caicach.people.sessions import SessionStore
from caicach.plans.models import Plan, PlanItem
from caicach.work.models import Assignment, ProgressReport
from tests.permissions import world as province
from tests.permissions.bodies import NEW_PASSWORD, body_for

KEY = "0b6f8a52-7a3b-4a5e-9a5d-3f1d2c4b5a6{}"


def seed():
    """The province of the table of permissions, and one form for each act."""
    world = province.build()
    own = world.own
    link = renew_invitation(user=own.former, by=None)

    def form(address, thing, role, **changed):
        body = body_for(address, world.things[thing]) | changed
        return {"url": world.address(address, thing, role), "role": role, "body": body}

    draft = "the province's draft"
    forms = {
        "upload": form("intake:upload", "the plans of the province", "coordinator"),
        "issue": form("issuing:plan_issue", "own agency's draft", "agency_head"),
        "assign": form("assigning:assign_confirm", "the province's plan in force", "coordinator"),
        "hand in": form("duties:assignment_submit", "own agency's duty, of a unit", "agency_head"),
        "report": form("duties:assignment_report", "own agency's duty", "agency_head"),
        "invite": form("memberships:person_invite", "", "sysadmin", once=KEY.format(1)),
        "add a row": form("plandrafts:item_add", draft, "coordinator", title="Dòng có khóa", once=KEY.format(2)),
        "add a row without a key": form("plandrafts:item_add", draft, "coordinator", title="Dòng không khóa"),
        "next version": form("plandrafts:plan_new_version", "own agency's plan in force", "agency_head"),
        "own plan": form("cascades:cascade", "the province's plan, handed to agencies", "agency_head"),
        "new password": {
            "url": reverse("people:redeem_invitation", args=[link]),
            "role": "",
            "body": {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD},
        },
        "agency": form("agencies:agency_create", "", "sysadmin", once=KEY.format(3)),
        "agency of two people": form("agencies:agency_create", "", "sysadmin", code="so-hai", name="Sở Hai"),
        "role": form("memberships:membership_add", "other agency's person", "sysadmin"),
        "draft of an import": form("wizard:finish", "an import for the province, all answered", "coordinator"),
        "merger": form("agencies:succession_arrows", "a merger", "sysadmin"),
    }
    sessions = {role: _session(person) for role, person in world.people.items()}
    _tell({"forms": forms, "sessions": sessions, "before": count()})


def count():
    """How often each act has had its effect, and whether the trail still holds."""
    events, duties = AuditEvent.objects, Assignment.objects.order_by()
    return {
        "upload": ImportRun.objects.filter(file_name__startswith="Nội dung dán").count(),
        "issue": events.filter(code="plans.issued").count(),
        "assign": events.filter(code="work.plan_assigned").count(),
        "hand in": events.filter(code="work.submitted").count(),
        "report": ProgressReport.objects.filter(text="Đã gửi công văn 12").count(),
        "invite": User.objects.filter(full_name="Trần Văn Mới").count(),
        "add a row": PlanItem.objects.filter(title="Dòng có khóa").count(),
        "add a row without a key": PlanItem.objects.filter(title="Dòng không khóa").count(),
        "next version": Plan.objects.filter(number_of_version=2).count(),
        "own plan": events.filter(code="plans.cascaded").count(),
        "new password": events.filter(code="people.invitation_redeemed").count(),
        "agency": Agency.objects.filter(name="Sở Mới").count(),
        "agency of two people": Agency.objects.filter(code="so-hai").count(),
        "role": Membership.objects.filter(role="inspector").exclude(user__username="inspector").count(),
        "draft of an import": events.filter(code="plans.draft_read").count(),
        "merger": Succession.objects.filter(kind="merge").count(),
        "jobs of the upload": Job.objects.filter(params__run__in=_uploads()).count(),
        "duties given twice": duties.count() - duties.values("item", "agency").distinct().count(),
        "trail broken at": broken_at() or 0,
    }


def _uploads():
    keys = ImportRun.objects.filter(file_name__startswith="Nội dung dán").values_list("pk", flat=True)
    return [str(key) for key in keys]


def _session(person):
    store = SessionStore()
    store[SESSION_KEY] = str(person.pk)
    store[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    store[HASH_SESSION_KEY] = person.get_session_auth_hash()
    store.set_expiry(timedelta(hours=1))
    store.create()
    return store.session_key


def _tell(told):
    sys.stdout.write(json.dumps(told, default=str))


def main():
    seed() if sys.argv[1] == "seed" else _tell(count())
