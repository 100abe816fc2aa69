"""The three sheets of a workbook, read cell by cell into the plain data of a set."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from caicach.core.scoring.errors import SetProblem, problem
from caicach.core.text import fold
from caicach.criteria.yaml_files import Place
from caicach.tables.sheet import Sheet
from caicach.workbooks import cells
from caicach.workbooks.cells import Cell, cell_string
from caicach.workbooks.layout import (
    CHOICES,
    CRITERIA,
    EXAMPLE_HEADINGS,
    EXAMPLES,
    FACT_HEADINGS,
    FACT_LABELS,
    FACTS,
    HEADINGS,
)
from caicach.workbooks.rule_lines import read_rule

_HEADING_DEPTH = 10  # people put a title of some lines above the headings
Reader = Callable[[Cell, list[SetProblem]], Any]


@dataclass(slots=True)
class Read:
    """The plain data, the cell of every place in it, and what could not be read, each with its cell."""

    plain: dict[str, Any]
    cells: dict[Place, str] = field(default_factory=dict)
    problems: list[tuple[str, SetProblem]] = field(default_factory=list)

    @property
    def bad_cells(self) -> set[str]:
        return {cell for cell, _one in self.problems}

    def note(self, cell: str, *found: SetProblem) -> None:
        """Problems of a cell."""
        self.problems += [(cell, one) for one in found]

    def cell_of(self, place: Place) -> str:
        """The cell of a place, or of the nearest one around it."""
        return next(
            (self.cells[place[:length]] for length in range(len(place), -1, -1) if place[:length] in self.cells), ""
        )

    def value(self, cell: str, held: Cell, reader: Reader) -> Any:
        """What a cell says; its problems are noted."""
        found: list[SetProblem] = []
        value = reader(held, found)
        self.note(cell, *found)
        return value


def cell_name(sheet: str, row: int, column: int) -> str:
    """`Tiêu chí!F12`; row and column count from 1."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{sheet}!{letters}{row}"


def _text(held: Cell, found: list[SetProblem]) -> str:
    return cell_string(held)


def _choice(key: str) -> Reader:
    return lambda held, found: cells.read_choice(CHOICES[key], held, found)


def _code(held: Cell, found: list[SetProblem]) -> str:
    return cells.code_cell(held)


_FACT_READERS: dict[str, Reader] = {
    "decided_on": cells.read_day,
    "effective_on": cells.read_day,
    "years": cells.read_years,
    "groups": cells.read_texts,
    "tie_breakers": cells.read_texts,
    "max_score": cells.read_figure_cell,
    "bonus_limit": cells.read_figure_cell,
    "penalty_limit": cells.read_figure_cell,
    "bands": cells.read_bands,
    "ties": _choice("ties"),
}

_FACTS_MUST = ("max_score", "bonus_limit", "penalty_limit", "ties", "roundings.share")


def read_facts(sheet: Sheet, read: Read) -> None:
    """A fact on each row: what it is in the first column, its value in the second."""
    labels = {fold(label): key for key, (label, _how) in FACT_LABELS.items()}
    read.cells[()] = cell_name(FACTS, 1, 1)
    met: set[str] = set()
    for number, row in enumerate(sheet.rows, 1):
        label, held, *_others = *row, "", ""
        text, first = cell_string(label), cell_name(FACTS, number, 1)
        key, is_head = labels.get(fold(text)), number == 1 and fold(text) == fold(FACT_HEADINGS[0])
        if key in met:
            read.note(first, problem("fact_twice", value=text[:60]))
        elif key:
            met.add(key)
            _take_fact(key, held, cell_name(FACTS, number, 2), read)
        elif (text or cell_string(held)) and not is_head:
            read.note(first, problem("fact_unknown", value=text[:60]))
        for place, cell in enumerate(row[len(FACT_HEADINGS) :], len(FACT_HEADINGS) + 1):
            if cell_string(cell):
                read.note(cell_name(FACTS, number, place), problem("cell_outside", value=cell_string(cell)[:60]))
    missing = [label for key, (label, _how) in FACT_LABELS.items() if key not in met]
    read.note(cell_name(FACTS, 1, 1), *(problem("fact_missing", value=label) for label in missing))


def _take_fact(key: str, held: Cell, here: str, read: Read) -> None:
    outer, _, stage = key.partition(".")
    place = (outer, stage) if stage else (outer,)
    read.cells[place] = here
    if not cell_string(held):
        read.note(here, *[problem("empty")] * (key in _FACTS_MUST))
        return
    value = read.value(here, held, cells.read_rounding if stage else _FACT_READERS.get(key, _text))
    if value is None:
        return
    if stage:
        read.plain.setdefault(outer, {})[stage] = value
    else:
        read.plain[outer] = value


class _Table:
    """A sheet with a row of headings: what each row holds, by the key of its column."""

    def __init__(self, sheet: Sheet, name: str, headings: Mapping[str, str], read: Read) -> None:
        self.name, self.read, self.rows = name, read, sheet.rows
        spelled = {fold(heading): key for key, heading in headings.items()}
        found = [[spelled.get(fold(cell_string(held))) for held in row] for row in sheet.rows[:_HEADING_DEPTH]]
        self.head = max(range(len(found)), key=lambda place: len(set(found[place]) - {None}), default=0)
        self.keys = found[self.head] if found else []
        self._note_headings(headings)

    def _note_headings(self, headings: Mapping[str, str]) -> None:
        for key, heading in headings.items():
            if self.keys.count(key) != 1:
                wrong = problem("column_twice", value=heading) if key in self.keys else None
                self.read.note(
                    cell_name(self.name, self.head + 1, 1), wrong or problem("column_missing", value=heading)
                )
        for place, held in enumerate(self.rows[self.head] if self.rows else [], 1):
            if self.keys[place - 1] is None and cell_string(held):
                told = problem("column_unknown", value=cell_string(held)[:60], words="; ".join(headings.values()))
                self.read.note(cell_name(self.name, self.head + 1, place), told)

    def column(self, key: str) -> int:
        """The number of a column; where it is missing the first one."""
        return self.keys.index(key) + 1 if key in self.keys else 1

    def lines(self) -> Iterator[tuple[int, dict[str, Cell]]]:
        """Each row that is not blank, with its number; what stands outside of the columns is noted."""
        for number, row in enumerate(self.rows[self.head + 1 :], self.head + 2):
            held = {key: "" for key in self.keys if key} | {
                key: cell for key, cell in zip(self.keys, row, strict=False) if key
            }
            for place, cell in enumerate(row, 1):
                if cell_string(cell) and (place > len(self.keys) or self.keys[place - 1] is None):
                    told = problem("cell_outside", value=cell_string(cell)[:60])
                    self.read.note(cell_name(self.name, number, place), told)
            if any(cell_string(cell) for key, cell in held.items() if key != "sentence"):
                yield number, held


_CRITERION_READERS: dict[str, Reader] = {
    "code": _code,
    "name": _text,
    "max_score": cells.read_figure_cell,
    "kind": _choice("kind"),
    "scored_by": _choice("scored_by"),
    "when_not_applicable": _choice("when_not_applicable"),
    "leads": cells.read_texts,
    "evidence": cells.read_texts,
    "full_mark": _text,
    "inputs": cells.read_inputs,
    "only_full_mark": cells.read_yes,
    "is_confirmed": cells.read_yes,
    "source": _text,
    "basis": _text,
}
_MUST = ("kind", "scored_by", "when_not_applicable", "only_full_mark", "is_confirmed")


def read_criteria(sheet: Sheet, read: Read) -> None:
    """A criterion on each row; the level says below which one it stands."""
    table = _Table(sheet, CRITERIA, HEADINGS, read)
    top: list[dict[str, Any]] = []
    open_lists: list[tuple[Place, list[dict[str, Any]]]] = [(("criteria",), top)]
    read.cells["criteria",] = cell_name(CRITERIA, 1, table.column("max_score"))
    for number, held in table.lines():
        level = _level(table, number, held, len(open_lists), read)
        del open_lists[level:]
        outer, siblings = open_lists[-1]
        place = (*outer, str(len(siblings) + 1))
        plain = _criterion(table, number, held, place, read)
        siblings.append(plain)
        open_lists.append(((*place, "children"), plain.setdefault("children", [])))
    _without_empty(top)
    read.plain["criteria"] = top


def _level(table: _Table, number: int, held: Mapping[str, Cell], deepest: int, read: Read) -> int:
    """How deep a row stands, 1 at the top; at most one deeper than the row before it."""
    text = cell_string(held.get("level", ""))
    here = cell_name(CRITERIA, number, table.column("level"))
    level = int(text) if text.isascii() and text.isdecimal() and len(text) < 3 else 0
    if not 1 <= level <= deepest:
        code = problem("level_jumps", value=level, most=deepest) if level else problem("no_level", value=text[:60])
        read.note(here, code)
    return min(max(level, 1), deepest)


def _criterion(table: _Table, number: int, held: Mapping[str, Cell], place: Place, read: Read) -> dict[str, Any]:
    """The fields of one row; blank cells are left out, so that what must be there is missed."""
    plain: dict[str, Any] = {}
    read.cells[place] = cell_name(CRITERIA, number, table.column("code"))
    for key, reader in _CRITERION_READERS.items():
        here = read.cells[*place, key] = cell_name(CRITERIA, number, table.column(key))
        if cell_string(held.get(key, "")):
            value = read.value(here, held[key], reader)
            plain |= {key: getattr(value, "value", value)} if value is not None else {}
        elif key in _MUST and key in table.keys:
            words = "; ".join(CHOICES[key].values())
            read.note(here, problem("no_choice", value="", words=words))
    rule = _rule(table, number, held, place, read)
    return plain | ({"rule": rule} if rule else {})


def _rule(table: _Table, number: int, held: Mapping[str, Cell], place: Place, read: Read) -> dict[str, Any] | None:
    shape_cell = cell_name(CRITERIA, number, table.column("shape"))
    here = cell_name(CRITERIA, number, table.column("parameters"))
    read.cells[*place, "rule"] = here
    parameters = str(held.get("parameters", "")) if not isinstance(held.get("parameters"), float) else "?"
    if not cell_string(held.get("shape", "")):
        if parameters.strip():
            read.note(shape_cell, problem("parameters_without_shape"))
        return None
    shape = read.value(shape_cell, held["shape"], _choice("shape"))
    if shape is None:
        return None
    found: list[SetProblem] = []
    rule = read_rule(shape, parameters.replace("\r\n", "\n").replace("\r", "\n"), found)
    read.note(here, *found)
    return rule


def _without_empty(criteria: list[dict[str, Any]]) -> None:
    for one in criteria:
        _without_empty(one["children"])
        if not one["children"]:
            del one["children"]


def read_examples(sheet: Sheet, read: Read) -> None:
    """An example on each row."""
    table = _Table(sheet, EXAMPLES, EXAMPLE_HEADINGS, read)
    readers: dict[str, Reader] = {
        "criterion": _code,
        "values": cells.read_values,
        "points": cells.read_figure_cell,
        "says": _text,
    }
    examples: list[dict[str, Any]] = []
    for number, held in table.lines():
        place = ("examples", str(len(examples) + 1))
        plain: dict[str, Any] = {"values": {}, "points": None}
        read.cells[place] = cell_name(EXAMPLES, number, table.column("criterion"))
        for key, reader in readers.items():
            here = read.cells[*place, key] = cell_name(EXAMPLES, number, table.column(key))
            if cell_string(held.get(key, "")):
                plain[key] = read.value(here, held[key], reader)
        examples.append(plain)
    if examples:
        read.plain["examples"] = examples
