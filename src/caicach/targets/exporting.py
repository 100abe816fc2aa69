"""Values of a plan's targets as a workbook that the import reads back; blank lines are there to be filled in."""

from collections.abc import Iterable, Iterator

from caicach.tables.sheet import guarded
from caicach.targets.columns import VALUE_HEADINGS
from caicach.targets.models import Gauge
from caicach.targets.readings import GaugeReading, Reading
from caicach.ui.fields import plain_number
from caicach.ui.formats import shown_day
from caicach.ui.sheets import Column, Sheet, workbook

_WIDTHS = {"plan": 18, "gauge": 60, "name": 40, "source_text": 48}


def code_of(gauge: Gauge) -> str:
    """How a file names a figure of a target: its place among the plan's targets, then among the target's figures."""
    return f"{gauge.target.order}.{gauge.place + 1}"


def values_as_xlsx(readings: Iterable[GaugeReading]) -> bytes:
    """One sheet of texts: a line for each figure and agency that is measured by typed values."""
    columns = [Column(names[0], _WIDTHS.get(key, 16), "@") for key, names in VALUE_HEADINGS.items()]
    parts = (part for reading in readings if reading.gauge.is_typed for part in reading.parts)
    lines = ([guarded(cell) for cell in _cells(part)] for part in parts)
    return workbook(Sheet(name="Chỉ tiêu", columns=columns, rows=lines, frozen=4))


def _cells(part: Reading) -> Iterator[str]:
    gauge, known = part.gauge, part.known
    yield gauge.target.plan.number
    yield code_of(gauge)
    yield gauge.name
    yield f"{part.agency.name} [{part.agency.code}]"
    yield plain_number(known.value) if known else ""
    yield gauge.unit
    yield shown_day(known.as_of) if known else ""
    yield known.source if known else ""
