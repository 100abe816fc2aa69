"""Reads a set out of the sheets of a workbook, as plain data with the cell of every place, and checks it as a whole."""

from collections.abc import Collection
from typing import Any

from caicach.core.scoring.criteria import CriteriaSet, Criterion
from caicach.core.scoring.errors import BadRule, SetProblem, problem
from caicach.core.scoring.plain import from_plain
from caicach.core.text import fold
from caicach.criteria.limits import check_whole
from caicach.criteria.loading import BadContent, FileProblem, places_of_codes
from caicach.tables.sheet import MAX_ROWS, Sheet, UnreadableTable, read_workbook
from caicach.tables.sheet_child import MAX_SHEETS
from caicach.workbooks.layout import CRITERIA, EXAMPLES, FACTS, KEY, LISTS
from caicach.workbooks.tables import Read, read_criteria, read_examples, read_facts

_READERS = {FACTS: read_facts, CRITERIA: read_criteria, EXAMPLES: read_examples}
_SALVAGED = {"source": "-"}


def read_xlsx(content: bytes, *, file: str, known_indicators: Collection[str] | None = None) -> CriteriaSet:
    """The set of a workbook. Raises BadContent with all problems and their cells; nothing half-read comes out."""
    try:
        sheets = read_workbook(content)
    except UnreadableTable as wrong:
        raise BadContent([FileProblem(file, None, problem("no_workbook", says=wrong.params["why"]))]) from None
    return read_sheets(sheets, file=file, known_indicators=known_indicators)


def read_sheets(sheets: list[Sheet], *, file: str, known_indicators: Collection[str] | None = None) -> CriteriaSet:
    """The set of the sheets of a workbook, checked."""
    read = plain_of(sheets)
    made = _made(read)
    found = _checked(read, made, known_indicators)
    if found or made is None:
        raise BadContent(FileProblem(file, None, one, cell) for cell, one in found)
    return made


def plain_of(sheets: list[Sheet]) -> Read:
    """What the sheets hold as plain data, and what in them cannot be read."""
    read = Read({})
    by_name = {fold(sheet.name): sheet for sheet in sheets}
    for name, reader in _READERS.items():
        sheet = by_name.pop(fold(name), None)
        if sheet is None:
            read.note(name, problem("sheet_missing", value=name))
        elif len(sheet.rows) > MAX_ROWS:
            read.note(name, problem("too_many_rows", value=MAX_ROWS))
        else:
            reader(sheet, read)
    others = [sheet.name for key, sheet in by_name.items() if key not in (fold(KEY), fold(LISTS))]
    for name in others:
        read.note(name[:40], problem("sheet_unknown", value=name[:40], words="; ".join(_READERS)))
    if len(sheets) >= MAX_SHEETS:
        read.note(sheets[-1].name[:40], problem("too_many_sheets", value=len(sheets)))
    return read


def _made(read: Read) -> CriteriaSet | None:
    try:
        return from_plain(CriteriaSet, read.plain)
    except BadRule as wrong:
        for one in wrong.problems:
            cell = read.cell_of(one.place)
            if cell not in read.bad_cells:  # a cell that cannot be read is told once
                read.note(cell, one)
        return None


def _checked(
    read: Read, made: CriteriaSet | None, known_indicators: Collection[str] | None
) -> list[tuple[str, SetProblem]]:
    """All problems: of the cells, and of the whole as far as it can be read."""
    broken: set[str] = set()
    if made is None:
        made = _salvaged(read, broken)
    if made is None:
        return read.problems
    places = dict(places_of_codes(read.plain.get("criteria"), ("criteria",)))
    for one in check_whole(made, known_indicators=known_indicators):
        if broken and _follows(one, broken):
            continue
        place = places[one.place[0]] + one.place[1:] if one.place and one.place[0] in places else one.place
        read.note(read.cell_of(place), one)
    return read.problems


def _salvaged(read: Read, broken: set[str]) -> CriteriaSet | None:
    """The set with its unreadable criteria as plain leaves, so that the rest can be checked too."""
    plain = dict(read.plain)
    plain["criteria"] = [_salvage(one, broken) for one in plain.get("criteria", [])]
    plain.pop("examples", None)
    try:
        return from_plain(CriteriaSet, plain)
    except BadRule:
        return None


def _salvage(plain: dict[str, Any], broken: set[str]) -> dict[str, Any]:
    own = {key: value for key, value in plain.items() if key != "children"}
    children = [_salvage(one, broken) for one in plain.get("children", [])]
    try:
        from_plain(Criterion, own)
    except BadRule:
        code = own.get("code") or f"? {len(broken)}"
        own = {"code": code, "name": "?", "max_score": "1"} | _SALVAGED
        broken.add(code)
        for key in ("max_score", "kind"):
            own |= _readable(plain, key)
    return own | ({"children": children} if children else {})


def _readable(plain: dict[str, Any], key: str) -> dict[str, Any]:
    """A field of a criterion that is readable by itself."""
    held = {"code": "1", "name": "?", "max_score": "1"} | {key: plain.get(key)}
    try:
        from_plain(Criterion, held)
    except BadRule:
        return {}
    return {key: plain[key]} if key in plain else {}


def _follows(one: SetProblem, broken: set[str]) -> bool:
    """Whether a problem may come of nothing but a criterion that could not be read."""
    is_sum = one.code in ("scoring.sum_is_not_maximum", "scoring.kind_inside_a_tree")
    return is_sum or bool(broken.intersection(one.place)) or one.place[:1] == ("examples",)
