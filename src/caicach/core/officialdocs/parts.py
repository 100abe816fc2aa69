"""The parts of a paper: national heading with agency, number, place and day; title; bases; articles; signature."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt

from caicach.core.officialdocs.paper import BODY, SMALL, WIDTH_MM, body, paragraph, rule

NATION, MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"
_LEFT_MM = 65
_SIGN, _RECIPIENTS = Pt(12), Pt(11)


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What stands above the title. superior, agency: in capitals; number: "12/QĐ-UBND", or with blanks to fill in.

    day: none leaves room for it; day_text: the day in words, instead. note: such as DỰ THẢO.
    """

    agency: str
    number: str
    place: str
    superior: str = ""
    day: date | None = None
    year: int | None = None
    day_text: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """Who signs, and who gets the paper; name: none leaves it to be written.

    authority: in whose place, such as TM. and KT., one below the other (`signing.block_for`); empty for a head.
    """

    authority: str
    title: str
    recipients: Sequence[str]
    name: str = ""


def add_head(document: Any, head: Head) -> None:
    """Agency and number on the left, nation, motto, place and day on the right."""
    left, right = _two_columns(document)
    if head.superior:
        _first(left, head.superior, SMALL)
    _first(left, head.agency, SMALL, is_bold=True)
    rule(left, indent_mm=20)
    paragraph(left, f"Số: {printed_number(head.number)}", size=SMALL)
    if head.note:
        paragraph(left, head.note, size=SMALL, is_bold=True)
    _first(right, NATION, SMALL, is_bold=True)
    paragraph(right, MOTTO, size=BODY, is_bold=True)
    rule(right, indent_mm=15)
    paragraph(right, f"{head.place}, {head.day_text or day_in_words(head.day, head.year)}", size=BODY, is_italic=True)


def add_title(document: Any, kind: str, about: str) -> None:
    """The kind in capitals, and what the paper is about."""
    paragraph(document, kind, is_bold=True).paragraph_format.space_before = Pt(18)
    paragraph(document, about, is_bold=True)
    rule(document, indent_mm=55)


def add_bases(document: Any, bases: Iterable[str]) -> None:
    """On which law: italic, each ends with a semicolon, the last with a full stop."""
    lines = [line.rstrip(" ;.") for line in bases]
    for number, line in enumerate(lines, 1):
        body(document, line + ("." if number == len(lines) else ";"), is_italic=True)


def add_article(document: Any, number: int, *texts: str) -> None:
    """Điều 1. and further paragraphs."""
    body(document, texts[0], lead=f"Điều {number}. ")
    for text in texts[1:]:
        body(document, text)


def add_signature(document: Any, signature: Signature) -> None:
    """Recipients on the left, who signs on the right; kept on one page."""
    document.add_paragraph().paragraph_format.space_after = Pt(0)
    left, right = _two_columns(document, left_mm=80)
    line = left.paragraphs[0]
    run = line.add_run("Nơi nhận:")
    run.bold = run.italic = True
    run.font.size = _SIGN
    for one in signature.recipients:
        paragraph(left, f"- {one}", size=_RECIPIENTS, is_centred=False)
    lines = [line for line in (*signature.authority.split("\n"), signature.title) if line]
    _first(right, lines[0] if lines else "", BODY, is_bold=True)
    for line in lines[1:]:
        paragraph(right, line, size=BODY, is_bold=True)
    for _ in range(4):
        paragraph(right, "")
    paragraph(right, signature.name, size=BODY, is_bold=True)


def add_annex_head(document: Any, number: str, title: str, attached_to: str) -> None:
    """Phụ lục with its number, its title and what it belongs to."""
    paragraph(document, f"Phụ lục {number}".strip(), is_bold=True)
    paragraph(document, title.upper(), is_bold=True)
    paragraph(document, f"({attached_to})", is_italic=True).paragraph_format.space_after = Pt(6)


def printed_number(number: str) -> str:
    """The number of a paper as it is printed: one below 10 bears a zero."""
    figures = number.partition("/")[0]
    return f"0{number}" if len(figures) == 1 and figures.isdigit() else number


def day_in_words(day: date | None, year: int | None = None) -> str:
    """ "ngày 05 tháng 02 năm 2026": days below 10 and the months 1 and 2 bear a zero, so that none is added later."""
    if day is None:
        return f"ngày      tháng      năm {year}" if year else "ngày      tháng      năm        "
    month = f"{day.month:02}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02} tháng {month} năm {day.year}"


def _two_columns(document: Any, left_mm: int = _LEFT_MM) -> tuple[Any, Any]:
    table = document.add_table(rows=1, cols=2)
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    widths = (left_mm, WIDTH_MM + 10 - left_mm)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    left, right = table.rows[0].cells
    left.width, right.width = Mm(widths[0]), Mm(widths[1])
    return left, right


def _first(cell: Any, text: str, size: Pt, *, is_bold: bool = False) -> None:
    """The first line goes into the paragraph that every cell has; later ones below it."""
    if cell.paragraphs[0].runs:
        paragraph(cell, text, size=size, is_bold=is_bold)
        return
    cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = cell.paragraphs[0].add_run(text)
    run.bold, run.font.size = is_bold, size
