"""Values of a plan's targets as a workbook that the import reads back; blank lines are there to be filled in."""

import io
from collections.abc import Iterable, Iterator

import xlsxwriter

from caicach.agencies.sheet import guarded
from caicach.targets.columns import VALUE_HEADINGS
from caicach.targets.models import Gauge
from caicach.targets.readings import GaugeReading, Reading
from caicach.ui.fields import plain_number
from caicach.ui.formats import shown_day

_WIDTHS = {"plan": 18, "gauge": 60, "name": 40, "source_text": 48}


def code_of(gauge: Gauge) -> str:
    """How a file names a figure of a target: its place among the plan's targets, then among the target's figures."""
    return f"{gauge.target.order}.{gauge.place + 1}"


def values_as_xlsx(readings: Iterable[GaugeReading]) -> bytes:
    """One sheet of texts: a line for each figure and agency that is measured by typed values."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Chỉ tiêu")
        usual = {"font_name": "Times New Roman", "font_size": 12, "text_wrap": True, "valign": "top", "border": 1}
        plain, head = book.add_format({**usual, "num_format": "@"}), book.add_format({**usual, "bold": True})
        for place, (key, spellings) in enumerate(VALUE_HEADINGS.items()):
            sheet.set_column(place, place, _WIDTHS.get(key, 16))
            sheet.write_string(0, place, spellings[0], head)
        sheet.freeze_panes(1, 4)
        parts = (part for reading in readings if reading.gauge.is_typed for part in reading.parts)
        for line, part in enumerate(parts, 1):
            for place, cell in enumerate(_cells(part)):
                sheet.write_string(line, place, guarded(cell), plain)
    return out.getvalue()


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
