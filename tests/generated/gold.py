"""The known reading of a paper, in the JSON schema of readings."""

from typing import Any

from tests.generated.paper import Criterion, Goal, Head, Paper, Row


def gold_of(paper: Paper) -> dict[str, Any]:
    """What a careful person would read out of the paper."""
    return {
        "document": _document(paper.head, is_bare=not paper.has_body),
        "targets": [_target(goal) for goal in paper.goals],
        "rows": _rows(paper.rows),
        "criteria": _criteria(paper.criteria),
        "survey_tasks": _rows(paper.survey_tasks),
        "duties": [{"agency": duty.agency, "items": list(duty.items)} for duty in paper.duties],
        "totals": {"rows": len(paper.rows), "targets": len(paper.goals), "criteria": len(paper.criteria)},
    }


def _document(head: Head, *, is_bare: bool) -> dict[str, Any]:
    found: dict[str, Any] = {
        "kind": head.kind,
        "number": head.number,
        "date": head.day.isoformat(),
        "issuer": head.issuer_read or head.issuer,
        "signer": head.signer or None,
        "title": head.title,
        "year": head.year,
        "attached_to": head.attached_to if head.kind == "Quyết định" else None,
        "legal_bases": list(head.legal_bases),
        "recipients": list(head.recipients),
        "plan_title": head.plan_title or None,
    }
    if head.issuer_also:
        found["issuer_normalised"] = head.issuer_also
    if is_bare:
        found |= {"kind_normalised": "Phụ lục", "kind_raw": "Kế hoạch"}
    return found


def _figure(text: str) -> int | float:
    return float(text) if "." in text else int(text)


def _target(goal: Goal) -> dict[str, Any]:
    measures = []
    for comparator, value, unit, *upper in goal.measures:
        measure: dict[str, Any] = {"value": _figure(value) if value else None, "unit": unit or None}
        measure["comparator"] = comparator or None
        measures.append(measure | ({"upper": _figure(upper[0])} if upper else {}))
    first = measures[0] if measures else {"value": None, "unit": None, "comparator": None}
    shown = {key: first[key] for key in ("value", "unit", "comparator")}
    return {"code": None, "text": goal.text, **shown, "measures": measures}


def _rows(rows: tuple[Row, ...]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    above: Row | None = None
    for row in rows:
        shown = _row(row)
        if row.merged_lead and above is not None:
            shown["effective"] = {"lead": list(above.lead)}
            shown["lead"] = []
        else:
            above = row
        found.append(shown)
    return found


def _row(row: Row) -> dict[str, Any]:
    start, end = row.time.cells()
    shown: dict[str, Any] = {
        "path": list(row.path),
        "level": row.level,
        "title": row.title,
        "standard": row.standard or None,
        "product": row.product or None,
        "lead": list(row.lead),
        "coordinating": list(row.coordinating),
        "start": start or None,
        "end": end or None,
        "schedule": row.time.schedule(),
        "source": "narrative" if row.narrative else "table",
        "budget_million_vnd": float(row.budget) if row.budget is not None else None,
        "note": row.note or None,
    }
    if accept := row.time.accept() | ({"level": list(row.also_level)} if row.also_level else {}):
        shown["accept"] = accept
    return shown


def _criteria(criteria: tuple[Criterion, ...]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    above: Criterion | None = None
    for row in criteria:
        shown: dict[str, Any] = {
            "code": row.code,
            "name": row.name,
            "max": float(row.max),
            "previous": float(row.previous),
            "target": float(row.target),
            "solutions": row.solutions or None,
            "lead": list(row.lead),
            "coordinating": list(row.coordinating),
            "note": row.note or None,
        }
        if row.merged and above is not None:
            shown["effective"] = {
                "solutions": above.solutions,
                "lead": list(above.lead),
                "coordinating": list(above.coordinating),
            }
        else:
            above = row
        found.append(shown)
    return found
