"""What stands in a row of a plan, apart from any database row: from a reading, a paste or another version."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field, replace
from decimal import Decimal
from typing import Any

from caicach.core.documents.reading import AgencyName, CriterionReading, Level, Reading, RowReading
from caicach.core.documents.source import Place
from caicach.core.schedule.schedule import Schedule
from caicach.plans.outline import parents_by_path

_MADE_CODE = re.compile(r"-\d+")
_CRITERION_LEVELS = (Level.DOMAIN, Level.TASK, Level.ACTIVITY)


@dataclass(frozen=True, slots=True)
class DutyName:
    """Whom a cell names. `key` is a key of the agencies' directory; empty: known to nobody, so not assigned."""

    printed: str
    key: str = ""
    is_addressed_to_head: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RowContent:
    """One row: its texts as printed and what they were read as. `parent` is a place in the same list."""

    level: Level
    title: str
    code: str = ""
    parent: int | None = None
    acceptance_note: str = ""
    deliverable: str = ""
    start_text: str = ""
    end_text: str = ""
    schedule: Schedule = field(default_factory=Schedule)
    leads: tuple[DutyName, ...] = ()
    coordinating: tuple[DutyName, ...] = ()
    lead_text: str = ""
    coordinating_text: str = ""
    budget_million_vnd: Decimal | None = None
    note: str = ""
    source: str = "table"
    source_place: dict[str, Any] = field(default_factory=dict)
    scores: dict[str, str] = field(default_factory=dict)


def contents_of(reading: Reading) -> list[RowContent]:
    """The rows of a reading, in its order; criteria of an improvement plan are rows too."""
    rows = [_with_parents(reading.rows), _criteria(reading.criteria), _with_parents(reading.survey_tasks)]
    return joined(rows)


def joined(parts: Iterable[Sequence[RowContent]]) -> list[RowContent]:
    """Several lists as one; parents keep pointing at their rows."""
    whole: list[RowContent] = []
    for part in parts:
        base = len(whole)
        whole += [row if row.parent is None else replace(row, parent=row.parent + base) for row in part]
    return whole


def place_json(place: Place) -> dict[str, int]:
    """Only what is known of a place."""
    return {name: value for name, value in asdict(place).items() if value}


def _with_parents(rows: Sequence[RowReading]) -> list[RowContent]:
    parents = parents_by_path([row.path for row in rows])
    return [_row(row, parent) for row, parent in zip(rows, parents, strict=True)]


def _row(row: RowReading, parent: int | None) -> RowContent:
    return RowContent(
        level=row.level,
        title=row.title,
        code=_printed_code(row) if row.path else "",
        parent=parent,
        acceptance_note=row.acceptance_note,
        deliverable=row.deliverable,
        start_text=row.start_text,
        end_text=row.end_text,
        schedule=row.schedule,
        leads=duty_names(row.lead),
        coordinating=duty_names(row.coordinating),
        lead_text=row.lead_text,
        coordinating_text=row.coordinating_text,
        budget_million_vnd=row.budget_million_vnd,
        note=row.full_note,
        source=row.source.value,
        source_place=place_json(row.place),
    )


def _printed_code(row: RowReading) -> str:
    """`-2` is a step that the reader made for a row without a number; only a dash, if any, was printed."""
    code = row.path[-1]
    if _MADE_CODE.fullmatch(code):
        return "-" if row.has_dash else ""
    return code


def _criteria(criteria: Sequence[CriterionReading]) -> list[RowContent]:
    paths = [tuple(row.code.strip(". ").split(".")) for row in criteria]
    parents = parents_by_path(paths)
    return [_criterion(row, parent, len(path)) for row, parent, path in zip(criteria, parents, paths, strict=True)]


def _criterion(row: CriterionReading, parent: int | None, depth: int) -> RowContent:
    scores = {"max": row.max_score, "previous": row.previous_score, "target": row.target_score}
    return RowContent(
        level=_CRITERION_LEVELS[min(depth, 3) - 1],
        title=row.name,
        code=row.code,
        parent=parent,
        acceptance_note=row.solutions,
        leads=duty_names(row.lead),
        coordinating=duty_names(row.coordinating),
        lead_text="; ".join(name.printed for name in row.lead),
        coordinating_text="; ".join(name.printed for name in row.coordinating),
        schedule=row.schedule,
        end_text=row.schedule.text,
        note=row.full_note,
        source_place=place_json(row.place),
        scores={name: str(score) for name, score in scores.items() if score is not None},
    )


def duty_names(names: Iterable[AgencyName]) -> tuple[DutyName, ...]:
    return tuple(DutyName(name.printed, name.key, name.addressed_to == "head") for name in names)
