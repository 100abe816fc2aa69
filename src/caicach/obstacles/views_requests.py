"""Requests for more time or for help: the list, asking, deciding."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from caicach.agencies.permissions import can, require
from caicach.obstacles import asking
from caicach.obstacles.forms import AskForm, DecideForm
from caicach.obstacles.lists import request_filter, requests_for
from caicach.obstacles.models import DutyRequest, RequestKind, RequestState
from caicach.obstacles.permissions import assigns_plans
from caicach.obstacles.views import PER_PAGE, seen_duty
from caicach.people.once import sent_once
from caicach.people.permissions import Permission
from caicach.people.requests import Request
from caicach.ui.errors import CaicachError
from caicach.ui.pages import page_or_part
from caicach.ui.versions import VersionForm


@require_GET
@login_required
def request_list(request: Request) -> HttpResponse:
    """What agencies have asked for; what waits for a decision, unless another state is asked for."""
    require(request.user, Permission.ASSIGNMENT_VIEW)
    form = request_filter(request.GET, request.user)
    rows = requests_for(request.user, form.chosen)
    context = {
        "form": form,
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "is_narrowed": bool(form.chosen),
        "may_date_events": assigns_plans(request.user),
    }
    return page_or_part(request, "obstacles/request_list.html", "requests", context)


@require_http_methods(["GET", "POST"])
@login_required
@sent_once
def request_add(request: Request, assignment_id: UUID) -> HttpResponse:
    """Ask for more time or for help with a duty."""
    duty, today = seen_duty(request, assignment_id), timezone.localdate()
    require(request.user, Permission.ASSIGNMENT_SUBMIT, duty.agency)
    kind = RequestKind.TIME if duty.due_on else RequestKind.HELP
    data = request.POST if request.method == "POST" else None
    form = AskForm(data, has_due_date=duty.due_on is not None, initial={"kind": kind})
    status = 422 if form.is_bound else 200
    if form.is_valid():
        try:
            asking.ask(assignment=duty, by=request.user, on=today, **form.cleaned_data)
        except CaicachError as error:
            form.add_error(None, str(error))
            status = 409
        else:
            messages.success(request, _("Đã gửi đề nghị. Hạn hiện nay vẫn tính cho đến khi có quyết định."))
            return redirect("duties:assignment_detail", duty.pk)
    return render(request, "obstacles/request_add.html", {"duty": duty, "form": form}, status=status)


@require_GET
@login_required
def request_detail(request: Request, request_id: UUID) -> HttpResponse:
    return _page(request, _seen(request, request_id))


@require_POST
@login_required
def request_decide(request: Request, request_id: UUID) -> HttpResponse:
    """Grant what was asked for, or refuse it, as the button says."""
    asked = _seen(request, request_id)
    require(request.user, Permission.REQUEST_DECIDE, asked.assignment.agency)
    form = DecideForm(request.POST, is_for_time=asked.kind == RequestKind.TIME)
    if not form.is_valid():
        return _page(request, asked, status=422, form=form)
    try:
        _decide(request, asked, form.cleaned_data)
    except CaicachError as error:
        return _kept(request, asked, form, error)
    messages.success(request, _("Đã ghi quyết định; cơ quan thấy ngay ở trang của việc."))
    return redirect("obstacles:request_list")


@require_POST
@login_required
def request_take_back(request: Request, request_id: UUID) -> HttpResponse:
    asked = _seen(request, request_id)
    require(request.user, Permission.ASSIGNMENT_SUBMIT, asked.assignment.agency)
    form = VersionForm(request.POST)
    version = form.cleaned_data["version"] if form.is_valid() else 0
    asking.take_back(request=asked, version=version, by=request.user, on=timezone.localdate())
    messages.success(request, _("Đã rút đề nghị."))
    return redirect("duties:assignment_detail", asked.assignment_id)


def _decide(request: Request, asked: DutyRequest, given: dict[str, Any]) -> None:
    said: dict[str, Any] = {"request": asked, "version": given["version"], "answer": given["answer"]}
    said |= {"by": request.user, "on": timezone.localdate()}
    if request.POST.get("decision") == "granted":
        asking.grant(until=given.get("until"), **said)
    else:
        asking.refuse(**said)


def _kept(request: Request, asked: DutyRequest, form: DecideForm, error: CaicachError) -> HttpResponse:
    """The form with what was typed, above the request as it is now."""
    now = _seen(request, asked.pk)
    form.data = dict(form.data.items()) | {"version": str(now.version)}
    form.add_error(None, str(error))
    return _page(request, now, status=409, form=form)


def _seen(request: Request, request_id: UUID) -> DutyRequest:
    rows = DutyRequest.objects.visible_to(request.user)
    related = ("assignment__item__plan__owner", "assignment__agency", "asked_by", "decided_by")
    return get_object_or_404(rows.select_related(*related), pk=request_id)


def _page(request: Request, asked: DutyRequest, *, status: int = 200, form: DecideForm | None = None) -> HttpResponse:
    waits, agency = asked.state == RequestState.WAITING, asked.assignment.agency
    is_for_time = asked.kind == RequestKind.TIME
    begun = {"version": asked.version, "until": f"{asked.wished_on:%d/%m/%Y}"}
    if form is None and waits and can(request.user, Permission.REQUEST_DECIDE, agency):
        form = DecideForm(is_for_time=is_for_time, initial=begun)
    context = {
        "asked": asked,
        "duty": asked.assignment,
        "is_for_time": is_for_time,
        "form": form,
        "may_take_back": waits and can(request.user, Permission.ASSIGNMENT_SUBMIT, agency),
        "earlier": DutyRequest.objects.filter(assignment=asked.assignment_id).exclude(pk=asked.pk),
    }
    return render(request, "obstacles/request_detail.html", context, status=status)
