"""Bars as plain numbers for SVG: the widths are texts, so that no language puts a comma into them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from caicach.dashboards.figures import TalliedRow, Tally

_PARTS = (("completed", "good"), ("in_time", "info"), ("overdue", "bad"))
_COLUMN, _GAP, _HEIGHT = 34, 14, 120


@dataclass(frozen=True, slots=True)
class Segment:
    """One rectangle of a bar."""

    x: str
    y: str
    width: str
    height: str
    kind: str


@dataclass(frozen=True, slots=True)
class BarRow:
    """A line of a table with its stacked bar."""

    row: TalliedRow
    segments: Sequence[Segment]


@dataclass(frozen=True, slots=True)
class Column:
    """A stacked column with its label."""

    row: TalliedRow
    segments: Sequence[Segment]
    label_x: str
    top: str  # where the number above the column stands


@dataclass(frozen=True, slots=True)
class ColumnChart:
    """Columns side by side, all in one scale."""

    columns: Sequence[Column]
    width: int
    height: int
    most: int


def bar_rows(rows: Iterable[TalliedRow]) -> list[BarRow]:
    """Each line with its own bar of 100: the shares of what has a due date."""
    return [BarRow(row, _across(row.tally)) for row in rows]


def column_chart(rows: Sequence[TalliedRow]) -> ColumnChart:
    """Columns for months: their heights compare the months."""
    most = max((row.tally.base for row in rows), default=0)
    columns = [_column(row, place, most) for place, row in enumerate(rows)]
    return ColumnChart(columns, width=len(columns) * (_COLUMN + _GAP) + _GAP, height=_HEIGHT, most=most)


def _across(tally: Tally) -> list[Segment]:
    found, x = [], 0.0
    for name, kind in _PARTS:
        width = getattr(tally, name) * 100 / tally.base if tally.base else 0
        if width:
            found.append(Segment(f"{x:.2f}", "0", f"{width:.2f}", "8", kind))
        x += width
    return found


def _column(row: TalliedRow, place: int, most: int) -> Column:
    x, y, found = _GAP + place * (_COLUMN + _GAP), float(_HEIGHT), []
    for name, kind in _PARTS:
        height = getattr(row.tally, name) * _HEIGHT / most if most else 0
        y -= height
        if height:
            found.append(Segment(str(x), f"{y:.2f}", str(_COLUMN), f"{height:.2f}", kind))
    return Column(row, found, str(x + _COLUMN // 2), f"{y - 4:.2f}")
