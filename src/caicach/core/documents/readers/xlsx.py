"""Excel workbooks: calamine gives the values; each visible sheet becomes a table, with its title lines before it."""

import zlib
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from zipfile import BadZipFile

import python_calamine
from lxml import etree
from python_calamine import CalamineError, CalamineSheet, SheetTypeEnum, SheetVisibleEnum

from caicach.core.documents.errors import UnreadableDocument
from caicach.core.documents.legacy_text import shown_by
from caicach.core.documents.package_parts import MAX_COLUMNS, MAX_ROWS
from caicach.core.documents.readers.xlsx_marks import NumberFormat, SheetMarks, marks_of_sheets, notes_of_package
from caicach.core.documents.source import Block, Cell, Paragraph, Place, SourceDocument, SourceFormat, Table
from caicach.core.text import nfc, squeeze

_PLAIN = NumberFormat()
Grid = list[list[Cell]]


def read_xlsx(path: Path) -> SourceDocument:
    """The visible sheets of a workbook. UnreadableDocument("damaged_xlsx") where it cannot be opened."""
    try:
        marks = marks_of_sheets(path)
        beside = tuple(notes_of_package(path))
        with python_calamine.load_workbook(str(path)) as workbook:
            known = [sheet for sheet in workbook.sheets_metadata if sheet.typ is SheetTypeEnum.WorkSheet]
            visible = [sheet.name for sheet in known if sheet.visible is SheetVisibleEnum.Visible]
            grids = [_grid(workbook.get_sheet_by_name(name), marks.get(name, SheetMarks())) for name in visible]
    except (
        CalamineError,
        BadZipFile,
        etree.LxmlError,
        LookupError,
        TypeError,
        ValueError,
        OSError,
        zlib.error,
    ) as damage:
        raise UnreadableDocument("damaged_xlsx") from damage
    notes = (
        *_notes([marks.get(name, SheetMarks()) for name in visible], has_hidden=len(visible) < len(known)),
        *beside,
    )
    blocks: list[Block] = []
    for sheet, grid in enumerate(grids, start=1):
        blocks.extend(_blocks(grid, sheet, tables_before=sum(isinstance(block, Table) for block in blocks)))
    return SourceDocument(SourceFormat.XLSX, tuple(blocks), page_count=len(visible), notes=notes)


def _notes(marks: Sequence[SheetMarks], *, has_hidden: bool) -> Iterator[str]:
    if has_hidden:
        yield "hidden_sheets_skipped"
    if any(sheet.has_hidden_rows for sheet in marks):
        yield "hidden_rows_read"
    if any(sheet.has_formulas_without_values for sheet in marks):
        yield "formulas_without_values"
    if any(sheet.old_fonts for sheet in marks):
        yield "legacy_font_converted"


def _grid(sheet: CalamineSheet, marks: SheetMarks) -> Grid:
    """All used cells; a merged one stands in each place that it covers."""
    if sheet.start is None or sheet.end is None:
        return []
    if sheet.end[0] >= MAX_ROWS or sheet.end[1] >= MAX_COLUMNS:
        raise UnreadableDocument("sheet_too_large", where=sheet.name, max_rows=MAX_ROWS, max_columns=MAX_COLUMNS)
    grid = [
        [_cell(value, (row, column), marks) for column, value in enumerate(values, start=1)]
        for row, values in enumerate(sheet.to_python(skip_empty_area=False), start=1)
    ]
    places = 0
    for first, last in sheet.merged_cell_ranges or []:
        places += _merge(grid, first, last)
        if places > len(grid) * len(grid[0]):
            raise UnreadableDocument("damaged_xlsx", where=sheet.name)  # ranges that lie over one another
    return _without_empty_edges(grid)


def _cell(value: object, position: tuple[int, int], marks: SheetMarks) -> Cell:
    text = marks.errors.get(position) or printed(value, marks.formats.get(position, _PLAIN))
    if isinstance(value, str) and position in marks.old_fonts:
        text = shown_by(marks.old_fonts[position], text)
    return Cell(text, Place(row=position[0], column=position[1]), is_bold=position in marks.bold and bool(text))


def _merge(grid: Grid, first: tuple[int, int], last: tuple[int, int]) -> int:
    """Let one cell stand in a whole range, counted from 0, and tell how many places that are.

    What reaches beyond the used cells is cut off; a place with words of its own below the merged cell keeps them.
    """
    rows = range(first[0], min(len(grid), last[0] + 1))
    columns = range(first[1], min(len(grid[0]) if grid else 0, last[1] + 1))
    if not rows or not columns:
        return 0
    held = grid[rows[0]][columns[0]]
    merged = Cell(held.text, held.place, row_span=len(rows), column_span=len(columns), is_bold=held.is_bold)
    for row in rows:
        for column in columns:
            if grid[row][column] is held or not grid[row][column].text:
                grid[row][column] = merged
    return len(rows) * len(columns)


def _without_empty_edges(grid: Grid) -> Grid:
    used = [column for row in grid for column, cell in enumerate(row) if cell.text]
    rows = [place for place, row in enumerate(grid) if any(cell.text for cell in row)]
    if not used:
        return []
    return [row[min(used) : max(used) + 1] for row in grid[rows[0] : rows[-1] + 1]]


def _blocks(grid: Grid, sheet: int, *, tables_before: int) -> Iterator[Block]:
    """Lines of one or two cells above the first wide row are a head; all below is the table."""
    grid = _on_sheet(grid, sheet, tables_before + 1)
    first = next((place for place, row in enumerate(grid) if len(_filled(row)) > 2), 0)
    while first > 0 and _goes_down(grid[first - 1], grid[first]):
        first -= 1
    for row in grid[:first]:
        for cell in _filled(row):
            yield Paragraph(
                squeeze(cell.text),
                Place(page=sheet, block=cell.place.row, row=cell.place.row, column=cell.place.column),
                is_bold=cell.is_bold,
                is_centred=cell.column_span > 1,
            )
    if grid[first:]:
        yield Table(
            tuple(map(tuple, grid[first:])), Place(page=sheet, table=tables_before + 1, row=grid[first][0].place.row)
        )


def _goes_down(above: Sequence[Cell], row: Sequence[Cell]) -> bool:
    """Whether a merged cell joins two rows: then the upper one is the first row of headings and no title."""
    return any(cell is below and cell.text for cell, below in zip(above, row, strict=True))


def _filled(row: Sequence[Cell]) -> list[Cell]:
    """The cells with text that begin in this row, each once."""
    return list({id(cell): cell for cell in row if cell.text}.values())


def _on_sheet(grid: Grid, sheet: int, table: int) -> Grid:
    made: dict[int, Cell] = {}
    for row in grid:
        for cell in row:
            if id(cell) not in made:
                place = Place(page=sheet, table=table, row=cell.place.row, column=cell.place.column)
                made[id(cell)] = Cell(cell.text, place, cell.row_span, cell.column_span, cell.is_bold)
    return [[made[id(cell)] for cell in row] for row in grid]


def printed(value: object, form: NumberFormat = _PLAIN) -> str:
    """A value as a Vietnamese reader of the sheet sees it: 05/03/2026, 03/2026, 85,4145, 95%."""
    match value:
        case str():
            return nfc(value).replace("\r\n", "\n").strip()
        case bool():
            return "TRUE" if value else "FALSE"
        case int() | float():
            return _number(value, form)
        case date():
            return _day(value, form)
        case time():
            return f"{value:%H:%M}"
        case timedelta():
            return f"{value.total_seconds() / 3600:.15g}".replace(".", ",")
        case _:
            return ""


def _day(value: date, form: NumberFormat) -> str:
    if form.is_month:
        return f"{value:%m/%Y}"
    has_time = isinstance(value, datetime) and (value.hour or value.minute)
    return f"{value:%d/%m/%Y %H:%M}" if has_time else f"{value:%d/%m/%Y}"


def _number(value: float, form: NumberFormat) -> str:
    """Exact to the 15 digits that a spreadsheet keeps, with no fewer decimals than its format shows."""
    exact = Decimal(f"{value:.15g}") * (100 if form.is_percent else 1)
    whole, _, decimals = f"{exact:f}".partition(".")
    decimals = decimals.rstrip("0").ljust(form.decimals, "0")
    return whole + (f",{decimals}" if decimals else "") + ("%" if form.is_percent else "")
