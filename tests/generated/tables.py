"""Tables of a paper, with all that goes wrong in real ones: merged, split, torn and repeated rows."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from tests.generated.blocks import Cell, Grid
from tests.generated.paper import Column, Criterion, Layout, Row

UNITS = {"triệu đồng": Decimal(1), "đồng": Decimal(1_000_000), "nghìn đồng": Decimal(1000), "tỷ đồng": Decimal("0.001")}
CODE_WORDS = ("Nhiệm vụ", "Hoạt động", "LĨNH VỰC", "Lĩnh vực")


def plan_grid(rows: Sequence[Row], layout: Layout, *, total: Decimal | None = None) -> Grid:
    """The rows of a plan as a table."""
    lines: list[list[Cell]] = []
    heads = _heads(layout)
    for index, row in enumerate(rows):
        if row.is_leaf:
            line = [Cell(_field(row, column, layout)) for column in layout.columns]
            if layout.tears_rows and index and index % layout.tears_rows == 0:
                lines += [*_torn(line, layout, heads)]
                continue
            lines.append(line)
        else:
            lines.append(_heading(row, layout))
    lines = _merge_leads(rows, lines, layout) if any(row.merged_lead for row in rows) else lines
    if total is not None:
        lines.append(_total(total, layout))
    return _grid(lines, layout, heads)


def criteria_grid(criteria: Sequence[Criterion], layout: Layout) -> Grid:
    """The rows of an improvement plan as a table; cells that are merged downwards stand in the first row."""
    lines: list[list[Cell]] = []
    for index, row in enumerate(criteria):
        below = 0
        while index + below + 1 < len(criteria) and criteria[index + below + 1].merged:
            below += 1
        line = []
        for column in layout.columns:
            is_shared = column.field in ("solutions", "lead", "coordinating")
            if row.merged and is_shared:
                continue
            down = below + 1 if is_shared and not row.merged else 1
            line.append(Cell(_criterion_field(row, column, layout), down=down, is_bold=not row.is_leaf))
        lines.append(line)
    return _grid(lines, layout, _heads(layout))


def _grid(lines: list[list[Cell]], layout: Layout, heads: list[list[Cell]]) -> Grid:
    every = tuple(tuple(line) for line in (*heads, *lines))
    return Grid(tuple(column.width for column in layout.columns), every, len(heads), layout.repeats_heading)


def _heads(layout: Layout) -> list[list[Cell]]:
    columns, first, second = layout.columns, [], []
    if any(column.above for column in columns):
        index = 0
        while index < len(columns):
            above = columns[index].above
            if not above:
                first.append(Cell(columns[index].heading, down=2, is_bold=True))
                index += 1
                continue
            group = [column for column in columns if column.above == above]
            first.append(Cell(above, span=len(group), is_bold=True))
            second += [Cell(column.heading, is_bold=True) for column in group]
            index += len(group)
    else:
        first = [Cell(column.heading, is_bold=True) for column in columns]
    ordinals = [Cell(f"({number})") for number in range(1, len(columns) + 1)]
    return [row for row in (first, second, ordinals if layout.has_ordinals else []) if row]


def _heading(row: Row, layout: Layout) -> list[Cell]:
    """A heading row: merged over the table, or its title broken over cells, or mark and title in one cell."""
    count, mark = len(layout.columns), _mark(row, layout)
    if layout.columns[0].field != "mark":
        text = {"mark": mark, "title": row.title}
        return [Cell(text.get(column.field, ""), is_bold=True) for column in layout.columns]
    if layout.joins_mark and row.level in ("part", "domain", "group"):
        return [Cell(f"{mark} {row.title}", span=count, is_bold=True)]
    words = row.title.split()
    if layout.splits_titles and len(words) > 3 and row.level in ("domain", "group"):
        half = (len(words) + 1) // 2
        pieces = [" ".join(words[:half]), " ".join(words[half:])]
        return [Cell(text, is_bold=True) for text in (mark, *pieces, *[""] * (count - 3))]
    if layout.merges_headings:
        return [Cell(mark, is_bold=True), Cell(row.title, span=count - 1, is_bold=True)]
    return [Cell(mark, is_bold=True), Cell(row.title, is_bold=True), *[Cell()] * (count - 2)]


def _torn(line: list[Cell], layout: Layout, heads: list[list[Cell]]) -> list[list[Cell]]:
    """A row cut by the page: its title goes on below the repeated headings, other cells empty."""
    at = next(index for index, column in enumerate(layout.columns) if column.field == "title")
    words = line[at].text.split()
    half = max(1, len(words) * 2 // 3)
    first, rest = list(line), [Cell()] * len(line)
    first[at], rest[at] = Cell(" ".join(words[:half])), Cell(" ".join(words[half:]))
    return [first, *heads, rest] if words[half:] else [line]


def _merge_leads(rows: Sequence[Row], lines: list[list[Cell]], layout: Layout) -> list[list[Cell]]:
    at = next(index for index, column in enumerate(layout.columns) if column.field == "lead")
    found = [list(line) for line in lines]
    for index, row in enumerate(rows):
        below = 0
        while index + below + 1 < len(rows) and rows[index + below + 1].merged_lead:
            below += 1
        if below and not row.merged_lead:
            found[index][at] = replace(found[index][at], down=below + 1)
        if row.merged_lead:
            del found[index][at]
    return found


def _mark(row: Row, layout: Layout) -> str:
    if not layout.has_mark_suffix or row.mark.startswith(CODE_WORDS) or row.level in ("part", "domain", "group"):
        return row.mark
    return f"{row.mark}{')' if row.mark.isalpha() else '.'}"


def _field(row: Row, column: Column, layout: Layout) -> str:
    start, end = row.time.cells()
    separator = layout.agency_separator
    plain = {
        "mark": _mark(row, layout),
        "title": row.title,
        "standard": row.standard,
        "product": row.product,
        "lead": separator.join(row.lead),
        "coordinating": separator.join(row.coordinating),
        "both": _both(row, layout),
        "start": start,
        "end": end,
        "time": row.time.cell(),
        "budget": money(row.budget, layout),
        "note": row.note,
        "blank": "",
    }
    return plain[column.field]


def _both(row: Row, layout: Layout) -> str:
    between = "\n" if layout.joint_agencies == "lines" else "; "
    lead = f"Chủ trì: {'; '.join(row.lead) if layout.joint_agencies == 'lines' else ', '.join(row.lead)}"
    if not row.coordinating:
        return lead
    return f"{lead}{between}Phối hợp: {(', ' if between == '; ' else '; ').join(row.coordinating)}"


def money(budget: Decimal | None, layout: Layout) -> str:
    """An amount in the column's unit, with points between thousands and a decimal comma."""
    if budget is None:
        return ""
    text = f"{(budget * UNITS[layout.budget_unit]).normalize():,f}"
    return text.replace(",", " ").replace(".", ",").replace(" ", ".")


def _total(total: Decimal, layout: Layout) -> list[Cell]:
    at = next(index for index, column in enumerate(layout.columns) if column.field == "budget")
    after = [Cell()] * (len(layout.columns) - at - 1)
    return [Cell("TỔNG CỘNG", span=at, is_bold=True), Cell(money(total, layout), is_bold=True), *after]


def _criterion_field(row: Criterion, column: Column, layout: Layout) -> str:
    separator = layout.agency_separator
    plain = {
        "mark": row.code,
        "title": row.name,
        "max": _points(row.max),
        "previous": _points(row.previous),
        "target": _points(row.target),
        "solutions": row.solutions,
        "lead": separator.join(row.lead),
        "coordinating": separator.join(row.coordinating),
        "note": row.note,
    }
    return plain[column.field]


def _points(value: Decimal) -> str:
    return f"{value.normalize():f}".replace(".", ",")
