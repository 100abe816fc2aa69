"""Meetings: the list, one of them with everything, its papers; conclusions of all meetings."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from caicach.agencies.permissions import agencies_where, can, require
from caicach.meetings.conclusions import loose_notices, plan_of, rows_of
from caicach.meetings.exporting import meetings_as_xlsx
from caicach.meetings.finding import managed_meeting, seen_meeting
from caicach.meetings.forms import (
    AnswerForm,
    AttachForm,
    CancelForm,
    ConclusionFilter,
    HeadForm,
    MeetingFilter,
    ParticipantForm,
    answer_values,
    head_values,
)
from caicach.meetings.inviting import told_of
from caicach.meetings.lists import conclusion_lines
from caicach.meetings.models import Meeting, MeetingQuerySet, MeetingState, Participant
from caicach.meetings.papers import conclusion_notice, invitation
from caicach.meetings.services import change_meeting, plan_meeting
from caicach.people.once import sent_once
from caicach.people.permissions import Permission
from caicach.people.requests import Request
from caicach.ui.conflicts import show_conflict
from caicach.ui.downloads import as_download
from caicach.ui.errors import RowMovedOn
from caicach.ui.pages import page_or_part
from caicach.ui.versions import seen_version

PER_PAGE = 50


@require_GET
@login_required
def meeting_list(request: Request) -> HttpResponse:
    require(request.user, Permission.MEETING_VIEW)
    form = MeetingFilter(request.GET)
    page = Paginator(_listed(request, form), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "is_narrowed": bool(form.chosen),
        "query": request.GET.urlencode(),
        "may_manage": can(request.user, Permission.MEETING_MANAGE),
    }
    return page_or_part(request, "meetings/meeting_list.html", "meetings", context)


@require_GET
@login_required
def meeting_export(request: Request) -> HttpResponse:
    """The meetings as they are filtered, and all conclusions."""
    require(request.user, Permission.MEETING_VIEW)
    lines = conclusion_lines(request.user, today=timezone.localdate(), shows_all=True)
    return as_download(meetings_as_xlsx(_listed(request, MeetingFilter(request.GET)), lines), "cuoc-hop.xlsx")


@require_GET
@login_required
def conclusion_list(request: Request) -> HttpResponse:
    """What meetings concluded and what has become of it."""
    require(request.user, Permission.MEETING_VIEW)
    form = ConclusionFilter(request.GET)
    lines = conclusion_lines(request.user, today=timezone.localdate(), shows_all=form.shows_all)
    page = Paginator(lines, PER_PAGE).get_page(request.GET.get("page"))
    return page_or_part(request, "meetings/conclusion_list.html", "conclusions", {"form": form, "page": page})


@require_http_methods(["GET", "POST"])
@login_required
@sent_once
def meeting_new(request: Request) -> HttpResponse:
    require(request.user, Permission.MEETING_MANAGE)
    form = HeadForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        meeting = plan_meeting(head=form.head(), by=request.user)
        return redirect("meetings:meeting_detail", meeting.pk)
    return render(
        request,
        "meetings/meeting_edit.html",
        {"form": form, "heading": _("Chuẩn bị cuộc họp")},
        status=422 if form.is_bound else 200,
    )


@require_http_methods(["GET", "POST"])
@login_required
def meeting_edit(request: Request, meeting_id: UUID) -> HttpResponse:
    meeting = managed_meeting(request, meeting_id)
    now = head_values(meeting) | {"version": meeting.version}
    if request.method != "POST":
        return _edit_page(request, meeting, HeadForm(initial=now))
    form, status = HeadForm(request.POST), 422
    if form.is_valid():
        try:
            version = seen_version(request, meeting)
            change_meeting(meeting=meeting, head=form.head(), version=version, by=request.user)
        except RowMovedOn as error:
            show_conflict(form, error, now=now)
            status = 409
        else:
            messages.success(request, _("Đã lưu."))
            return redirect("meetings:meeting_detail", meeting.pk)
    return _edit_page(request, meeting, form, status=status)


def _edit_page(request: Request, meeting: Meeting, form: HeadForm, *, status: int = 200) -> HttpResponse:
    context = {"meeting": meeting, "form": form, "heading": _("Sửa thông tin cuộc họp")}
    return render(request, "meetings/meeting_edit.html", context, status=status)


@require_GET
@login_required
def meeting_detail(request: Request, meeting_id: UUID) -> HttpResponse:
    return meeting_page(request, seen_meeting(request, meeting_id))


def meeting_page(request: Request, meeting: Meeting, *, status: int = 200, **returned: Any) -> HttpResponse:
    """Everything about a meeting, with the acts that are possible now. returned: forms that came back."""
    today = timezone.localdate()
    may_manage = can(request.user, Permission.MEETING_MANAGE) and meeting.state != MeetingState.CANCELLED
    plan = plan_of(meeting)
    if plan is not None and plan.is_draft and not may_manage:
        plan = None  # what is being drafted is nobody's yet
    participants = list(meeting.participants.select_related("agency"))
    context: dict[str, Any] = {
        "meeting": meeting,
        "participants": participants,
        "answer_forms": _answer_forms(request, meeting, participants, today),
        "told": told_of(meeting) if may_manage and meeting.invited_at else {},
        "present": sum(row.is_present is True for row in participants),
        "agenda": meeting.agenda.select_related("presenter").prefetch_related("documents__file"),
        "plan": plan,
        "conclusions": rows_of(plan, today=today) if plan else [],
        "may_manage": may_manage,
        "is_past": meeting.held_on <= today,
        "may_conclude": may_manage and meeting.held_on <= today and (plan is None or plan.is_draft),
        "may_assign": plan is not None and plan.assigned_at is None and not plan.is_draft and may_manage,
    }
    if may_manage and plan is None and (loose := loose_notices().first()):
        begun = {"version": meeting.version, "plan": loose.pk}
        context["attach_form"] = AttachForm(initial=begun, auto_id="id_attach_%s")
    if may_manage:
        context["participant_form"] = ParticipantForm()
        context["cancel_form"] = CancelForm(initial={"version": meeting.version}, auto_id="id_cancel_%s")
    return render(request, "meetings/meeting_detail.html", context | returned, status=status)


def _answer_forms(
    request: Request, meeting: Meeting, participants: list[Participant], today: date
) -> dict[int, AnswerForm]:
    """A form for each agency for which this person speaks, as long as an answer is of use."""
    if meeting.state is not MeetingState.INVITED or today > meeting.held_on:
        return {}
    own = set(agencies_where(request.user, Permission.ASSIGNMENT_SUBMIT).values_list("pk", flat=True))
    return {
        row.pk: AnswerForm(initial=answer_values(row), auto_id=f"id_answer_{row.pk}_%s")
        for row in participants
        if row.agency_id in own
    }


@require_GET
@login_required
def invitation_docx(request: Request, meeting_id: UUID) -> HttpResponse:
    meeting = seen_meeting(request, meeting_id)
    return as_download(invitation(meeting), f"giay-moi-{meeting.held_on:%Y-%m-%d}.docx")


@require_GET
@login_required
def notice_docx(request: Request, meeting_id: UUID) -> HttpResponse:
    """The notice of conclusions; before it is issued as a draft, for who prepares it."""
    meeting = seen_meeting(request, meeting_id)
    plan = plan_of(meeting)
    if plan is None or (plan.is_draft and not can(request.user, Permission.MEETING_MANAGE)):
        raise Http404
    items = list(plan.items.filter(is_leaf=True).order_by("order"))
    return as_download(conclusion_notice(meeting, plan, items), f"thong-bao-ket-luan-{meeting.held_on:%Y-%m-%d}.docx")


def _listed(request: Request, form: MeetingFilter) -> MeetingQuerySet:
    rows = Meeting.objects.visible_to(request.user)
    if state := form.chosen.get("state"):
        rows = rows.in_state(MeetingState(state))
    return rows.containing(words) if (words := form.chosen.get("q")) else rows
