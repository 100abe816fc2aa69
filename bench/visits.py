"""Who visits which pages of the invented province."""

import time
from dataclasses import dataclass
from importlib import import_module

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.urls import reverse

from caicach.agencies.models import Agency, AgencyGroup, Domain
from caicach.assessments.models import Assessment
from caicach.indicators.models import Figure
from caicach.people.models import User
from caicach.people.permissions import Role
from caicach.plans.models import Plan, PlanKind
from caicach.publications.models import Publication
from caicach.work.models import Assignment

MOST_QUERIES = 12
OF_ONE_DUTY = 15  # its page shows what each room has on it; lists, the desk and the overview keep to the twelve
SEARCH = "?q=thu+tuc+hanh+chinh"


@dataclass(frozen=True, slots=True)
class Visit:
    """A page, whom it is shown to, and how many times the empty page it may cost."""

    name: str
    user: User
    address: str
    bar: float | None = None
    most_queries: int = MOST_QUERIES


def people(role: Role) -> list[User]:
    """Everybody with a role, in the same order each time."""
    return list(User.objects.filter(memberships__role=role).order_by("pk"))


def visits() -> list[Visit]:
    """Every list and every page with many rows, for a role that sees much of it."""
    coordinator, leader, inspector = (people(role)[0] for role in (Role.COORDINATOR, Role.LEADER, Role.INSPECTOR))
    focal = User.objects.get(memberships__role=Role.FOCAL_POINT, memberships__agency__code="nv")
    staff = people(Role.STAFF)[0]
    return [
        Visit("list", coordinator, reverse("work:assignment_list"), 8),
        Visit("list of an agency", focal, reverse("work:assignment_list"), 8),
        Visit("list, page 300", coordinator, reverse("work:assignment_list") + "?page=300&sort=agency"),
        Visit("list, overdue", coordinator, reverse("work:assignment_list") + "?status=overdue", 8),
        Visit("search", coordinator, reverse("work:assignment_list") + SEARCH, 6),
        Visit("search of an agency", focal, reverse("work:assignment_list") + SEARCH, 6),
        Visit("dashboard", leader, reverse("dashboards:overview"), 12),
        Visit("my work, focal point", focal, reverse("work:my_work")),
        Visit("my work, coordinator", coordinator, reverse("work:my_work")),
        Visit("my work, staff", staff, reverse("work:my_work")),
        Visit("to be confirmed", coordinator, reverse("work:confirmation_queue")),
        Visit("calendar, month", coordinator, reverse("calendars:month"), 12),
        Visit("calendar, year", coordinator, reverse("calendars:year"), 12),
        Visit("calendar of an agency, year", focal, reverse("calendars:year"), 12),
        Visit("meetings", coordinator, reverse("meetings:meeting_list")),
        Visit("conclusions of meetings", coordinator, reverse("meetings:conclusion_list")),
        Visit("acting for others", focal, reverse("delegations:delegation_list")),
        *_plan_visits(coordinator, focal),
        *_register_visits(coordinator),
        *_result_visits(coordinator, leader, focal),
        Visit("audit trail", inspector, reverse("dashboards:audit_trail")),
        Visit("audit trail of a person", inspector, reverse("dashboards:audit_trail") + "?person=nguyen&room=work"),
        Visit("imports", coordinator, reverse("intake:run_list")),
    ]


def _plan_visits(coordinator: User, focal: User) -> list[Visit]:
    plan = Plan.objects.filter(kind=PlanKind.ANNUAL).order_by("-year")[0]
    item = plan.items.filter(is_leaf=True).order_by("order")[0]
    waiting = Assignment.objects.awaiting_confirmation().filter(item__plan=plan).order_by("item__order", "agency")[0]
    begun = Assignment.objects.filter(submitted_on=None).exclude(last_reported_on=None)
    own = begun.filter(item__plan=plan, agency__code="nv").order_by("item__order")[0]
    of_plan = [
        ("planprogress:plan_status", "plan with statuses"),
        ("planprogress:plan_timeline", "year of a plan"),
        ("assigning:assign_preview", "assigning"),
        ("plans:plan_detail", "plan"),
        ("annexes:plan_print", "plan in print"),
        ("plans:plan_versions", "versions of a plan"),
        ("cascades:coverage", "coverage of a plan"),
        ("targets:plan_targets", "targets of a plan"),
        ("amendments:amendment_detail", "what a version changed"),
    ]
    return [
        Visit("plans", coordinator, reverse("plans:plan_list")),
        *(Visit(name, coordinator, reverse(address, args=[plan.pk])) for address, name in of_plan),
        Visit("row with statuses", coordinator, reverse("planprogress:item_detail", args=[item.pk])),
        Visit("row of a plan", coordinator, reverse("plans:item_detail", args=[item.pk])),
        Visit(
            "duty to be confirmed",
            coordinator,
            reverse("duties:assignment_detail", args=[waiting.pk]),
            None,
            OF_ONE_DUTY,
        ),
        Visit("duty of one's own", focal, reverse("duties:assignment_detail", args=[own.pk]), None, OF_ONE_DUTY),
    ]


def _duty_page(duty: Assignment) -> str:
    return reverse("duties:assignment_detail", args=[duty.pk])


def _register_visits(coordinator: User) -> list[Visit]:
    agency, domain = Agency.objects.get(code="nv"), Domain.objects.order_by("order")[0]
    group = AgencyGroup.objects.get(code="ubnd-cap-xa")
    return [
        Visit("agencies", coordinator, reverse("agencies:agency_list")),
        Visit("agency", coordinator, reverse("agencies:agency_detail", args=[agency.pk])),
        Visit("groups", coordinator, reverse("groupings:group_list")),
        Visit("group", coordinator, reverse("groupings:group_detail", args=[group.pk])),
        Visit("domains", coordinator, reverse("groupings:domain_list")),
        Visit("domain", coordinator, reverse("groupings:domain_detail", args=[domain.pk])),
        Visit("people", coordinator, reverse("memberships:person_list")),
        Visit("person", coordinator, reverse("memberships:person_detail", args=[coordinator.pk])),
    ]


def _result_visits(coordinator: User, leader: User, focal: User) -> list[Visit]:
    """What became of a round of the whole province, and the ledger."""
    published, waiting = (Publication.objects.get(state=state) for state in ("approved", "prepared"))
    own = Assessment.objects.get(round=published.round, agency__code="nv")
    result = published.results.get(agency__code="nv")
    figure = Figure.objects.current().filter(agency__code="nv").order_by("pk")[0]
    gaps = reverse("improvement:round_gaps", args=[published.round_id])
    of_round = [("improvement:round_plan_new", "plan from a round"), ("publications:round_publications", "of a round")]
    of_own = [("improvement:agency_gaps", "gaps of an agency"), ("improvement:best_options", "best measures")]
    return [
        Visit("rounds to improve", coordinator, reverse("improvement:round_list")),
        Visit("gaps of a round", coordinator, gaps),
        Visit("gaps by agency", coordinator, f"{gaps}?by=agency"),
        *(Visit(name, coordinator, reverse(address, args=[published.round_id])) for address, name in of_round),
        *(Visit(name, focal, reverse(address, args=[own.pk])) for address, name in of_own),
        Visit("publications", focal, reverse("publications:publication_list")),
        Visit("publication", focal, reverse("publications:publication_detail", args=[published.pk])),
        Visit("publication that waits", coordinator, reverse("publications:publication_detail", args=[waiting.pk])),
        Visit("publication to approve", leader, reverse("publications:publication_approve", args=[waiting.pk])),
        Visit("result of an agency", focal, reverse("publications:result_detail", args=[result.pk])),
        Visit("figures", coordinator, reverse("indicators:indicator_list")),
        Visit(
            "figures of an indicator", coordinator, reverse("indicators:indicator_detail", args=[figure.indicator.code])
        ),
        Visit("figures of an agency", focal, reverse("indicators:agency_figures", args=[figure.agency_id])),
        Visit("figure", focal, reverse("indicators:figure_detail", args=[figure.pk])),
        Visit("other provinces", coordinator, reverse("indicators:external_list")),
    ]


def session_of(user: User, **more: object) -> str:
    """A session of somebody who has signed in with a second factor; returns the value of the cookie."""
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session["account_authentication_methods"] = [{"method": "mfa", "at": time.time(), "type": "totp"}]
    session["account_authentication_methods_user"] = str(user.pk)
    session.update(more)
    session.create()
    return str(session.session_key)
