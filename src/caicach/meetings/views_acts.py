"""Acts on a meeting: invite, cancel, who takes part, who came, minutes, conclusions."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from caicach.agencies.groups import members_on
from caicach.agencies.permissions import require
from caicach.meetings import services
from caicach.meetings.conclusions import add_conclusion, attach, reader_for
from caicach.meetings.finding import managed_meeting, seen_meeting
from caicach.meetings.forms import (
    AnswerForm,
    AttachForm,
    AttendanceForm,
    CancelForm,
    ConclusionForm,
    MinutesForm,
    ParticipantForm,
)
from caicach.meetings.inviting import answer_invitation
from caicach.meetings.models import Answer, Meeting
from caicach.meetings.views import meeting_page
from caicach.people.once import sent_once
from caicach.people.permissions import Permission
from caicach.people.requests import Request
from caicach.ui.conflicts import show_conflict
from caicach.ui.errors import CaicachError, RowMovedOn
from caicach.ui.versions import seen_version


@require_POST
@login_required
def meeting_invite(request: Request, meeting_id: UUID) -> HttpResponse:
    meeting = managed_meeting(request, meeting_id)
    services.invite(meeting=meeting, version=seen_version(request, meeting), by=request.user, at=timezone.now())
    messages.success(request, _("Đã mời. Các cơ quan dự họp thấy cuộc họp trên trang đầu và trong lịch."))
    return redirect("meetings:meeting_detail", meeting.pk)


@require_POST
@login_required
def meeting_cancel(request: Request, meeting_id: UUID) -> HttpResponse:
    meeting = managed_meeting(request, meeting_id)
    form = CancelForm(request.POST, auto_id="id_cancel_%s")
    if not form.is_valid():
        return meeting_page(request, meeting, status=422, cancel_form=form)
    services.cancel(meeting=meeting, by=request.user, at=timezone.now(), **form.cleaned_data)
    messages.success(request, _("Đã hủy cuộc họp."))
    return redirect("meetings:meeting_detail", meeting.pk)


@require_POST
@login_required
def participant_add(request: Request, meeting_id: UUID) -> HttpResponse:
    meeting = managed_meeting(request, meeting_id)
    form = ParticipantForm(request.POST)
    if not form.is_valid():
        return meeting_page(request, meeting, status=422, participant_form=form)
    group, agency = form.cleaned_data["group"], form.cleaned_data["agency"]
    agencies = members_on(group, meeting.held_on) if group else []
    count = services.add_participants(meeting=meeting, agencies=agencies, by=request.user) if agencies else 0
    if agency:
        name = form.cleaned_data["name"]
        count += services.add_participants(meeting=meeting, agencies=[agency], name=name, by=request.user)
    messages.success(request, _("Đã thêm %(count)s cơ quan.") % {"count": count})
    return redirect("meetings:meeting_detail", meeting.pk)


@require_POST
@login_required
def participant_remove(request: Request, meeting_id: UUID, participant_id: int) -> HttpResponse:
    meeting = managed_meeting(request, meeting_id)
    participant = get_object_or_404(meeting.participants.select_related("agency", "meeting"), pk=participant_id)
    services.remove_participant(participant=participant, version=seen_version(request, meeting), by=request.user)
    return redirect("meetings:meeting_detail", meeting.pk)


@require_POST
@login_required
def invitation_answer(request: Request, meeting_id: UUID, participant_id: int) -> HttpResponse:
    """The agency comes, sends somebody, or stays away; until the day of the meeting it may answer otherwise."""
    meeting = seen_meeting(request, meeting_id)
    row = get_object_or_404(meeting.participants.select_related("agency", "meeting"), pk=participant_id)
    require(request.user, Permission.ASSIGNMENT_SUBMIT, row.agency)
    form = AnswerForm(request.POST, auto_id=f"id_answer_{row.pk}_%s")
    if not form.is_valid():
        return meeting_page(request, meeting, status=422, answer_forms={row.pk: form})
    given = form.cleaned_data
    answer_invitation(
        participant=row, answer=Answer(given["answer"]), words=given["words"], version=given["version"],
        by=request.user, at=timezone.now(), on=timezone.localdate(),
    )  # fmt: skip
    messages.success(request, _("Đã ghi trả lời."))
    return redirect("meetings:meeting_detail", meeting.pk)


@require_http_methods(["GET", "POST"])
@login_required
def attendance(request: Request, meeting_id: UUID) -> HttpResponse:
    """Who came, for all at once."""
    meeting = managed_meeting(request, meeting_id)
    rows = list(meeting.participants.select_related("agency"))
    data = request.POST if request.method == "POST" else None
    form = AttendanceForm(data, participants=rows, initial={"version": meeting.version})
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        try:
            services.note_attendance(
                meeting=meeting,
                told=form.told(),
                version=form.cleaned_data["version"],
                by=request.user,
                on=timezone.localdate(),
            )
        except RowMovedOn as error:
            show_conflict(form, error, now=_attendance_now(form, meeting))
            status = 409
        else:
            messages.success(request, _("Đã ghi người dự họp."))
            return redirect("meetings:meeting_detail", meeting.pk)
    return render(request, "meetings/attendance.html", {"meeting": meeting, "form": form}, status=status)


def _attendance_now(form: AttendanceForm, meeting: Meeting) -> dict[str, Any]:
    return {name: field.initial for name, field in form.fields.items() if name != "version"} | {
        "version": meeting.version
    }


@require_http_methods(["GET", "POST"])
@login_required
def minutes(request: Request, meeting_id: UUID) -> HttpResponse:
    meeting = managed_meeting(request, meeting_id)
    now = {"text": meeting.minutes, "version": meeting.version}
    form, status = MinutesForm(request.POST if request.method == "POST" else None, initial=now), 200
    if form.is_bound:
        status = 422
    if form.is_bound and form.is_valid():
        try:
            services.write_minutes(meeting=meeting, by=request.user, on=timezone.localdate(), **form.cleaned_data)
        except RowMovedOn as error:
            show_conflict(form, error, now=now)
            status = 409
        else:
            messages.success(request, _("Đã lưu biên bản."))
            return redirect("meetings:meeting_detail", meeting.pk)
    return render(request, "meetings/minutes.html", {"meeting": meeting, "form": form}, status=status)


@require_http_methods(["GET", "POST"])
@login_required
@sent_once
def conclusion_add(request: Request, meeting_id: UUID) -> HttpResponse:
    """One conclusion after the other; they are changed afterwards as rows of every draft."""
    meeting = managed_meeting(request, meeting_id)
    data = request.POST if request.method == "POST" else None
    form = ConclusionForm(data, reader=reader_for(meeting))
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        try:
            add_conclusion(meeting=meeting, conclusion=form.conclusion(), by=request.user, on=timezone.localdate())
        except CaicachError as error:
            form.add_error(None, str(error))
            status = 409
        else:
            messages.success(request, _("Đã ghi kết luận."))
            return redirect(
                "meetings:conclusion_add" if "next" in request.POST else "meetings:meeting_detail", meeting.pk
            )
    return render(request, "meetings/conclusion_add.html", {"meeting": meeting, "form": form}, status=status)


@require_POST
@login_required
def notice_attach(request: Request, meeting_id: UUID) -> HttpResponse:
    """The signed notice was imported as a plan: it is the one of this meeting."""
    meeting = managed_meeting(request, meeting_id)
    form = AttachForm(request.POST, auto_id="id_attach_%s")
    if not form.is_valid():
        return meeting_page(request, meeting, status=422, attach_form=form)
    attach(meeting=meeting, by=request.user, **form.cleaned_data)
    messages.success(request, _("Đã gắn thông báo kết luận."))
    return redirect("meetings:meeting_detail", meeting.pk)
