"""Figures as a workbook that the import reads back the same."""

from collections.abc import Iterable, Iterator

from caicach.core.period import Period
from caicach.indicators.columns import FIGURE_HEADINGS
from caicach.indicators.tables import FigureRow
from caicach.tables.sheet import guarded
from caicach.ui.fields import plain_number
from caicach.ui.formats import shown_day
from caicach.ui.sheets import Column, Sheet, workbook

_WIDTHS = {"indicator": 28, "name": 44, "source_text": 48}


def figures_as_xlsx(rows: Iterable[FigureRow], period: Period) -> bytes:
    """One sheet of texts; agencies without a figure have a row with blank numbers, for somebody to fill in."""
    columns = [Column(names[0], _WIDTHS.get(key, 14), "@") for key, names in FIGURE_HEADINGS.items()]
    lines = ([guarded(cell) for cell in _cells(row, period)] for row in rows)
    return workbook(Sheet(name="Số liệu", columns=columns, rows=lines, frozen=2))


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
