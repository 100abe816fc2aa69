"""One act for the rows that were ticked in a list: shown first, then done."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from caicach.agencies.permissions import require
from caicach.manyduties.forms import ManyForm
from caicach.manyduties.services import (
    Ticked,
    confirm_many,
    hand_out_many,
    refuse_unfit_number,
)
from caicach.people.permissions import Permission
from caicach.people.requests import Request
from caicach.ui.errors import CaicachError, NotAllowed
from caicach.work.filters import WorkFilter, narrowed
from caicach.work.lists import people_in, units_in
from caicach.work.models import Assignment, AssignmentQuerySet
from caicach.work.selection import Desk, duty_rows, own_rows, submissions
from caicach.work.status import OPEN


@require_POST
@login_required
def hand_out_preview(request: Request) -> HttpResponse:
    """What would be given to whom; nothing is written here."""
    require(request.user, Permission.ASSIGNMENT_HAND_OUT)
    today = timezone.localdate()
    desk = Desk.of(request.user, on=today)
    form = _form(request, desk, today)
    return _hand_out_page(request, _chosen_to_hand_out(request, desk, today), form, today)


@require_POST
@login_required
def hand_out_apply(request: Request) -> HttpResponse:
    """Give the previewed rows to a person or a unit: all or none."""
    require(request.user, Permission.ASSIGNMENT_HAND_OUT)
    today = timezone.localdate()
    desk = Desk.of(request.user, on=today)
    form = _form(request, desk, today)
    rows = _ticked_rows(request).filter(agency__in=desk.distributes)
    if not form.is_valid():
        return _hand_out_page(request, rows, form, today)
    try:
        count = hand_out_many(ticked=ticked_in(request), by=request.user, **form.cleaned_data)
    except NotAllowed:
        raise
    except CaicachError as error:
        form.add_error(None, str(error))
        return _hand_out_page(request, rows, form, today, status=409)
    who = form.cleaned_data["person"] or form.cleaned_data["unit"]
    messages.success(request, _("Đã giao %(count)s việc cho %(who)s.") % {"count": count, "who": who})
    return redirect("work:my_work")


def _hand_out_page(
    request: Request, rows: AssignmentQuerySet, form: ManyForm, today: date, *, status: int = 200
) -> HttpResponse:
    shown = rows.with_status(today).select_related("item", "agency").order_by("due_on", "pk")
    lines = duty_rows(shown, today=today)
    refuse_unfit_number(len(lines))
    is_fit = form.is_valid()
    context = {"form": form, "rows": lines, "is_fit": is_fit, "given": form.cleaned_data if is_fit else {}}
    return render(request, "manyduties/hand_out_many.html", context, status=status if is_fit or status != 200 else 422)


def _form(request: Request, desk: Desk, today: date) -> ManyForm:
    people, units = people_in(desk.distributes, on=today), units_in(desk.distributes, on=today)
    return ManyForm(request.POST, people=people, units=units)


def _chosen_to_hand_out(request: Request, desk: Desk, today: date) -> AssignmentQuerySet:
    """The ticked rows, or all that the filters of the list hold."""
    if not request.POST.get("all"):
        return _ticked_rows(request).filter(agency__in=desk.distributes, confirmed_on=None)
    form = WorkFilter(QueryDict(request.POST.get("query", "")), user=request.user)
    rows = own_rows(request.user, desk).filter(agency__in=desk.distributes)
    chosen = form.chosen
    rows = rows if "status" in chosen else rows.in_status(today, OPEN)
    return narrowed(rows, chosen, today=today, user=request.user).filter(confirmed_on=None)


@require_POST
@login_required
def confirm_preview(request: Request) -> HttpResponse:
    """Which results would be accepted, with what the agencies said of them."""
    require(request.user, Permission.ASSIGNMENT_CONFIRM)
    return _confirm_page(request)


@require_POST
@login_required
def confirm_apply(request: Request) -> HttpResponse:
    """Accept the previewed results: all or none."""
    require(request.user, Permission.ASSIGNMENT_CONFIRM)
    try:
        count = confirm_many(ticked=ticked_in(request), by=request.user, on=timezone.localdate())
    except NotAllowed:
        raise
    except CaicachError as error:
        return _confirm_page(request, problem=str(error), status=409)
    messages.success(request, _("Đã xác nhận %(count)s kết quả.") % {"count": count})
    return redirect("work:confirmation_queue")


def _confirm_page(request: Request, **context: Any) -> HttpResponse:
    status = context.pop("status", 200)
    rows = _ticked_rows(request).awaiting_confirmation().select_related("item", "agency")
    lines = submissions(list(rows.order_by("submitted_on", "pk")))
    refuse_unfit_number(len(lines))
    return render(request, "manyduties/confirm_many.html", context | {"lines": lines}, status=status)


def _ticked_rows(request: Request) -> AssignmentQuerySet:
    keys = [ticked.key for ticked in ticked_in(request)]
    return Assignment.objects.visible_to(request.user).standing().filter(pk__in=keys)


def ticked_in(request: Request) -> list[Ticked]:
    """The ticked boxes: `key:version` each. What is none counts as not ticked."""
    found = []
    for text in request.POST.getlist("duty"):
        key, _colon, version = text.partition(":")
        try:
            found.append(Ticked(UUID(key), int(version)))
        except ValueError:
            continue
    return found
