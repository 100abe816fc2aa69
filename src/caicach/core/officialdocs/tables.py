"""Tables of official papers: the heading on every page, no row torn apart."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.shared import Mm, Pt

_SIZE = Pt(12)


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, its width, and whether its cells stand in the middle."""

    heading: str
    width_mm: float
    is_centred: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row of texts; a heading is bold."""

    cells: Sequence[str]
    is_heading: bool = False


def add_table(document: Any, columns: Sequence[Column], rows: Iterable[Row], *, is_numbered: bool = True) -> Any:
    """A table with its heads repeated on each page. is_numbered: below the headings (1), (2), … as in annexes."""
    numbers = [Row([f"({place})" for place in range(1, len(columns) + 1)])] if is_numbered else []
    heads = [Row([column.heading for column in columns], is_heading=True), *numbers]
    content = list(rows)
    table = document.add_table(rows=len(heads) + len(content), cols=len(columns), style="Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    for column, wanted in zip(table.columns, columns, strict=True):
        column.width = Mm(wanted.width_mm)
    for place, (row, told) in enumerate(zip(table.rows, [*heads, *content], strict=True)):
        is_head = place < len(heads)
        _mark(row, "w:cantSplit")
        if is_head:
            _mark(row, "w:tblHeader")
        for cell, column, text in zip(row.cells, columns, told.cells, strict=True):
            cell.width = Mm(column.width_mm)
            cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
            _write(cell, text, is_bold=told.is_heading, is_centred=is_head or column.is_centred)
    return table


def _write(cell: Any, text: str, *, is_bold: bool, is_centred: bool) -> None:
    line = cell.paragraphs[0]
    if is_centred:
        line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if text:
        run = line.add_run(text)
        run.bold, run.font.size = is_bold, _SIZE


def _mark(row: Any, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))
