"""The sheet: A4, margins, Times New Roman 14, page numbers in the middle of the top margin from the second page on."""

import copy
import io
import re
from functools import cache
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

FONT = "Times New Roman"
BODY, SMALL = Pt(14), Pt(13)
TOP, BOTTOM, LEFT, RIGHT = Mm(20), Mm(20), Mm(30), Mm(20)
_SHORT, _LONG = Mm(210), Mm(297)
WIDTH_MM, LANDSCAPE_WIDTH_MM = 160, 247
"""What lies between the margins."""
_UNUSUAL = re.compile("[\t\n\r]")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def new_paper(*, title: str, author: str, is_landscape: bool = False) -> Any:
    """An empty paper with one section."""
    document = Document()
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, BODY
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(script), FONT)
    style.paragraph_format.space_after = Pt(0)
    _set_section(document.sections[0], is_landscape=is_landscape)
    core = document.core_properties
    core.title, core.author, core.comments, core.language = title[:250], author[:250], "", "vi-VN"
    return document


def add_section(document: Any, *, is_landscape: bool) -> None:
    """What follows stands on new pages with page numbers of their own, as an annex does."""
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.header.is_linked_to_previous = False
    section.first_page_header.is_linked_to_previous = False
    _set_section(section, is_landscape=is_landscape)
    numbers = OxmlElement("w:pgNumType")
    numbers.set(qn("w:start"), "1")
    section._sectPr.append(numbers)


def paragraph(
    place: Any,
    text: str,
    *,
    size: Pt | None = None,
    is_bold: bool = False,
    is_italic: bool = False,
    is_centred: bool = True,
) -> Any:
    """A line of a heading or of a cell."""
    made = place.add_paragraph()
    if is_centred:
        made.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = made.add_run(text)
    run.bold, run.italic = is_bold, is_italic
    if size is not None:
        run.font.size = size
    return made


def body(document: Any, text: str, *, lead: str = "", is_italic: bool = False) -> Any:
    """A paragraph of the text: justified, first line indented; `lead` is its bold beginning."""
    made = document.add_paragraph()
    for piece in copy.deepcopy(_model_of_text(bool(lead), is_italic)):
        made._p.append(piece)
    for run, words in zip(made._p.r_lst, (lead, text) if lead else (text,), strict=True):
        write_words(run, words)
    return made


@cache
def _model_of_text(is_led: bool, is_italic: bool) -> Any:
    """How paragraphs of the text are set: to copy it is quicker than to set each of a long report."""
    made = Document().add_paragraph()
    made.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    form = made.paragraph_format
    form.first_line_indent, form.space_before, form.space_after = Mm(12.7), Pt(6), Pt(0)
    if is_led:
        made.add_run().bold = True
    made.add_run().italic = is_italic
    return made._p


def write_words(run: Any, text: str) -> None:
    """Put words into an empty run: at once, where python-docx looks at each letter for tabs and ends of lines."""
    if _UNUSUAL.search(text):
        run.text = text
    elif text:
        held = OxmlElement("w:t")
        held.text = text
        if text != text.strip():
            held.set(_SPACE, "preserve")
        run.append(held)


def rule(place: Any, *, indent_mm: float) -> None:
    """A thin line of its own paragraph, so much shorter on both sides."""
    made = place.add_paragraph()
    form = made.paragraph_format
    form.left_indent = form.right_indent = Mm(indent_mm)
    form.line_spacing = Pt(5)
    borders, line = OxmlElement("w:pBdr"), OxmlElement("w:top")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        line.set(qn(f"w:{name}"), value)
    borders.append(line)
    properties = made._p.get_or_add_pPr()
    properties.insert_element_before(borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")


def saved(document: Any) -> bytes:
    """The paper as a file."""
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _set_section(section: Any, *, is_landscape: bool) -> None:
    section.orientation = WD_ORIENT.LANDSCAPE if is_landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (_LONG, _SHORT) if is_landscape else (_SHORT, _LONG)
    section.top_margin, section.bottom_margin = TOP, BOTTOM
    section.left_margin, section.right_margin = LEFT, RIGHT
    section.header_distance = Mm(10)
    section.different_first_page_header_footer = True
    number_pages(section.header)


def number_pages(header: Any) -> None:
    """The number of the page in the middle of a header."""
    line = next((one for one in header.paragraphs if not one.runs), None) or header.add_paragraph()
    line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = line.add_run()
    run.font.size = SMALL
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        element.text = text
        run._r.append(element)
