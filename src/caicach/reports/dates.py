"""The days of reports: until when each agency sends its part, and each level of a round."""

from collections.abc import Iterator
from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from caicach.agencies.dates import DatedEntry, DatesAsked, DateSource, Standing
from caicach.agencies.permissions import agencies_where
from caicach.people.permissions import Permission
from caicach.reports.models import ReportPart, ReportRound

_DUE_WITHIN = timedelta(days=200)
"""No level of a round is due later than that after its cut-off."""


def dates_of(asked: DatesAsked) -> Iterator[DatedEntry]:
    return _parts(asked) if asked.is_single else _rounds(asked)


def _parts(asked: DatesAsked) -> Iterator[DatedEntry]:
    rows = ReportPart.objects.visible_to(asked.user).filter(due_on__range=(asked.first, asked.last))
    if asked.agency is not None:
        rows = rows.filter(agency=asked.agency)
    else:
        rows = rows.filter(agency__in=agencies_where(asked.user, Permission.REPORT_FILL, on=asked.today))
    for row in rows.select_related("round", "agency"):
        is_done = row.sent_on is not None
        late = Standing.LATE if row.due_on < asked.today else Standing.OPEN
        yield DatedEntry(
            day=row.due_on,
            text=_("Gửi phần báo cáo: %(round)s") % {"round": row.round.name},
            url=reverse("reports:part_detail", args=[row.pk]),
            key=str(row.pk),
            sequence=row.version,
            starts_on=row.round.last,
            who=row.agency.brief,
            standing=Standing.DONE if is_done else late,
            group=_("Báo cáo định kỳ"),
            row=str(row.round_id),
        )


def _rounds(asked: DatesAsked) -> Iterator[DatedEntry]:
    rows = ReportRound.objects.visible_to(asked.user).filter(last__range=(asked.first - _DUE_WITHIN, asked.last))
    for row in rows:
        for place, (level, due_on) in enumerate(row.due_days):
            if asked.first <= due_on <= asked.last:
                yield DatedEntry(
                    day=due_on,
                    text=_("Hạn gửi %(round)s: %(level)s") % {"round": row.name, "level": level},
                    url=reverse("reports:round_detail", args=[row.pk]),
                    key=f"{row.pk}-{place}",
                    starts_on=row.last,
                    standing=Standing.PLAIN if due_on >= asked.today else Standing.DONE,
                    group=_("Báo cáo định kỳ"),
                    row=str(row.pk),
                )


REPORTS = DateSource(
    code="reports",
    label=gettext_lazy("Báo cáo"),
    icon="file-text",
    tell=dates_of,
    order=20,
    narrows=frozenset({"agency"}),
)
