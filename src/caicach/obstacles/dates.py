"""The days on which something happened that duties had waited for."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from caicach.agencies.dates import DatedEntry, DatesAsked, DateSource
from caicach.obstacles.models import TriggerEvent
from caicach.work.selection import shortened


def dates_of(asked: DatesAsked) -> Iterator[DatedEntry]:
    rows = TriggerEvent.objects.visible_to(asked.user)
    rows = rows.filter(undone_at=None, happened_on__range=(asked.first, asked.last))
    if asked.agency is not None:
        rows = rows.filter(duties__assignment__agency=asked.agency).distinct()
    for row in rows:
        yield DatedEntry(
            day=row.happened_on,
            text=_("Đã xảy ra: %(event)s") % {"event": shortened(row.words, 140)},
            url=reverse("obstacles:event_detail", args=[row.pk]),
            key=str(row.pk),
            group=_("Sự kiện"),
            row=str(row.pk),
        )


EVENTS = DateSource(
    code="events",
    label=gettext_lazy("Sự kiện"),
    icon="calendar-check",
    tell=dates_of,
    order=40,
    narrows=frozenset({"agency"}),
)
