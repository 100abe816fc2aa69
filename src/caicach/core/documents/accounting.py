"""The last look at a reading: each cell of the source is sought in it, and one that is not there becomes a problem.

Recognition tells in its ledger where each cell went; this does not believe it. The words of a cell must stand in the
row that the ledger names, among the totals, or in a problem; else the person is asked about the cell.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, takewhile
from typing import Any

from caicach.core.documents.reading import LedgerEntry, Problem, Reading, RowSource
from caicach.core.documents.recognition.flattened import rebuild_tables
from caicach.core.documents.recognition.flattened_headings import heading_at
from caicach.core.documents.source import Block, Cell, Paragraph, Place, SourceDocument, SourceFormat, Table
from caicach.core.documents.transfer import to_plain
from caicach.core.text import nfc

_WORD = re.compile(r"[^\W_]+")
_LABELS = frozenset(["chủ", "trì", "phối", "hợp"])  # "Chủ trì: …; Phối hợp: …" in one cell
_TOTAL = re.compile(r"\s*(?:tổng|cộng)[^\d]*$", re.IGNORECASE)  # what the row of totals is called
_UNPLACED = "documents.unplaced_cell"
_NUMBER = re.compile(r"(?:[IVX]{1,4}|[A-H]|\d{1,2}(?:\.\d{1,2}){0,3})[.)]?")
_ROW_BEGINS = re.compile(r"(?:\(?1\)?|I|A)[.)]?(?:\s|$)|\(\d\)")
_HEADING_LINES = 30
_ELSEWHERE = frozenset({"ordinal_row", "repeated", "head"})  # what is no content of the table


def account_for(source: SourceDocument, reading: Reading) -> Reading:
    """The reading with a problem for each cell of the source whose words are not found where they should be."""
    found = _Found(reading)
    entries = {entry.place: entry for entry in reading.ledger}
    lost = [cell for cell, is_data in _cells(source) if not found.has(cell, entries.get(cell.place), is_data=is_data)]
    lost_lines = list(_lost_lines(source, reading, found))
    if not lost and not lost_lines:
        return reading
    problems = [Problem(_UNPLACED, cell.place, subject="document", value=cell.text) for cell in lost]
    problems += [Problem(_UNPLACED, place, subject="document", value=text) for place, text in lost_lines]
    for cell in lost:
        entries[cell.place] = LedgerEntry(cell.place, "problem", "document.unknown_table_cell")
    ledger = tuple(sorted(entries.values(), key=lambda entry: _order(entry.place)))
    return replace(reading, problems=(*reading.problems, *problems), ledger=ledger)


def _cells(source: SourceDocument) -> Iterator[tuple[Cell, bool]]:
    """Each printed cell, and whether it stands in a row with a number: such a row is no heading."""
    for block in source.blocks:
        if not isinstance(block, Table):
            continue
        seen: set[int] = set()
        for row in block.rows:
            is_data = any(_NUMBER.fullmatch(cell.text.strip()) for cell in row)
            for cell in row:
                if cell.text.strip() and id(cell) not in seen:
                    seen.add(id(cell))
                    yield cell, is_data


class _Found:
    """The words of a reading: of each row, of the totals, of the problems at each place."""

    def __init__(self, reading: Reading) -> None:
        self.of_rows: dict[str, set[str]] = defaultdict(set)
        for row in (*reading.rows, *reading.survey_tasks):
            self.of_rows["/".join(row.path)] |= _words_of(to_plain(row))
        for criterion in reading.criteria:
            self.of_rows[criterion.code or criterion.name] |= _words_of(to_plain(criterion))
        self.of_totals = _words_of(dict(reading.totals)) | _words_of(list(reading.totals))
        self.of_places: dict[Place, set[str]] = defaultdict(set)
        for problem in reading.problems:
            self.of_places[problem.place] |= _words_of([problem.value, *(held for _, held in problem.params)])
        self.everywhere = set().union(
            *self.of_rows.values(),
            *self.of_places.values(),
            self.of_totals,
            _words_of(to_plain(reading.head)),
            _words_of([to_plain(one) for one in (*reading.targets, *reading.duties)]),
        )

    def has(self, cell: Cell, entry: LedgerEntry | None, *, is_data: bool) -> bool:
        wanted = set(words(cell.text)) - self.of_places.get(cell.place, set())
        if entry is None:
            return not wanted
        if entry.fate == "heading":
            return not is_data or wanted <= self.everywhere
        if entry.fate in _ELSEWHERE:
            return True
        if entry.fate == "total":
            return wanted <= self.of_totals or bool(_TOTAL.match(cell.text))
        if entry.fate == "problem":
            return not wanted
        path, _, role = entry.into.rpartition(".")
        return not wanted - self.of_rows.get(path, set()) - (_LABELS if role in ("agencies", "lead") else set())


def _lost_lines(source: SourceDocument, reading: Reading, found: _Found) -> Iterator[tuple[Place, str]]:
    """Lines out of which rows were made and whose words went nowhere; neighbours stand together."""
    nothing: set[str] = set()
    regions = [(lines, nothing) for lines in _lines_of_prose(source.blocks, reading)]
    if source.format in (SourceFormat.TEXT, SourceFormat.SCAN):
        regions += [(lines, _heading_words(lines)) for lines in _lines_of_tables(source.blocks)]
    for lines, headings in regions:
        known = found.everywhere | headings | _LABELS
        for is_lost, group in groupby(lines, key=lambda line: not known.issuperset(words(line.text))):
            if is_lost:
                held = list(group)
                yield held[0].place, "\n".join(line.text for line in held)


def _lines_of_prose(blocks: Sequence[Block], reading: Reading) -> Iterator[list[Paragraph]]:
    """The lines from the first to the last row that stands in prose."""
    places = [row.place.block for row in reading.rows if row.source is RowSource.NARRATIVE]
    if places:
        lines = [block for block in blocks if isinstance(block, Paragraph)]
        yield [line for line in lines if min(places) <= line.place.block <= max(places)]


def _lines_of_tables(blocks: Sequence[Block]) -> Iterator[list[Paragraph]]:
    """The lines that recognition makes a table of, those of one table together."""
    left = {block.place.block for block in rebuild_tables(blocks) if isinstance(block, Paragraph)}
    lines = [block for block in blocks if isinstance(block, Paragraph) and block.text.strip()]
    for is_left, group in groupby(lines, key=lambda line: line.place.block in left):
        if not is_left:
            yield list(group)


def _heading_words(lines: Sequence[Paragraph]) -> set[str]:
    """The words of the column headings: they end where the columns are numbered or the first row begins."""
    heading = heading_at([line.text for line in lines[:_HEADING_LINES]], 0)
    texts = heading.lines if heading else ()
    return {word for text in takewhile(lambda text: not _ROW_BEGINS.match(text), texts) for word in words(text)}


def words(text: str) -> list[str]:
    """The words and figures of a text, in one spelling."""
    return _WORD.findall(nfc(text).casefold())


def _words_of(plain: Any) -> set[str]:
    """All words in plain JSON values; places are none."""
    if isinstance(plain, str):
        return set(words(plain))
    if isinstance(plain, dict):
        return set().union(*(_words_of(held) for name, held in plain.items() if name != "place"))
    if isinstance(plain, (list, tuple)):
        return set().union(*map(_words_of, plain))
    return set(words(str(plain))) if plain is not None else set()


def _order(place: Place) -> tuple[int, ...]:
    return (place.page, place.table, place.row, place.column, place.block)
