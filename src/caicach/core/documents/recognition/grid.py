"""One list of rows out of tables that a page or a part heading has cut: headings folded, torn rows put together."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from caicach.core.documents.cell_lines import mended
from caicach.core.documents.recognition.columns import Columns, Role, columns_of, is_ordinal_row, repeats
from caicach.core.documents.recognition.ledger import Fate, Ledger
from caicach.core.documents.recognition.outline import Mark, MarkKind, mark_in_code_cell, mark_of
from caicach.core.documents.recognition.parts import full_text
from caicach.core.documents.source import Block, Cell, Paragraph, Place, Table
from caicach.core.text import fold, squeeze

_HALF_A_CODE = re.compile(r"\s*(?:nhiệm vụ|hoạt động|lĩnh vực)\s*", re.IGNORECASE)  # its number fell on the next page
_UNIT_NOTE = re.compile(r"\(?\s*(?:don vi(?: tinh)?|dvt)\s*:\s*(?P<unit>.{3,30}?)\s*\)?$")


@dataclass(slots=True)
class GridRow:
    """A row of the joined table: for each role its text; `cells` are the printed cells that it was made of."""

    texts: dict[Role, str]
    cells: dict[Role, list[Cell]]
    place: Place
    is_heading: bool = False
    is_first_on_page: bool = False
    merged: frozenset[Role] = frozenset()  # roles whose cell also covers the row above

    def text(self, role: Role) -> str:
        return self.texts.get(role, "")


@dataclass(slots=True)
class Grid:
    """All rows of one logical table, with the heading words above it."""

    columns: Columns
    heading: str
    rows: list[GridRow] = field(default_factory=list)
    unit: str = ""  # of the budget column, as printed above the table
    opening: GridRow | None = None  # the numbered line right above the table: a heading of rows if others follow


def grids_of(blocks: Sequence[Block], heading: str, ledger: Ledger) -> Iterator[Grid]:
    """The logical tables among blocks. A table without headings of its own goes on the one before it."""
    grid: Grid | None = None
    caption: list[str] = [heading]
    for block in blocks:
        if isinstance(block, Paragraph):
            grid = _between_tables(block, grid, caption)
            continue
        columns = columns_of(block)
        if grid and columns and _repeats_heading(grid, block, columns):
            columns = None
        if grid and (columns is None or columns.roles == grid.columns.roles) and block.width == len(grid.columns.roles):
            _fill(grid, block, columns, ledger)
        elif columns:
            if grid:
                yield grid
            grid = Grid(columns, " ".join(caption), unit=_unit(caption))
            grid.rows.extend(_caption_rows(caption))
            grid.opening = _opening(caption, block.place)
            _fill(grid, block, columns, ledger)
            _open_by_codes(grid)
        caption = [heading]
    if grid:
        yield grid


def _repeats_heading(grid: Grid, table: Table, columns: Columns) -> bool:
    """Whether a page begins with part of the heading that the table has already: its second row, say."""
    if table.width != len(grid.columns.roles):
        return False
    rows = table.rows[columns.first_heading_row : columns.first_heading_row + columns.heading_rows]
    return all(is_ordinal_row(row) or repeats(grid.columns, row) for row in rows)


def _between_tables(paragraph: Paragraph, grid: Grid | None, caption: list[str]) -> Grid | None:
    """A part heading between two tables is a row; other words are the caption of the next table."""
    text = full_text(paragraph)
    if not text:
        return grid
    mark = mark_of(text)
    if grid and mark and _is_part(mark.kind, mark.rest, paragraph):
        _take_opening(grid, mark)
        grid.rows.append(_heading_row(text, paragraph.place))
    else:
        caption.append(text)
    return grid


def _take_opening(grid: Grid, mark: Mark) -> None:
    """ "1. Chỉ đạo, điều hành" above the first table is a row too, for "2. …" stands above the second."""
    first = mark_of(grid.opening.text(Role.CODE) + ". x") if grid.opening else None
    if grid.opening and first and first.style == mark.style:
        grid.rows.insert(0, grid.opening)
    grid.opening = None


def _open_by_codes(grid: Grid) -> None:
    """The line right above a table is its first row where the rows go on from it: "1." above "1.1", "I." and "II."."""
    codes = [row.text(Role.CODE).rstrip(".") for row in grid.rows if row.text(Role.CODE)]
    opening = grid.opening.text(Role.CODE) if grid.opening else ""
    if grid.opening and codes and (codes[0].startswith(f"{opening}.") or (opening == "I" and "II" in codes)):
        grid.rows.insert(0, grid.opening)
        grid.opening = None


def _is_part(kind: MarkKind, rest: str, paragraph: Paragraph) -> bool:
    is_loud = paragraph.is_bold or rest.isupper()
    return kind in (MarkKind.UPPER, MarkKind.PART, MarkKind.DOMAIN) or (
        kind in (MarkKind.ROMAN, MarkKind.NUMBER) and is_loud and len(rest) < 200
    )


def _caption_rows(caption: list[str]) -> Iterator[GridRow]:
    """Part headings that stand above the first table: "A. NHIỆM VỤ TRỌNG TÂM"."""
    for text in caption[1:]:
        mark = mark_of(text)
        if mark and mark.kind in (MarkKind.UPPER, MarkKind.PART, MarkKind.DOMAIN):
            yield _heading_row(text, Place())


def _opening(caption: list[str], place: Place) -> GridRow | None:
    """The last caption, where it is a numbered heading."""
    mark = mark_of(caption[-1]) if len(caption) > 1 else None
    if mark is None or mark.kind not in (MarkKind.ROMAN, MarkKind.NUMBER) or mark.rest.endswith((".", ";")):
        return None
    return _heading_row(caption[-1], place)


def _heading_row(text: str, place: Place) -> GridRow:
    mark = mark_of(text)
    code, rest = (mark.code, mark.rest) if mark else ("", text)
    return GridRow({Role.CODE: code, Role.TITLE: rest}, {}, place, is_heading=True)


def _unit(caption: list[str]) -> str:
    for text in caption:
        if found := _UNIT_NOTE.search(fold(text)):
            return found["unit"]
    return ""


def _fill(grid: Grid, table: Table, columns: Columns | None, ledger: Ledger) -> None:
    """Add the rows of a table; its own headings are folded into those of the grid."""
    headings = (
        range(columns.first_heading_row, columns.first_heading_row + columns.heading_rows) if columns else range(0)
    )
    above: Sequence[Cell] = ()
    is_first = True
    for index, row in enumerate(table.rows):
        if index in headings:
            ledger.put_row(row, Fate.ORDINAL_ROW if is_ordinal_row(row) else Fate.HEADING)
        elif columns and index < columns.first_heading_row and not grid.rows:
            ledger.put_row(row, Fate.HEADING, "caption")
            grid.unit = grid.unit or _unit([cell.text for cell in row])
        elif is_ordinal_row(row):
            ledger.put_row(row, Fate.ORDINAL_ROW)
        elif repeats(grid.columns, row):
            ledger.put_row(row, Fate.REPEATED, "heading")
        elif any(cell.text.strip() for cell in row):
            for part in _without_subtitle(_grid_row(grid.columns, row, above, is_first=is_first), grid):
                _add(grid, part)
            above, is_first = row, False


def _grid_row(columns: Columns, row: Sequence[Cell], above: Sequence[Cell], *, is_first: bool) -> GridRow:
    printed = {id(cell): cell for cell in row if cell.text.strip()}
    spread = _spread_cell(columns, row)
    texts: dict[Role, str] = {}
    cells: dict[Role, list[Cell]] = {}
    merged = set()
    seen: set[int] = set()
    for place, (role, cell) in enumerate(zip(columns.roles, row, strict=True)):
        if role is Role.CODE and cell is spread:
            continue
        if spread is not None and cell is spread:
            role = Role.TITLE
        if cell.text.strip() and (id(cell) not in seen or role in (Role.END, Role.COORDINATING)):
            if above and above[place] is cell:
                merged.add(role)
            seen.add(id(cell))
            texts[role] = _with(
                texts.get(role, ""), mended(cell.text), columns.headings[place] if role is Role.OTHER else ""
            )
            cells.setdefault(role, []).append(cell)
    if set(texts) == {Role.CODE} and mark_in_code_cell(texts[Role.CODE]) is None:
        texts, cells = {Role.TITLE: texts[Role.CODE]}, {Role.TITLE: cells[Role.CODE]}
    texts, cells = _heading_in_place(texts, cells)
    place_of_row = next((cell.place for cell in row if cell.text.strip()), row[0].place)
    is_heading = spread is not None and len(printed) <= 2
    return GridRow(texts, cells, place_of_row, is_heading, is_first, frozenset(merged))


def _without_subtitle(row: GridRow, grid: Grid) -> Iterator[GridRow]:
    """A row with a second column of contents is two: the task, once, and below it the activity with all the rest."""
    if not row.text(Role.SUBTITLE):
        yield row
        return
    own = mark_of(row.text(Role.SUBTITLE))
    is_own_number = not grid.columns.numbers_subtitles and (own or Role.TITLE in row.merged or row.text(Role.CODE))
    with_title = {Role.CODE, Role.TITLE} if is_own_number else {Role.TITLE}
    is_printed_again = row.is_first_on_page and row.text(Role.TITLE) == _last_heading(grid)
    if row.text(Role.TITLE) and Role.TITLE not in row.merged and not is_printed_again:
        yield _part(row, with_title, is_heading=True)
    below = _part(row, set(row.texts) - with_title)
    below.texts[Role.TITLE] = below.texts.pop(Role.SUBTITLE)
    below.cells[Role.TITLE] = below.cells.pop(Role.SUBTITLE)
    yield below


def _last_heading(grid: Grid) -> str:
    """The words of the last heading: a cell that a page end has cut prints them on both pages."""
    return next((row.text(Role.TITLE) for row in reversed(grid.rows) if row.is_heading), "")


def _part(row: GridRow, roles: set[Role], *, is_heading: bool = False) -> GridRow:
    texts = {role: text for role, text in row.texts.items() if role in roles}
    cells = {role: list(cells) for role, cells in row.cells.items() if role in roles}
    return GridRow(texts, cells, row.place, is_heading, row.is_first_on_page, row.merged & roles)


def _heading_in_place(
    texts: dict[Role, str], cells: dict[Role, list[Cell]]
) -> tuple[dict[Role, str], dict[Role, list[Cell]]]:
    """A row of a Roman number or a capital and one other cell is a heading, whichever column that cell fell into."""
    mark = mark_in_code_cell(texts.get(Role.CODE, ""))
    others = [role for role in texts if role is not Role.CODE]
    is_heading = mark is not None and mark.kind in (MarkKind.ROMAN, MarkKind.UPPER, MarkKind.DOMAIN)
    if not is_heading or len(others) != 1 or Role.TITLE in texts:
        return texts, cells
    code: dict[Role, str] = {Role.CODE: texts[Role.CODE]}
    printed = cells[others[0]]
    words = printed[0].text.strip()
    return {**code, Role.TITLE: words}, {Role.CODE: cells[Role.CODE], Role.TITLE: printed}


def _spread_cell(columns: Columns, row: Sequence[Cell]) -> Cell | None:
    """A cell that covers the title column and more than half of the table: a heading within the table."""
    title = columns.where(Role.TITLE)
    if title is None:
        return None
    covered = sum(cell is row[title] for cell in row)
    return row[title] if covered > len(row) / 2 and row[title].text.strip() else None


def _with(before: str, text: str, heading: str) -> str:
    text = text.strip()
    labelled = f"{squeeze(heading)}: {text}" if heading else text
    return f"{before}\n{labelled}" if before else labelled


def _add(grid: Grid, row: GridRow) -> None:
    last = next((held for held in reversed(grid.rows) if not held.is_heading), None)
    if last is not None and grid.rows[-1] is last and _is_torn(last, row):
        _join(last, row)
    else:
        grid.rows.append(row)


def _is_torn(last: GridRow, row: GridRow) -> bool:
    """Does this row go on the one before: no code of its own, first on its page or merged with it?"""
    if _HALF_A_CODE.fullmatch(last.text(Role.CODE)) and row.text(Role.CODE)[:1].isdigit():
        return row.is_first_on_page
    if row.is_heading or row.text(Role.CODE):
        return Role.CODE in row.merged and Role.TITLE in row.merged
    if Role.TITLE in row.merged:
        return True
    if not last.text(Role.CODE):
        return row.is_first_on_page and not row.text(Role.TITLE)
    if not row.text(Role.TITLE) or not last.text(Role.TITLE):
        return True
    starts_small = row.text(Role.TITLE)[:1].islower()
    return (row.is_first_on_page and not mark_of(row.text(Role.TITLE))) or starts_small


def _join(last: GridRow, row: GridRow) -> None:
    for role, text in row.texts.items():
        if role in row.merged and last.text(role) == text:
            continue
        last.texts[role] = _glue(last.text(role), text, is_new_line=not row.is_first_on_page)
    for role, cells in row.cells.items():
        last.cells.setdefault(role, []).extend(cells)


def _glue(before: str, text: str, *, is_new_line: bool) -> str:
    if not before:
        return text
    whole = mended(f"{before}\n{text}")
    if whole.count("\n") <= before.count("\n") + text.count("\n"):  # the line end stood within a date or a name
        return whole
    between = "\n" if is_new_line and not text[:1].islower() else " "
    if before.endswith("-") and not before.endswith(" -"):
        between = ""
    return f"{before}{between}{text}"
