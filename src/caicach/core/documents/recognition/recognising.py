"""The way of recognition, from the neutral form to a Reading: each stage stands in its own module."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from caicach.core.documents.directory import AgencyDirectory
from caicach.core.documents.problems import PROBLEMS
from caicach.core.documents.reading import CriterionReading, DocumentHead, Problem, Reading, RowReading, RowSource
from caicach.core.documents.recognition.checks import check
from caicach.core.documents.recognition.columns import columns_of
from caicach.core.documents.recognition.criteria_rows import criteria_rows
from caicach.core.documents.recognition.duties import duties_of
from caicach.core.documents.recognition.flattened import rebuild_tables
from caicach.core.documents.recognition.grid import Grid, grids_of
from caicach.core.documents.recognition.head import head_of
from caicach.core.documents.recognition.ledger import Fate, Ledger
from caicach.core.documents.recognition.letters import as_letter
from caicach.core.documents.recognition.narrative import narrative_rows
from caicach.core.documents.recognition.parts import Parts, Section, divide
from caicach.core.documents.recognition.plan_rows import leaves, plan_rows
from caicach.core.documents.recognition.resolution import resolve_agencies
from caicach.core.documents.recognition.stated_totals import amounts_in_words, stated_disagreements
from caicach.core.documents.recognition.targets import targets_of
from caicach.core.documents.recognition.unwrapping import unwrap
from caicach.core.documents.source import Block, Paragraph, Place, SourceDocument, SourceFormat, Table
from caicach.core.text import fold


@dataclass(slots=True)
class _Tables:
    """What the tables of a document gave."""

    rows: list[RowReading] = field(default_factory=list)
    criteria: list[CriterionReading] = field(default_factory=list)
    survey_tasks: list[RowReading] = field(default_factory=list)
    totals: dict[str, str] = field(default_factory=dict)
    headings: list[str] = field(default_factory=list)


def recognise(source: SourceDocument, directory: AgencyDirectory | None = None) -> Reading:
    """Understand a document. Always a Reading: what is doubtful stands in its problems, every cell in its ledger."""
    ledger = Ledger()
    blocks = _prepared(source)
    layout = _layout(blocks)
    for table in layout:
        ledger.put_row(table.cells(), Fate.HEAD, "document")
    parts = divide(blocks, layout)
    head = _head(parts, layout)
    sections = [section for section in parts.sections if not section.is_foot]
    tables = _read_tables(parts, sections, head, ledger)
    if in_words := amounts_in_words(_texts(parts.front, sections, tables)):
        tables.totals["budget_in_words"] = in_words
    reading = Reading(
        format=source.format,
        head=head,
        targets=targets_of(sections),
        rows=(*tables.rows, *narrative_rows(sections, has_table=bool(tables.rows or tables.criteria))),
        criteria=tuple(tables.criteria),
        survey_tasks=tuple(tables.survey_tasks),
        duties=duties_of(sections),
        totals=tables.totals,
        page_count=source.page_count,
    )
    problems = (
        *_notes(source),
        *_rebuilt(source, blocks, reading),
        *check(reading, tables.headings),
        *stated_disagreements(reading, _paragraphs(sections)),
        *_lost_cells(ledger, blocks),
    )
    reading = replace(reading, problems=problems, ledger=ledger.entries())
    return resolve_agencies(reading, directory) if directory else reading


def recognise_head(source: SourceDocument) -> DocumentHead:
    """Only who issued what and when, for documents that are registered and not read further."""
    blocks = _prepared(source)
    layout = _layout(blocks)
    parts = divide(blocks, layout)
    return as_letter(_head(parts, layout), parts.front)


def _layout(blocks: Sequence[Block]) -> list[Table]:
    return [block for block in blocks if isinstance(block, Table) and _is_layout(block)]


def _head(parts: Parts, layout: Sequence[Table]) -> DocumentHead:
    foot = [block for section in parts.sections if section.is_foot for block in section.blocks]
    return head_of(parts, [table for table in layout if table not in parts.front], foot)


def _paragraphs(sections: Sequence[Section]) -> list[Paragraph]:
    return [paragraph for section in sections for paragraph in section.paragraphs()]


def _texts(front: Sequence[Block], sections: Sequence[Section], tables: _Tables) -> Iterator[str]:
    """All words among which a sum may be spelled out: those of the rows of totals first."""
    yield from tables.totals
    yield from (block.text for block in front if isinstance(block, Paragraph))
    yield from (paragraph.text for paragraph in _paragraphs(sections))


def _notes(source: SourceDocument) -> Iterator[Problem]:
    """What the reader of the file had to say: "tracked_changes", "read_by_ocr"."""
    for note in source.notes:
        if f"documents.{note}" in PROBLEMS:
            yield Problem(f"documents.{note}", Place(), subject="document")


def _rebuilt(source: SourceDocument, blocks: Sequence[Block], reading: Reading) -> Iterator[Problem]:
    """Tables that were put together from lines are to be looked at; where their columns got mixed up, that is told."""
    if source.format not in (SourceFormat.TEXT, SourceFormat.SCAN):
        return
    if any(isinstance(block, Table) for block in source.blocks):
        return
    for table in (block for block in blocks if isinstance(block, Table)):
        yield Problem("documents.flattened_table", table.place, subject="document")
    work = [row for row in leaves(reading.rows) if row.source is RowSource.TABLE]
    empty = sum(not (row.lead or row.start_text or row.end_text or row.deliverable) for row in work)
    if work and empty * 2 > len(work):
        params = (("empty", str(empty)), ("count", str(len(work))))
        yield Problem("documents.columns_mixed", work[0].place, subject="document", params=params)


def _prepared(source: SourceDocument) -> list[Block]:
    """Blocks with flattened tables made tables again, and printed lines made paragraphs."""
    blocks = list(source.blocks)
    if source.format in (SourceFormat.TEXT, SourceFormat.SCAN):
        blocks = unwrap(rebuild_tables(blocks))
    return blocks


def _is_layout(table: Table) -> bool:
    """A table that only places words on the page: letterhead, signature, or a frame of one row."""
    if columns_of(table) is not None:
        return False
    text = fold(" ".join(cell.text for cell in table.cells()))
    marks = ("noi nhan", "doc lap - tu do", "cong hoa xa hoi", "so:", "chu tich", "giam doc")
    return table.width <= 3 and len(table.rows) <= 4 and any(mark in text for mark in marks)


def _read_tables(parts: Parts, sections: Sequence[Section], head: DocumentHead, ledger: Ledger) -> _Tables:
    tables = _Tables()
    front = (
        Section(head.title, "", parts.front[0].place if parts.front else sections[0].place, parts.front)
        if (parts.front or sections)
        else None
    )
    for section in [*([front] if front else []), *sections]:
        for grid in grids_of(section.blocks, section.heading, ledger):
            _read_table(grid, section, head, ledger, tables)
    return tables


def _read_table(grid: Grid, section: Section, head: DocumentHead, ledger: Ledger, tables: _Tables) -> None:
    tables.headings.extend(grid.columns.headings)
    if grid.columns.is_criteria:
        criteria = criteria_rows(grid, year=head.year, ledger=ledger)
        tables.criteria.extend(criteria.rows)
        tables.totals.update(criteria.totals)
        return
    plan = plan_rows(grid, year=head.year, ledger=ledger)
    tables.totals.update(plan.totals)
    if _is_survey(grid, section):
        tables.survey_tasks.extend(plan.rows)
    else:
        tables.rows.extend(plan.rows)


def _is_survey(grid: Grid, section: Section) -> bool:
    """A table of tasks for the survey of satisfaction (SIPAS): its heading says so and speaks of nothing else."""
    key = fold(f"{section.heading} {grid.heading}")
    names = "sipas" in key or "chi so hai long" in key
    return names and "par index" not in key and section.is_annex


def _lost_cells(ledger: Ledger, blocks: Sequence[Block]) -> Iterator[Problem]:
    """Cells of tables that nobody understood: each is a problem, none is dropped."""
    tables = [block for block in blocks if isinstance(block, Table)]
    for cell in ledger.missing(tables):
        ledger.put(cell, Fate.PROBLEM, "document.unknown_table_cell")
        yield Problem("documents.unplaced_cell", cell.place, subject="document", value=cell.text)
