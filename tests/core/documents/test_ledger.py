"""No cell is lost: whatever offices do to a table, each word of it is in the reading or in a question about it."""

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from caicach.core.documents.accounting import account_for, words
from caicach.core.documents.errors import UnreadableDocument
from caicach.core.documents.export_schema import to_schema
from caicach.core.documents.readers.opening import open_source
from caicach.core.documents.reading import LedgerEntry, Problem, Reading
from caicach.core.documents.recognition import recognise
from caicach.core.documents.source import Cell, Place, SourceDocument, SourceFormat, Table
from tests.core.documents.ledger_papers import ADDED, WRITERS, Spoiled, spoiled

QUICK = settings(
    max_examples=20,
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.generate],
)
WHOLE = {"documents.flattened_table", "documents.columns_mixed", "documents.nothing_found"}


def _read(paper: Spoiled, ending: str) -> tuple[SourceDocument, Reading] | None:
    """Both steps of reading; None where the document was refused. Whatever else is raised fails the test."""
    with tempfile.TemporaryDirectory() as folder:
        path = WRITERS[ending](paper, Path(folder) / f"a.{ending}")
        try:
            source = open_source(path)
        except UnreadableDocument:
            return None
    return source, account_for(source, recognise(source))


def _check(paper: Spoiled, ending: str) -> None:
    found = _read(paper, ending)
    if found is None:
        return
    source, reading = found
    printed = paper.words(ending)
    of_source = {word for text in _texts(source) for word in ADDED.findall(text)}
    assert printed - of_source == set(), "the reader of the file lost a cell"
    said = set(ADDED.findall(json.dumps(to_schema(reading), ensure_ascii=False)))
    if ending.startswith("flattened"):
        # Lines are no cells: where the table is not seen in them, the reading says that all of it is doubtful.
        assert printed <= said or WHOLE & {problem.code for problem in reading.problems}
        return
    assert printed - said == set(), "a cell is neither in the reading nor in a problem"
    _check_ledger(source, reading)


def _texts(source: SourceDocument) -> Iterator[str]:
    for block in source.blocks:
        if isinstance(block, Table):
            yield from (cell.text for cell in block.cells())
        else:
            yield block.text


def _check_ledger(source: SourceDocument, reading: Reading) -> None:
    """Each printed cell has one entry, and what the entry says is so."""
    cells = [cell for block in source.blocks if isinstance(block, Table) for cell in block.cells() if cell.text.strip()]
    entries = {entry.place: entry for entry in reading.ledger}
    assert len(entries) == len(reading.ledger)
    rows: dict[str, str] = {}
    schema = to_schema(reading)
    for row in (*schema["rows"], *schema["survey_tasks"]):
        rows["/".join(row["path"])] = rows.get("/".join(row["path"]), "") + json.dumps(row, ensure_ascii=False)
    asked = {(problem.place, problem.value) for problem in reading.problems}
    for cell in cells:
        entry = entries.get(cell.place)
        assert entry is not None or not words(cell.text), f"no entry for {cell.text!r}"
        added = ADDED.findall(cell.text)
        if entry is not None and entry.fate == "field" and added and (path := entry.into.rpartition(".")[0]) in rows:
            held = rows[path] + " ".join(problem.value for problem in reading.problems)
            assert all(word in held for word in added), f"{cell.text!r} is not in the row {path}"
        if entry is not None and entry.fate == "problem":
            assert (cell.place, cell.text) in asked, f"nobody asks about {cell.text!r}"
        if entry is not None and entry.fate in ("ordinal_row", "repeated"):
            assert not added, f"{cell.text!r} was taken for a {entry.fate}"


@QUICK
@given(paper=spoiled(), ending=st.sampled_from(sorted(WRITERS)))
def test_every_word_of_a_spoiled_table_is_in_the_reading_or_asked_about(paper: Spoiled, ending: str) -> None:
    _check(paper, ending)


OF_EACH = -(-500 // len(WRITERS))
"""So many spoiled tables of each format make at least five hundred."""


@pytest.mark.slow
@pytest.mark.parametrize("ending", sorted(WRITERS))
def test_the_same_holds_for_five_hundred_spoiled_tables(ending: str) -> None:
    count = 0

    @settings(QUICK, max_examples=OF_EACH)
    @given(paper=spoiled())
    def check(paper: Spoiled) -> None:
        nonlocal count
        count += 1
        _check(paper, ending)

    check()
    assert count >= OF_EACH


# The last look itself


def _source(*rows: tuple[str, ...]) -> SourceDocument:
    cells = tuple(
        tuple(Cell(text, Place(table=1, row=row, column=column)) for column, text in enumerate(texts, 1))
        for row, texts in enumerate(rows, 1)
    )
    return SourceDocument(SourceFormat.DOCX, (Table(cells, Place(table=1)),))


def _accounted(reading: Reading, *rows: tuple[str, ...]) -> Reading:
    return account_for(_source(*rows), reading)


def test_a_cell_that_the_ledger_does_not_know_is_asked_about() -> None:
    reading = _accounted(Reading(SourceFormat.DOCX), ("Rà soát", ""))
    place = Place(table=1, row=1, column=1)
    assert reading.problems == (Problem("documents.unplaced_cell", place, "document", value="Rà soát"),)
    assert reading.ledger == (LedgerEntry(place, "problem", "document.unknown_table_cell"),)


def test_a_ledger_that_lies_is_not_believed() -> None:
    source = _source(("STT", "Nội dung", "Chủ trì", "Hạn"), ("1", "Rà soát", "Sở Tư pháp", "Tháng 6/2026"))
    honest = recognise(source)
    assert account_for(source, honest) is honest
    row = honest.rows[0]
    forgetful = Reading(
        **{**_fields(honest), "rows": (type(row)(path=row.path, level=row.level, title="", place=row.place),)}
    )
    asked = {problem.value for problem in account_for(source, forgetful).problems if "unplaced" in problem.code}
    assert asked == {"Rà soát", "Sở Tư pháp", "Tháng 6/2026"}


def _fields(reading: Reading) -> dict[str, Any]:
    return {name: getattr(reading, name) for name in Reading.__slots__}


def test_a_row_with_a_number_is_no_heading() -> None:
    place = Place(table=1, row=1, column=1)
    entries = (LedgerEntry(place, "heading"), LedgerEntry(Place(table=1, row=1, column=2), "heading"))
    reading = _accounted(Reading(SourceFormat.DOCX, ledger=entries), ("LẬP KẾ HOẠCH", "I"))
    assert [problem.value for problem in reading.problems] == ["LẬP KẾ HOẠCH", "I"]


def test_the_name_of_a_total_is_no_loss_but_its_figure_is() -> None:
    entries = tuple(LedgerEntry(Place(table=1, row=1, column=column), "total", "totals.title") for column in (1, 2))
    reading = _accounted(Reading(SourceFormat.DOCX, ledger=entries), ("Tổng cộng", "936"))
    assert [problem.value for problem in reading.problems] == ["936"]
