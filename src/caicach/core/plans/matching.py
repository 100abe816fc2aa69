"""Which row of a plan a clause of an amending decision means: exactly one, or none with the reason and proposals."""

from collections.abc import Sequence
from dataclasses import dataclass

from caicach.core.plans.amending import Act, Clause
from caicach.core.text import fold

MOST_PROPOSED = 3
_LIKE = 60


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A row as the plan in force has it. codes: of the headings above it and its own, as printed."""

    key: str
    codes: tuple[str, ...]
    title: str

    @property
    def shown(self) -> str:
        return f"{'/'.join(self.codes)} {self.title}".strip()


@dataclass(frozen=True, slots=True)
class Matched:
    """A clause with its row (for one that adds, the row under which it goes: none is the top), or why not.

    refusal: no_such_row, several_rows, other_name, already_there, under_what, twice. proposals: rows that may be meant.
    """

    clause: Clause
    row: PlanRow | None = None
    refusal: str = ""
    proposals: tuple[str, ...] = ()


def match_clauses(clauses: Sequence[Clause], rows: Sequence[PlanRow]) -> list[Matched]:
    """One answer for each clause, in their order. A row that is meant twice is refused both times."""
    found = [_added(clause, rows) if clause.act is Act.ADD else _meant(clause, rows) for clause in clauses]
    meant = [one.row.key for one in found if one.row is not None and one.clause.act is not Act.ADD]
    return [
        Matched(one.clause, None, "twice", (one.row.shown,))
        if one.row is not None and one.clause.act is not Act.ADD and meant.count(one.row.key) > 1
        else one
        for one in found
    ]


def _meant(clause: Clause, rows: Sequence[PlanRow]) -> Matched:
    hits = [row for row in rows if _is_named(row, clause)]
    if len(hits) == 1:
        if clause.code and clause.name and fold(clause.name) != fold(hits[0].title):
            return Matched(clause, None, "other_name", (hits[0].shown, *_alike(clause.name, rows)))
        return Matched(clause, hits[0])
    if hits:
        return Matched(clause, None, "several_rows", tuple(row.shown for row in hits[:MOST_PROPOSED]))
    return Matched(clause, None, "no_such_row", _alike(clause.name or clause.cells.get("title", ""), rows))


def _is_named(row: PlanRow, clause: Clause) -> bool:
    if not clause.code:
        return bool(clause.name) and fold(row.title) == fold(clause.name) and _is_under(row, clause.section)
    return bool(row.codes) and _has_code(row, clause.code) and _is_under(row, clause.section)


def _has_code(row: PlanRow, code: str) -> bool:
    """ "1.2" is a row with that number, or the row 2 below 1: plans print either."""
    printed, wanted = [_plain(one) for one in row.codes], _plain(code)
    steps = wanted.split(".")
    return printed[-1] == wanted or (len(steps) > 1 and printed[-len(steps) :] == steps)


def _is_under(row: PlanRow, section: str) -> bool:
    """ "II.1" is the row 1 under II."""
    if not section:
        return True
    above, rest = [_plain(code) for code in row.codes[:-1]], _plain(section)
    return rest in above or _steps(rest) == above[: len(_steps(rest))]


def _added(clause: Clause, rows: Sequence[PlanRow]) -> Matched:
    there = [row for row in rows if clause.code and _is_named(row, clause)]
    if there:
        return Matched(clause, None, "already_there", tuple(row.shown for row in there[:MOST_PROPOSED]))
    prefix = clause.code.rpartition(".")[0]
    if prefix:
        parents = [row for row in rows if _has_code(row, prefix) and _is_under(row, clause.section)]
        if parents:
            return _under(clause, parents)
    if clause.section:
        wanted = _steps(_plain(clause.section))
        parents = [row for row in rows if [_plain(code) for code in row.codes] == wanted]
        parents = parents or [row for row in rows if _plain(row.codes[-1]) == _plain(clause.section)]
        return _under(clause, parents)
    if clause.code and all(len(row.codes) == 1 for row in rows):
        return Matched(clause)  # a plan without headings
    return Matched(clause, None, "under_what", tuple(row.shown for row in rows if len(row.codes) == 1)[:MOST_PROPOSED])


def _under(clause: Clause, parents: Sequence[PlanRow]) -> Matched:
    if len(parents) == 1:
        return Matched(clause, parents[0])
    refusal = "several_rows" if parents else "no_such_row"
    return Matched(clause, None, refusal, tuple(row.shown for row in parents[:MOST_PROPOSED]))


def _alike(title: str, rows: Sequence[PlanRow]) -> tuple[str, ...]:
    if not title:
        return ()
    from rapidfuzz import fuzz  # late: start-up of commands that compare nothing

    ranked = sorted(((fuzz.ratio(fold(title), fold(row.title)), row) for row in rows), key=lambda pair: -pair[0])
    return tuple(row.shown for likeness, row in ranked[:MOST_PROPOSED] if likeness >= _LIKE)


def _plain(code: str) -> str:
    return code.partition("~")[0].strip(" .)").upper()


def _steps(section: str) -> list[str]:
    """The headings that a section names, from the top; numbers below a Roman one are steps of their own."""
    first, dot, rest = section.partition(".")
    return [first, rest] if dot and not first.isdigit() else [section]
