"""The neutral form of a document: what every reader gives and all recognition starts from.

A document is a sequence of blocks, each a paragraph or a table. A table is a full grid: a merged cell
stands in every place that it covers, as the same `Cell` object, so that a column never shifts.
Text is NFC with the source's own spelling; line breaks inside a cell are kept as `\\n`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum


class SourceFormat(StrEnum):
    DOCX = "docx"
    PDF = "pdf"
    XLSX = "xlsx"
    TEXT = "text"
    PASTE = "paste"
    SCAN = "scan"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something stands in its source. Counted from 1; 0 where the format does not know it.

    page: page of a PDF, sheet of a workbook. block: paragraph, or line of a text. table, row, column: of a cell.
    """

    page: int = 0
    block: int = 0
    table: int = 0
    row: int = 0
    column: int = 0


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph (or one line of a flattened text). `level` is the outline level where the format knows it."""

    text: str
    place: Place
    is_bold: bool = False
    is_italic: bool = False
    is_centred: bool = False
    list_mark: str = ""  # an automatic number or bullet that is not part of `text`


@dataclass(frozen=True, slots=True, eq=False)
class Cell:
    """One cell of a table, printed once; compare by identity, for a merged cell stands in several places."""

    text: str
    place: Place
    row_span: int = 1
    column_span: int = 1
    is_bold: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """A rectangle of cells: every row has `width` cells, a merged cell is repeated as the same object."""

    rows: tuple[tuple[Cell, ...], ...]
    place: Place

    @property
    def width(self) -> int:
        return len(self.rows[0]) if self.rows else 0

    def cells(self) -> Iterator[Cell]:
        """Each printed cell once, in reading order."""
        seen: set[int] = set()
        for row in self.rows:
            for cell in row:
                if id(cell) not in seen:
                    seen.add(id(cell))
                    yield cell


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """A file as its reader saw it, before anybody asks what it means."""

    format: SourceFormat
    blocks: tuple[Block, ...]
    page_count: int = 0
    notes: tuple[str, ...] = field(default=())  # codes: "tracked_changes", "headers_skipped", "ocr", …
