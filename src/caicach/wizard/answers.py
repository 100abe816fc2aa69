"""A reading with the answers of people in it. Printed words stay; only what they were read as changes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from caicach.core.documents.reading import AgencyName, CriterionReading, Problem, Reading, RowReading
from caicach.core.schedule.grammar import read_time_frame
from caicach.core.schedule.schedule import Schedule, ScheduleKind
from caicach.wizard.questions import KEEP, Question

Answer = Mapping[str, Any]
AnyRow = RowReading | CriterionReading


def with_answers(reading: Reading, questions: Iterable[Question]) -> Reading:
    """Apply every answer to the row that it is about."""
    rows = _Rows(reading)
    for question in questions:
        if question.answer and question.answer.get("act") != KEEP:
            rows.apply(question.problem, question.answer)
    return rows.reading()


class _Rows:
    """The rows of a reading, found again by their place and path."""

    def __init__(self, reading: Reading) -> None:
        self._before = reading
        self._parts: tuple[list[AnyRow], ...] = (
            list(reading.rows), list(reading.survey_tasks), list(reading.criteria)
        )  # fmt: skip

    def apply(self, problem: Problem, answer: Answer) -> None:
        for part in self._parts:
            for number, row in enumerate(part):
                if row.place == problem.place and _subject(row) == problem.subject:
                    part[number] = _answered(row, problem, answer, self._before.head.year)

    def reading(self) -> Reading:
        rows = [row for row in self._parts[0] if isinstance(row, RowReading)]
        tasks = [row for row in self._parts[1] if isinstance(row, RowReading)]
        criteria = [row for row in self._parts[2] if isinstance(row, CriterionReading)]
        return replace(self._before, rows=tuple(rows), survey_tasks=tuple(tasks), criteria=tuple(criteria))


def _subject(row: AnyRow) -> str:
    return "/".join(row.path) if isinstance(row, RowReading) else row.code


def _answered(row: AnyRow, problem: Problem, answer: Answer, year: int | None) -> AnyRow:
    act = str(answer.get("act"))
    if act == "agency":
        return _with_agency(row, problem, answer)
    if act == "time":
        return replace(row, schedule=_schedule(answer, problem.value, year))
    if isinstance(row, RowReading) and act == "budget":
        return replace(row, budget_million_vnd=Decimal(str(answer["value"])))
    if isinstance(row, RowReading) and act == "text":
        return _with_text(row, problem, str(answer["value"]))
    return row


def _with_agency(row: AnyRow, problem: Problem, answer: Answer) -> AnyRow:
    key, label = str(answer["key"]), str(answer["label"])
    if problem.code == "documents.lead_missing":
        chosen = AgencyName(printed=label, name=label, key=key, match="exact", is_group=key.startswith("group:"))
        named = replace(row, lead=(*row.lead, chosen))
        return replace(named, lead_text=label) if isinstance(named, RowReading) else named
    if problem.field == "lead":
        return replace(row, lead=_known_as(row.lead, problem.value, key))
    return replace(row, coordinating=_known_as(row.coordinating, problem.value, key))


def _known_as(names: Sequence[AgencyName], printed: str, key: str) -> tuple[AgencyName, ...]:
    is_meant = [name.printed == printed and not name.key for name in names]
    return tuple(
        replace(name, key=key, match="exact") if meant else name for name, meant in zip(names, is_meant, strict=True)
    )


def _schedule(answer: Answer, printed: str, year: int | None) -> Schedule:
    kind = str(answer.get("kind", ""))
    if kind == "continuous":
        return Schedule(kind=ScheduleKind.CONTINUOUS, text=printed)
    if kind == "waiting":
        return Schedule(kind=ScheduleKind.PER_AUTHORITY, text=printed, event=printed)
    read = read_time_frame(str(answer.get("start", "")), str(answer.get("end", "")), year=year)
    return replace(read, text=printed)


def _with_text(row: RowReading, problem: Problem, better: str) -> RowReading:
    changes: dict[str, Any] = {problem.field: getattr(row, problem.field).replace(problem.value, better)}
    return replace(row, **changes)
