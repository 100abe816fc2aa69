"""Papers as DOCX, as an office makes them: Times New Roman, merged cells, heading rows that repeat."""

import io
import zipfile
from datetime import datetime
from pathlib import Path
from xml.sax.saxutils import escape

from docx import Document
from docx.document import Document as DocxDocument
from docx.enum.section import WD_ORIENTATION, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm, Pt

from tests.generated.blocks import Beside, Block, Break, Cell, Grid, Line, placed

FONT, PORTRAIT_CM, LANDSCAPE_CM = "Times New Roman", 16.5, 25.5
EPOCH = (2026, 1, 1, 0, 0, 0)


def write_docx(blocks: list[Block], path: Path) -> Path:
    """Write the blocks; the same blocks give the same bytes."""
    document = Document()
    _settings(document)
    width = PORTRAIT_CM
    for block in blocks:
        if isinstance(block, Line):
            _line(document, block)
        elif isinstance(block, Beside):
            _beside(document, block)
        elif isinstance(block, Break):
            width = LANDSCAPE_CM if block.is_landscape else PORTRAIT_CM
            _break(document, is_landscape=block.is_landscape)
        else:
            _append(document, _table_xml(block, width))
    path.write_bytes(_without_clock(document))
    return path


def _settings(document: DocxDocument) -> None:
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(13)
    style.paragraph_format.space_after = Pt(4)
    _page(document, is_landscape=False)
    properties = document.core_properties
    properties.author = properties.last_modified_by = "Caicach"
    properties.created = properties.modified = datetime(*EPOCH)  # noqa: DTZ001 - the format knows no zone


def _page(document: DocxDocument, *, is_landscape: bool) -> None:
    section = document.sections[-1]
    section.orientation = WD_ORIENTATION.LANDSCAPE if is_landscape else WD_ORIENTATION.PORTRAIT
    section.page_width, section.page_height = (Mm(297), Mm(210)) if is_landscape else (Mm(210), Mm(297))
    section.left_margin, section.right_margin = (Mm(20), Mm(20)) if is_landscape else (Mm(30), Mm(15))
    section.top_margin = section.bottom_margin = Mm(20)


def _break(document: DocxDocument, *, is_landscape: bool) -> None:
    document.add_section(WD_SECTION.NEW_PAGE)
    _page(document, is_landscape=is_landscape)


def _line(document: DocxDocument, line: Line) -> None:
    paragraph = document.add_paragraph()
    run = paragraph.add_run(line.text)
    run.bold = line.style in ("title", "bold")
    run.italic = line.style in ("italic", "italic_centre")
    if line.style in ("title", "centre", "italic_centre"):
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    else:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        paragraph.paragraph_format.first_line_indent = Mm(10)


def _beside(document: DocxDocument, block: Beside) -> None:
    cells = (Cell("\n".join(block.left)), Cell("\n".join(block.right)))
    grid = Grid((0.4, 0.6), (cells,), heads=0)
    aligns = ("left" if block.left[0].startswith("Nơi nhận") else "center", "center")
    _append(document, _table_xml(grid, PORTRAIT_CM, has_lines=False, size=24, aligns=aligns))


def _append(document: DocxDocument, xml: str) -> None:
    body = document.element.body
    body.insert(len(body) - 1, parse_xml(xml))
    document.add_paragraph()


def _table_xml(
    grid: Grid, width_cm: float, *, has_lines: bool = True, size: int = 22, aligns: tuple[str, ...] = ()
) -> str:
    widths = [int(share / sum(grid.widths) * width_cm * 567) for share in grid.widths]
    edges = "".join(
        f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    borders = f"<w:tblBorders>{edges}</w:tblBorders>" if has_lines else ""
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    rows = "".join(_rows_xml(grid, widths, size, aligns or ("both",) * len(widths)))
    properties = f'<w:tblPr><w:tblW w:w="0" w:type="auto"/>{borders}<w:tblLayout w:type="fixed"/></w:tblPr>'
    return f"<w:tbl {nsdecls('w')}>{properties}<w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>"


def _rows_xml(grid: Grid, widths: list[int], size: int, aligns: tuple[str, ...]) -> list[str]:
    found, hanging = [], {}  # column -> (rows still covered, span)
    for at, row in enumerate(placed(grid)):
        by_column = dict(row)
        column, cells = 0, []
        while column < len(widths):
            if column in by_column:
                cell = by_column[column]
                if cell.down > 1:
                    hanging[column] = (cell.down - 1, cell.span)
                cells.append(
                    _cell_xml(cell, sum(widths[column : column + cell.span]), size, aligns[column], at < grid.heads)
                )
                column += cell.span
                continue
            left, span = hanging.get(column, (0, 1))
            hanging[column] = (left - 1, span)
            cells.append(_covered_xml(sum(widths[column : column + span]), span))
            column += span
        repeats = "<w:trPr><w:tblHeader/></w:trPr>" if at < grid.heads and grid.repeats_heading else ""
        found.append(f"<w:tr>{repeats}{''.join(cells)}</w:tr>")
    return found


def _span_xml(width: int, span: int, merge: str) -> str:
    over = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    return f'<w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{over}{merge}</w:tcPr>'


def _covered_xml(width: int, span: int) -> str:
    return f"<w:tc>{_span_xml(width, span, '<w:vMerge/>')}<w:p/></w:tc>"


def _cell_xml(cell: Cell, width: int, size: int, align: str, is_head: bool) -> str:
    merge = '<w:vMerge w:val="restart"/>' if cell.down > 1 else ""
    bold = "<w:b/>" if cell.is_bold else ""
    justify = "center" if is_head else align
    paragraphs = "".join(
        f'<w:p><w:pPr><w:spacing w:after="0"/><w:jc w:val="{justify}"/></w:pPr><w:r><w:rPr>{bold}'
        f'<w:sz w:val="{size}"/></w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'
        for text in cell.text.split("\n")
    )
    return f"<w:tc>{_span_xml(width, cell.span, merge)}{paragraphs}</w:tc>"


def _without_clock(document: DocxDocument) -> bytes:
    """The file with fixed times inside, so that it is the same on every day."""
    made, fixed = io.BytesIO(), io.BytesIO()
    document.save(made)
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, EPOCH), old.read(name), zipfile.ZIP_DEFLATED)
    return fixed.getvalue()
