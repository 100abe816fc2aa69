"""The table of a load as pages and workbooks show it: lines with shades, and the same as XLSX."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

import xlsxwriter
from django.utils.translation import gettext as _

from caicach.steering.load import MONTHS, AgencyLoad, Load

SHADES = 4
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


@dataclass(frozen=True, slots=True)
class Cell:
    """One month of one agency. shade: 0 for nothing, then 1 to `SHADES` by its part of the fullest month."""

    count: int
    month: int
    shade: int


@dataclass(frozen=True, slots=True)
class Line:
    """One agency of the table."""

    load: AgencyLoad
    share: Decimal | None
    cells: list[Cell]


def lines_of(load: Load) -> list[Line]:
    """The lines of the page, in the order of the load."""
    fullest = load.fullest
    return [
        Line(
            one,
            load.share_of(one),
            [Cell(n, month, _shade(n, fullest)) for month, n in zip(MONTHS, one.cells, strict=True)],
        )
        for one in load.agencies
    ]


def load_as_xlsx(load: Load, title: str) -> bytes:
    """One sheet: a line for each agency, the sums below."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, _OPTIONS) as book:
        usual = {"font_name": "Times New Roman", "font_size": 12, "border": 1}
        plain, bold = book.add_format(usual), book.add_format({**usual, "bold": True, "text_wrap": True})
        sheet = book.add_worksheet(_("Khối lượng")[:31])
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(2)
        sheet.freeze_panes(3, 1)
        sheet.set_column(0, 0, 38)
        sheet.write_string(0, 0, title, book.add_format({"font_name": "Times New Roman", "bold": True}))
        for place, row in enumerate(_rows(load), start=2):
            for column, value in enumerate(row):
                form = bold if place == 2 else plain
                if isinstance(value, int):
                    sheet.write_number(place, column, value, form)
                else:
                    sheet.write_string(place, column, value, form)
    return stream.getvalue()


def _rows(load: Load) -> Iterator[list[str | int]]:
    months = [_("Tháng %(month)s") % {"month": month} for month in MONTHS]
    yield [_("Cơ quan"), _("Việc chủ trì"), *months, _("Không có hạn")]
    for one in load.agencies:
        yield [one.agency.name, one.rows, *one.cells, one.undated]
    yield [_("Cộng"), load.rows, *load.months, load.undated]


def _shade(count: int, fullest: int) -> int:
    return -(-count * SHADES // fullest) if fullest else 0
