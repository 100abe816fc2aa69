"""Tables from the clipboard and from CSV: cells divided by TAB as spreadsheets give them, or HTML of the same."""

import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import StringIO
from itertools import islice
from typing import Any

import lxml.html
from lxml import etree

from caicach.core.documents.clipboard import tab_rows
from caicach.core.documents.errors import UnreadableDocument
from caicach.core.documents.source import Block, Cell, Paragraph, Place, SourceDocument, SourceFormat, Table
from caicach.core.text import nfc, squeeze

MAX_ROWS = 20_000
MAX_COLUMNS = 60
_SIGNS = ";,\t"
_TOLD_SIGN = re.compile(r"sep=([;,\t])\r?\n", re.IGNORECASE)
_MOST_LETTERS = 10_000_000
_SAMPLE_LETTERS, _SAMPLE_ROWS = 20_000, 50
_LINE_BREAKERS = {"p", "div", "li", "tr", "td", "th"}
_NOT_TEXT = {"script", "style", "head", "title", "del"}
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)


def read_paste(text: str, html: str = "") -> SourceDocument:
    """What a person pasted; the HTML of the clipboard, where it holds a table, tells merged cells apart."""
    if "<table" in html.lower():
        blocks = tuple(_html_blocks(html))
        if any(isinstance(block, Table) for block in blocks):
            return SourceDocument(SourceFormat.PASTE, blocks)
    text = nfc(text)
    if "\t" not in text:
        lines = text.splitlines()
        return SourceDocument(
            SourceFormat.PASTE,
            tuple(Paragraph(line.strip(), Place(block=place)) for place, line in enumerate(lines, 1) if squeeze(line)),
        )
    return SourceDocument(SourceFormat.PASTE, (table_of_texts(tab_rows(text)),))


def read_csv(text: str) -> SourceDocument:
    """A CSV file; the sign that divides its cells is the one by which its lines have the same number of them."""
    csv.field_size_limit(_MOST_LETTERS)  # of the whole process, so that it must not depend on this text
    text = nfc(text)
    told = _TOLD_SIGN.match(text)
    sign = told[1] if told else _dividing_sign(text)
    rows = _csv_rows(text[told.end() :] if told else text, sign)
    while rows and not any(rows[-1]):
        rows.pop()
    return SourceDocument(SourceFormat.TEXT, (table_of_texts(rows),) if rows else ())


def _dividing_sign(text: str) -> str:
    """Of the usual signs the one that most lines agree on; the same count in all lines decides, not a high one."""
    start = text[:_SAMPLE_LETTERS]
    return max(_SIGNS, key=lambda sign: _agreement(start, sign))


def _agreement(start: str, sign: str) -> tuple[float, int]:
    rows = list(islice(csv.reader(StringIO(start, newline=""), delimiter=sign), _SAMPLE_ROWS))
    counts = Counter(len(row) for row in rows if len(row) > 1)
    if not counts:
        return 0.0, 0
    width, count = max(counts.items(), key=lambda pair: (pair[1], pair[0]))
    return count / len(rows), width


def _csv_rows(text: str, sign: str) -> list[list[str]]:
    """All cells. A quotation mark that opens and never closes would swallow all that follows: that is refused."""
    rows: list[list[str]] = []
    try:
        for row in csv.reader(StringIO(text, newline=""), delimiter=sign, strict=True):
            rows.append([cell.strip() for cell in row])
            _check_size(len(rows), len(row))
    except csv.Error as damage:
        raise UnreadableDocument("torn_quotes", row=len(rows) + 1) from damage
    return rows


def table_of_texts(rows: Sequence[Sequence[str]]) -> Table:
    """A table of plain cells. A row of one text among wider rows stands across all of them, as a heading does."""
    width = max(map(len, rows), default=0)
    _check_size(len(rows), width)
    grid: list[tuple[Cell, ...]] = []
    for row, texts in enumerate(rows, start=1):
        if len(texts) == 1 and width > 2 and texts[0].strip():
            grid.append((Cell(texts[0].strip(), Place(table=1, row=row, column=1), column_span=width),) * width)
            continue
        padded = [*texts, *[""] * (width - len(texts))]
        grid.append(
            tuple(Cell(text.strip(), Place(table=1, row=row, column=column)) for column, text in enumerate(padded, 1))
        )
    return Table(tuple(grid), Place(table=1))


def _check_size(rows: int, columns: int) -> None:
    if rows > MAX_ROWS or columns > MAX_COLUMNS:
        raise UnreadableDocument("sheet_too_large", where="paste", max_rows=MAX_ROWS, max_columns=MAX_COLUMNS)


def _html_blocks(html: str) -> Iterator[Block]:
    """Tables and the words between them."""
    parser = lxml.html.HTMLParser(no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        root = lxml.html.document_fromstring(nfc(html), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return
    body = root.find("body")
    count = 0
    for item in _outer(root if body is None else body):
        if isinstance(item, str):
            if words := squeeze(item):
                yield Paragraph(words, Place())
        else:
            count += 1
            if table := _html_table(item, count):
                yield table


def _outer(element: Any) -> Iterator[Any]:
    """Tables that stand in no other table, and texts outside of tables, in order."""
    if element.text and element.tag not in _NOT_TEXT:
        yield element.text
    for child in element:
        if child.tag == "table":
            yield child
        elif child.tag in ("p", "h1", "h2", "h3", "li") and not child.findall(".//table"):
            yield _text(child)
        else:
            yield from _outer(child)
        if child.tail:
            yield child.tail


@dataclass(slots=True)
class _Falling:
    """A cell that covers places of the rows below; `left` says how many of them."""

    cell: Cell
    left: int


def _html_table(table: Any, number: int) -> Table | None:
    grid: list[list[Cell]] = []
    falling: dict[int, _Falling] = {}
    for element in _rows(table):
        grid.append(_html_row(element, number, len(grid) + 1, falling))
        _check_size(len(grid), len(grid[-1]))
    width = max(map(len, grid), default=0)
    if width == 0:
        return None
    for row, cells in enumerate(grid, start=1):
        for column in range(len(cells) + 1, width + 1):
            cells.append(Cell("", Place(table=number, row=row, column=column)))
    return Table(tuple(tuple(cells) for cells in grid), Place(table=number))


def _rows(table: Any) -> Iterator[Any]:
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from (row for row in child if row.tag == "tr")


def _html_row(element: Any, table: int, row: int, falling: dict[int, _Falling]) -> list[Cell]:
    cells: list[Cell] = []
    for child in (child for child in element if child.tag in ("td", "th")):
        _let_fall(cells, falling)
        columns, rows = _span(child, "colspan", MAX_COLUMNS + 1), _span(child, "rowspan", MAX_ROWS)
        cell = Cell(
            _text(child),
            Place(table=table, row=row, column=len(cells) + 1),
            row_span=rows,
            column_span=columns,
            is_bold=child.tag == "th" or _is_bold(child),
        )
        for _ in range(columns):
            if rows > 1:
                falling[len(cells)] = _Falling(cell, rows - 1)
            cells.append(cell)
    _let_fall(cells, falling)
    return cells


def _let_fall(cells: list[Cell], falling: dict[int, _Falling]) -> None:
    while (above := falling.get(len(cells))) is not None:
        above.left -= 1
        if above.left == 0:
            del falling[len(cells)]
        cells.append(above.cell)


def _span(element: Any, name: str, limit: int) -> int:
    value = (element.get(name) or "1").strip()
    return min(max(1, int(value)), limit) if value.isascii() and value.isdigit() and len(value) < 7 else 1


def _is_bold(cell: Any) -> bool:
    if _BOLD_STYLE.search(cell.get("style") or ""):
        return True
    whole, bold = squeeze(cell.text_content()), "".join(part.text_content() for part in cell.iter("b", "strong"))
    return bool(whole) and squeeze(bold) == whole


def _text(element: Any) -> str:
    lines = "".join(_pieces(element)).split("\n")
    return "\n".join(filter(None, map(squeeze, lines)))


def _pieces(element: Any) -> Iterator[str]:
    """Words of an element; ends of lines in its source are blanks, `<br>` and paragraphs are line ends."""
    yield re.sub(r"\s+", " ", element.text or "")
    for child in element:
        if not isinstance(child.tag, str) or child.tag in _NOT_TEXT:
            yield ""
        elif child.tag == "br":
            yield "\n"
        elif child.tag in _LINE_BREAKERS:
            yield "\n"
            yield from _pieces(child)
            yield "\n"
        else:
            yield from _pieces(child)
        yield re.sub(r"\s+", " ", child.tail or "")
