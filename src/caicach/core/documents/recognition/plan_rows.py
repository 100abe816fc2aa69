"""Rows of a plan's table: the tree by its numbering, agencies, time frames, budget."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from caicach.core.documents.agency_names import split_agencies, split_roles
from caicach.core.documents.reading import AgencyName, Level, RowReading
from caicach.core.documents.recognition.budgets import BudgetColumn, budget_column
from caicach.core.documents.recognition.columns import Role
from caicach.core.documents.recognition.grid import Grid, GridRow
from caicach.core.documents.recognition.ledger import Fate, Ledger
from caicach.core.documents.recognition.outline import Mark, MarkKind
from caicach.core.documents.recognition.plan_levels import level_of, levels_of
from caicach.core.documents.recognition.plan_tree import Draft, Tree, draft_of, with_groups
from caicach.core.documents.recognition.total_rows import is_total, printed_totals, total_budget
from caicach.core.schedule.grammar import read_time_frame
from caicach.core.text import fold, squeeze


@dataclass(slots=True)
class PlanTable:
    """What a plan's table gave: rows in order, totals as printed, texts of the totals' rows."""

    rows: list[RowReading] = field(default_factory=list)
    totals: dict[str, str] = field(default_factory=dict)


def plan_rows(grid: Grid, *, year: int | None, ledger: Ledger, above: tuple[str, ...] = ()) -> PlanTable:
    """Read the rows of a grid. above: path of the section that the table stands in, where it belongs to the tree."""
    result = PlanTable()
    tree = Tree(above)
    totals = [row for row in grid.rows if is_total(row)]
    drafts = with_groups([draft_of(row) for row in grid.rows if not any(row is total for total in totals)])
    amounts = [draft.row.text(Role.BUDGET) for draft in drafts]
    money = budget_column(amounts, total_budget(totals), _heading(grid, Role.BUDGET), grid.unit)
    levels = levels_of(drafts)
    for draft in drafts:
        path = tree.path(draft)
        result.rows.append(_reading(draft, path, level_of(draft, levels), money, year))
        _note(ledger, draft.row, Fate.FIELD, "/".join(path))
    result.totals = printed_totals(totals, money)
    for row in totals:
        _note(ledger, row, Fate.TOTAL, "totals")
    return result


def _reading(draft: Draft, path: tuple[str, ...], level: Level, money: BudgetColumn, year: int | None) -> RowReading:
    row, mark = draft.row, draft.mark
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
        if re.search(r"(?:phối hợp|chủ trì)\s*[:)]", lead_text, re.IGNORECASE) and not coordinating_text:
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
