"""Papers as PDF with text, real lines of tables, page numbers and rows torn by the page."""

from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
)

from tests.generated.blocks import Beside, Block, Break, Cell, Grid, Line, placed

FONTS = (
    ("/usr/share/fonts/truetype/liberation2", "LiberationSerif-{}.ttf", ("Regular", "Bold", "Italic")),
    ("/usr/share/fonts/truetype/liberation", "LiberationSerif-{}.ttf", ("Regular", "Bold", "Italic")),
    ("/usr/share/fonts/truetype/dejavu", "DejaVuSerif{}.ttf", ("", "-Bold", "-Italic")),
)


LETTERS = "ăâđêôơưẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ"


@cache
def _font(face: int) -> str:
    """Register the first serif font with all Vietnamese letters; face 0 upright, 1 bold, 2 italic."""
    for folder, pattern, faces in FONTS:
        file = Path(folder) / pattern.format(faces[face])
        if not file.exists():
            continue
        font = TTFont(f"Vietnamese{face}", str(file))
        if all(ord(letter) in font.face.charToGlyph for letter in LETTERS):
            pdfmetrics.registerFont(font)
            return f"Vietnamese{face}"
    raise FileNotFoundError("no serif font with all Vietnamese letters: install fonts-liberation2")


def _style(face: int, size: float, alignment: int, indent: float = 0) -> ParagraphStyle:
    return ParagraphStyle(
        name=f"{face}{size}{alignment}",
        fontName=_font(face),
        fontSize=size,
        leading=size * 1.2,
        alignment=alignment,
        firstLineIndent=indent,
        spaceAfter=4,
    )


def write_pdf(blocks: list[Block], path: Path) -> Path:
    """Write the blocks; pages turn to landscape where a block says so."""
    template = BaseDocTemplate(str(path), pagesize=A4, invariant=1, author="Caicach")
    upright = Frame(30 * mm, 20 * mm, 165 * mm, 255 * mm, id="upright", leftPadding=0, rightPadding=0)
    lying = Frame(20 * mm, 15 * mm, 257 * mm, 178 * mm, id="lying", leftPadding=0, rightPadding=0)
    template.addPageTemplates(
        [
            PageTemplate(id="upright", frames=[upright], onPage=_page_number, pagesize=A4),
            PageTemplate(id="lying", frames=[lying], onPage=_page_number, pagesize=landscape(A4)),
        ]
    )
    story: list[Flowable] = []
    width = 165 * mm
    if blocks and isinstance(blocks[0], Break):
        width = 257 * mm if blocks[0].is_landscape else width
        story.append(NextPageTemplate("lying" if blocks[0].is_landscape else "upright"))
    for block in blocks:
        if isinstance(block, Break):
            width = (257 if block.is_landscape else 165) * mm
            story += [NextPageTemplate("lying" if block.is_landscape else "upright"), PageBreak()]
        else:
            story += _flowables(block, width)
    template.build(story)
    return path


def _page_number(canvas: Canvas, document: BaseDocTemplate) -> None:
    page = canvas.getPageNumber()
    if page > 1:
        width, height = canvas._pagesize
        canvas.setFont(_font(0), 12)
        canvas.drawCentredString(width / 2, height - 12 * mm, str(page))


def _flowables(block: Line | Beside | Grid, width: float) -> list[Flowable]:
    if isinstance(block, Line):
        return [_paragraph(block)]
    if isinstance(block, Beside):
        return [_beside(block), Spacer(1, 8)]
    return [_table(block, width), Spacer(1, 8)]


def _paragraph(line: Line) -> Paragraph:
    face = {"title": 1, "bold": 1, "italic": 2, "italic_centre": 2}.get(line.style, 0)
    is_centred = line.style in ("title", "centre", "italic_centre")
    return Paragraph(
        escape(line.text), _style(face, 12, TA_CENTER if is_centred else TA_JUSTIFY, 0 if is_centred else 24)
    )


def _beside(block: Beside) -> Table:
    sides = (TA_LEFT if block.left[0].startswith("Nơi nhận") else TA_CENTER, TA_CENTER)
    columns = [[Paragraph(escape(text) or "&nbsp;", _style(0, 11, align)) for text in side] for side, align in
               zip((block.left, block.right), sides, strict=True)]  # fmt: skip
    table = Table([columns], colWidths=[66 * mm, 99 * mm])
    table.setStyle([("VALIGN", (0, 0), (-1, -1), "TOP")])
    return table


def _table(grid: Grid, width: float) -> Table:
    count = len(grid.widths)
    content: list[list[object]] = [[""] * count for _ in grid.rows]
    commands: list[tuple[object, ...]] = [
        ("GRID", (0, 0), (-1, -1), 0.5, colors.black),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        *[(f"{side}PADDING", (0, 0), (-1, -1), 3) for side in ("LEFT", "RIGHT", "TOP", "BOTTOM")],
    ]
    for at, row in enumerate(placed(grid)):
        for column, cell in row:
            content[at][column] = _cell(cell, is_head=at < grid.heads)
            if cell.span > 1 or cell.down > 1:
                commands.append(("SPAN", (column, at), (column + cell.span - 1, at + cell.down - 1)))
    shares = [share / sum(grid.widths) * width for share in grid.widths]
    has_merged_rows = any(cell.down > 1 for row in grid.rows[grid.heads :] for cell in row)
    table = Table(
        content,
        colWidths=shares,
        repeatRows=grid.heads if grid.repeats_heading else 0,
        splitInRow=0 if has_merged_rows else 1,
    )
    table.setStyle(commands)
    return table


def _cell(cell: Cell, *, is_head: bool) -> Paragraph | str:
    if not cell.text:
        return ""
    text = escape(cell.text).replace("\n", "<br/>")
    return Paragraph(text, _style(1 if cell.is_bold else 0, 9, TA_CENTER if is_head else 0))
