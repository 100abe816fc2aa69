"""Word documents: python-docx opens the package, its XML is walked once.

Text added under track changes counts, deleted text does not; text boxes, headers, footers and comments stay out
(said in the notes). A merged cell stands in every place that it covers.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE

from caicach.core.documents.errors import UnreadableDocument
from caicach.core.documents.readers.docx_numbering import Numbering, W, numbering_of
from caicach.core.documents.source import Block, Cell, Paragraph, Place, SourceDocument, SourceFormat, Table
from caicach.core.text import nfc

_WRAPPERS = {f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml", f"{W}smartTag", f"{W}moveTo"}
_SKIPPED = {f"{W}del", f"{W}moveFrom", f"{W}pict", f"{W}drawing", f"{W}object", f"{W}instrText", f"{W}rPr", f"{W}pPr"}
_MARKS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
MAX_COLUMNS = 100


def read_docx(path: Path) -> SourceDocument:
    """Blocks of a Word document in reading order. UnreadableDocument("damaged_docx") where it cannot be opened."""
    try:
        document = Document(str(path))
        reader = _Reader(_numbering(document))
        blocks = tuple(reader.blocks(document.element.body))
    except (KeyError, ValueError, AttributeError, OSError, SyntaxError) as damage:
        raise UnreadableDocument("damaged_docx", where=path.name) from damage
    notes = ("tracked_changes",) if reader.has_tracked_changes else ()
    return SourceDocument(SourceFormat.DOCX, blocks, notes=notes)


def _numbering(document: Any) -> Numbering:
    def root(kind: str) -> Any | None:
        try:
            return document.part.part_related_by(kind).element
        except (KeyError, AttributeError):
            return None

    return numbering_of(root(RELATIONSHIP_TYPE.NUMBERING), root(RELATIONSHIP_TYPE.STYLES))


class _Reader:
    """Walks the body and counts paragraphs and tables as it goes."""

    def __init__(self, numbering: Numbering) -> None:
        self.numbering = numbering
        self.block = 0
        self.table = 0
        self.has_tracked_changes = False

    def blocks(self, container: Any) -> Iterator[Block]:
        for element in container:
            if element.tag == f"{W}p":
                yield self._paragraph(element)
            elif element.tag == f"{W}tbl":
                yield self._table(element)
            elif element.tag in _WRAPPERS:
                yield from self.blocks(element)

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

    def _text(self, element: Any) -> str:
        return nfc("".join(self._pieces(element)))

    def _pieces(self, element: Any) -> Iterator[str]:
        for child in element:
            if child.tag == f"{W}t":
                yield child.text or ""
            elif child.tag in _MARKS:
                yield _MARKS[child.tag]
            elif child.tag in _SKIPPED or not isinstance(child.tag, str):
                self.has_tracked_changes |= child.tag == f"{W}del"
            else:
                self.has_tracked_changes |= child.tag == f"{W}ins"
                yield from self._pieces(child)

    def _table(self, element: Any) -> Table:
        self.table += 1
        number = self.table
        grid: list[list[Cell]] = []
        spans: dict[int, int] = {}
        for row_element in _children(element, "tr"):
            grid.append(self._row(row_element, number, len(grid), grid[-1] if grid else [], spans))
        width = min(max((len(row) for row in grid), default=0), MAX_COLUMNS)
        for place, row in enumerate(grid, start=1):
            for column in range(len(row), width):
                row.append(Cell("", Place(table=number, row=place, column=column + 1)))
        return Table(tuple(tuple(row[:width]) for row in grid), Place(block=self.block, table=number))

    def _row(self, element: Any, table: int, index: int, above: list[Cell], spans: dict[int, int]) -> list[Cell]:
        row: list[Cell] = []
        for _ in range(int(_property(element, "trPr", "gridBefore") or 0)):
            row.append(Cell("", Place(table=table, row=index + 1, column=len(row) + 1)))
        for cell_element in _children(element, "tc"):
            width = min(int(_property(cell_element, "tcPr", "gridSpan") or 1), MAX_COLUMNS)
            if _continues(cell_element) and len(above) > len(row):
                cell = above[len(row)]
            else:
                place = Place(table=table, row=index + 1, column=len(row) + 1)
                cell = Cell(self._cell_text(cell_element), place, column_span=width, is_bold=_bold_cell(cell_element))
            row.extend([cell] * width)
        return row

    def _cell_text(self, element: Any) -> str:
        lines = []
        for paragraph in element.iter(f"{W}p"):
            mark = self.numbering.mark(paragraph)
            text = self._text(paragraph).strip()
            lines.append(f"{mark} {text}" if mark and text else mark or text)
        return "\n".join(lines).strip()


def _children(element: Any, name: str) -> Iterator[Any]:
    for child in element:
        if child.tag == f"{W}{name}":
            yield child
        elif child.tag in _WRAPPERS:
            yield from _children(child, name)


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
