"""Plain text: rows of TAB-separated cells become tables, other lines paragraphs.

Text that came out of a PDF has one line for each printed line, and its tables may be flattened to lines as well:
the lines stay as they are, and recognition puts them together.
"""

import re
from collections.abc import Iterator
from itertools import groupby

from caicach.core.documents.source import Block, Cell, Paragraph, Place, SourceDocument, SourceFormat, Table
from caicach.core.text import nfc

_LINE = tuple[int, str]
_BREAKS = re.compile(r"<br\s*/?>|</p>|</li>|</ul>|<p>|<li>", re.IGNORECASE)
_TAGS = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")
_EMPHASIS = re.compile(r"\*\*|(?:^|(?<=\s))\*(?=\S)|(?<=\S)\*(?=\s|$)")
_GLUED = re.compile(
    r"(?<=\S)(?=\*\*\s*(?:\d{1,2}\.|[a-zđ]\)|[IVX]{1,4}\.)[^*]+\*\*)|(?<=[A-ZÀ-ỸĐ])(?=\*\*[^*]+\*\*\s*$)"
)
_RULE = re.compile(r"[_\-=*–—\s]{3,}")
_PAGE_NUMBER = re.compile(r"\s*(?:-\s*)?\d{1,3}(?:\s*-)?\s*")
_GAP = re.compile(r"(?<=\S) {2,}(?=\S)")
_FEWEST_SPACED = 12
_ADDRESS = re.compile(r"\s*https?://\S+\s*")


def read_text(text: str) -> SourceDocument:
    """Blocks of a plain text; `block` of a place is the number of its first line."""
    lines = [(number, line) for number, line in enumerate(nfc(text).splitlines(), start=1)]
    blocks: list[Block] = []
    tables = 0
    for is_row, group in groupby(_without_gaps(lines), key=lambda line: "\t" in line[1]):
        if is_row:
            tables += 1
            blocks.append(_table(list(group), tables))
        else:
            blocks.extend(_paragraph(piece, number) for number, line in group for piece in _split_glued(line))
    notes = ("columns_by_spaces",) if _has_columns_by_spaces([line for _, line in lines]) else ()
    return SourceDocument(SourceFormat.TEXT, tuple(blocks), notes=notes)


def _has_columns_by_spaces(lines: list[str]) -> bool:
    """Whether tables were kept in shape with blanks: nobody can tell safely which words belong to one cell."""
    spaced = sum(len(_GAP.findall(line.strip())) >= 2 for line in lines)
    return spaced >= _FEWEST_SPACED and spaced * 8 > sum(bool(line.strip()) for line in lines)


def without_tags(text: str) -> str:
    """HTML left-overs out of a cell, with their line breaks kept."""
    if "<" not in text:
        return text
    return re.sub(r"\n{2,}", "\n", _TAGS.sub("", _BREAKS.sub("\n", text))).strip()


def _without_gaps(lines: list[_LINE]) -> Iterator[_LINE]:
    """Leave out page numbers and bare addresses: they are no part of what the document says."""
    for number, line in lines:
        if "\t" in line or not (_PAGE_NUMBER.fullmatch(line) or _ADDRESS.fullmatch(line) or _RULE.fullmatch(line)):
            yield number, line


def _table(lines: list[_LINE], table: int) -> Table:
    width = max(line.count("\t") for _, line in lines) + 1
    rows = []
    for place, (_, line) in enumerate(lines, start=1):
        texts = line.split("\t")
        texts += [""] * (width - len(texts))
        rows.append(
            tuple(
                Cell(_cell_text(text), Place(block=lines[place - 1][0], table=table, row=place, column=column))
                for column, text in enumerate(texts, start=1)
            )
        )
    return Table(tuple(rows), Place(block=lines[0][0], table=table))


def _cell_text(text: str) -> str:
    return _EMPHASIS.sub("", without_tags(text)).strip()


def _split_glued(line: str) -> Iterator[str]:
    """ "I. MỤC ĐÍCH**1. Mục đích**": two headings that a conversion has put into one line."""
    pieces = [piece for piece in _GLUED.split(line) if piece.strip(" *")]
    yield from pieces or [line]


def _paragraph(text: str, number: int) -> Paragraph:
    stripped = text.strip()
    plain = _EMPHASIS.sub("", without_tags(stripped)).strip()
    return Paragraph(
        text=plain,
        place=Place(block=number),
        is_bold=stripped.startswith("**") and stripped.endswith("**"),
        is_italic=stripped.startswith("*") and not stripped.startswith("**"),
        is_centred=False,
    )
