"""A reading in the JSON schema by which readings of plans are compared and exchanged."""

from decimal import Decimal
from typing import Any

from caicach.core.documents.reading import AgencyName, CriterionReading, Measure, Reading, RowReading, TargetReading
from caicach.core.schedule.schedule import Schedule, ScheduleKind

_KINDS = {ScheduleKind.UNREADABLE: "none", ScheduleKind.AD_HOC: "continuous"}
_EVERY = {"month", "quarter", "week"}


def to_schema(reading: Reading) -> dict[str, Any]:
    """The reading as plain JSON values: document, targets, rows, criteria, survey_tasks, duties, totals, problems."""
    return {
        "document": _document(reading),
        "targets": [_target(target) for target in reading.targets],
        "rows": [_row(row) for row in reading.rows],
        "criteria": [_criterion(criterion) for criterion in reading.criteria],
        "survey_tasks": [_row(row) for row in reading.survey_tasks],
        "duties": [{"agency": duty.agency, "items": list(duty.items)} for duty in reading.duties],
        "totals": dict(reading.totals),
        "problems": [
            {
                "code": problem.code,
                "subject": problem.subject,
                "field": problem.field,
                "value": problem.value,
                "proposals": list(problem.proposals),
                "params": dict(problem.params),
                "place": {
                    "page": problem.place.page,
                    "block": problem.place.block,
                    "table": problem.place.table,
                    "row": problem.place.row,
                    "column": problem.place.column,
                },
            }
            for problem in reading.problems
        ],
    }


def _document(reading: Reading) -> dict[str, Any]:
    head = reading.head
    return {
        "kind": head.kind or None,
        "number": head.number or None,
        "date": head.issued_on.isoformat() if head.issued_on else None,
        "issuer": head.issuer or None,
        "signer": head.signer or None,
        "title": head.title or None,
        "plan_title": head.plan_title or None,
        "theme": head.theme or None,
        "year": head.year,
        "attached_to": head.attached_to or None,
        "legal_bases": list(head.legal_bases),
        "recipients": list(head.recipients),
    }


def _target(target: TargetReading) -> dict[str, Any]:
    first = target.measures[0] if target.measures else None
    return {
        "code": target.code or None,
        "text": target.text,
        "value": _figure(first.value) if first else None,
        "unit": (first.unit or None) if first else None,
        "comparator": (first.comparator or None) if first else None,
        "measures": [_measure(measure) for measure in target.measures],
    }


def _measure(measure: Measure) -> dict[str, Any]:
    return {
        "value": _figure(measure.value),
        "unit": measure.unit or None,
        "comparator": measure.comparator or None,
        "upper": _figure(measure.upper),
    }


def _row(row: RowReading) -> dict[str, Any]:
    return {
        "path": list(row.path),
        "level": row.level.value,
        "title": row.title,
        "standard": row.acceptance_note or None,
        "product": row.deliverable or None,
        "lead": _names(row.lead),
        "coordinating": _names(row.coordinating),
        "start": row.start_text or None,
        "end": row.end_text or None,
        "schedule": _schedule(row.schedule),
        "source": row.source.value,
        "budget_million_vnd": _figure(row.budget_million_vnd),
        "note": row.note or None,
        "other": row.other_text or None,
    }


def _criterion(row: CriterionReading) -> dict[str, Any]:
    return {
        "code": row.code,
        "name": row.name,
        "max": _figure(row.max_score),
        "previous": _figure(row.previous_score),
        "target": _figure(row.target_score),
        "solutions": row.solutions or None,
        "lead": _names(row.lead),
        "coordinating": _names(row.coordinating),
        "note": row.note or None,
        "other": row.other_text or None,
        "schedule": _schedule(row.schedule),
    }


def _names(names: tuple[AgencyName, ...]) -> list[str]:
    return [name.printed for name in names]


def _schedule(schedule: Schedule) -> dict[str, Any]:
    start, due = schedule.start_on, schedule.due_on
    return {
        "kind": _KINDS.get(schedule.kind, schedule.kind.value),
        "from": f"{start:%Y-%m}" if start else None,
        "to": f"{due:%Y-%m}" if due else None,
        "to_date": due.isoformat() if due and schedule.has_exact_day else None,
        "every": schedule.every if schedule.every in _EVERY else None,
        "event": schedule.event or None,
    }


def _figure(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
