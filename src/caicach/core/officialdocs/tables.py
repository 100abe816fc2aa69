"""Tables of official papers: the heading on every page, no row torn apart."""

from collections.abc import Iterable, Sequence
from copy import deepcopy
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from docx import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.shared import Mm, Pt

from caicach.core.officialdocs.paper import write_words

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
    table = document.add_table(rows=0, cols=len(columns), style="Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    for column, wanted in zip(table.columns, columns, strict=True):
        column.width = Mm(wanted.width_mm)
    for place, told in enumerate([*heads, *content]):
        model = _model_row(tuple(columns), is_head=place < len(heads), is_bold=told.is_heading)
        table._tbl.append(_filled(model, told.cells))
    return table


@lru_cache(maxsize=100)
def _model_row(columns: tuple[Column, ...], *, is_head: bool, is_bold: bool) -> Any:
    """A row of this look with blank runs: to copy it is many times quicker than to set each cell of a long table."""
    row = Document().add_table(rows=1, cols=len(columns)).rows[0]
    _mark(row, "w:cantSplit")
    if is_head:
        _mark(row, "w:tblHeader")
    for cell, column in zip(row.cells, columns, strict=True):
        cell.width = Mm(column.width_mm)
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        line = cell.paragraphs[0]
        if is_head or column.is_centred:
            line.alignment = WD_ALIGN_PARAGRAPH.CENTER
        run = line.add_run()
        run.bold, run.font.size = is_bold, _SIZE
    return row._tr


def _filled(model: Any, texts: Sequence[str]) -> Any:
    """A copy of a row with these texts; a blank cell has no run."""
    row = deepcopy(model)
    for cell, text in zip(row.tc_lst, texts, strict=True):
        run = cell.p_lst[0].r_lst[0]
        if text:
            write_words(run, text)
        else:
            run.getparent().remove(run)
    return row


def _mark(row: Any, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))
