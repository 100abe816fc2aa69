"""Urging: what is overdue, what would be said to whom, what was said and answered."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import DateTimeField, OuterRef, Subquery
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from caicach.agencies.models import Agency
from caicach.agencies.permissions import can, require
from caicach.notices.desk import unanswered
from caicach.notices.errors import NothingToUrge, TooManyToUrge
from caicach.notices.follow_ups import follow_ups_for
from caicach.notices.forms import AnswerForm, OverdueFilter, UrgeForm, number_in
from caicach.notices.models import Reminder
from caicach.notices.permissions import may_urge, urgeable
from caicach.notices.urging import MOST_AT_ONCE, answer, path_of, prepared_text, urge
from caicach.people.once import sent_once
from caicach.people.permissions import Permission
from caicach.people.requests import Request
from caicach.ui.errors import CaicachError, NotAllowed
from caicach.ui.keys import keys_in
from caicach.ui.pages import page_or_part
from caicach.work.models import Assignment, AssignmentQuerySet
from caicach.work.permissions import require_for

PER_PAGE = 50


@require_GET
@login_required
def overdue_list(request: Request) -> HttpResponse:
    """What leads owe and have not sent in time, with when it was urged last."""
    require(request.user, Permission.ASSIGNMENT_URGE)
    today = timezone.localdate()
    form = OverdueFilter(request.GET, agencies=_late_agencies(request, today))
    rows = _overdue(request, today)
    if agency := form.chosen.get("agency"):
        rows = rows.filter(agency=agency)
    page = Paginator(_with_last(rows), PER_PAGE).get_page(request.GET.get("page"))
    for row in page:
        row.days = (today - row.due_on).days
    context = {"form": form, "page": page, "follow_ups": follow_ups_for(request.user)}
    return page_or_part(request, "notices/overdue_list.html", "overdue", context)


def _overdue(request: Request, today: date) -> AssignmentQuerySet:
    return urgeable(Assignment.objects.visible_to(request.user)).leads().overdue(today)


def _late_agencies(request: Request, today: date) -> Any:
    return Agency.objects.filter(pk__in=_overdue(request, today).order_by().values("agency"))


def _with_last(rows: AssignmentQuerySet) -> Any:
    """The longest overdue first."""
    latest = Reminder.objects.filter(assignment=OuterRef("pk")).order_by("-made_at")
    last = Subquery(latest.values("made_at")[:1], output_field=DateTimeField())
    return rows.annotate(urged_at=last).select_related("item", "agency").order_by("due_on", "pk")


@require_http_methods(["GET", "POST"])
@login_required
def urge_preview(request: Request) -> HttpResponse:
    """What would be said to whom; nothing is written here."""
    require(request.user, Permission.ASSIGNMENT_URGE)
    return _preview(request, UrgeForm())


def _preview(request: Request, form: UrgeForm, *, problem: str = "", status: int = 200) -> HttpResponse:
    today = timezone.localdate()
    rows = list(_chosen(request, today).select_related("item", "agency").order_by("due_on", "pk")[: MOST_AT_ONCE + 1])
    if not rows:
        raise NothingToUrge()
    if len(rows) > MOST_AT_ONCE:
        raise TooManyToUrge(count=len(rows), most=MOST_AT_ONCE)
    lines = [
        {"duty": row, "text": prepared_text(row, today), "link": request.build_absolute_uri(path_of(row))}
        for row in rows
    ]
    context = {"lines": lines, "form": form, "problem": problem}
    return render(request, "notices/urge_preview.html", context, status=status)


def _chosen(request: Request, today: date) -> AssignmentQuerySet:
    """The ticked duties, or all overdue ones of a row of the plan, or of an agency in a plan or a year."""
    sent = request.POST if request.method == "POST" else request.GET
    rows = urgeable(Assignment.objects.visible_to(request.user))
    if keys := keys_in(sent, "key"):
        return rows.filter(pk__in=keys)
    late = rows.leads().overdue(today)
    if items := keys_in(sent, "item"):
        return late.filter(item__in=items)
    agency, year = (number_in(sent.get(name)) for name in ("agency", "year"))
    if agency is None:
        return late.none()
    if plans := keys_in(sent, "plan"):
        late = late.filter(item__plan__in=plans)
    return (late.of_year(year) if year else late).filter(agency=agency)


@require_POST
@login_required
@sent_once
def urge_send(request: Request) -> HttpResponse:
    """Urge about the previewed duties: all or none."""
    require(request.user, Permission.ASSIGNMENT_URGE)
    form = UrgeForm(request.POST)
    if not form.is_valid():
        return _preview(request, form, status=422)
    keys = keys_in(request.POST, "key")
    try:
        made = urge(duties=keys, remark=form.cleaned_data["remark"], by=request.user, now=timezone.now())
    except (NotAllowed, NothingToUrge):
        raise
    except CaicachError as error:
        return _preview(request, form, problem=str(error), status=409)
    messages.success(request, _("Đã đôn đốc %(count)s việc.") % {"count": len(made)})
    if len(made) == 1:
        return redirect(path_of(made[0].assignment))
    return redirect("notices:reminder_list")


@require_GET
@login_required
def reminder_list(request: Request) -> HttpResponse:
    """What was urged and what was answered, as far as this person sees the duties."""
    require(request.user, Permission.ASSIGNMENT_VIEW)
    is_open = bool(request.GET.get("open"))
    rows = Reminder.objects.visible_to(request.user)
    if is_open:
        own = unanswered(request.user, timezone.localdate())
        rows = own if can(request.user, Permission.ASSIGNMENT_REPORT) else rows.filter(answered_at=None)
    shown = rows.select_related("assignment__item", "assignment__agency", "made_by", "answered_by")
    page = Paginator(shown, PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "is_open": is_open, "may_urge": may_urge(request.user), "site": _site(request)}
    return page_or_part(request, "notices/reminder_list.html", "reminders", context)


def _site(request: Request) -> str:
    return request.build_absolute_uri("/").rstrip("/")


@require_http_methods(["GET", "POST"])
@login_required
@sent_once
def reminder_answer(request: Request, reminder_id: UUID) -> HttpResponse:
    """The agency's answer, on a page of its own that says what was asked."""
    rows = Reminder.objects.visible_to(request.user).select_related("assignment__item", "assignment__agency", "made_by")
    reminder = get_object_or_404(rows, pk=reminder_id)
    require_for(request.user, Permission.ASSIGNMENT_REPORT, reminder.assignment)
    form = AnswerForm(request.POST or None)
    if request.method != "POST":
        return _answer_page(request, reminder, form)
    if not form.is_valid():
        return _answer_page(request, reminder, form, status=422)
    try:
        answer(reminder=reminder, text=form.cleaned_data["answer"], by=request.user, now=timezone.now())
    except NotAllowed:
        raise
    except CaicachError as error:
        form.add_error(None, str(error))
        reminder.refresh_from_db()
        return _answer_page(request, reminder, form, status=409)
    messages.success(request, _("Đã gửi trả lời đôn đốc."))
    return redirect(f"{reverse('duties:assignment_detail', args=[reminder.assignment_id])}#don-doc")


def _answer_page(request: Request, reminder: Reminder, form: AnswerForm, *, status: int = 200) -> HttpResponse:
    return render(request, "notices/reminder_answer.html", {"reminder": reminder, "form": form}, status=status)
