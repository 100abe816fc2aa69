"""Meetings stand on the calendar of who is invited and of who prepares them."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from caicach.agencies.dates import DatedEntry, DatesAsked, DateSource, Standing
from caicach.meetings.models import Meeting, Participant


def dates_of(asked: DatesAsked) -> Iterator[DatedEntry]:
    rows = Meeting.objects.visible_to(asked.user).filter(held_on__range=(asked.first, asked.last), cancelled_at=None)
    if asked.agency is not None:
        rows = rows.filter(pk__in=Participant.objects.filter(agency=asked.agency).values("meeting"))
    for row in rows:
        yield DatedEntry(
            day=row.held_on,
            at=row.begins_at,
            text=row.title,
            url=reverse("meetings:meeting_detail", args=[row.pk]),
            key=str(row.pk),
            sequence=row.version,
            who=row.place,
            standing=Standing.DONE if row.minutes else Standing.PLAIN,
            group=_("Cuộc họp"),
            row=str(row.pk),
        )


MEETINGS = DateSource(
    code="meetings",
    label=gettext_lazy("Cuộc họp"),
    icon="users",
    tell=dates_of,
    order=5,
    narrows=frozenset({"agency"}),
)
