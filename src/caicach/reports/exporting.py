"""The table of who has sent, and the statistical annex, as workbooks."""

from collections.abc import Iterable, Iterator
from datetime import date

from django.utils.translation import gettext as _

from caicach.reports.annex import AnnexLevel
from caicach.reports.matrix import MatrixRow
from caicach.reports.models import ReportRound
from caicach.ui.formats import shown_day
from caicach.ui.sheets import Cell, Sheet, columns_of, workbook


def matrix_as_xlsx(round: ReportRound, rows: Iterable[MatrixRow], *, today: date) -> bytes:
    """The rows as they are seen; the head says of which day they are."""
    head = [_("STT"), _("Cơ quan"), _("Cấp"), _("Hạn gửi"), _("Ngày gửi"), _("Tình trạng"), _("Người ký")]
    titles = [str(round), _("Tính đến ngày %(day)s") % {"day": shown_day(today)}]
    columns = columns_of(head, (5, 48, 22, 12, 12, 22, 28))
    lines = _matrix_lines(round, rows)
    return workbook(Sheet(name=_("Tình hình gửi báo cáo"), columns=columns, rows=lines, titles=titles, frozen=2))


def annex_as_xlsx(round: ReportRound, levels: Iterable[AnnexLevel]) -> bytes:
    """The annex of the agencies that are seen: numbers as numbers, what is missing stays blank."""
    head = [_("STT"), _("Cơ quan"), *(one["label"] for one in round.annex.get("columns", ()))]
    days = {"first": shown_day(round.first), "last": shown_day(round.last)}
    titles = [str(round), _("Phụ lục số liệu, từ %(first)s đến %(last)s; ô trống là chưa có số liệu") % days]
    columns = columns_of(head, (5, 48, *[14] * (len(head) - 2)))
    return workbook(Sheet(name=_("Phụ lục"), columns=columns, rows=_annex_lines(levels), titles=titles, frozen=2))


def _matrix_lines(round: ReportRound, rows: Iterable[MatrixRow]) -> Iterator[list[Cell]]:
    names = {level["code"]: level["name"] for level in round.levels}
    for number, row in enumerate(rows, 1):
        part = row.part
        days = [shown_day(part.due_on), shown_day(part.sent_on)]
        signer = part.signed_by.full_name if part.signed_by else ""
        yield [str(number), part.agency.name, names[part.level], *days, row.label, signer]


def _annex_lines(levels: Iterable[AnnexLevel]) -> Iterator[list[Cell]]:
    for level in levels:
        yield ["", level.name]
        for number, row in enumerate(level.rows, 1):
            yield [str(number), row.part.agency.name, *row.cells]
        yield ["", _("Cộng"), *level.sums]
        yield ["", _("Cơ quan chưa có số liệu"), *level.missing]
