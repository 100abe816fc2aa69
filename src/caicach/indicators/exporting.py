"""Figures as a workbook that the import reads back the same."""

import io
from collections.abc import Iterable, Iterator

import xlsxwriter

from caicach.agencies.sheet import guarded
from caicach.core.period import Period
from caicach.indicators.columns import FIGURE_HEADINGS
from caicach.indicators.tables import FigureRow
from caicach.ui.fields import plain_number
from caicach.ui.formats import shown_day

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_WIDTHS = {"indicator": 28, "name": 44, "source_text": 48}


def figures_as_xlsx(rows: Iterable[FigureRow], period: Period) -> bytes:
    """One sheet of texts; agencies without a figure have a row with blank numbers, for somebody to fill in."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Số liệu")
        usual = {"font_name": "Times New Roman", "font_size": 12, "text_wrap": True, "valign": "top", "border": 1}
        plain, head = book.add_format({**usual, "num_format": "@"}), book.add_format({**usual, "bold": True})
        for place, (key, spellings) in enumerate(FIGURE_HEADINGS.items()):
            sheet.set_column(place, place, _WIDTHS.get(key, 14))
            sheet.write_string(0, place, spellings[0], head)
        sheet.freeze_panes(1, 2)
        for line, row in enumerate(rows, 1):
            for place, cell in enumerate(_cells(row, period)):
                sheet.write_string(line, place, guarded(cell), plain)
    return out.getvalue()


def _cells(row: FigureRow, period: Period) -> Iterator[str]:
    figure = row.figure
    yield row.indicator.code
    yield f"{row.agency.name} [{row.agency.code}]"
    yield shown_day(period.first)
    yield shown_day(period.last)
    for number in (figure.numerator, figure.denominator, figure.value) if figure else (None, None, None):
        yield "" if number is None else plain_number(number)
    yield figure.source_text if figure else ""
    yield shown_day(figure.as_of) if figure else ""
