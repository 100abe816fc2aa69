"""Rows of a PAR INDEX table: criteria with their points, what is to be done, and by whom."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from caicach.core.documents.reading import CriterionReading
from caicach.core.documents.recognition.columns import Role
from caicach.core.documents.recognition.grid import Grid, GridRow
from caicach.core.documents.recognition.ledger import Fate, Ledger
from caicach.core.documents.recognition.outline import mark_in_code_cell, mark_of
from caicach.core.documents.recognition.plan_rows import _agencies
from caicach.core.schedule.grammar import read_time_frame
from caicach.core.text import squeeze

_POINTS = re.compile(r"\d{1,3}(?:[.,]\d+)?")
_TOTAL = re.compile(r"tổng|cộng\b|tong ")


@dataclass(slots=True)
class CriteriaTable:
    rows: list[CriterionReading] = field(default_factory=list)
    totals: dict[str, str] = field(default_factory=dict)


def criteria_rows(grid: Grid, *, year: int | None, ledger: Ledger) -> CriteriaTable:
    """Read the criteria of a grid in their order; the row of totals goes apart."""
    result = CriteriaTable()
    for row in grid.rows:
        if _TOTAL.match((row.text(Role.TITLE) or row.text(Role.CODE)).strip().casefold()):
            result.totals.update(_totals(row))
            _note(ledger, row, Fate.TOTAL, "totals")
            continue
        reading = _reading(row, year)
        result.rows.append(reading)
        _note(ledger, row, Fate.FIELD, reading.code or reading.name)
    return result


def _reading(row: GridRow, year: int | None) -> CriterionReading:
    mark = mark_in_code_cell(row.text(Role.CODE)) or mark_of(row.text(Role.TITLE))
    name = row.text(Role.TITLE)
    if mark and mark.rest and mark.rest not in name:
        name = f"{mark.rest} {name}"
    elif mark and not row.text(Role.CODE):
        name = mark.rest
    _, _, lead, coordinating = _agencies(row)
    time = [squeeze(row.text(role)) for role in (Role.START, Role.END)]
    single = squeeze(row.text(Role.TIME))
    return CriterionReading(
        code=mark.code if mark else squeeze(row.text(Role.CODE)),
        name=squeeze(name),
        place=row.place,
        max_score=points(row.text(Role.MAX_SCORE)),
        previous_score=points(row.text(Role.PREVIOUS_SCORE)),
        target_score=points(row.text(Role.TARGET_SCORE)),
        solutions=squeeze(row.text(Role.SOLUTIONS) or row.text(Role.ACCEPTANCE)),
        lead=lead,
        coordinating=coordinating,
        note=squeeze(row.text(Role.NOTE)),
        other_text=row.text(Role.OTHER),
        schedule=read_time_frame(time[0], time[1] or single, year=year),
    )


def points(text: str) -> Decimal | None:
    """A printed score; in this kind of table a point and a comma both mark decimals."""
    found = _POINTS.fullmatch(squeeze(text))
    return Decimal(found[0].replace(",", ".")) if found else None


def _totals(row: GridRow) -> dict[str, str]:
    names = {Role.MAX_SCORE: "stated_max", Role.PREVIOUS_SCORE: "stated_previous", Role.TARGET_SCORE: "stated_target"}
    return {name: squeeze(row.text(role)) for role, name in names.items() if row.text(role)}


def _note(ledger: Ledger, row: GridRow, fate: Fate, path: str) -> None:
    for role, cells in row.cells.items():
        for cell in cells:
            ledger.put(cell, fate, f"{path}.{role.value}")


def sums(rows: Sequence[CriterionReading]) -> dict[str, Decimal]:
    """Sums over the leaves, unrounded: maximum, previous, target."""
    codes = {row.code for row in rows}
    leaf = [row for row in rows if not any(code.startswith(f"{row.code}.") for code in codes)]
    return {
        "max": sum((row.max_score or Decimal(0) for row in leaf), Decimal(0)),
        "previous": sum((row.previous_score or Decimal(0) for row in leaf), Decimal(0)),
        "target": sum((row.target_score or Decimal(0) for row in leaf), Decimal(0)),
    }
