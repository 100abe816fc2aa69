"""Meetings as pages reach them: out of scope is not found, in scope but not allowed is refused."""

from uuid import UUID

from django.shortcuts import get_object_or_404

from caicach.agencies.permissions import require
from caicach.meetings.models import AgendaItem, Meeting
from caicach.people.permissions import Permission
from caicach.people.requests import Request


def seen_meeting(request: Request, meeting_id: UUID) -> Meeting:
    return get_object_or_404(Meeting.objects.visible_to(request.user), pk=meeting_id)


def managed_meeting(request: Request, meeting_id: UUID) -> Meeting:
    """A meeting that this person may change."""
    meeting = seen_meeting(request, meeting_id)
    require(request.user, Permission.MEETING_MANAGE)
    return meeting


def managed_point(request: Request, meeting_id: UUID, agenda_id: int) -> AgendaItem:
    meeting = managed_meeting(request, meeting_id)
    rows = meeting.agenda.select_related("meeting", "presenter").prefetch_related("documents")
    return get_object_or_404(rows, pk=agenda_id)
