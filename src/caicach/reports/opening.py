"""A round opens once its period is over: one part for each agency, filled with what is known at the cut-off."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any

from django.db import transaction

from caicach.agencies.models import Agency
from caicach.agencies.permissions import require_or_machine
from caicach.audit.trail import record
from caicach.core.period import Period
from caicach.core.reporting import due_after
from caicach.indicators.models import Figure, Indicator
from caicach.indicators.services import write_figures
from caicach.people.models import User
from caicach.people.permissions import Permission
from caicach.reports import errors
from caicach.reports.models import PartFigure, PartSection, ReportKind, ReportPart, ReportRound
from caicach.reports.rows import Row, rows_at, rows_for
from caicach.workfigures.figures import work_entries

BATCH = 200
NEXT_WORKING_DAY = "next"
Told = Callable[[int, int], None]


def window_to_open(kind: ReportKind, today: date) -> Period | None:
    """The newest window of a kind that is over; None for a kind without one."""
    return kind.yearly.newest_ended(today) if kind.yearly else None


def open_due_rounds(*, today: date, by: User | None = None) -> list[ReportRound]:
    """Open what is to be opened by itself: the report whose window ended last. Safe to run again.

    Older ones stay closed: a system that is new would ask for reports that were written long ago.
    """
    if not (kinds := [one for one in ReportKind.objects.valid_on(today) if one.yearly]):
        raise errors.NoKinds()
    windows = [(one, found) for one in kinds if (found := window_to_open(one, today))]
    newest = max(period.last for _kind, period in windows)
    opened = []
    for kind, period in windows:
        if period.last == newest and not ReportRound.objects.filter(kind=kind, last=period.last).exists():
            opened.append(open_round(kind=kind, period=period, today=today, by=by))
    return opened


def name_of(kind: ReportKind, period: Period) -> str:
    """What a periodic report is called, in the language of the law."""
    year_word = "" if kind.name.endswith("năm") else " năm"
    return f"{kind.name}{year_word} {period.last.year}"


@transaction.atomic
def open_round(
    *,
    kind: ReportKind,
    period: Period,
    today: date,
    by: User | None,
    name: str = "",
    due_on: dict[str, date] | None = None,
    told: Told = lambda done, total: None,
) -> ReportRound:
    """Open a report, or give the one that is open for these days already. Its figures stand as of the cut-off.

    due_on: days by level where others than those of the kind are wanted. told: hears how many parts are made.
    """
    require_or_machine(by, Permission.REPORT_MANAGE)
    if today <= period.last:
        raise errors.RoundNotYet(last=f"{period.last:%d/%m/%Y}")
    row, is_new = ReportRound.objects.get_or_create(
        kind=kind,
        first=period.first,
        last=period.last,
        name=name or name_of(kind, period),
        defaults={
            "levels": list(_levels(kind, period, due_on or {})),
            "outline": kind.outline,
            "annex": kind.annex,
            "opened_by": by,
        },
    )
    if is_new:
        write_figures(entries=list(work_entries(period, on=period.last)), by=None)
        count = _make_parts(row, told)
        record("reports.round_opened", actor=by, target=row, parts=count, first=period.first, last=period.last)
    return row


def _levels(kind: ReportKind, period: Period, given: dict[str, date]) -> Iterator[dict[str, Any]]:
    for level in kind.levels:
        moves = level.get("day_off") == NEXT_WORKING_DAY
        due = given.get(level["code"]) or due_after(period.last, level["due_day"], moves=moves)
        yield {**level, "due_on": due.isoformat()}


def _make_parts(round: ReportRound, told: Told) -> int:
    parts = list(_parts(round))
    agencies = [part.agency_id for part in parts]
    indicators = _indicators(round)
    rows, figures = rows_at(round.period, agencies), _figures(round, indicators, agencies)
    ReportPart.objects.bulk_create(parts, batch_size=BATCH)
    for place in range(0, len(parts), BATCH):
        told(place, len(parts))
        some = parts[place : place + BATCH]
        sections = [one for part in some for one in _sections(part, round.outline, rows.get(part.agency_id, []))]
        PartSection.objects.bulk_create(sections, batch_size=BATCH)
        filled = [one for section in sections for one in _part_figures(section, round.outline, indicators, figures)]
        PartFigure.objects.bulk_create(filled, batch_size=BATCH)
    told(len(parts), len(parts))
    return len(parts)


def _parts(round: ReportRound) -> Iterator[ReportPart]:
    """Of every agency that there is on the day of the cut-off and whose kind a level names."""
    by_kind = {kind: level for level in round.levels for kind in level["kinds"]}
    for agency in Agency.objects.valid_on(round.last).filter(kind__in=by_kind):
        level = by_kind[agency.kind]
        due = date.fromisoformat(level["due_on"])
        yield ReportPart(round=round, agency=agency, level=level["code"], due_on=due)


def _sections(part: ReportPart, outline: Iterable[dict[str, Any]], rows: list[Row]) -> Iterator[PartSection]:
    for order, told in enumerate(outline, 1):
        named = {"code": told["code"], "title": told["title"], "guide": told.get("guide", "")}
        yield PartSection(part=part, order=order, rows=rows_for(told, rows), **named)


def _indicators(round: ReportRound) -> dict[str, Indicator]:
    codes = {code for section in round.outline for code in section.get("figures", ())}
    found = {row.code: row for row in Indicator.objects.filter(code__in=codes)}
    if missing := codes - found.keys():
        raise errors.IndicatorsMissing(codes=", ".join(sorted(missing)))
    return found


def _figures(
    round: ReportRound, indicators: dict[str, Indicator], agencies: list[int]
) -> dict[tuple[int, int], Figure]:
    """The figures of exactly this period: those of another one would be other numbers."""
    rows = Figure.objects.current().of_period(round.first, round.last).filter(agency__in=agencies)
    rows = rows.filter(indicator__in=[one.pk for one in indicators.values()])
    return {(row.agency_id, row.indicator_id): row for row in rows.iterator()}


def _part_figures(
    section: PartSection,
    outline: list[dict[str, Any]],
    indicators: dict[str, Indicator],
    figures: dict[tuple[int, int], Figure],
) -> Iterator[PartFigure]:
    for order, code in enumerate(outline[section.order - 1].get("figures", ())):
        indicator = indicators[code]
        known = figures.get((section.part.agency_id, indicator.pk))
        yield PartFigure(section=section, indicator=indicator, figure=known, order=order)
