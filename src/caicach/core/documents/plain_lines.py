"""A document as lines that a person can correct: paragraphs, and rows of tables with tabs between the cells."""

from collections.abc import Iterator

from caicach.core.documents.source import Paragraph, SourceDocument, Table
from caicach.core.text import squeeze


def lines_of(source: SourceDocument) -> list[str]:
    """All words in their order. A merged cell stands once, in the first of its places."""
    return [line for block in source.blocks for line in _lines(block) if line.strip()]


def _lines(block: Paragraph | Table) -> Iterator[str]:
    if isinstance(block, Paragraph):
        yield squeeze(f"{block.list_mark} {block.text}")
        return
    seen: set[int] = set()
    for row in block.rows:
        cells = []
        for cell in row:
            cells.append("" if id(cell) in seen else squeeze(cell.text))
            seen.add(id(cell))
        yield "\t".join(cells)
