"""The days of assessment rounds: when each phase opens and closes, for all and for agencies with days of their own."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from caicach.agencies.dates import DatedEntry, DatesAsked, DateSource, Standing
from caicach.agencies.permissions import agencies_where
from caicach.assessments.models import Phase, Round, RoundState, Window
from caicach.assessments.windows import newest_of
from caicach.people.permissions import Permission


def dates_of(asked: DatesAsked) -> Iterator[DatedEntry]:
    shown = Round.objects.visible_to(asked.user).filter(state__in=(RoundState.OPEN, RoundState.CLOSED))
    rows = Window.objects.filter(round__in=shown.order_by().values("pk")).select_related("round", "agency")
    for _round, windows in groupby(_of_agencies(rows, asked).order_by("round", "pk"), key=lambda one: one.round_id):
        newest = newest_of(windows)
        for window in [*newest.general.values(), *newest.own.values()]:
            yield from _days(window, asked)


def _of_agencies(rows: QuerySet[Window], asked: DatesAsked) -> QuerySet[Window]:
    """The windows for all, and where somebody asks about agencies also those of these alone."""
    if asked.agency is not None:
        return rows.filter(Q(agency=None) | Q(agency=asked.agency))
    if asked.is_own:
        own = agencies_where(asked.user, Permission.ASSESSMENT_FILL, on=asked.today)
        return rows.filter(Q(agency=None) | Q(agency__in=own.values("pk")))
    return rows.filter(agency=None)


def _days(window: Window, asked: DatesAsked) -> Iterator[DatedEntry]:
    """The last day, which takes as long as the window; and the first, where it is another one."""
    words = {"phase": Phase(window.phase).label, "round": window.round.name}
    facts: dict[str, Any] = {
        "url": reverse("rounds:round_detail", args=[window.round_id]),
        "who": window.agency.brief if window.agency else "",
        "group": _("Chấm điểm"),
        "row": f"{window.round_id}-{window.phase}-{window.agency_id or ''}",
    }
    if asked.first <= window.closes_on <= asked.last:
        standing = Standing.DONE if window.closes_on < asked.today else Standing.OPEN
        yield DatedEntry(
            day=window.closes_on,
            text=_("Hết hạn %(phase)s: %(round)s") % words,
            key=f"{window.pk}-closes",
            starts_on=window.opens_on,
            standing=standing,
            **facts,
        )
    if asked.first <= window.opens_on <= asked.last and window.opens_on != window.closes_on:
        text = _("Bắt đầu %(phase)s: %(round)s") % words
        yield DatedEntry(day=window.opens_on, text=text, key=f"{window.pk}-opens", **facts)


ROUNDS = DateSource(
    code="rounds",
    label=gettext_lazy("Chấm điểm"),
    icon="clipboard-check",
    tell=dates_of,
    order=30,
    narrows=frozenset({"agency"}),
)
