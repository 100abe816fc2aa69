"""Rows of a plan's table: the tree by its numbering, agencies, time frames, budget."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from caicach.core.documents.agency_names import split_agencies, split_roles
from caicach.core.documents.reading import AgencyName, Level, RowReading
from caicach.core.documents.recognition.budgets import BudgetColumn, budget_column
from caicach.core.documents.recognition.columns import Role
from caicach.core.documents.recognition.grid import Grid, GridRow
from caicach.core.documents.recognition.ledger import Fate, Ledger
from caicach.core.documents.recognition.outline import Mark, MarkKind, mark_in_code_cell, mark_of
from caicach.core.documents.recognition.total_rows import has_work, is_total, printed_totals, total_budget
from caicach.core.schedule.grammar import read_time_frame
from caicach.core.text import fold, squeeze

_DOMAIN_WORDS = re.compile(
    r"the che|thu tuc hanh chinh|\btthc\b|bo may|che do cong vu|tai chinh cong|chinh quyen (?:dien tu|so)|"
    r"chinh phu (?:dien tu|so)|"
    r"chi dao,? dieu hanh|chuyen doi so|hien dai hoa|doi ngu can bo|kinh te - xa hoi"
)
Style = tuple[MarkKind, int]
_BARE_HEADING: Style = (MarkKind.DOMAIN, 0)  # of headings within the table that bear no number
_PLAIN: Style = (MarkKind.DASH, 0)  # of rows of work that bear no number
_ABOVE_HEADINGS = (MarkKind.PART, MarkKind.UPPER, MarkKind.ROMAN)


@dataclass(slots=True)
class PlanTable:
    """What a plan's table gave: rows in order, totals as printed, texts of the totals' rows."""

    rows: list[RowReading] = field(default_factory=list)
    totals: dict[str, str] = field(default_factory=dict)


def plan_rows(grid: Grid, *, year: int | None, ledger: Ledger, above: tuple[str, ...] = ()) -> PlanTable:
    """Read the rows of a grid. above: path of the section that the table stands in, where it belongs to the tree."""
    result = PlanTable()
    tree = _Tree(above)
    totals = [row for row in grid.rows if is_total(row)]
    drafts = [(row, _mark(row)) for row in grid.rows if not any(row is total for total in totals)]
    money = budget_column(
        [row.text(Role.BUDGET) for row, _ in drafts], total_budget(totals), _heading(grid, Role.BUDGET), grid.unit
    )
    levels = _levels(drafts)
    for row, mark in drafts:
        path = tree.path(mark, is_heading=row.is_heading)
        level = (
            (_fixed(mark.kind) or levels[mark.style]) if mark else (Level.TASK if not row.is_heading else Level.GROUP)
        )
        reading = _reading(row, mark, path, level, money, year)
        result.rows.append(_named_level(reading, mark, levels, drafts))
        _note(ledger, row, Fate.FIELD, "/".join(path))
    result.totals = printed_totals(totals, money)
    for row in totals:
        _note(ledger, row, Fate.TOTAL, "totals")
    return result


def _mark(row: GridRow) -> Mark | None:
    """The mark of a row: in its code cell, or at the head of its title where the code cell is empty."""
    code = row.text(Role.CODE)
    if code:
        return mark_in_code_cell(code)
    mark = mark_of(row.text(Role.TITLE))
    return None if mark is not None and mark.kind is MarkKind.DASH and "\n" in row.text(Role.TITLE) else mark


@dataclass(slots=True)
class _Tree:
    """Turns marks into paths: a style that is open already ends all that stands below it.

    Rows without a number of their own, dashes among them, are counted below their parent: `-1`, `-2`, …
    """

    above: tuple[str, ...]
    stack: list[tuple[Style, str]] = field(default_factory=list)
    counted: dict[tuple[str, ...], int] = field(default_factory=dict)

    def path(self, mark: Mark | None, *, is_heading: bool = False) -> tuple[str, ...]:
        if mark is None:
            return self._unnumbered(is_heading=is_heading)
        styles = [style for style, _ in self.stack]
        if mark.style in styles:
            del self.stack[styles.index(mark.style) :]
        elif mark.kind is MarkKind.NUMBER:
            self._leave_siblings(mark)
        elif mark.kind in (MarkKind.UPPER, MarkKind.PART):
            self.stack.clear()
        code = self._next_code() if mark.kind is MarkKind.DASH else mark.code
        self.stack.append((mark.style, code))
        return self._path()

    def _unnumbered(self, *, is_heading: bool) -> tuple[str, ...]:
        """A heading ends the numbers above it, for they begin anew below it; a plain row is a leaf where it stands."""
        if is_heading:
            while self.stack and self.stack[-1][0][0] not in _ABOVE_HEADINGS:
                self.stack.pop()
        elif self.stack and self.stack[-1][0] == _PLAIN:
            self.stack.pop()
        code = self._next_code()
        self.stack.append((_BARE_HEADING if is_heading else _PLAIN, code))
        return self._path()

    def _next_code(self) -> str:
        parent = self._path()
        self.counted[parent] = self.counted.get(parent, 0) + 1
        return f"-{self.counted[parent]}"

    def _path(self) -> tuple[str, ...]:
        return (*self.above, *(code for _, code in self.stack))

    def _leave_siblings(self, mark: Mark) -> None:
        """ "1.2" stands below "1" and nowhere else: what is deeper, or of another number, is left."""
        self._leave_plain()
        while self.stack and self.stack[-1][0][0] is MarkKind.NUMBER:
            own = mark.code.split(".")
            other = self.stack[-1][1].split(".")
            if len(other) < len(own):
                return
            self.stack.pop()
        while self.stack and self.stack[-1][0][0] in (MarkKind.LOWER, MarkKind.DASH):
            self.stack.pop()
        self._leave_plain()

    def _leave_plain(self) -> None:
        if self.stack and self.stack[-1][0] == _PLAIN:
            self.stack.pop()


def _levels(drafts: Sequence[tuple[GridRow, Mark | None]]) -> dict[Style, Level]:
    """The level of each style of numbering in a table, from its place in the order of styles and what its rows hold."""
    styles: list[Style] = []
    for _, mark in drafts:
        if mark and mark.style not in styles:
            styles.append(mark.style)
    styles.sort(key=_rank)
    working = {style for style in styles if _does_work(style, drafts)}
    levels: dict[Style, Level] = {}
    free = [Level.TASK, Level.ACTIVITY]
    for place, style in enumerate(styles):
        is_heading = style not in working and place < len(styles) - 1
        is_domain = is_heading and (len(styles) - place > 2 or _names_domains(style, drafts))
        levels[style] = _fixed(style[0]) or _level(style, styles[:place], working, free, is_domain=is_domain)
        if levels[style] in free:
            free = free[free.index(levels[style]) + 1 :] or [Level.ACTIVITY]
    return levels


_RANKS = [
    MarkKind.PART,
    MarkKind.UPPER,
    MarkKind.ROMAN,
    MarkKind.DOMAIN,
    MarkKind.TASK,
    MarkKind.NUMBER,
    MarkKind.LOWER,
    MarkKind.ACTIVITY,
    MarkKind.DASH,
    MarkKind.ARTICLE,
]


def _rank(style: Style) -> tuple[int, int]:
    return _RANKS.index(style[0]), style[1]


def _fixed(kind: MarkKind) -> Level | None:
    words = {
        MarkKind.PART: Level.PART,
        MarkKind.DOMAIN: Level.DOMAIN,
        MarkKind.TASK: Level.TASK,
        MarkKind.ACTIVITY: Level.ACTIVITY,
    }
    return words.get(kind)


def _does_work(style: Style, drafts: Sequence[tuple[GridRow, Mark | None]]) -> bool:
    """Do most rows of a style carry work, that is, an agency, a time or a deliverable?"""
    rows = [row for row, mark in drafts if mark and mark.style == style]
    return sum(has_work(row) for row in rows) * 2 > len(rows)


def _names_domains(style: Style, drafts: Sequence[tuple[GridRow, Mark | None]]) -> bool:
    """Are the rows of a style domains of the programme by their names?"""
    rows = [row for row, mark in drafts if mark and mark.style == style]
    return sum(bool(_DOMAIN_WORDS.search(fold(row.text(Role.TITLE)))) for row in rows) * 2 > len(rows)


def _level(
    style: Style, upper: Sequence[Style], working: set[Style], free: Sequence[Level], *, is_domain: bool
) -> Level:
    kind = style[0]
    if kind is MarkKind.UPPER:
        return Level.PART
    if kind is MarkKind.ROMAN and style not in working:
        return Level.GROUP
    if kind is MarkKind.NUMBER and is_domain and style[1] == 1 and not upper:
        return Level.GROUP
    return free[0]


def _named_level(
    reading: RowReading, mark: Mark | None, levels: dict[Style, Level], drafts: Sequence[tuple[GridRow, Mark | None]]
) -> RowReading:
    """A group that bears the name of a domain is a domain."""
    if reading.level is Level.GROUP and mark and _DOMAIN_WORDS.search(fold(reading.title)):
        return replace(reading, level=Level.DOMAIN)
    return reading


def _reading(
    row: GridRow, mark: Mark | None, path: tuple[str, ...], level: Level, money: BudgetColumn, year: int | None
) -> RowReading:
    lead_text, coordinating_text, lead, coordinating = _agencies(row)
    start, end = _times(row)
    return RowReading(
        path=path,
        level=level,
        title=_title(row, mark),
        place=row.place,
        has_dash=mark is not None and mark.kind is MarkKind.DASH,
        acceptance_note=_plain(row.text(Role.ACCEPTANCE)),
        deliverable=_plain(row.text(Role.DELIVERABLE)),
        lead=lead,
        coordinating=coordinating,
        lead_text=lead_text,
        coordinating_text=coordinating_text,
        start_text=start,
        end_text=end,
        schedule=read_time_frame(start, end, year=year),
        budget_million_vnd=money.amount(row.text(Role.BUDGET)),
        budget_proposals=money.proposals(row.text(Role.BUDGET)),
        budget_text=_plain(row.text(Role.BUDGET)),
        note=_plain(row.text(Role.NOTE)),
        other_text=row.text(Role.OTHER),
    )


def _heading(grid: Grid, role: Role) -> str:
    column = grid.columns.where(role)
    return "" if column is None else grid.columns.headings[column]


def _title(row: GridRow, mark: Mark | None) -> str:
    title = row.text(Role.TITLE)
    if not row.text(Role.CODE) and mark:
        title = mark.rest
    elif mark and mark.rest and not row.is_heading:
        title = f"{mark.rest} {title}".strip() if fold(mark.rest) not in fold(title) else title
    elif row.text(Role.CODE) and mark is None:
        title = f"{row.text(Role.CODE)} {title}".strip()
    elif mark and mark.rest and not title:
        title = mark.rest
    return _plain(title)


def _agencies(row: GridRow) -> tuple[str, str, tuple[AgencyName, ...], tuple[AgencyName, ...]]:
    both = row.text(Role.AGENCIES)
    if both:
        lead_text, coordinating_text = split_roles(both)
        if row.text(Role.COORDINATING):
            coordinating_text = row.text(Role.COORDINATING)
    else:
        lead_text, coordinating_text = row.text(Role.LEAD), row.text(Role.COORDINATING)
        if re.search(r"(?:phối hợp|chủ trì)\s*:", lead_text, re.IGNORECASE) and not coordinating_text:
            lead_text, coordinating_text = split_roles(lead_text)
    return _plain(lead_text), _plain(coordinating_text), split_agencies(lead_text), split_agencies(coordinating_text)


def _times(row: GridRow) -> tuple[str, str]:
    start, end, single = (_plain(row.text(role)) for role in (Role.START, Role.END, Role.TIME))
    if single and not start and not end:
        return "", single
    return start, end if end else (single if start else "")


def _plain(text: str) -> str:
    return squeeze(text)


def _note(ledger: Ledger, row: GridRow, fate: Fate, path: str) -> None:
    for role, cells in row.cells.items():
        for cell in cells:
            ledger.put(cell, fate, f"{path}.{role.value}")


def leaves(rows: Sequence[RowReading]) -> Iterator[RowReading]:
    """Rows without rows below them: what agencies are to carry out."""
    parents = {row.path[:length] for row in rows for length in range(1, len(row.path))}
    return (row for row in rows if row.path not in parents)
