"""Lists of duties: one's own, all that match, what waits for confirmation."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import F
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from caicach.agencies.permissions import agencies_where, require
from caicach.people.permissions import Permission
from caicach.people.requests import Request
from caicach.plans.models import Plan, PlanKind, PlanState
from caicach.ui.pages import page_or_part
from caicach.work.filters import WorkFilter, narrowed, ordered
from caicach.work.models import Assignment
from caicach.work.selection import Desk, duty_rows, newly_assigned, own_rows
from caicach.work.status import IN_TIME, OPEN, AssignmentStatus

PER_PAGE = 50
FIRST_ROWS = 10


@require_GET
@login_required
def my_work(request: Request) -> HttpResponse:
    """The desk of a person: three numbers, what nobody has yet, then the rows by due date."""
    today = timezone.localdate()
    desk = Desk.of(request.user, on=today)
    rows = own_rows(request.user, desk)
    open_rows = rows.in_status(today, OPEN).select_related("item", "item__plan", "agency")
    counts = {row["status"]: row["count"] for row in rows.count_by(today=today)}
    paginator = Paginator(ordered(open_rows, request.GET.get("sort", "")), PER_PAGE)
    paginator.count = sum(counts.get(status, 0) for status in OPEN)  # known already: a query less
    page = paginator.get_page(request.GET.get("page"))
    unassigned = open_rows.filter(agency__in=desk.distributes).given_to_nobody() if desk.distributes else None
    context = {
        "desk": desk,
        "page": page,
        "rows": duty_rows(page),
        "tiles": _tiles(counts),
        "news": newly_assigned(rows) if desk.distributes else [],
        "unassigned": duty_rows(unassigned[:FIRST_ROWS], held=False) if unassigned is not None else [],
        "waiting": _waiting(request, desk),
        "plans": _plans(request, desk),
    }
    return page_or_part(request, "work/my_work.html", "duties", context)


def _tiles(counts: dict[str, int]) -> dict[str, int]:
    in_time = sum(counts.get(status, 0) for status in IN_TIME)
    return {
        "overdue": counts.get(AssignmentStatus.OVERDUE, 0),
        "due_soon": counts.get(AssignmentStatus.DUE_SOON, 0),
        "open": in_time + counts.get(AssignmentStatus.OVERDUE, 0),
    }


def _waiting(request: Request, desk: Desk) -> list[Assignment]:
    """The oldest results that wait for this person's confirmation."""
    if not desk.confirms:
        return []
    rows = Assignment.objects.standing().awaiting_confirmation().select_related("item", "agency")
    return list(rows.order_by("submitted_on", "pk")[:FIRST_ROWS])


def _plans(request: Request, desk: Desk) -> list[Plan]:
    """The plans in force, those that nobody has been told of first; for people who look after all of them."""
    if not (desk.confirms or desk.watches):
        return []
    held = Plan.objects.filter(state=PlanState.ISSUED).exclude(kind=PlanKind.AGENCY)
    return list(held.order_by(F("assigned_at").asc(nulls_first=True), "-year")[:FIRST_ROWS])


@require_GET
@login_required
def assignment_list(request: Request) -> HttpResponse:
    """All duties a person sees, narrowed by the filters in the address; also the search."""
    today = timezone.localdate()
    agencies = agencies_where(request.user, Permission.ASSIGNMENT_VIEW)
    form = WorkFilter(request.GET, agencies=agencies)
    rows = Assignment.objects.visible_to(request.user).standing()
    rows = narrowed(rows, form.chosen, today=today, user=request.user)
    rows = ordered(rows, request.GET.get("sort", "")).with_status(today)
    page = Paginator(rows.select_related("item", "agency"), PER_PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "page": page, "rows": duty_rows(page), "is_narrowed": bool(form.chosen)}
    return page_or_part(request, "work/assignment_list.html", "assignments", context)


@require_GET
@login_required
def confirmation_queue(request: Request) -> HttpResponse:
    """What agencies have handed in and the coordinator has not decided on, the oldest first."""
    require(request.user, Permission.ASSIGNMENT_CONFIRM)
    today = timezone.localdate()
    agencies = agencies_where(request.user, Permission.ASSIGNMENT_CONFIRM)
    form = WorkFilter(request.GET, agencies=agencies)
    rows = Assignment.objects.visible_to(request.user).standing().awaiting_confirmation()
    rows = narrowed(rows, form.chosen, today=today, user=request.user).with_status(today)
    rows = rows.select_related("item", "agency", "submitted_by").order_by("submitted_on", "pk")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "page": page, "is_narrowed": bool(form.chosen)}
    return page_or_part(request, "work/confirmation_queue.html", "submissions", context)
