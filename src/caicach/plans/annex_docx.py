"""The annex of a plan as DOCX: A4 across, Times New Roman, the heading of the table on every page."""

import io
from collections.abc import Sequence
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from caicach.plans.annex import AnnexColumn, AnnexRow, attached_to, columns_of, extract_line, rows_of
from caicach.plans.models import Plan, PlanItem

FONT = "Times New Roman"
_BODY, _TABLE = Pt(13), Pt(12)


def annex_docx(plan: Plan, items: Sequence[PlanItem] | None = None, words: Sequence[str] = ()) -> bytes:
    """The whole file. items: only these rows, in this order; `words` say what they were chosen by."""
    document = Document()
    _set_page(document)
    _paragraph(document, "PHỤ LỤC", is_bold=True)
    _paragraph(document, plan.title, is_bold=True)
    _paragraph(document, attached_to(plan), is_italic=True)
    if items is None:
        _add_targets(document, plan)
    else:
        _paragraph(document, extract_line(items, words), is_italic=True)
    columns = columns_of(plan)
    _fill_table(document, list(rows_of(plan, columns, items)), columns)
    _set_author(document, plan)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _set_page(document: Any) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin, section.right_margin = Mm(15), Mm(10)
    section.top_margin = section.bottom_margin = Mm(15)
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, _BODY
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(script), FONT)
    style.paragraph_format.space_after = Pt(0)


def _paragraph(document: Any, text: str, *, is_bold: bool = False, is_italic: bool = False) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run(text)
    run.bold, run.italic = is_bold, is_italic


def _add_targets(document: Any, plan: Plan) -> None:
    targets = list(plan.targets.all())
    if not targets:
        return
    _heading(document, "I. CHỈ TIÊU")
    for target in targets:
        document.add_paragraph(f"- {target.text}")
    _heading(document, "II. NHIỆM VỤ")


def _heading(document: Any, text: str) -> None:
    document.add_paragraph().add_run(text).bold = True


def _fill_table(document: Any, rows: list[AnnexRow], columns: tuple[AnnexColumn, ...]) -> None:
    table = document.add_table(rows=len(rows) + 1, cols=len(columns), style="Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    for column, wanted in zip(table.columns, columns, strict=True):
        column.width = Mm(wanted.width_mm)
    printed = iter(table.rows)
    head = next(printed)
    _mark(head, "w:tblHeader")
    for cell, column in zip(head.cells, columns, strict=True):
        _write(cell, column, column.heading, is_bold=True, is_centred=True)
    for row, content in zip(printed, rows, strict=True):
        _mark(row, "w:cantSplit")
        for cell, column, text in zip(row.cells, columns, content.cells, strict=True):
            _write(cell, column, text, is_bold=content.is_heading, is_centred=column.is_centred)


def _write(cell: Any, column: AnnexColumn, text: str, *, is_bold: bool, is_centred: bool) -> None:
    cell.width = Mm(column.width_mm)
    paragraph = cell.paragraphs[0]
    if is_centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if text:
        run = paragraph.add_run(text)
        run.bold, run.font.size = is_bold, _TABLE


def _mark(row: Any, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))


def _set_author(document: Any, plan: Plan) -> None:
    core = document.core_properties
    core.author, core.title, core.comments = plan.owner.name, plan.title[:250], ""
