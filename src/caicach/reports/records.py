"""Who sent on time, late or not at all, on a day; and how that becomes figures of the ledger."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from caicach.agencies.models import Agency
from caicach.agencies.permissions import require_or_machine
from caicach.core.period import Period
from caicach.core.reporting import reporting_year_of
from caicach.indicators.entries import Entry
from caicach.indicators.models import Indicator
from caicach.indicators.services import Written, write_figures
from caicach.people.models import User
from caicach.people.permissions import Permission
from caicach.reports import errors
from caicach.reports.models import ReportPart, ReportRound

SOURCE = "reports"
LATE, ABSENT = "reports_late", "reports_absent"


class Sending(models.TextChoices):
    """How a part stands on a day; computed, never typed."""

    ON_TIME = "on_time", gettext_lazy("gửi đúng hạn")
    LATE = "late", gettext_lazy("gửi chậm")
    RETURNED = "returned", gettext_lazy("đang sửa lại")
    ABSENT = "absent", gettext_lazy("quá hạn chưa gửi")
    WAITING = "waiting", gettext_lazy("chưa đến hạn")


def sending_of(part: ReportPart, today: date) -> Sending:
    """How a part stands: what came back was sent all the same, its day of sending stays."""
    if part.sent_on is None:
        return Sending.ABSENT if today > part.due_on else Sending.WAITING
    if not part.is_signed:
        return Sending.RETURNED
    return Sending.LATE if part.is_late else Sending.ON_TIME


def write_record(*, round: ReportRound, today: date, by: User | None) -> Written:
    """Write for each agency how many reports of the round's reporting year were late or absent, as known on a day.

    Only periodic reports that are due count: before that nobody is late. Safe to run again.
    """
    require_or_machine(by, Permission.REPORT_MANAGE)
    return write_figures(entries=list(_entries(reporting_year_of(round.last), today)), by=None)


def _entries(year: Period, today: date) -> Iterator[Entry]:
    indicators = {row.code: row for row in Indicator.objects.filter(code__in=(LATE, ABSENT))}
    if missing := {LATE, ABSENT} - indicators.keys():
        raise errors.IndicatorsMissing(codes=", ".join(sorted(missing)))
    parts = ReportPart.objects.filter(round__last__range=(year.first, year.last), due_on__lt=today)
    counts: dict[int, Counter[str]] = {}
    agencies: dict[int, Agency] = {}
    for part in parts.exclude(round__kind__window={}).select_related("agency"):
        agencies[part.agency_id] = part.agency
        counted = counts.setdefault(part.agency_id, Counter())
        counted[LATE] += part.is_late
        counted[ABSENT] += part.sent_on is None
    with override("vi"):  # the ledger is kept in the language of the law
        source_text = _("Báo cáo định kỳ trong hệ thống")
    for key, counted in counts.items():
        for code, indicator in indicators.items():
            yield Entry(
                indicator=indicator, agency=agencies[key], first=year.first, last=year.last,
                value=Decimal(counted[code]), source=SOURCE, source_text=source_text, as_of=today,
                rows_url=reverse("reports:round_list"), row_count=counted[code],
            )  # fmt: skip
