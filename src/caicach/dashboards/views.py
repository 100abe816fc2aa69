"""The first page of each role, the dashboard, the audit trail."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from caicach.agencies.permissions import can, require
from caicach.audit.models import AuditEvent, AuditHead
from caicach.audit.trail import broken_at
from caicach.core.text import collation_key
from caicach.dashboards.charts import bar_rows, column_chart
from caicach.dashboards.decisions import decisions_of
from caicach.dashboards.figures import TalliedRow
from caicach.dashboards.figures import overview as figures_of
from caicach.dashboards.forms import OverviewFilter, TrailFilter
from caicach.dashboards.trail_lines import trail_lines
from caicach.people.errands import errands_of
from caicach.people.models import User
from caicach.people.permissions import Permission
from caicach.people.requests import Request
from caicach.plans.models import Plan, PlanState
from caicach.ui.pages import page_or_part
from caicach.ui.searching import searched
from caicach.work.models import Assignment

FIRST_AGENCIES = 15
EVENTS_PER_PAGE = 50


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Where each role begins: at the own work, else at what the role looks after."""
    if not isinstance(request.user, User):
        return redirect(resolve_url(settings.LOGIN_URL))
    firsts = (
        (Permission.ASSIGNMENT_REPORT, "work:my_work"),
        (Permission.ASSIGNMENT_CONFIRM, "work:my_work"),
        (Permission.DASHBOARD_VIEW, "dashboards:overview"),
        (Permission.APPRAISAL_DO, "rounds:round_list"),
        (Permission.PERSON_MANAGE, "memberships:person_list"),
        (Permission.AUDIT_VIEW, "dashboards:audit_trail"),
        (Permission.ASSIGNMENT_VIEW, "work:assignment_list"),
        (Permission.PLAN_VIEW, "plans:plan_list"),
    )
    return redirect(next((name for permission, name in firsts if can(request.user, permission)), "work:my_work"))


@require_GET
@login_required
def overview(request: Request) -> HttpResponse:
    """How the province stands: for the leader on a phone, for the coordinator on a desk."""
    require(request.user, Permission.DASHBOARD_VIEW)
    today = timezone.localdate()
    held = Plan.objects.filter(state__in=[PlanState.ISSUED, PlanState.CLOSED], assigned_at__isnull=False)
    plans = sorted(held.only("pk", "year", "title"), key=lambda plan: (-plan.year, collation_key(plan.title)))
    form = OverviewFilter(request.GET, plans=plans)
    chosen = form.chosen
    plan = next((one for one in plans if str(one.pk) == chosen.get("plan")), None)
    year = plan.year if plan else chosen.get("year") or (plans[0].year if plans else today.year)
    rows = Assignment.objects.standing()
    rows = rows.of_plan(plan) if plan else rows.of_year(year)
    figures = figures_of(rows, today=today)
    shows_all = "agencies" in request.GET
    context = {
        "errands": errands_of(request.user, today),
        "form": form,
        "year": year,
        "today": today,
        "figures": figures,
        "decisions": decisions_of(figures),
        "has_choice": len(plans) > 1,
        "plan": plan or (plans[0] if len(plans) == 1 else None),
        "scope": f"plan={plan.pk}" if plan else f"year={year}",
        "whole": bar_rows([TalliedRow(None, "", figures.leads)])[0],
        "domains": bar_rows(figures.domains),
        "agencies": bar_rows(figures.agencies if shows_all else figures.agencies[:FIRST_AGENCIES]),
        "may_urge": can(request.user, Permission.ASSIGNMENT_URGE),
        "has_more_agencies": not shows_all and len(figures.agencies) > FIRST_AGENCIES,
        "months": column_chart(figures.months),
        "month_rows": bar_rows(figures.months),
    }
    return page_or_part(request, "dashboards/overview.html", "overview", context)


@require_GET
@login_required
def audit_trail(request: Request) -> HttpResponse:
    """Who did what and when; the newest first."""
    require(request.user, Permission.AUDIT_VIEW)
    form = TrailFilter(request.GET)
    form.is_valid()
    chosen = {name: value for name, value in form.cleaned_data.items() if value}
    events = _events(chosen).select_related("actor").order_by("-sequence")
    page = Paginator(events, EVENTS_PER_PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "page": page, "lines": trail_lines(page), "is_narrowed": bool(chosen)}
    return page_or_part(request, "dashboards/audit_trail.html", "events", context)


@require_POST
@login_required
def audit_check(request: Request) -> HttpResponse:
    """Read the whole chain and say whether it holds."""
    require(request.user, Permission.AUDIT_VIEW)
    place = broken_at()
    head = AuditHead.objects.filter(pk=1).first()
    around = AuditEvent.objects.filter(sequence__range=(place - 1, place)) if place else AuditEvent.objects.none()
    first, last = AuditEvent.objects.order_by("sequence").first(), AuditEvent.objects.order_by("-sequence").first()
    context = {
        "place": place,
        "head": head,
        "first": first,
        "last": last,
        "around": trail_lines(around.select_related("actor").order_by("sequence")),
        "checked_at": timezone.now(),
    }
    return render(request, "dashboards/audit_check.html", context)


def _events(chosen: dict[str, Any]) -> QuerySet[AuditEvent]:
    events = AuditEvent.objects.all()
    if "person" in chosen:
        events = events.filter(actor__in=searched(User.objects.all(), chosen["person"]).values("pk"))
    if "room" in chosen:
        events = events.filter(code__startswith=f"{chosen['room']}.")
    if "target" in chosen:
        events = events.filter(target_name__contains=chosen["target"])
    if "from_on" in chosen:
        events = events.filter(at__date__gte=chosen["from_on"])
    if "to_on" in chosen:
        events = events.filter(at__date__lt=chosen["to_on"] + timedelta(days=1))
    return events
