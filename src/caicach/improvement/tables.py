"""The table of an improvement plan as a criteria set with results: its sums by their rules, and what does not add up.

Document 003 shows why three totals come out of one table: its leaves add up to one figure, its printed domains to
another, and the published figure is rounded once more.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from caicach.core.documents.reading import CriterionReading
from caicach.core.scoring.criteria import CriteriaSet, Criterion
from caicach.core.scoring.outcome import Scored
from caicach.core.scoring.rounding import Rounding, Roundings
from caicach.core.scoring.totals import Result, total
from caicach.core.text import fold

PRINTED = Roundings(domain=Rounding(digits=3), printed_total=Rounding(digits=3), published=Rounding(digits=2))
"""How such tables print their sums, where no criteria set says otherwise."""
COLUMNS = ("max", "previous", "target")


@dataclass(frozen=True, slots=True)
class TableRow:
    """A criterion of the table. scores: by the name of the column; what is not printed is not there."""

    code: str
    name: str
    scores: dict[str, Decimal]


@dataclass(frozen=True, slots=True)
class Difference:
    """A heading whose printed figure is not the sum of what stands below it."""

    code: str
    column: str
    printed: Decimal
    sum: Decimal


@dataclass(frozen=True, slots=True)
class Table:
    """The rows as a set. previous, target: results of the leaves, with what is not printed as missing."""

    criteria_set: CriteriaSet
    previous: Result
    target: Result
    differences: list[Difference]

    @property
    def leaves(self) -> int:
        return sum(1 for _leaf in self.criteria_set.leaves())


@dataclass(frozen=True, slots=True)
class Fit:
    """How the leaves of a table fit a criteria set: by code and name, with the same maximum or another.

    unknown: leaves of the table that the set does not have; absent: leaves of the set that the table does not have.
    """

    same: list[str]
    other_maximum: list[str]
    unknown: list[str]
    absent: list[str]


def rows_of_reading(criteria: Iterable[CriterionReading]) -> list[TableRow]:
    """The rows of a table that was read from a document."""
    return [
        _row(one.code, one.name, zip(COLUMNS, (one.max_score, one.previous_score, one.target_score), strict=True))
        for one in criteria
        if _is_numbered(one.code)
    ]


def rows_of_plan(items: Iterable[Any]) -> list[TableRow]:
    """The rows of a plan in the database, by the points that it keeps; other rows repeat numbers and have none."""
    return [
        _row(one.outline_code, one.title, ((name, Decimal(text)) for name, text in one.scores.items()))
        for one in items
        if one.scores and _is_numbered(one.outline_code)
    ]


def table_of(rows: Sequence[TableRow], roundings: Roundings = PRINTED) -> Table:
    """The sums of a table; a leaf without a printed maximum counts with none."""
    by_code = {row.code: row for row in reversed(rows)}  # of a number that repeats, the first
    by_code = {row.code: by_code[row.code] for row in rows}
    tops = tuple(_tree(row, by_code) for row in by_code.values() if _parent(row.code) not in by_code)
    maximum = sum((leaf.max_score for top in tops for leaf in top.leaves()), Decimal(0))
    criteria_set = CriteriaSet(key="table", name="", issuer="", max_score=maximum, criteria=tops, roundings=roundings)
    return Table(
        criteria_set,
        _result(criteria_set, by_code, "previous"),
        _result(criteria_set, by_code, "target"),
        list(_differences(criteria_set, by_code)),
    )


def fit_of(table: Table, criteria_set: CriteriaSet) -> Fit:
    """Which leaves of the table may be compared with leaves of a set."""
    known = {(leaf.code, fold(leaf.name)): leaf for leaf in criteria_set.leaves()}
    fit = Fit([], [], [], [])
    for leaf in table.criteria_set.leaves():
        other = known.pop((leaf.code, fold(leaf.name)), None)
        if other is None:
            fit.unknown.append(leaf.code)
        elif other.max_score == leaf.max_score:
            fit.same.append(leaf.code)
        else:
            fit.other_maximum.append(leaf.code)
    fit.absent.extend(code for code, _name in known)
    return fit


def _row(code: str, name: str, scores: Iterable[tuple[str, Decimal | None]]) -> TableRow:
    return TableRow(code.strip(". "), name, {column: score for column, score in scores if score is not None})


def _is_numbered(code: str) -> bool:
    return code[:1].isdigit()


def _parent(code: str) -> str:
    return code.rpartition(".")[0]


def _tree(row: TableRow, by_code: dict[str, TableRow]) -> Criterion:
    children = tuple(_tree(one, by_code) for one in by_code.values() if _parent(one.code) == row.code)
    most = row.scores.get("max", Decimal(0))
    return Criterion(code=row.code, name=row.name, max_score=most, children=children)


def _result(criteria_set: CriteriaSet, by_code: dict[str, TableRow], column: str) -> Result:
    printed = ((leaf.code, by_code[leaf.code].scores.get(column)) for leaf in criteria_set.leaves())
    return total(criteria_set, {code: Scored(points, "printed") for code, points in printed if points is not None})


def _differences(criteria_set: CriteriaSet, by_code: dict[str, TableRow]) -> Iterable[Difference]:
    for node in criteria_set.nodes():
        for column in COLUMNS if not node.is_leaf else ():
            printed = by_code[node.code].scores.get(column)
            parts = [by_code[child.code].scores.get(column) for child in node.children]
            known = [part for part in parts if part is not None]
            if printed is not None and len(known) == len(parts) and sum(known) != printed:
                yield Difference(node.code, column, printed, sum(known, Decimal(0)))
