"""Lists of duties: one's own, all that match, what waits for confirmation."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Count, F, Q
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from caicach.agencies.permissions import agencies_where, require
from caicach.people.errands import errands_of
from caicach.people.permissions import Permission
from caicach.people.requests import Request
from caicach.plans.models import Plan, PlanKind, PlanState
from caicach.ui.downloads import as_download
from caicach.ui.pages import page_or_part
from caicach.work.exporting import duties_as_xlsx
from caicach.work.filters import WorkFilter, narrowed, ordered
from caicach.work.lists import PER_PAGE, KeyPaginator, chips_of, list_context, people_in, units_in
from caicach.work.models import Assignment, AssignmentQuerySet
from caicach.work.selection import Desk, newly_assigned, own_rows, submissions
from caicach.work.status import IN_TIME, OPEN, AssignmentStatus, days_that_are_soon

FIRST_ROWS = 5


@require_GET
@login_required
def my_work(request: Request) -> HttpResponse:
    """The desk of a person: three numbers, then the rows, those that nobody has yet on top."""
    today = timezone.localdate()
    desk = Desk.of(request.user, on=today)
    own = own_rows(request.user, desk)
    people = people_in(desk.distributes, on=today)
    form = WorkFilter(request.GET, user=request.user, people=people)
    counts = {row["status"]: row["count"] for row in own.count_by(today=today)}
    rows = _narrowed_own(own, form, today, request) if counts else own.none()
    count = None if form.chosen else sum(counts.get(status, 0) for status in OPEN)
    context = list_context(request, rows, form, desk, today=today, count=count)
    context |= {
        "errands": errands_of(request.user, today),
        "desk": desk,
        "people": people,
        "units": units_in(desk.distributes, on=today),
        "tiles": _tiles(counts),
        "news": newly_assigned(own) if desk.distributes else [],
        "waiting": _waiting(desk),
        "plans": _plans(desk, today),
        "whole": _of_province(desk, today),
    }
    return page_or_part(request, "work/my_work.html", "assignments", context)


def _narrowed_own(own: AssignmentQuerySet, form: WorkFilter, today: date, request: Request) -> AssignmentQuerySet:
    """What is open, unless the address asks for another status."""
    chosen = form.chosen
    rows = own if "status" in chosen else own.in_status(today, OPEN)
    return narrowed(rows, chosen, today=today, user=request.user)


def _tiles(counts: dict[str, int]) -> dict[str, int]:
    in_time = sum(counts.get(status, 0) for status in IN_TIME)
    return {
        "overdue": counts.get(AssignmentStatus.OVERDUE, 0),
        "due_soon": counts.get(AssignmentStatus.DUE_SOON, 0),
        "open": in_time + counts.get(AssignmentStatus.OVERDUE, 0),
        "all": sum(counts.values()),
    }


def _of_province(desk: Desk, today: date) -> dict[str, int]:
    """The three numbers of somebody who looks after the whole province."""
    if not desk.confirms:
        return {}
    held = Assignment.objects.standing()
    soon = today + timedelta(days=days_that_are_soon())
    leads = held.leads().of_year(today.year).filter(submitted_on=None)
    late = leads.aggregate(
        overdue=Count("pk", filter=Q(due_on__lt=today)),
        due_soon=Count("pk", filter=Q(due_on__range=(today, soon), returned_on=None)),
    )
    return {**late, "waiting": held.awaiting_confirmation().count(), "year": today.year}


def _waiting(desk: Desk) -> list[Any]:
    """The oldest results that wait for this person's confirmation."""
    if not desk.confirms:
        return []
    rows = Assignment.objects.standing().awaiting_confirmation().select_related("item", "agency")
    return submissions(list(rows.order_by("submitted_on", "pk")[:FIRST_ROWS]))


def _plans(desk: Desk, today: date) -> list[Plan]:
    """The plans in force, those that nobody has been told of first; for people who look after all of them."""
    if not (desk.confirms or desk.watches):
        return []
    held = Plan.objects.filter(state=PlanState.ISSUED, year__gte=today.year).exclude(kind=PlanKind.AGENCY)
    return list(held.order_by(F("assigned_at").asc(nulls_first=True), "-year")[:FIRST_ROWS])


@require_GET
@login_required
def assignment_list(request: Request) -> HttpResponse:
    """All duties a person sees, narrowed by the filters in the address; also the search."""
    today = timezone.localdate()
    form, rows = _all_narrowed(request, today)
    context = list_context(request, rows, form, Desk(), today=today)
    return page_or_part(request, "work/assignment_list.html", "assignments", context)


def _all_narrowed(request: Request, today: date) -> tuple[WorkFilter, AssignmentQuerySet]:
    agencies = agencies_where(request.user, Permission.ASSIGNMENT_VIEW)
    form = WorkFilter(request.GET, user=request.user, agencies=agencies, people=_named(request))
    rows = Assignment.objects.visible_to(request.user).standing()
    return form, narrowed(rows, form.chosen, today=today, user=request.user)


def _named(request: Request) -> Iterable[Any]:
    """People are asked for only where the address names one."""
    is_named = request.GET.get("person", "").isdigit()
    own = agencies_where(request.user, Permission.ASSIGNMENT_HAND_OUT)
    return people_in(own.values_list("pk", flat=True), on=timezone.localdate()) if is_named else ()


@require_GET
@login_required
def assignment_export(request: Request, scope: str) -> HttpResponse:
    """The rows of a list as they are filtered and sorted, as XLSX: those of one's desk (`own`) or all."""
    today = timezone.localdate()
    if scope == "own":
        desk = Desk.of(request.user, on=today)
        form = WorkFilter(request.GET, user=request.user, people=people_in(desk.distributes, on=today))
        rows = _narrowed_own(own_rows(request.user, desk), form, today, request)
    else:
        form, rows = _all_narrowed(request, today)
    content = duties_as_xlsx(ordered(rows, request.GET.get("sort", "")), form, today=today)
    return as_download(content, f"viec-{today:%Y-%m-%d}.xlsx")


@require_GET
@login_required
def confirmation_queue(request: Request) -> HttpResponse:
    """What agencies have handed in and the coordinator has not decided on, the oldest first."""
    require(request.user, Permission.ASSIGNMENT_CONFIRM)
    today = timezone.localdate()
    agencies = agencies_where(request.user, Permission.ASSIGNMENT_CONFIRM)
    form = WorkFilter(request.GET, user=request.user, agencies=agencies)
    rows = Assignment.objects.visible_to(request.user).standing().awaiting_confirmation()
    rows = narrowed(rows, form.chosen, today=today, user=request.user).order_by("submitted_on", "pk")
    page = KeyPaginator(rows, PER_PAGE, today=today).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "lines": submissions(list(page)),
        "chips": chips_of(form, request.GET),
        "is_narrowed": bool(form.chosen),
    }
    return page_or_part(request, "work/confirmation_queue.html", "submissions", context)
