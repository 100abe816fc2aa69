"""Obstacles: the list, one of them, telling a new one, and what is done about it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from caicach.agencies.permissions import require
from caicach.obstacles import answering
from caicach.obstacles.exporting import obstacles_as_xlsx
from caicach.obstacles.forms import AnswerForm, CloseForm, PassOnForm, RaiseForm, ReopenForm
from caicach.obstacles.lists import obstacle_filter, obstacles_for
from caicach.obstacles.models import Obstacle, ObstacleState
from caicach.obstacles.permissions import allow, assigns_plans, may_answer, may_end
from caicach.obstacles.raising import addressees, raise_obstacle, usual_addressee
from caicach.people.models import User
from caicach.people.once import sent_once
from caicach.people.permissions import Permission
from caicach.people.requests import Request
from caicach.ui.downloads import as_download
from caicach.ui.errors import CaicachError, RowMovedOn
from caicach.ui.pages import page_or_part
from caicach.work.models import Assignment
from caicach.work.permissions import require_for

PER_PAGE = 50


@require_GET
@login_required
def obstacle_list(request: Request) -> HttpResponse:
    require(request.user, Permission.ASSIGNMENT_VIEW)
    today = timezone.localdate()
    form = obstacle_filter(request.GET, request.user)
    rows = obstacles_for(request.user, form.chosen, today=today)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "lines": [(row, row.days_on(today)) for row in page],
        "is_narrowed": bool(form.chosen),
        "query": request.GET.urlencode(),
        "may_date_events": assigns_plans(request.user),
    }
    return page_or_part(request, "obstacles/obstacle_list.html", "obstacles", context)


@require_GET
@login_required
def obstacle_export(request: Request) -> HttpResponse:
    """The rows as they are filtered, as a workbook."""
    require(request.user, Permission.ASSIGNMENT_VIEW)
    today = timezone.localdate()
    form = obstacle_filter(request.GET, request.user)
    content = obstacles_as_xlsx(obstacles_for(request.user, form.chosen, today=today), today=today)
    return as_download(content, f"vuong-mac-{today:%Y-%m-%d}.xlsx")


@require_http_methods(["GET", "POST"])
@login_required
@sent_once
def obstacle_add(request: Request, assignment_id: UUID) -> HttpResponse:
    """Tell what stands in the way of a duty."""
    duty, today = seen_duty(request, assignment_id), timezone.localdate()
    require_for(request.user, Permission.ASSIGNMENT_REPORT, duty)
    begun = {"since_on": f"{today:%d/%m/%Y}", "addressed_to": usual_addressee(duty, on=today)}
    data = request.POST if request.method == "POST" else None
    form = RaiseForm(data, addressees=addressees(duty, on=today), initial=begun)
    status = 422 if form.is_bound else 200
    if form.is_valid():
        try:
            raise_obstacle(assignment=duty, by=request.user, on=today, **form.cleaned_data)
        except CaicachError as error:
            form.add_error(None, str(error))
            status = 409
        else:
            messages.success(request, _("Đã nêu vướng mắc."))
            return redirect("duties:assignment_detail", duty.pk)
    return render(request, "obstacles/obstacle_add.html", {"duty": duty, "form": form}, status=status)


@require_GET
@login_required
def obstacle_detail(request: Request, obstacle_id: UUID) -> HttpResponse:
    return _page(request, _seen(request, obstacle_id))


@require_POST
@login_required
def obstacle_answer(request: Request, obstacle_id: UUID) -> HttpResponse:
    return _act(request, obstacle_id, "answer", answering.answer, may_answer, _("Đã ghi trả lời."))


@require_POST
@login_required
def obstacle_pass_on(request: Request, obstacle_id: UUID) -> HttpResponse:
    return _act(request, obstacle_id, "pass_on", answering.pass_on, _may_pass_on, _("Đã chuyển vướng mắc."))


@require_POST
@login_required
def obstacle_close(request: Request, obstacle_id: UUID) -> HttpResponse:
    return _act(request, obstacle_id, "close", answering.close, may_end, _("Đã ghi là tháo gỡ."))


@require_POST
@login_required
def obstacle_reopen(request: Request, obstacle_id: UUID) -> HttpResponse:
    return _act(request, obstacle_id, "reopen", answering.reopen, may_end, _("Đã nêu lại vướng mắc."))


def seen_duty(request: Request, assignment_id: UUID) -> Assignment:
    """A duty that this person sees."""
    rows = Assignment.objects.visible_to(request.user).select_related("item__plan__owner", "agency")
    return get_object_or_404(rows, pk=assignment_id)


def _seen(request: Request, obstacle_id: UUID) -> Obstacle:
    rows = Obstacle.objects.visible_to(request.user)
    related = ("assignment__item__plan__owner", "assignment__agency", "addressed_to", "raised_by", "report")
    return get_object_or_404(rows.select_related(*related), pk=obstacle_id)


def _may_pass_on(user: User, obstacle: Obstacle) -> bool:
    return may_answer(user, obstacle) or may_end(user, obstacle)


def _act(
    request: Request,
    obstacle_id: UUID,
    name: str,
    service: Callable[..., Obstacle],
    is_allowed: Callable[[User, Obstacle], bool],
    told: str,
) -> HttpResponse:
    """Carry out an act about an obstacle; the form comes back with its words where it cannot be."""
    obstacle = _seen(request, obstacle_id)
    allow(is_allowed(request.user, obstacle))
    form = _form(name, obstacle, request.POST)
    if not form.is_valid():
        return _page(request, obstacle, status=422, **{name: form})
    try:
        service(obstacle=obstacle, by=request.user, on=timezone.localdate(), **form.cleaned_data)
    except RowMovedOn as conflict:
        now = _seen(request, obstacle_id)
        form.data = dict(form.data.items()) | {"version": str(now.version)}
        form.add_error(None, str(conflict))
        return _page(request, now, status=409, **{name: form})
    messages.success(request, told)
    return redirect("obstacles:obstacle_detail", obstacle.pk)


def _form(name: str, obstacle: Obstacle, data: Any = None) -> forms.Form:
    """The form of an act; the fields of the four forms of the page have names of their own for the labels."""
    kinds: dict[str, type[forms.Form]] = {"answer": AnswerForm, "close": CloseForm, "reopen": ReopenForm}
    more: dict[str, Any] = {"initial": {"version": obstacle.version}, "auto_id": f"id_{name}_%s"}
    if name != "pass_on":
        return kinds[name](data, **more)
    others = addressees(obstacle.assignment, on=timezone.localdate()).exclude(pk=obstacle.addressed_to_id)
    return PassOnForm(data, addressees=others, **more)


def _page(request: Request, obstacle: Obstacle, *, status: int = 200, **returned: Any) -> HttpResponse:
    user, state, today = request.user, obstacle.state, timezone.localdate()
    stands = state in (ObstacleState.WAITING, ObstacleState.ANSWERED)
    offered = {
        "answer": stands and may_answer(user, obstacle),
        "close": stands and may_end(user, obstacle),
        "pass_on": stands and _may_pass_on(user, obstacle),
        "reopen": state in (ObstacleState.ANSWERED, ObstacleState.CLOSED) and may_end(user, obstacle),
    }
    acts = {f"{name}_form": _form(name, obstacle) for name, is_offered in offered.items() if is_offered}
    context: dict[str, Any] = {
        "obstacle": obstacle,
        "duty": obstacle.assignment,
        "days": obstacle.days_on(today),
        "steps": obstacle.steps.select_related("by", "to_agency"),
        "sees_duty": Assignment.objects.visible_to(user).filter(pk=obstacle.assignment_id).exists(),
    }
    context |= acts | {f"{name}_form": form for name, form in returned.items()}
    return render(request, "obstacles/obstacle_detail.html", context, status=status)
