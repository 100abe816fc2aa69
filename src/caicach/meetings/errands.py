"""What meetings want of a person: to come, or to write the minutes."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from caicach.agencies.permissions import can
from caicach.meetings.models import Meeting, MeetingState
from caicach.people.errands import Errand, Facts, Question, Teller, day_of, facts_of, key_of
from caicach.people.models import User
from caicach.people.permissions import Permission
from caicach.ui.formats import shown_day

AHEAD = timedelta(days=14)
BEHIND = timedelta(days=30)


def _ask(user: User, on: date) -> dict[str, Question]:
    """Meetings of the next two weeks; for who prepares them also those of which nobody wrote the minutes."""
    if not can(user, Permission.MEETING_VIEW):
        return {}
    prepares = can(user, Permission.MEETING_MANAGE)
    first = on - BEHIND if prepares else on
    rows = Meeting.objects.visible_to(user).in_state(MeetingState.INVITED).filter(held_on__range=(first, on + AHEAD))
    return {
        "meetings": facts_of(rows, key="pk", title="title", held_on="held_on", begins_at="begins_at", place="place")
    }


def _tell(user: User, on: date, found: Mapping[str, list[Facts]]) -> Iterator[Errand]:
    for row in sorted(found["meetings"], key=lambda row: str(row["held_on"])):
        yield _errand(row, on)


def _errand(row: Facts, on: date) -> Errand:
    page = reverse("meetings:meeting_detail", args=[key_of(row["key"])])
    held_on = day_of(row["held_on"])
    day = shown_day(held_on)
    if held_on and held_on < on:
        told = _("họp ngày %(day)s") % {"day": day}
        return Errand(text=_("Ghi biên bản: %(title)s") % {"title": row["title"]}, told=told, url=page, icon="pen-line")
    begins = f"{row['begins_at'][:5]} " if row["begins_at"] else ""
    return Errand(
        text=_("Họp: %(title)s") % {"title": row["title"]},
        told=", ".join(filter(None, (f"{begins}{day}", row["place"]))),
        url=page,
        icon="users",
    )


TELLER = Teller(_ask, _tell)
