"""Targets, duties, criteria and survey tasks of the bank."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from tests.generated.bank import CONTENT, Choice, rows_of
from tests.generated.paper import Criterion, Duty, Goal, Row


def _lines(file: str) -> Iterator[list[str]]:
    for line in (CONTENT / file).read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("|")


def goals_of(paper: str, year: int, *, every: int = 1, first: int = 0) -> tuple[Goal, ...]:
    """Targets of a province (p), a department (d) or a commune (c)."""
    found = []
    for kind, heading, text, figures in _lines("goals.txt"):
        if kind == paper:
            shown = text.replace("{y}", str(year)).replace("{p}", str(year - 1))
            measures = tuple(_measure(figure) for figure in figures.split(";") if figure)
            found.append(Goal(shown, measures, heading))
    return tuple(found[first::every])


def _measure(figure: str) -> tuple[str, ...]:
    comparator, value, *rest = ("" if part == "-" else part for part in figure.split())
    return (comparator, value, *rest) if comparator == "range" else (comparator, value, " ".join(rest))


def duties_of(paper: str, year: int, *, names: dict[str, str] | None = None, count: int = 20) -> tuple[Duty, ...]:
    """Duties outside the table; `names` replaces words in agencies."""
    found = []
    for kind, agency, items in _lines("duties.txt"):
        if kind == paper:
            for old, new in (names or {}).items():
                agency = agency.replace(old, new)
            found.append(Duty(agency.removeprefix("Đề nghị "), tuple(items.replace("{y}", str(year)).split("~"))))
    return tuple(found[:count])


def criteria_of(choice: Choice, *, every: int = 1) -> tuple[Criterion, ...]:
    """The criteria table; sums of the lower rows stand in the upper ones."""
    leaves = {parts[0]: parts for parts in _lines("criteria.txt") if len(parts) > 2}
    names = {parts[0]: parts[1] for parts in _lines("criteria.txt")}
    kept = {code for index, code in enumerate(leaves) if index % every == 0}
    found = []
    for code, name in names.items():
        below = [
            parts for leaf, parts in leaves.items() if leaf in kept and (leaf == code or leaf.startswith(f"{code}."))
        ]
        if not below:
            continue
        sums = [sum((Decimal(parts[at]) for parts in below), Decimal(0)) for at in (2, 3, 4)]
        if code not in leaves:
            found.append(Criterion(code, name, *sums, is_leaf=False))
            continue
        _, _, _, _, _, solutions, lead_keys, coordinating_keys = leaves[code]
        lead = choice.agencies(lead_keys)
        coordinating = choice.agencies(coordinating_keys, without=lead)
        found.append(Criterion(code, name, *sums, solutions, lead, coordinating, merged=not solutions))
    return tuple(found)


def survey_tasks_of(choice: Choice) -> tuple[Row, ...]:
    """Rows of the annex on satisfaction: parts, groups, tasks numbered through."""
    rows, number = [], 0
    for row in rows_of(replace(choice, file="survey.txt", scheme="part_roman", has_standard=False)):
        if row.level == "task":
            number += 1
            row = replace(row, path=(*row.path[:-1], str(number)))
        rows.append(row)
    return tuple(rows)
