"""A table copied from a sheet, and one typed row, as contents of rows. Every pasted cell is used or named."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from caicach.core.documents.clipboard import tab_rows
from caicach.core.documents.reading import Level
from caicach.core.text import fold, nfc, squeeze
from caicach.plans.contents import RowContent
from caicach.plans.models import ItemLevel
from caicach.plans.outline import parents_by_path
from caicach.plans.row_edits import CellReader, read_budget

COLUMNS = (
    "outline_code", "title", "acceptance_note", "deliverable", "lead_text", "coordinating_text", "start_text",
    "end_text", "budget_million_vnd", "note",
)  # fmt: skip
MOST_PASTED = 500  # rows; more of them come in better as a file, with the questions of the import
_HEADINGS: Mapping[str, tuple[str, ...]] = {
    "outline_code": ("stt", "tt", "so thu tu", "so tt"),
    "acceptance_note": ("tieu chuan", "to chuc thuc hien", "yeu cau"),
    "deliverable": ("san pham", "ket qua"),
    "lead_text": ("chu tri",),
    "coordinating_text": ("phoi hop",),
    "start_text": ("bat dau",),
    "end_text": ("ket thuc", "thoi gian", "thoi han", "hoan thanh"),
    "budget_million_vnd": ("kinh phi",),
    "note": ("ghi chu",),
    "title": ("noi dung", "nhiem vu", "hoat dong"),
}
_ROMAN = re.compile(r"[IVXLC]+[.)]?")
_LEVELS = (ItemLevel.DOMAIN, ItemLevel.TASK, ItemLevel.ACTIVITY)


@dataclass(frozen=True, slots=True)
class PasteProblem:
    """A cell that was not understood: its row and column counted from 1, and the words in it."""

    code: str
    row: int
    column: int
    value: str


@dataclass(frozen=True, slots=True)
class Pasted:
    """What a paste would add."""

    rows: list[RowContent] = field(default_factory=list)
    problems: list[PasteProblem] = field(default_factory=list)


def content_of_form(typed: Mapping[str, Any], reader: CellReader) -> RowContent:
    """One typed row as content, read with the same grammar as a document. The budget has been checked."""
    return RowContent(
        level=Level(typed["level"]),
        title=squeeze(typed["title"]),
        code=typed["outline_code"].strip(),
        acceptance_note=typed["acceptance_note"].strip(),
        deliverable=typed["deliverable"].strip(),
        start_text=typed["start_text"].strip(),
        end_text=typed["end_text"].strip(),
        schedule=reader.schedule(typed["start_text"].strip(), typed["end_text"].strip()),
        leads=reader.duty_names(typed["lead_text"]),
        coordinating=reader.duty_names(typed["coordinating_text"]),
        lead_text=typed["lead_text"].strip(),
        coordinating_text=typed["coordinating_text"].strip(),
        budget_million_vnd=read_budget(typed["budget_million_vnd"], is_pasted=True),
        note=typed["note"].strip(),
        source="typed",
    )


def contents_of_paste(text: str, reader: CellReader) -> Pasted:
    """Rows of a clipboard table. A heading row, where there is one, says which column is which."""
    table = [[squeeze(cell) for cell in row] for row in tab_rows(nfc(text))]
    columns = _columns_of(table[0]) if table else None
    first = 1 if columns else 0
    columns = columns or dict(enumerate(COLUMNS))
    pasted = Pasted()
    rows: list[tuple[int, dict[str, str]]] = []
    for number, cells in enumerate(table[first:], first + 1):
        if any(cells):
            rows.append((number, _named(number, cells, columns, pasted.problems)))
    if len(rows) > MOST_PASTED:
        pasted.problems.append(PasteProblem("too_many", rows[MOST_PASTED][0], 1, str(len(rows))))
    _read_rows(rows, reader, pasted)
    return pasted


def _columns_of(cells: Sequence[str]) -> dict[int, str] | None:
    """The columns of a heading row; None where the first row is not one."""
    found: dict[int, str] = {}
    for place, cell in enumerate(cells):
        words = fold(cell)
        name = next((name for name, marks in _HEADINGS.items() if any(_opens(words, mark) for mark in marks)), None)
        if name is not None and name not in found.values():
            found[place] = name
    return found if "title" in found.values() and len(found) > 1 else None


def _opens(words: str, mark: str) -> bool:
    return words == mark if mark in ("tt", "stt") else mark in words and len(words) < 60


def _named(
    number: int, cells: Sequence[str], columns: Mapping[int, str], problems: list[PasteProblem]
) -> dict[str, str]:
    row = dict.fromkeys(COLUMNS, "")
    for place, cell in enumerate(cells):
        if place in columns:
            row[columns[place]] = cell
        elif cell:
            problems.append(PasteProblem("column_unknown", number, place + 1, cell))
    if not row["title"]:
        problems.append(PasteProblem("title_missing", number, 1, " ".join(cell for cell in cells if cell)[:100]))
    try:
        read_budget(row["budget_million_vnd"], is_pasted=True)
    except ValueError:
        place = next((place for place, name in columns.items() if name == "budget_million_vnd"), 0)
        problems.append(PasteProblem("budget_unreadable", number, place + 1, row["budget_million_vnd"]))
    return row


def _read_rows(rows: Iterable[tuple[int, dict[str, str]]], reader: CellReader, pasted: Pasted) -> None:
    if pasted.problems:
        return
    named = [row for _, row in rows]
    paths = _paths([row["outline_code"] for row in named])
    for row, path, parent in zip(named, paths, parents_by_path(paths), strict=True):
        depth = len(path) - _is_roman(path[0])  # a Roman heading is a domain, the numbers below it are tasks
        content = content_of_form(row | {"level": _LEVELS[min(depth, 2)]}, reader)
        pasted.rows.append(replace(content, parent=parent))


def _paths(codes: Iterable[str]) -> list[tuple[str, ...]]:
    """`1.2` stands under `1`; arabic numbers stand under the last Roman one."""
    above: tuple[str, ...] = ()
    paths = []
    for code in codes:
        steps = tuple(step for step in code.rstrip(".)").split(".") if step) or ("-",)
        above = steps if _is_roman(code) else above
        paths.append(steps if _is_roman(code) else above + steps)
    return paths


def _is_roman(code: str) -> bool:
    return bool(_ROMAN.fullmatch(code))
