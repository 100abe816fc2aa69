"""Tables of plans as offices spoil them: columns shuffled, numbers lost, cells merged, rows torn, junk in cells.

Each cell of the body that holds words gets one word more that stands nowhere else, so that it can be sought whatever
the reader makes of the rest.
"""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from xml.sax.saxutils import escape

import xlsxwriter
from hypothesis import strategies as st

from tests.core.documents.hostile import making
from tests.generated.blocks import Break, Cell, Grid, Line, placed
from tests.generated.catalogue import papers
from tests.generated.printing import blocks_of
from tests.generated.text_writer import write_flattened

MOST_ROWS = 10
ADDED = re.compile(r"zk\d{3}w")
HAS_NESTED = {"docx"}
JUNK = (
    "\u200b", "\ufeff", "\u00a0", "\u00ad", "\u202e", "\u2028", "\u0301", "😀", "𝔘", "\ufffc", "\uf0fc", "=1+1", "@",
    "|", "<b>", "&amp;", "**", "--", "…", "(1)", "1.", "a)", "-", "\\", "'", '"', "”", "%", "Trang 2", "x" * 60,
    "Nơi nhận:", "PHỤ LỤC", "Tổng cộng", "TT", "ngày 31/02/2026", "١٢", "Ⅳ.", "①", "0,00", "-5", "1.234.567,89",
    "nfd: tie\u0302\u0301ng",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table as it is printed: texts by row and column, the first rows are headings; ranges that are one cell."""

    rows: tuple[tuple[str, ...], ...]
    heads: int
    merged: tuple[tuple[int, int, int, int], ...] = ()  # first row and column, last row and column

    @property
    def width(self) -> int:
        return len(self.rows[0])

    @property
    def body(self) -> range:
        return range(self.heads, len(self.rows))


@dataclass(frozen=True, slots=True)
class Spoiled:
    """A document with a spoiled table; nested: a further table inside a cell of the body, where the format has that."""

    sheet: Sheet
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    nested: tuple[int, int, Sheet] | None = None

    def words(self, ending: str) -> set[str]:
        """The added words that are printed in a format: each must be found again."""
        printed = {word for row in _cells(self.sheet) for _, cell in row for word in ADDED.findall(cell.text)}
        if self.nested and ending in HAS_NESTED and self._prints_nested():
            printed |= {word for row in self.nested[2].rows for text in row for word in ADDED.findall(text)}
        return printed

    def _prints_nested(self) -> bool:
        assert self.nested is not None
        row, column, _ = self.nested
        return any(begins == column for begins, _ in list(_cells(self.sheet))[row])


def _sheets() -> list[Sheet]:
    grids = [block for paper in papers() for block in blocks_of(paper) if isinstance(block, Grid)]
    return [_sheet(grid) for grid in grids]


def _sheet(grid: Grid) -> Sheet:
    rows = grid.rows[: grid.heads + MOST_ROWS]
    texts = [[""] * len(grid.widths) for _ in rows]
    merged = []
    for at, row in enumerate(placed(replace(grid, rows=rows))):
        for column, cell in row:
            texts[at][column] = cell.text
            last_row = min(at + cell.down, len(rows)) - 1
            if cell.span > 1 or last_row > at:
                merged.append((at, column, last_row, column + cell.span - 1))
    return Sheet(tuple(map(tuple, texts)), grid.heads, tuple(merged))


SHEETS = _sheets()


def _with(sheet: Sheet, places: dict[tuple[int, int], str]) -> Sheet:
    rows = tuple(
        tuple(places.get((at, column), text) for column, text in enumerate(row)) for at, row in enumerate(sheet.rows)
    )
    return replace(sheet, rows=rows)


def shuffled(sheet: Sheet, order: list[int]) -> Sheet:
    """Its columns in another order; what was merged over columns is merged no more."""
    upright = [
        (first, order.index(left), last, order.index(left))
        for first, left, last, right in sheet.merged
        if left == right
    ]
    rows = tuple(tuple(row[column] for column in order) for row in sheet.rows)
    return replace(sheet, rows=rows, merged=tuple(upright))


def without_number(sheet: Sheet, row: int) -> Sheet:
    return _with(sheet, {(row, 0): ""})


def with_number_of_another(sheet: Sheet, row: int, other: int) -> Sheet:
    return _with(sheet, {(row, 0): sheet.rows[other][0]})


def merged(sheet: Sheet, area: tuple[int, int, int, int]) -> Sheet:
    """A range as one cell with the words of all."""
    first, left, last, right = area
    places = [(row, column) for row in range(first, last + 1) for column in range(left, right + 1)]
    if any(_overlap(area, known) for known in sheet.merged):
        return sheet
    words = " ".join(filter(None, (sheet.rows[row][column] for row, column in places)))
    changed = _with(sheet, {**dict.fromkeys(places, ""), (first, left): words})
    return replace(changed, merged=(*sheet.merged, area))


def _overlap(one: tuple[int, int, int, int], other: tuple[int, int, int, int]) -> bool:
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]


def torn(sheet: Sheet, row: int, *, repeats_heading: bool) -> Sheet:
    """A row cut by the end of a page: its second half is a row of its own, behind the headings where they repeat."""
    if any(area[0] <= row <= area[2] for area in sheet.merged):
        return sheet
    halves = [_halves(text) for text in sheet.rows[row]]
    again = sheet.rows[: sheet.heads] if repeats_heading else ()
    between = (tuple(one for one, _ in halves), *again, tuple(other for _, other in halves))
    shift = len(between) - 1
    areas = tuple(
        (first + shift, left, last + shift, right) if first > row else (first, left, last, right)
        for first, left, last, right in sheet.merged
    )
    return replace(sheet, rows=(*sheet.rows[:row], *between, *sheet.rows[row + 1 :]), merged=areas)


def _halves(text: str) -> tuple[str, str]:
    words = text.split(" ")
    middle = (len(words) + 1) // 2
    return " ".join(words[:middle]), " ".join(words[middle:])


def with_junk(sheet: Sheet, row: int, column: int, junk: str, *, in_front: bool) -> Sheet:
    text = sheet.rows[row][column]
    return _with(sheet, {(row, column): f"{junk} {text}".strip() if in_front else f"{text} {junk}".strip()})


def with_empty_column(sheet: Sheet, at: int) -> Sheet:
    rows = tuple((*row[:at], "", *row[at:]) for row in sheet.rows)
    areas = tuple(
        (first, left + (left >= at), last, right + (right >= at)) for first, left, last, right in sheet.merged
    )
    return replace(sheet, rows=rows, merged=areas)


def with_empty_row(sheet: Sheet, at: int) -> Sheet:
    if any(first < at <= last for first, _, last, _ in sheet.merged):
        return sheet
    rows = (*sheet.rows[:at], ("",) * sheet.width, *sheet.rows[at:])
    areas = tuple(
        (first + (first >= at), left, last + (last >= at), right) for first, left, last, right in sheet.merged
    )
    return replace(sheet, rows=rows, merged=areas)


def beside(sheet: Sheet, other: Sheet) -> Sheet:
    """Two tables side by side, as one: nobody can see where one ends."""
    height = max(len(sheet.rows), len(other.rows))

    def padded(one: Sheet) -> list[tuple[str, ...]]:
        return [*one.rows, *[("",) * one.width] * (height - len(one.rows))]

    rows = tuple((*left, "", *right) for left, right in zip(padded(sheet), padded(other), strict=True))
    shift = sheet.width + 1
    areas = tuple((first, left + shift, last, right + shift) for first, left, last, right in other.merged)
    return Sheet(rows, max(sheet.heads, other.heads), (*sheet.merged, *areas))


@st.composite
def changes(draw: st.DrawFn, sheet: Sheet) -> Sheet:
    """A sheet after one change."""
    body = list(sheet.body)
    row, other = draw(st.sampled_from(body)), draw(st.sampled_from(body))
    column = draw(st.integers(0, sheet.width - 1))
    kind = draw(st.integers(0, 8))
    if kind == 0:
        return shuffled(sheet, draw(st.permutations(range(sheet.width))))
    if kind == 1:
        return without_number(sheet, row)
    if kind == 2:
        return with_number_of_another(sheet, row, other)
    if kind == 3:
        right = draw(st.integers(column, sheet.width - 1))
        return merged(sheet, (min(row, other), column, max(row, other), right))
    if kind == 4:
        return torn(sheet, row, repeats_heading=draw(st.booleans()))
    if kind in (5, 6):
        return with_junk(sheet, row, column, draw(st.sampled_from(JUNK)), in_front=draw(st.booleans()))
    return with_empty_column(sheet, column) if kind == 7 else with_empty_row(sheet, row)


@st.composite
def spoiled(draw: st.DrawFn) -> Spoiled:
    """A document whose table has gone through up to five changes."""
    sheet = draw(st.sampled_from(SHEETS))
    if draw(st.integers(0, 9)) == 0:
        sheet = beside(sheet, draw(st.sampled_from(SHEETS)))
    sheet = with_words(sheet)
    for _ in range(draw(st.integers(0, 5))):
        sheet = draw(changes(sheet))
    nested = None
    if draw(st.integers(0, 9)) == 0:
        inner = with_words(draw(st.sampled_from(SHEETS)), first=500)
        nested = draw(st.sampled_from(list(sheet.body))), draw(st.integers(0, sheet.width - 1)), inner
    before = ("KẾ HOẠCH", "Cải cách hành chính năm 2026", *draw(st.sampled_from(((), ("I. NHIỆM VỤ",), ("PHỤ LỤC",)))))
    after = draw(
        st.sampled_from(((), ("Nơi nhận:", "- Lưu: VT."), ("II. TỔ CHỨC THỰC HIỆN", "1. Sở Nội vụ: theo dõi.")))
    )
    return Spoiled(sheet, before, after, nested)


def with_words(sheet: Sheet, *, first: int = 0) -> Sheet:
    """The sheet with a word of its own in each cell of the body that has words."""
    numbers = itertools.count(first)
    places = {
        (row, column): f"{text} zk{next(numbers):03d}w"
        for row in sheet.body
        for column, text in enumerate(sheet.rows[row])
        if len(re.findall(r"[^\W\d_]{2,}", text)) >= 2 and not re.search(r"\d", text)
    }
    return _with(sheet, places)


# Writers


def _cells(sheet: Sheet) -> Iterator[list[tuple[int, Cell]]]:
    """For each row the printed cells with the column they begin in."""
    begins = {(area[0], area[1]): area for area in sheet.merged}
    covered = {
        (row, column)
        for first, left, last, right in sheet.merged
        for row in range(first, last + 1)
        for column in range(left, right + 1)
    }
    for at, row in enumerate(sheet.rows):
        line = []
        for column, text in enumerate(row):
            if area := begins.get((at, column)):
                line.append((column, Cell(text, area[3] - column + 1, area[2] - at + 1)))
            elif (at, column) not in covered:
                line.append((column, Cell(text)))
        yield line


def _docx_table(sheet: Sheet, nested: tuple[int, int, Sheet] | None) -> str:
    hanging: dict[int, tuple[int, int]] = {}  # column -> rows still covered, span
    lines = []
    for at, row in enumerate(_cells(sheet)):
        by_column, column, cells = dict(row), 0, []
        while column < sheet.width:
            if column in by_column:
                cell = by_column[column]
                content = [making.paragraph(making.run(escape(_printable(cell.text))))]
                if nested and nested[:2] == (at, column):
                    content = [_docx_table(nested[2], None), *content]
                merge = '<w:vMerge w:val="restart"/>' if cell.down > 1 else ""
                hanging[column] = (cell.down - 1, cell.span)
            else:
                left, span = hanging.get(column, (0, 1))
                hanging[column] = (left - 1, span)
                cell, content, merge = Cell("", span), [making.paragraph()], "<w:vMerge/>"
            cells.append(making.cell(*content, properties=f'<w:gridSpan w:val="{cell.span}"/>{merge}'))
            column += cell.span
        lines.append(cells)
    return making.table(lines)


def _printable(text: str) -> str:
    """What XML can hold."""
    return "".join(letter for letter in text if letter in "\t\n" or ord(letter) >= 32)


def write_docx(paper: Spoiled, path: Path) -> Path:
    table = _docx_table(paper.sheet, paper.nested)
    path.write_bytes(making.docx(*map(escape, paper.before), table, *map(escape, paper.after)))
    return path


def write_xlsx(paper: Spoiled, path: Path) -> Path:
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        page, begins = book.add_worksheet("Kế hoạch"), len(paper.before)
        for at, line in enumerate(paper.before):
            page.write_string(at, 0, line)
        for at, row in enumerate(_cells(paper.sheet)):
            for column, cell in row:
                if cell.span > 1 or cell.down > 1:
                    area = (begins + at, column, begins + at + cell.down - 1, column + cell.span - 1)
                    page.merge_range(*area, "")
                if cell.text:
                    page.write_string(begins + at, column, _printable(cell.text))
        for at, line in enumerate(paper.after):
            page.write_string(begins + len(paper.sheet.rows) + at, 0, line)
    return path


def write_tabbed(paper: Spoiled, path: Path) -> Path:
    lines = [*paper.before]
    for row in _cells(paper.sheet):
        texts = [""] * paper.sheet.width
        for column, cell in row:
            texts[column] = re.sub(r"[\t\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+", " ", cell.text)
        lines.append("\t".join(texts))
    path.write_text("\n".join([*lines, *paper.after]), "utf-8")
    return path


def write_lines(paper: Spoiled, path: Path) -> Path:
    """Flattened: one cell after the other, wrapped, as text comes out of a PDF."""
    sheet = paper.sheet
    rows = tuple(tuple(cell for _, cell in row) for row in _cells(sheet))
    grid = Grid((1.0,) * sheet.width, rows, sheet.heads)
    blocks = [*map(Line, paper.before), Break(), grid, *map(Line, paper.after)]
    return write_flattened(blocks, path)


WRITERS = {"docx": write_docx, "xlsx": write_xlsx, "tabbed.txt": write_tabbed, "flattened.txt": write_lines}
