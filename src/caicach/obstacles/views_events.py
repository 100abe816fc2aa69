"""Events that rows wait for: the list, recording one after a preview, what became of it, undoing it."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from caicach.obstacles.forms import DueDatesForm, EventForm
from caicach.obstacles.models import TriggeredDuty, TriggerEvent
from caicach.obstacles.permissions import allow, assigns_plans
from caicach.obstacles.recording import may_undo, record_event, undo_event
from caicach.obstacles.waiting import WaitingEvent, proposed_due, waiting_event, waiting_for
from caicach.people.once import sent_once
from caicach.people.requests import Request
from caicach.ui.errors import CaicachError
from caicach.ui.pages import page_or_part
from caicach.work.models import Assignment

MOST_SHOWN = 50


@require_GET
@login_required
def event_list(request: Request) -> HttpResponse:
    """What rows wait for, and what has happened lately."""
    allow(assigns_plans(request.user))
    happened = TriggerEvent.objects.visible_to(request.user).select_related("recorded_by", "undone_by")
    context = {"waiting": waiting_for(request.user), "happened": happened[:MOST_SHOWN]}
    return page_or_part(request, "obstacles/event_list.html", "events", context)


@require_http_methods(["GET", "POST"])
@login_required
@sent_once
def event_record(request: Request, event_code: str) -> HttpResponse:
    """Say when it happened, look at the dates that follow (in the address), then let them hold (sent)."""
    allow(assigns_plans(request.user))
    waiting = waiting_event(request.user, event_code)
    if waiting is None:
        raise Http404
    given = request.POST if request.method == "POST" else request.GET
    form = EventForm(given if "happened_on" in given else None)
    if not form.is_valid():
        return _record_page(request, waiting, form, status=422 if form.is_bound else 200)
    rows = _proposals(waiting, form.cleaned_data["happened_on"], form.cleaned_data["due_on"])
    if request.method != "POST":
        return _record_page(request, waiting, form, DueDatesForm(rows=rows, initial={"seen": waiting.seen}))
    dates = DueDatesForm(request.POST, rows=rows)
    if not dates.is_valid():
        return _record_page(request, waiting, form, dates, status=422)
    return _recorded(request, waiting, form, dates)


@require_GET
@login_required
def event_detail(request: Request, event_id: UUID) -> HttpResponse:
    """One event with the duties that got their date from it, as far as this person sees them."""
    event = _seen(request, event_id)
    duties = Assignment.objects.visible_to(request.user).filter(trigger_events__event=event)
    context = {
        "event": event,
        "duties": duties.select_related("item", "agency").order_by("item__plan", "item__order", "agency"),
        "count": TriggeredDuty.objects.filter(event=event).count(),
        "may_undo": may_undo(request.user, event, on=timezone.localdate()),
    }
    return render(request, "obstacles/event_detail.html", context)


@require_POST
@login_required
def event_undo(request: Request, event_id: UUID) -> HttpResponse:
    event = undo_event(event=_seen(request, event_id), by=request.user, on=timezone.localdate())
    messages.success(request, _("Đã hoàn tác; các việc lại chờ sự kiện."))
    return redirect("obstacles:event_detail", event.pk)


def _recorded(request: Request, waiting: WaitingEvent, form: EventForm, dates: DueDatesForm) -> HttpResponse:
    given, today = dates.cleaned_data, timezone.localdate()
    told: dict[str, Any] = {name: form.cleaned_data[name] for name in ("happened_on", "source")}
    told |= {"seen": given["seen"], "due": {key: given[f"due-{key}"] for key in waiting.rows}}
    try:
        event = record_event(code=waiting.code, by=request.user, on=today, **told)
    except CaicachError as error:
        dates.add_error(None, str(error))
        dates.data = dict(dates.data.items()) | {"seen": waiting.seen}
        return _record_page(request, waiting, form, dates, status=409)
    messages.success(request, _("Đã đặt hạn cho %(count)s việc chờ sự kiện.") % {"count": len(waiting.duties)})
    return redirect("obstacles:event_detail", event.pk)


def _proposals(waiting: WaitingEvent, happened_on: date, common: date | None) -> dict[str, date | None]:
    """For each row the day that its words name, else the one for all; none where neither is known."""
    words = {key: str((row.item.schedule or {}).get("text") or waiting.words) for key, row in waiting.rows.items()}
    return {str(key): proposed_due(text, happened_on) or common for key, text in words.items()}


def _record_page(
    request: Request, waiting: WaitingEvent, form: EventForm, dates: DueDatesForm | None = None, *, status: int = 200
) -> HttpResponse:
    context: dict[str, Any] = {"waiting": waiting, "form": form, "dates": dates}
    if dates is not None:
        context["lines"] = [(row, dates[f"due-{key}"]) for key, row in waiting.rows.items()]
    return render(request, "obstacles/event_record.html", context, status=status)


def _seen(request: Request, event_id: UUID) -> TriggerEvent:
    rows = TriggerEvent.objects.visible_to(request.user).select_related("recorded_by", "undone_by")
    return get_object_or_404(rows, pk=event_id)
