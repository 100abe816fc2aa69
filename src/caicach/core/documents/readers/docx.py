"""Word documents: python-docx opens the package, its XML is walked once.

Text added under track changes counts, deleted text does not. Text boxes follow the paragraph that they hang on.
Headers, footers, footnotes and comments stay out, which the notes say. A merged cell stands in every place that it
covers; text hidden below it is a cell of its own.
"""

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from docx import Document
from docx.exceptions import PythonDocxError
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import OpcError
from lxml import etree

from caicach.core.documents.errors import UnreadableDocument
from caicach.core.documents.legacy_text import encoding_of_font, shown_by
from caicach.core.documents.readers.docx_aside import notes_of, xml_of
from caicach.core.documents.readers.docx_fonts import Fonts, fonts_of
from caicach.core.documents.readers.docx_numbering import Numbering, W, numbering_of, whole_number
from caicach.core.documents.source import Block, Cell, Paragraph, Place, SourceDocument, SourceFormat, Table
from caicach.core.text import nfc

MAX_COLUMNS = 100
DAMAGE = (
    *(PythonDocxError, OpcError, etree.LxmlError),
    *(AttributeError, AssertionError, LookupError, OSError, RecursionError, SyntaxError, TypeError, ValueError),
)
_MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_CHOICES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_FALLBACK = f"{_CHOICES}Fallback"
_WRAPPERS = {f"{W}{name}" for name in ("sdt", "sdtContent", "ins", "customXml", "smartTag", "moveTo")} | {
    f"{_CHOICES}{name}" for name in ("AlternateContent", "Choice")
}
_ADDED = {f"{W}ins", f"{W}moveTo"}
_TAKEN_AWAY = {f"{W}del", f"{W}moveFrom"}
_SHAPES = {f"{W}pict", f"{W}drawing", f"{W}object"}
_SKIPPED = _SHAPES | {f"{W}instrText", f"{W}rPr", f"{W}pPr"}
_MARKS = {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_SIGNS = {"fc": "✓", "fe": "☑", "fb": "✗", "fd": "☒", "a8": "☐", "6f": "☐"}  # of the font Wingdings
_OTHER_SIGN = "•"
_Piece = tuple[str, str]  # a text, and the font it stands in


def read_docx(path: Path) -> SourceDocument:
    """Blocks of a Word document in reading order. UnreadableDocument("damaged_docx") where it cannot be opened."""
    try:
        document = Document(str(path))
        styles = _root(document, RELATIONSHIP_TYPE.STYLES)
        reader = _Reader(numbering_of(_root(document, RELATIONSHIP_TYPE.NUMBERING), styles), fonts_of(styles))
        blocks = tuple(reader.blocks(document.element.body))
        notes = (*reader.notes(), *notes_of(document.part))
    except DAMAGE as damage:
        raise UnreadableDocument("damaged_docx") from damage
    return SourceDocument(SourceFormat.DOCX, blocks, notes=notes)


def _root(document: Any, kind: str) -> Any | None:
    try:
        part = document.part.part_related_by(kind)
    except KeyError:
        return None
    # A part whose type the package does not tell has only its bytes.
    return part.element if hasattr(part, "element") else xml_of(part.blob)


class _Reader:
    """Walks the body and counts paragraphs and tables as it goes."""

    def __init__(self, numbering: Numbering, fonts: Fonts) -> None:
        self.numbering = numbering
        self.fonts = fonts
        self.block = 0
        self.table = 0
        self.has_tracked_changes = False
        self.has_old_fonts = False

    def notes(self) -> Iterator[str]:
        if self.has_tracked_changes:
            yield "tracked_changes"
        if self.has_old_fonts:
            yield "legacy_font_converted"

    def blocks(self, container: Any) -> Iterator[Block]:
        for element in container:
            if element.tag == f"{W}p":
                yield self._paragraph(element)
                for box in _boxes(element):
                    yield from self.blocks(box)
            elif element.tag == f"{W}tbl":
                yield self._table(element)
            else:
                yield from self.blocks(self._inside(element))

    def _inside(self, element: Any) -> Any:
        """What a wrapper holds; nothing of all other elements."""
        if element.tag in _TAKEN_AWAY or element.tag in _ADDED:
            self.has_tracked_changes = True
        return element if element.tag in _WRAPPERS else ()

    def _paragraph(self, element: Any) -> Paragraph:
        self.block += 1
        runs = [run for run in element.iter(f"{W}r") if _has_text(run)]
        return Paragraph(
            text=self._text(element),
            place=Place(block=self.block),
            is_bold=bool(runs) and all(_is_on(run, "b") for run in runs),
            is_italic=bool(runs) and all(_is_on(run, "i") for run in runs),
            is_centred=_alignment(element) == "center",
            list_mark=self.numbering.mark(element),
        )

    def _text(self, paragraph: Any) -> str:
        """The words of a paragraph; those in old fonts as these show them."""
        texts = []
        for font, pieces in groupby(self._pieces(paragraph, paragraph, ""), key=lambda piece: piece[1]):
            text = "".join(piece for piece, _ in pieces)
            shown = shown_by(font, text)
            self.has_old_fonts |= shown != text
            texts.append(shown)
        return nfc("".join(texts))

    def _pieces(self, element: Any, paragraph: Any, font: str) -> Iterator[_Piece]:
        for child in element:
            if child.tag in (f"{W}t", _MATHS):
                yield child.text or "", font
            elif child.tag in _MARKS:
                yield _MARKS[child.tag], font
            elif child.tag == f"{W}sym":
                yield _SIGNS.get(child.get(f"{W}char", "")[-2:].lower(), _OTHER_SIGN), font
            elif child.tag in _TAKEN_AWAY:
                self.has_tracked_changes = True
            elif child.tag not in _SKIPPED and isinstance(child.tag, str) and not _is_second_form(child):
                self.has_tracked_changes |= child.tag in _ADDED
                yield from self._pieces(child, paragraph, self._font(child, paragraph) or font)

    def _font(self, element: Any, paragraph: Any) -> str:
        """The font of a run where it is an old one."""
        font = self.fonts.of(element, paragraph) if element.tag == f"{W}r" else ""
        return font if encoding_of_font(font) else ""

    def _table(self, element: Any) -> Table:
        self.table += 1
        number = self.table
        grid: list[list[Cell]] = []
        for row in self._children(element, "tr"):
            if row.find(f"{W}trPr/{W}del") is not None:
                self.has_tracked_changes = True
            else:
                grid.append(self._row(row, number, len(grid), grid[-1] if grid else []))
        width = min(max((len(row) for row in grid), default=0), MAX_COLUMNS)
        for place, cells in enumerate(grid, start=1):
            for column in range(len(cells), width):
                cells.append(Cell("", Place(table=number, row=place, column=column + 1)))
        return Table(tuple(tuple(cells[:width]) for cells in grid), Place(block=self.block, table=number))

    def _row(self, element: Any, table: int, index: int, above: list[Cell]) -> list[Cell]:
        row: list[Cell] = []
        for _ in range(min(whole_number(_property(element, "trPr", "gridBefore")), MAX_COLUMNS)):
            row.append(Cell("", Place(table=table, row=index + 1, column=len(row) + 1)))
        for cell_element in self._children(element, "tc"):
            span = whole_number(_property(cell_element, "tcPr", "gridSpan"), 1)
            width = max(1, min(span, MAX_COLUMNS))
            text = self._cell_text(cell_element)
            if text and len(row) >= MAX_COLUMNS:
                raise UnreadableDocument("table_too_wide", where=f"{table}", limit=MAX_COLUMNS)
            if _continues(cell_element) and len(above) > len(row) and not text:
                cell = above[len(row)]
            else:
                place = Place(table=table, row=index + 1, column=len(row) + 1)
                cell = Cell(text, place, column_span=width, is_bold=_bold_cell(cell_element))
            row.extend([cell] * width)
        return row

    def _children(self, element: Any, name: str) -> Iterator[Any]:
        for child in element:
            if child.tag == f"{W}{name}":
                yield child
            else:
                yield from self._children(self._inside(child), name)

    def _cell_text(self, element: Any) -> str:
        return "\n".join(self._lines(element)).strip()

    def _lines(self, container: Any) -> Iterator[str]:
        """The paragraphs of a cell, those of tables and text boxes inside it as well."""
        for child in container:
            if child.tag == f"{W}p":
                mark, text = self.numbering.mark(child), self._text(child).strip()
                yield f"{mark} {text}" if mark and text else mark or text
                for box in _boxes(child):
                    yield from self._lines(box)
            elif child.tag == f"{W}tbl":
                for row in self._children(child, "tr"):
                    for cell in self._children(row, "tc"):
                        yield from self._lines(cell)
            else:
                yield from self._lines(self._inside(child))


def _boxes(paragraph: Any) -> Iterator[Any]:
    """Contents of the text boxes that hang on a paragraph; of the forms in which a box is written, the first."""
    stack = [iter(paragraph)]
    while stack:
        child = next(stack[-1], None)
        if child is None:
            stack.pop()
        elif child.tag == f"{W}txbxContent":
            yield child
        elif not _is_second_form(child):
            stack.append(iter(child))


def _is_second_form(element: Any) -> bool:
    """Whether it says once more, for older programs, what stands before it."""
    if element.tag != _FALLBACK:
        return False
    before = element.itersiblings(f"{_CHOICES}Choice", preceding=True)
    return any(next(choice.iter(f"{W}t"), None) is not None for choice in before)


def _property(element: Any, group: str, name: str) -> str:
    found = element.find(f"{W}{group}/{W}{name}")
    return "" if found is None else (found.get(f"{W}val") or "")


def _continues(cell: Any) -> bool:
    merge = cell.find(f"{W}tcPr/{W}vMerge")
    return merge is not None and merge.get(f"{W}val", "continue") == "continue"


def _has_text(run: Any) -> bool:
    return any((text.text or "").strip() for text in run.findall(f"{W}t"))


def _is_on(run: Any, name: str) -> bool:
    mark = run.find(f"{W}rPr/{W}{name}")
    return mark is not None and mark.get(f"{W}val", "true") not in ("0", "false", "off")


def _alignment(paragraph: Any) -> str:
    return _property(paragraph, "pPr", "jc")


def _bold_cell(cell: Any) -> bool:
    runs = [run for run in cell.iter(f"{W}r") if _has_text(run)]
    return bool(runs) and all(_is_on(run, "b") for run in runs)
