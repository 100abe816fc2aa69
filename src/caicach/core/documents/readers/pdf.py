"""PDF files with text: pdfplumber gives letters and lines, from which paragraphs and tables are put together."""

import re
import struct
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.pdftypes import resolve1
from pdfminer.psexceptions import PSException
from pdfplumber.utils.exceptions import PdfminerException

from caicach.core.documents.container import MAX_PAGES
from caicach.core.documents.errors import UnreadableDocument
from caicach.core.documents.readers.pdf_columns import TwoColumns, table_of_columns, two_columned
from caicach.core.documents.readers.pdf_lines import Char, Line, lines_of
from caicach.core.documents.readers.pdf_paragraphs import Measure, measure_of, paragraphs_of
from caicach.core.documents.readers.pdf_streams import bounded_streams
from caicach.core.documents.readers.pdf_tables import Frame, divide_chars, frame_of, table_of
from caicach.core.documents.source import Block, SourceDocument, SourceFormat, Table

_FEWEST_LETTERS = 20  # on a page of a scan there is at most a stamp of the signing machine
_FEWEST_LINES = 12
_PAGE_NUMBER = re.compile(r"[-–—\s]*(?:trang\s*)?\d{1,4}(?:\s*/\s*\d{1,4})?[-–—.\s]*", re.IGNORECASE)
_LONGEST_CHAIN = 10  # of actions
_EDGE = 0.12  # of the height of a page, where running headers and footers stand
_DAMAGE = (  # what pdfminer raises on damaged objects, beside its own errors
    PdfminerException,
    PSException,
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    RuntimeError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
    OSError,
)


@dataclass(slots=True)
class _Page:
    """What stands on one page: tables by their top edge, and the lines outside of them."""

    number: int
    width: float
    height: float
    lines: list[Line]
    tables: list[tuple[Frame, dict[int, list[Char]]]] = field(default_factory=list)


def read_pdf(path: Path) -> SourceDocument:
    """Blocks of a PDF page by page. UnreadableDocument("scan_without_text") where it has only pictures."""
    notes: list[str] = []
    with bounded_streams():
        pages = list(_pages(path, notes))
    letters = sum(len(line.text) for page in pages for line in page.lines) + sum(
        len(chars) for page in pages for _, cells in page.tables for chars in cells.values()
    )
    if letters < _FEWEST_LETTERS * len(pages) and letters < 1000:
        raise UnreadableDocument("scan_without_text")
    if _without_running_lines(pages):
        notes.append("headers_skipped")
    return SourceDocument(SourceFormat.PDF, tuple(_blocks(pages)), page_count=len(pages), notes=tuple(notes))


def _pages(path: Path, notes: list[str]) -> Iterator[_Page]:
    """The pages one by one. The file is closed here: pdfplumber's own way to close it reads all pages once more."""
    with path.open("rb") as file:
        try:
            pdf = pdfplumber.open(file)
        except _DAMAGE as damage:
            raise _refusal(damage) from damage
        for page in _checked(pdf, notes):
            yield _page(page)
            page.close()


def _checked(pdf: Any, notes: list[str]) -> Sequence[Any]:
    """The pages, once the catalogue is known to start nothing."""
    try:
        _check_catalogue(pdf.doc.catalog, notes)
        pages: Sequence[Any] = pdf.pages
        for page in pages:
            _check_actions(page.page_obj.attrs)
    except _DAMAGE as damage:
        raise _refusal(damage) from damage
    if not pages:
        raise UnreadableDocument("damaged_pdf")
    if len(pages) > MAX_PAGES:
        raise UnreadableDocument("too_many_pages", limit=MAX_PAGES)
    return pages


def _check_catalogue(catalogue: dict[str, Any], notes: list[str]) -> None:
    names = resolve1(catalogue.get("Names")) or {}
    if "JavaScript" in names:
        raise UnreadableDocument("active_content")
    _check_actions(catalogue)
    if "EmbeddedFiles" in names:
        notes.append("embedded_files_skipped")
    count = resolve1((resolve1(catalogue.get("Pages")) or {}).get("Count"))
    if isinstance(count, int) and count > MAX_PAGES:
        raise UnreadableDocument("too_many_pages", limit=MAX_PAGES)


def _check_actions(holder: dict[str, Any]) -> None:
    """What a catalogue, a page, or a note on a page does by itself: it may go to a place, but start nothing."""
    events = resolve1(holder.get("AA")) or {}
    actions = [holder.get("OpenAction"), holder.get("A"), *(events.values() if isinstance(events, dict) else ())]
    if any(_starts_something(action) for action in actions):
        raise UnreadableDocument("active_content")
    notes = resolve1(holder.get("Annots")) or ()
    for note in notes if isinstance(notes, list) else ():
        if isinstance(note := resolve1(note), dict):
            _check_actions({name: held for name, held in note.items() if name != "Annots"})


def _starts_something(action: Any, depth: int = 0) -> bool:
    action = resolve1(action)
    if isinstance(action, list) and depth < _LONGEST_CHAIN:
        return any(_starts_something(one, depth + 1) for one in action)
    if not isinstance(action, dict) or depth >= _LONGEST_CHAIN:
        return False
    kind = str(resolve1(action.get("S")))
    return "JavaScript" in kind or "Launch" in kind or _starts_something(action.get("Next"), depth + 1)


def _refusal(damage: BaseException, where: str = "") -> UnreadableDocument:
    """What stands behind an error of the libraries, which wrap one another's."""
    causes = (damage, damage.__cause__, damage.__context__, *damage.args)
    for cause in causes:
        if isinstance(cause, UnreadableDocument):
            return cause
    if any(isinstance(cause, PDFPasswordIncorrect) for cause in causes):
        return UnreadableDocument("encrypted")
    return UnreadableDocument("damaged_pdf", where=where)


def _page(page: Any) -> _Page:
    try:
        chars: list[Char] = page.chars
        found = [table.cells for table in page.find_tables()]
    except _DAMAGE as damage:
        raise _refusal(damage, f"page {page.page_number}") from damage
    _check_fonts(chars)
    frames = [frame for frame in map(frame_of, found) if frame]
    inside, outside = divide_chars(chars, frames)
    lines = lines_of(outside, page.page_number)
    tables = [(frame, cells) for frame, cells in zip(frames, inside, strict=True) if cells]
    return _Page(page.page_number, float(page.width), float(page.height), lines, tables)


def _check_fonts(chars: Sequence[Char]) -> None:
    """Letters that the font does not name come as "(cid:12)"."""
    nameless = sum(char["text"].startswith("(cid:") for char in chars)
    if nameless > 20 and nameless > len(chars) // 20:
        raise UnreadableDocument("unreadable_fonts")


def _without_running_lines(pages: Sequence[_Page]) -> bool:
    """Take page numbers and lines that every page repeats out; True where words went."""
    edges: Counter[str] = Counter()
    for page in pages:
        edges.update({_without_digits(line) for line in _edge_lines(page)})
    repeated = {text for text, count in edges.items() if count >= 3 and count * 2 >= len(pages) and text.strip("# -–/")}
    for page in pages:
        edge = _edge_lines(page)
        page.lines = [
            line
            for line in page.lines
            if line not in edge or not (_PAGE_NUMBER.fullmatch(line.text) or _without_digits(line) in repeated)
        ]
    return bool(repeated)


def _edge_lines(page: _Page) -> list[Line]:
    """The first two and the last two lines of a page, where they stand near its edge and outside of its tables."""
    ends = [*page.lines[:2], *page.lines[-2:]]
    limit = _EDGE * page.height
    return [line for line in ends if line.bottom < limit or line.top > page.height - limit]


def _without_digits(line: Line) -> str:
    return re.sub(r"\d+", "#", line.text)


def _blocks(pages: Sequence[_Page]) -> Iterator[Block]:
    """Paragraphs and tables in reading order; a paragraph may go on over a page end."""
    measures = _measures(pages)
    held: list[Line] = []
    block = table = 0
    for item in _columns_continued(item for page in pages for item in _items(page, measures[page.number])):
        if isinstance(item, Line):
            held.append(item)
            continue
        for paragraph in paragraphs_of(held, measures, first_block=block + 1):
            block += 1
            yield paragraph
        held = []
        table += 1
        yield item(table)
    yield from paragraphs_of(held, measures, first_block=block + 1)


@dataclass(frozen=True, slots=True)
class _Ruled:
    """A table of a page that gets its number when its turn comes."""

    page: int
    frame: Frame
    cells: dict[int, list[Char]]

    def __call__(self, number: int) -> Table:
        return table_of(self.frame, self.cells, page=self.page, number=number)


@dataclass(frozen=True, slots=True)
class _Columns:
    page: int
    region: TwoColumns

    def __call__(self, number: int) -> Table:
        return table_of_columns(self.region, page=self.page, number=number)


def _columns_continued(items: Iterable[Line | _Ruled | _Columns]) -> list[Line | _Ruled | _Columns]:
    """A list of recipients that a page end has cut goes on in the column in which it began."""
    result: list[Line | _Ruled | _Columns] = []
    for item in items:
        last = result[-1] if result else None
        if isinstance(last, _Columns) and isinstance(item, Line) and _is_next_recipient(last, item):
            last.region.add(item)
        else:
            result.append(item)
    return result


def _is_next_recipient(columns: _Columns, line: Line) -> bool:
    return line.page > columns.page and line.text.startswith(("-", "+")) and columns.region.goes_on_with(line)


def _items(page: _Page, measure: Measure) -> Iterator[Line | _Ruled | _Columns]:
    """Lines, ruled tables and columns of a page from top to bottom."""
    lines = page.lines
    for frame, cells in sorted(page.tables, key=lambda table: table[0].top):
        above = [line for line in lines if line.bottom <= frame.top + 2]
        yield from _flow(page.number, above, measure)
        lines = [line for line in lines if line.bottom > frame.top + 2]
        yield _Ruled(page.number, frame, cells)
    yield from _flow(page.number, lines, measure)


def _flow(page: int, lines: Sequence[Line], measure: Measure) -> Iterator[Line | _Columns]:
    for item in two_columned(lines, (measure.left + measure.right) / 2):
        yield _Columns(page, item) if isinstance(item, TwoColumns) else item


def _measures(pages: Sequence[_Page]) -> dict[int, Measure]:
    """The edges of the text: pages of one size share them; where there are next to no lines, tables show them."""
    by_size: dict[tuple[float, float], list[_Page]] = defaultdict(list)
    for page in pages:
        by_size[round(page.width), round(page.height)].append(page)
    measures: dict[int, Measure] = {}
    for alike in by_size.values():
        lines = [line for page in alike for line in page.lines if len(line.segments) == 1]
        columns = [frame.columns for page in alike for frame, _ in page.tables]
        measure = measure_of(lines)
        if columns and len(lines) < _FEWEST_LINES:
            measure = Measure(min(edges[0] for edges in columns), max(edges[-1] for edges in columns))
        measures.update((page.number, measure) for page in alike)
    return measures
