"""What was read of a document, as contents of a plan: its rows, its targets, what it asks of agencies."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict

from caicach.core.documents.reading import AgencyName, CriterionReading, Level, Measure, Reading, RowReading
from caicach.core.documents.source import Place
from caicach.plans.contents import DutyName, PlanContent, RowContent, TargetContent, joined
from caicach.plans.outline import parents_by_path

_MADE_CODE = re.compile(r"-\d+")
_CRITERION_LEVELS = (Level.DOMAIN, Level.TASK, Level.ACTIVITY)


def plan_content_of(reading: Reading) -> PlanContent:
    """All that was read below the head."""
    return PlanContent(
        rows=row_contents_of(reading),
        targets=_targets_of(reading),
        duties=[{"agency": duty.agency, "asked": list(duty.items)} for duty in reading.duties],
        totals=reading.totals,
    )


def row_contents_of(reading: Reading) -> list[RowContent]:
    """The rows of a reading, in its order; criteria of an improvement plan are rows too."""
    rows = [_with_parents(reading.rows), _criteria(reading.criteria), _with_parents(reading.survey_tasks)]
    return joined(rows)


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
        leads=_duty_names(row.lead),
        coordinating=_duty_names(row.coordinating),
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
        leads=_duty_names(row.lead),
        coordinating=_duty_names(row.coordinating),
        lead_text="; ".join(name.printed for name in row.lead),
        coordinating_text="; ".join(name.printed for name in row.coordinating),
        schedule=row.schedule,
        end_text=row.schedule.text,
        note=row.full_note,
        source_place=place_json(row.place),
        scores={name: str(score) for name, score in scores.items() if score is not None},
    )


def _duty_names(names: Iterable[AgencyName]) -> tuple[DutyName, ...]:
    return tuple(DutyName(name.printed, name.key, name.addressed_to == "head") for name in names)


def _targets_of(reading: Reading) -> list[TargetContent]:
    return [
        TargetContent(
            text=target.text,
            code=target.code,
            heading=target.heading,
            measures=tuple(_measure_json(measure) for measure in target.measures),
        )
        for target in reading.targets
    ]


def _measure_json(measure: Measure) -> dict[str, str | None]:
    value, upper = measure.value, measure.upper
    return {
        "value": None if value is None else str(value),
        "unit": measure.unit,
        "comparator": measure.comparator,
        "upper": None if upper is None else str(upper),
    }
