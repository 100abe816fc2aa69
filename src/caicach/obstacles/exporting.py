"""The list of obstacles as a workbook: the rows that are filtered, in the order in which they are seen."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from caicach.obstacles.models import ObstacleQuerySet, ObstacleStep, StepKind
from caicach.ui.formats import shown_day
from caicach.ui.sheets import Sheet, columns_of, workbook

_WIDTHS = (5, 14, 40, 24, 48, 24, 13, 11, 18, 13, 40, 13)


def obstacles_as_xlsx(rows: ObstacleQuerySet, *, today: date) -> bytes:
    """One sheet, one row an obstacle with its newest answer; every cell is text."""
    headings = [
        _("STT"), _("Mã"), _("Việc"), _("Cơ quan"), _("Vướng mắc"), _("Gửi đến"), _("Từ ngày"), _("Số ngày"),
        _("Trạng thái"), _("Ngày trả lời"), _("Trả lời"), _("Ngày tháo gỡ"),
    ]  # fmt: skip
    columns = columns_of(headings, _WIDTHS)
    return workbook(Sheet(name=_("Vướng mắc"), columns=columns, rows=_lines(rows, today), frozen=3))


def _lines(rows: ObstacleQuerySet, today: date) -> Iterator[list[str]]:
    answers = _answers(rows)
    for number, row in enumerate(rows, start=1):
        item = row.assignment.item
        days = [shown_day(day) if day else "" for day in (row.since_on, row.answered_on, row.closed_on)]
        yield [
            str(number), item.outline_code, item.title, row.assignment.agency.name, row.text, row.addressed_to.name,
            days[0], str(row.days_on(today)), str(row.state.label), days[1], answers.get(row.pk, ""), days[2],
        ]  # fmt: skip


def _answers(rows: ObstacleQuerySet) -> dict[object, str]:
    """The newest answer to each; the later one of the order stays."""
    steps = ObstacleStep.objects.filter(kind=StepKind.ANSWERED, obstacle__in=rows.order_by().values("pk"))
    return dict(steps.order_by("pk").values_list("obstacle", "text"))
