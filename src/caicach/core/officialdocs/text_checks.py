"""Letters of the whole paper, its text, bases, articles, annexes and tables."""

from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from caicach.core.officialdocs.faults import Faults
from caicach.core.officialdocs.letter_checks import Wanted, check_letters, nearest
from caicach.core.officialdocs.lines import Line, Piece, set_alignment, set_letters
from caicach.core.officialdocs.outline import ARTICLE, PaperOutline
from caicach.core.officialdocs.paper import FONT

_BODY = (13.0, 14.0)
_ANNEX = Wanted(sizes=_BODY, is_bold=True, is_centred=True)
_LONG_TEXT = 90  # letters: longer than a line, so that it shows whether it is justified
_ROWS_OF_A_LONG_TABLE = 8


def check_typeface(outline: PaperOutline, faults: Faults) -> None:
    """Times New Roman in black, in tables and annexes too."""
    for line in outline.lines:
        for typeface in sorted({piece.letters.typeface for piece in _readable(line)} - {FONT}):
            mends = [_typeface_of(piece) for piece in _readable(line) if piece.letters.typeface == typeface]
            faults.add("form.typeface", line, mends=mends, found=typeface)
        for colour in sorted({piece.letters.colour for piece in line.pieces} - {""}):
            mends = [_black(piece) for piece in line.pieces if piece.letters.colour == colour]
            faults.add("form.colour", line, mends=mends, found=colour)


def check_text(outline: PaperOutline, faults: Faults) -> None:
    """Size and alignment of paragraphs, bases and articles."""
    of_annexes = {line.order for line, _ in outline.annexes}
    first = min(of_annexes, default=len(outline.lines) + 1)
    behind = [line for line in outline.lines if line.order > first and line.table is None]
    for line in [*outline.text, *(line for line in behind if line.order not in of_annexes)]:
        _check_body(line, faults)
    if outline.needs_bases and not outline.bases:
        faults.add("form.bases_missing", outline.kind)
    for place, line in enumerate(outline.bases, 1):
        _check_base(line, is_last=place == len(outline.bases), faults=faults)
    for line in outline.text:
        _check_article(line, faults)


def check_annexes(outline: PaperOutline, faults: Faults) -> None:
    """Each on pages of its own; several are numbered with Roman figures."""
    several = len(outline.annexes) > 1
    for line, number in outline.annexes:
        if line.order > 1 and not line.begins_page:
            faults.add("form.annex_section", line)
        if number.isdigit() or (several and not number):
            faults.add("form.annex_number", line, found=number or "—")
        check_letters(line, "form.annex_letters", _ANNEX, faults)


def check_tables(document: Any, outline: PaperOutline, faults: Faults) -> None:
    """A long table has its heading on each page. What only lays out heading block and signature is none."""
    laid_out = outline.layout_tables
    for number, table in enumerate(document.element.body.iter(qn("w:tbl")), 1):
        rows = table.findall(qn("w:tr"))
        if table in laid_out or len(rows) <= _ROWS_OF_A_LONG_TABLE:
            continue
        if not _is_repeated(rows[0]):
            first = next((line for line in outline.lines if line.table is table), None)
            faults.add("form.table_heading", first, table=number, mends=[_repeater(rows)], found=len(rows))


def _check_body(line: Line, faults: Faults) -> None:
    for size in line.sizes:
        if not _BODY[0] <= size <= _BODY[1]:
            mends = [_size_of(piece) for piece in line.pieces if piece.letters.size == size]
            faults.add("form.body_size", line, mends=mends, found=f"{size:g}")
    if len(line.words) > _LONG_TEXT and line.alignment in ("left", "start"):
        faults.add("form.body_alignment", line, mends=[lambda: set_alignment(line, "both")])


def _check_base(line: Line, *, is_last: bool, faults: Faults) -> None:
    if not line.is_italic:

        def mend() -> None:
            for piece in line.pieces:
                set_letters(piece, is_italic=True)

        faults.add("form.base_italic", line, mends=[mend])
    if not line.words.endswith("." if is_last else ";"):
        faults.add("form.base_end", line, found=line.words[-1:])


def _check_article(line: Line, faults: Faults) -> None:
    found = ARTICLE.match(line.text.lstrip())
    if found is None:
        return
    left = len(found[0])
    for piece in line.pieces:
        if left > 0 and not piece.letters.is_bold:
            faults.add("form.article_bold", line, found=found[0].strip())
            return
        left -= len(piece.text)


def _readable(line: Line) -> list[Piece]:
    """Runs of letters and digits: bullets are set in fonts of their own."""
    return [piece for piece in line.pieces if any(letter.isalnum() for letter in piece.text)]


def _typeface_of(piece: Piece) -> Any:
    return lambda: set_letters(piece, typeface=FONT)


def _black(piece: Piece) -> Any:
    return lambda: set_letters(piece, colour="")


def _size_of(piece: Piece) -> Any:
    return lambda: set_letters(piece, size=nearest(piece.letters.size, _BODY))


def _is_repeated(row: Any) -> bool:
    found = row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}")
    return found is not None and found.get(qn("w:val")) not in ("0", "false", "off")


def _repeater(rows: list[Any]) -> Any:
    """Mark the first row, and what below it is the rest of the heading: merged downwards, or numbered (1), (2)."""

    def mark() -> None:
        for row in rows[: _heading_rows(rows)]:
            properties = row.get_or_add_trPr()
            for old in properties.findall(qn("w:tblHeader")):
                properties.remove(old)
            properties.append(OxmlElement("w:tblHeader"))

    return mark


def _heading_rows(rows: list[Any]) -> int:
    count = 1
    for row in rows[1:3]:
        texts = ["".join(part.text or "" for part in cell.iter(qn("w:t"))).strip() for cell in row.findall(qn("w:tc"))]
        is_numbered = all(text.strip("()").isdigit() for text in texts if text) and any("(" in text for text in texts)
        goes_on = any(cell.get(qn("w:val")) != "restart" for cell in row.iter(qn("w:vMerge")))
        if not is_numbered and not (goes_on and count == 1):
            break
        count += 1
    return count
