"""Every change of the ledger: figures are written, frozen and corrected; none is ever overwritten."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from caicach.agencies.models import Agency
from caicach.agencies.permissions import agencies_where, require, require_or_machine
from caicach.audit.trail import record
from caicach.core.period import Period
from caicach.core.text import squeeze
from caicach.indicators import errors
from caicach.indicators.entries import Entry, EntryKey, check_entry
from caicach.indicators.models import HAND, TYPED, Figure, Indicator
from caicach.people.models import User
from caicach.people.permissions import Permission
from caicach.ui.errors import NotAllowed

BATCH = 200


@dataclass(frozen=True, slots=True)
class Written:
    """What became of some entries: new figures, changed ones, those that were known already, and frozen ones."""

    new: int
    changed: int
    same: int
    frozen: int = 0


@transaction.atomic
def write_figure(
    *,
    indicator: Indicator,
    agency: Agency,
    first: date,
    last: date,
    numerator: Decimal | None = None,
    denominator: Decimal | None = None,
    value: Decimal | None = None,
    source: str,
    source_text: str,
    as_of: date,
    rows_url: str = "",
    row_count: int | None = None,
    by: User | None,
) -> Figure:
    """Write a number. The same number from the same source again adds no row; a frozen one is refused.

    by: None for a command of the server and for what the system counts by itself.
    """
    entry = Entry(
        indicator=indicator,
        agency=agency,
        first=first,
        last=last,
        numerator=numerator,
        denominator=denominator,
        value=value,
        source=source,
        source_text=source_text,
        as_of=as_of,
        rows_url=rows_url,
        row_count=row_count,
    )
    require_or_machine(by, Permission.FIGURE_WRITE, agency)
    check_entry(entry)
    now = _locked([entry]).get(entry.key)
    if now and _is_same(now, entry):
        return now
    if now and now.is_frozen:
        raise errors.FigureFrozen(figure=now)
    _refuse_typed_over_counted([entry], {entry.key: now} if now else {})
    figure = _add(entry, now, by=by, at=timezone.now())
    record("indicators.figure_written", actor=by, target=figure, **_numbers(figure), source=source)
    return figure


@transaction.atomic
def write_figures(*, entries: Iterable[Entry], by: User | None) -> Written:
    """Write many numbers with one event in the trail. Frozen figures stay as they are; how many is told."""
    listed = list(entries)
    if len({entry.key for entry in listed}) < len(listed):
        raise ValueError("two entries for one indicator, agency and period")
    _require_all({entry.agency.pk for entry in listed}, by)
    for entry in listed:
        check_entry(entry)
    known = _locked(listed)
    fresh = [entry for entry in listed if not (entry.key in known and _is_same(known[entry.key], entry))]
    written = [entry for entry in fresh if not (entry.key in known and known[entry.key].is_frozen)]
    _refuse_typed_over_counted(written, known)
    changed = sum(entry.key in known for entry in written)
    told = Written(len(written) - changed, changed, len(listed) - len(fresh), len(fresh) - len(written))
    if written:
        figures = _add_all(written, known, by=by, at=timezone.now())
        record("indicators.figures_written", actor=by, target=figures[0].indicator, **asdict(told))
    return told


@transaction.atomic
def freeze_figures(*, period: Period, agencies: Iterable[Agency], by: User | None) -> int:
    """Close the current figures of a period; from then on they change by correction only. Returns how many."""
    require_or_machine(by, Permission.FIGURE_FREEZE)
    rows = Figure.objects.current().of_period(period.first, period.last).filter(frozen_at=None)
    rows = rows.filter(agency__in=[one.pk for one in agencies])
    first = rows.select_related("indicator").order_by("indicator__order", "pk").first()
    if first is None:
        return 0
    count = rows.order_by().update(frozen_at=timezone.now())
    span = {"first": period.first, "last": period.last}
    record("indicators.figures_frozen", actor=by, target=first.indicator, count=count, **span)
    return count


@transaction.atomic
def correct_figure(
    *,
    figure: Figure,
    numerator: Decimal | None = None,
    denominator: Decimal | None = None,
    value: Decimal | None = None,
    source_text: str,
    as_of: date,
    reason: str,
    by: User | None,
) -> Figure:
    """Put a frozen number right. The new row is frozen as the old one was, and says why."""
    require_or_machine(by, Permission.FIGURE_FREEZE, figure.agency)
    now = Figure.objects.select_for_update(of=("self",)).select_related("indicator", "agency").get(pk=figure.pk)
    if not now.is_current:
        raise errors.FigureMovedOn(figure=now)
    if not now.is_frozen:
        raise errors.FigureNotFrozen(figure=now)
    if not squeeze(reason):
        raise errors.NoReason()
    entry = Entry(
        indicator=now.indicator,
        agency=now.agency,
        first=now.period_first,
        last=now.period_last,
        numerator=numerator,
        denominator=denominator,
        value=value,
        source=HAND,
        source_text=source_text,
        as_of=as_of,
    )
    check_entry(entry)
    corrected = _add(entry, now, by=by, at=timezone.now(), reason=squeeze(reason))
    record("indicators.figure_corrected", actor=by, target=corrected, **_numbers(corrected), reason=squeeze(reason))
    return corrected


def _require_all(agencies: set[int], by: User | None) -> None:
    """As `require` for each agency, in one query."""
    if by is None:
        return
    require(by, Permission.FIGURE_WRITE)
    if agencies - set(agencies_where(by, Permission.FIGURE_WRITE).values_list("pk", flat=True)):
        raise NotAllowed()


def _locked(entries: list[Entry]) -> dict[EntryKey, Figure]:
    """The current figures in whose place the entries would step, locked."""
    agencies = {entry.agency.pk for entry in entries}
    indicators = {entry.indicator.pk for entry in entries}
    spans = {(entry.first, entry.last) for entry in entries}
    found = {}
    for first, last in sorted(spans):
        rows = Figure.objects.current().of_period(first, last).filter(indicator__in=indicators, agency__in=agencies)
        for row in rows.select_for_update(of=("self",)).select_related("indicator", "agency").order_by("pk"):
            found[row.indicator_id, row.agency_id, first, last] = row
    return found


def _refuse_typed_over_counted(entries: list[Entry], known: dict[EntryKey, Figure]) -> None:
    for entry in entries:
        if entry.source in TYPED and entry.key in known and known[entry.key].source not in TYPED:
            raise errors.CountedByTheSystem(figure=known[entry.key])


def _is_same(now: Figure, entry: Entry) -> bool:
    numbers = (now.numerator, now.denominator, now.value)
    return (*numbers, now.source, now.source_text) == (*entry.numbers, entry.source, squeeze(entry.source_text))


def _add(entry: Entry, now: Figure | None, *, by: User | None, at: datetime, reason: str = "") -> Figure:
    """A new row; the one in whose place it steps is marked first, so that there is one current row at any time."""
    if now:
        Figure.objects.filter(pk=now.pk).update(superseded_at=at)
    figure = _figure(entry, now, by=by)
    if reason:
        figure.frozen_at, figure.correction_reason = at, reason
    figure.save(force_insert=True)
    return figure


def _add_all(entries: list[Entry], known: dict[EntryKey, Figure], *, by: User | None, at: datetime) -> list[Figure]:
    old = [known[entry.key].pk for entry in entries if entry.key in known]
    for place in range(0, len(old), BATCH):
        Figure.objects.filter(pk__in=old[place : place + BATCH]).update(superseded_at=at)
    figures = [_figure(entry, known.get(entry.key), by=by) for entry in entries]
    return Figure.objects.bulk_create(figures, batch_size=BATCH)


def _figure(entry: Entry, now: Figure | None, *, by: User | None) -> Figure:
    return Figure(
        indicator=entry.indicator,
        agency=entry.agency,
        period_first=entry.first,
        period_last=entry.last,
        numerator=entry.numerator,
        denominator=entry.denominator,
        value=entry.value,
        source=entry.source,
        source_text=squeeze(entry.source_text),
        as_of=entry.as_of,
        rows_url=entry.rows_url,
        row_count=entry.row_count,
        supersedes=now,
        written_by=by,
    )


def _numbers(figure: Figure) -> dict[str, Decimal | None]:
    return {"numerator": figure.numerator, "denominator": figure.denominator, "value": figure.value}
