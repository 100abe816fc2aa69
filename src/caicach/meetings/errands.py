"""What meetings want of a person: to come, or to write the minutes."""

from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from caicach.agencies.permissions import can
from caicach.meetings.models import Meeting, MeetingState
from caicach.people.errands import Errand
from caicach.people.models import User
from caicach.people.permissions import Permission
from caicach.ui.formats import shown_day

AHEAD = timedelta(days=14)
BEHIND = timedelta(days=30)


def errands_of(user: User, on: date) -> list[Errand]:
    """Meetings of the next two weeks; for who prepares them also those of which nobody wrote the minutes."""
    if not can(user, Permission.MEETING_VIEW):
        return []
    prepares = can(user, Permission.MEETING_MANAGE)
    first = on - BEHIND if prepares else on
    rows = Meeting.objects.visible_to(user).in_state(MeetingState.INVITED).filter(held_on__range=(first, on + AHEAD))
    return [_errand(row, on) for row in rows.order_by("held_on")]


def _errand(row: Meeting, on: date) -> Errand:
    page = reverse("meetings:meeting_detail", args=[row.pk])
    if row.waits_for_minutes(on):
        told = _("họp ngày %(day)s") % {"day": shown_day(row.held_on)}
        return Errand(text=_("Ghi biên bản: %(title)s") % {"title": row.title}, told=told, url=page, icon="pen-line")
    begins = f"{row.begins_at:%H:%M} " if row.begins_at else ""
    return Errand(
        text=_("Họp: %(title)s") % {"title": row.title},
        told=f"{begins}{shown_day(row.held_on)}{f', {row.place}' if row.place else ''}",
        url=page,
        icon="users",
    )
