"""The agenda of a meeting."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from caicach.meetings import services
from caicach.meetings.conclusions import open_conclusions
from caicach.meetings.finding import managed_meeting, managed_point
from caicach.meetings.forms import AgendaForm, agenda_values
from caicach.meetings.services import AgendaContent
from caicach.people.once import sent_once
from caicach.people.requests import Request
from caicach.plans.models import PlanItem
from caicach.ui.conflicts import show_conflict
from caicach.ui.errors import RowMovedOn
from caicach.ui.versions import seen_version


@require_http_methods(["GET", "POST"])
@login_required
@sent_once
def agenda_add(request: Request, meeting_id: UUID) -> HttpResponse:
    meeting = managed_meeting(request, meeting_id)
    form = AgendaForm(request.POST if request.method == "POST" else None, user=request.user)
    if form.is_bound and form.is_valid():
        services.add_agenda(meeting=meeting, contents=[form.content()], by=request.user)
        return redirect("meetings:meeting_detail", meeting.pk)
    context = {"meeting": meeting, "form": form}
    return render(request, "meetings/agenda_edit.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
@login_required
def agenda_edit(request: Request, meeting_id: UUID, agenda_id: int) -> HttpResponse:
    point = managed_point(request, meeting_id, agenda_id)
    now = agenda_values(point)
    data = request.POST if request.method == "POST" else None
    form, status = AgendaForm(data, user=request.user, initial=now), 422 if data is not None else 200
    if form.is_bound and form.is_valid():
        try:
            version = seen_version(request, point.meeting)
            services.change_agenda(item=point, content=form.content(), version=version, by=request.user)
        except RowMovedOn as error:
            show_conflict(form, error, now=now)
            status = 409
        else:
            messages.success(request, _("Đã lưu."))
            return redirect("meetings:meeting_detail", point.meeting_id)
    context = {"meeting": point.meeting, "point": point, "form": form}
    return render(request, "meetings/agenda_edit.html", context, status=status)


@require_POST
@login_required
def agenda_move(request: Request, meeting_id: UUID, agenda_id: int) -> HttpResponse:
    point = managed_point(request, meeting_id, agenda_id)
    up = request.POST.get("direction") == "up"
    services.move_agenda(item=point, up=up, version=seen_version(request, point.meeting), by=request.user)
    return redirect("meetings:meeting_detail", point.meeting_id)


@require_POST
@login_required
def agenda_remove(request: Request, meeting_id: UUID, agenda_id: int) -> HttpResponse:
    point = managed_point(request, meeting_id, agenda_id)
    services.remove_agenda(item=point, version=seen_version(request, point.meeting), by=request.user)
    return redirect("meetings:meeting_detail", point.meeting_id)


@require_http_methods(["GET", "POST"])
@login_required
@sent_once
def agenda_propose(request: Request, meeting_id: UUID) -> HttpResponse:
    """What is open of earlier conclusions, to be put on this agenda."""
    meeting = managed_meeting(request, meeting_id)
    proposed = open_conclusions(but_not_on=meeting)
    chosen = [item for item in proposed if str(item.pk) in request.POST.getlist("item")]
    if request.method == "POST" and chosen:
        services.add_agenda(meeting=meeting, contents=[_point(item) for item in chosen], by=request.user)
        messages.success(request, _("Đã thêm %(count)s nội dung.") % {"count": len(chosen)})
        return redirect("meetings:meeting_detail", meeting.pk)
    is_empty = request.method == "POST"
    context = {"meeting": meeting, "proposed": proposed, "is_empty": is_empty}
    return render(request, "meetings/agenda_propose.html", context, status=422 if is_empty else 200)


def _point(item: PlanItem) -> AgendaContent:
    """Agendas are Vietnamese whatever language a person reads the site in."""
    lead = next((duty.agency for duty in item.duties.all() if duty.role == "lead" and duty.agency), None)
    title = f"Tình hình thực hiện kết luận “{item.title}” ({item.plan.title})"
    return AgendaContent(title=title[:500], presenter=lead, follows=item)
