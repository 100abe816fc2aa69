"""The table of a load as pages and workbooks show it: lines with shades, and the same as XLSX."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from caicach.steering.load import MONTHS, AgencyLoad, Load
from caicach.ui.sheets import Cell, Column, Sheet, workbook

SHADES = 4


@dataclass(frozen=True, slots=True)
class MonthCell:
    """One month of one agency. shade: 0 for nothing, then 1 to `SHADES` by its part of the fullest month."""

    count: int
    month: int
    shade: int


@dataclass(frozen=True, slots=True)
class Line:
    """One agency of the table."""

    load: AgencyLoad
    share: Decimal | None
    cells: list[MonthCell]


def lines_of(load: Load) -> list[Line]:
    """The lines of the page, in the order of the load."""
    fullest = load.fullest
    return [
        Line(
            one,
            load.share_of(one),
            [MonthCell(n, month, _shade(n, fullest)) for month, n in zip(MONTHS, one.cells, strict=True)],
        )
        for one in load.agencies
    ]


def load_as_xlsx(load: Load, title: str) -> bytes:
    """One sheet: a line for each agency, the sums below."""
    months = [_("Tháng %(month)s") % {"month": month} for month in MONTHS]
    headings = [_("Cơ quan"), _("Việc chủ trì"), *months, _("Không có hạn")]
    columns = [Column(heading, 38 if place == 0 else 9) for place, heading in enumerate(headings)]
    return workbook(Sheet(name=_("Khối lượng"), columns=columns, rows=_rows(load), titles=[title], frozen=1))


def _rows(load: Load) -> Iterator[list[Cell]]:
    for one in load.agencies:
        yield [one.agency.name, one.rows, *one.cells, one.undated]
    yield [_("Cộng"), load.rows, *load.months, load.undated]


def _shade(count: int, fullest: int) -> int:
    return -(-count * SHADES // fullest) if fullest else 0
