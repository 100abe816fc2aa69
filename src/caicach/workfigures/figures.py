"""What carrying out writes into the ledger: how each agency stood in a period, counted on a day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from urllib.parse import urlencode

from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from caicach.agencies.models import Agency
from caicach.core.period import Period
from caicach.indicators.entries import Entry
from caicach.indicators.models import Figure, Indicator, Writer
from caicach.indicators.services import Written, write_figures
from caicach.people.models import User
from caicach.work.models import Assignment
from caicach.workfigures.errors import NoIndicators

SOURCE = "work"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """The lead duties of one agency that are due in a period, as known on a day; ongoing and waiting ones apart."""

    due: int = 0
    completed: int = 0
    late: int = 0
    overdue: int = 0
    ongoing: int = 0
    waiting: int = 0

    @property
    def on_time(self) -> int:
        return self.completed - self.late


_RATIOS = {
    "duties_completed": ("completed", "completed"),
    "duties_on_time": ("on_time", "completed_on_time"),
    "duties_late": ("late", "completed_late"),
    "duties_overdue": ("overdue", "overdue"),
}
"""For each ratio of duties due what is counted, and the status by which the list shows these rows."""

_VALUES = {"duties_ongoing": "ongoing", "duties_waiting": "waiting"}
_LISTED = {"duties_ongoing": "ongoing", "duties_waiting": "waiting_for_event"}


def write_work_figures(*, period: Period, on: date, by: User | None) -> Written:
    """Count the duties of all agencies on a day and write the figures. Safe to run again: what is the same stays."""
    return write_figures(entries=list(work_entries(period, on=on)), by=by)


def work_entries(period: Period, *, on: date) -> Iterator[Entry]:
    """The figures of all agencies that have duties in the period, or had when they were counted before.

    An agency that the system has given nothing to has no figure: nobody knows that it had nothing to do.
    """
    indicators = {row.code: row for row in Indicator.objects.filter(written_by=Writer.WORK)}
    if missing := (_RATIOS.keys() | _VALUES.keys()) - indicators.keys():
        raise NoIndicators(codes=", ".join(sorted(missing)))
    tallies = _tallies(period, on)
    earlier = Figure.objects.current().of_period(period.first, period.last).filter(source=SOURCE)
    keys = tallies.keys() | set(earlier.values_list("agency", flat=True))
    for agency in Agency.objects.filter(pk__in=keys).order_by("pk"):
        tally = tallies.get(agency.pk, Tally())
        for code in (*_RATIOS, *_VALUES):
            yield _entry(indicators[code], agency, tally, period, on)


def _tallies(period: Period, on: date) -> dict[int, Tally]:
    due = _due_counts(period, on)
    beside = {agency: {"ongoing": ongoing, "waiting": waiting} for agency, ongoing, waiting in _beside(period)}
    return {agency: Tally(**due.get(agency, {}), **beside.get(agency, {})) for agency in due.keys() | beside.keys()}


def _due_counts(period: Period, on: date) -> dict[int, dict[str, int]]:
    """Facts later than the day do not count, so that a past day gives the same numbers again."""
    leads = Assignment.objects.standing().leads().filter(due_on__range=(period.first, period.last))
    completed = Q(confirmed_on__lte=on)
    is_open = Q(submitted_on=None) | Q(submitted_on__gt=on)
    counts = {
        "due": Count("pk"),
        "completed": Count("pk", filter=completed),
        "late": Count("pk", filter=completed & Q(submitted_on__gt=F("due_on"))),
        "overdue": Count("pk", filter=is_open & Q(due_on__lt=on)),
    }
    return {row.pop("agency"): row for row in leads.order_by().values("agency").annotate(**counts)}


def _beside(period: Period) -> Iterator[tuple[int, int, int]]:
    """Agency, ongoing, waiting: open lead duties without a due date in the plans of the period's year."""
    leads = Assignment.objects.standing().leads().of_year(period.last.year)
    for row in leads.tally_by("agency", today=period.last):
        yield row["agency"], row["ongoing"], row["waiting"]


def _entry(indicator: Indicator, agency: Agency, tally: Tally, period: Period, on: date) -> Entry:
    with override("vi"):  # the ledger is kept in the language of the law
        source_text = _("Các việc chủ trì trong hệ thống")
    is_ratio = indicator.code in _RATIOS
    count = getattr(tally, _RATIOS[indicator.code][0] if is_ratio else _VALUES[indicator.code])
    return Entry(
        indicator=indicator,
        agency=agency,
        first=period.first,
        last=period.last,
        numerator=Decimal(count) if is_ratio else None,
        denominator=Decimal(tally.due) if is_ratio else None,
        value=None if is_ratio else Decimal(count),
        source=SOURCE,
        source_text=source_text,
        as_of=on,
        rows_url=_rows_url(indicator.code, agency, period),
        row_count=count,
    )


def _rows_url(code: str, agency: Agency, period: Period) -> str:
    """The list of the rows that the count of an indicator is made of."""
    told: dict[str, object] = {"agency": agency.pk, "role": "lead"}
    if code in _RATIOS:
        told |= {"since": period.first, "until": period.last, "status": _RATIOS[code][1]}
    else:
        told |= {"year": period.last.year, "status": _LISTED[code]}
    return f"{reverse('work:assignment_list')}?{urlencode(told)}"
