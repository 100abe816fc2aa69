"""What a careful reader would ask about: numbers, time frames, leads, sums, years, spelling."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from caicach.core.documents.reading import CriterionReading, Problem, Reading, RowReading, RowSource
from caicach.core.documents.recognition.criteria_rows import sums
from caicach.core.documents.recognition.plan_rows import leaves
from caicach.core.documents.recognition.spelling import slips_in
from caicach.core.documents.source import Place
from caicach.core.schedule.schedule import Schedule, ScheduleKind
from caicach.core.text import fold

_NOWHERE = Place()
_YEAR = re.compile(r"(?:nam|thang \d{1,2}/|quy \w+/)\s*(20\d\d)")


def check(reading: Reading, headings: Sequence[str]) -> Iterator[Problem]:
    """All problems of a reading but those of agencies' names. headings: words of the column headings."""
    yield from _head(reading, headings)
    for rows in (reading.rows, reading.survey_tasks):
        yield from _numbers(rows)
        yield from _leads(rows)
        for row in rows:
            yield from _time(row.schedule, row.place, "/".join(row.path), reading.head.year)
            yield from _budget(row)
            yield from _spelling(row)
    yield from _criteria(reading)
    yield from _budget_sums(reading)


def _head(reading: Reading, headings: Sequence[str]) -> Iterator[Problem]:
    head = reading.head
    wanted = (
        ("number", head.number),
        ("date", head.issued_on),
        ("year", head.year),
        ("title", head.plan_title or head.title),
    )
    for name, value in wanted:
        if not value:
            yield Problem(f"documents.head_{name}_missing", _NOWHERE, subject="document", field=name)
    if not (reading.rows or reading.criteria or reading.survey_tasks):
        yield Problem("documents.nothing_found", _NOWHERE, subject="document")
    years = {int(year) for heading in headings for year in _YEAR.findall(fold(heading))}
    if head.year and years and head.year not in years and head.year - 1 not in years:
        params = (("title", str(head.year)), ("table", ", ".join(map(str, sorted(years)))))
        yield Problem("documents.year_differs", _NOWHERE, subject="document", field="year", params=params)


def _numbers(rows: Sequence[RowReading]) -> Iterator[Problem]:
    """Repeated, missing and foreign numbers among the children of each row."""
    are_numbered = sum(not row.path[-1].startswith("-") for row in rows) * 2 > len(rows)
    seen: dict[tuple[str, ...], RowReading] = {}
    last: dict[tuple[str, ...], str] = {}
    for row in rows:
        subject, code = "/".join(row.path), row.path[-1]
        if re.fullmatch(r"-\d+", code) and row.source is RowSource.TABLE and are_numbered:
            yield Problem("documents.row_without_number", row.place, subject, "outline_code", row.title[:80])
            continue
        if row.path in seen and row.source is RowSource.TABLE:
            yield Problem(
                "documents.number_repeated", row.place, subject, "outline_code", code, params=(("code", code),)
            )
        seen[row.path] = row
        yield from _gap(row, last.get(row.path[:-1], ""))
        last[row.path[:-1]] = code


def _gap(row: RowReading, before: str) -> Iterator[Problem]:
    code, subject = row.path[-1], "/".join(row.path)
    numbers = [int(number) for number in re.findall(r"\d+", code)]
    previous = [int(number) for number in re.findall(r"\d+", before)]
    are_neighbours = bool(numbers and previous) and len(numbers) == len(previous) and numbers[:-1] == previous[:-1]
    if are_neighbours and numbers[-1] > previous[-1] + 1:
        params = (("code", code), ("before", before))
        yield Problem("documents.number_missing", row.place, subject, "outline_code", code, params=params)
    parent = [int(number) for number in re.findall(r"\d+", row.path[-2])] if len(row.path) > 1 else []
    if len(numbers) == len(parent) + 1 and parent and numbers[: len(parent)] != parent:
        params = (("code", code), ("parent", row.path[-2]))
        yield Problem("documents.number_of_other_parent", row.place, subject, "outline_code", code, params=params)


def _leads(rows: Sequence[RowReading]) -> Iterator[Problem]:
    """A leaf of a table without a lead, where other rows of the document have one."""
    if not any(row.lead for row in rows):
        return
    for row in leaves(rows):
        if not row.lead and row.source is RowSource.TABLE:
            yield Problem("documents.lead_missing", row.place, "/".join(row.path), "lead")


def _time(schedule: Schedule, place: Place, subject: str, year: int | None) -> Iterator[Problem]:
    if schedule.kind is ScheduleKind.UNREADABLE:
        yield Problem("documents.deadline_unreadable", place, subject, "schedule", schedule.text)
    if schedule.start_on and schedule.due_on and schedule.due_on < schedule.start_on:
        yield Problem("documents.window_reversed", place, subject, "schedule", schedule.text)
    elif schedule.due_on and year and schedule.due_on.year < year:
        params = (("year", str(year)),)
        yield Problem("documents.time_outside_year", place, subject, "schedule", schedule.text, params=params)


def _budget(row: RowReading) -> Iterator[Problem]:
    if re.search(r"\d", row.budget_text) and row.budget_million_vnd is None:
        yield Problem(
            "documents.budget_unreadable",
            row.place,
            "/".join(row.path),
            "budget_million_vnd",
            row.budget_text,
            proposals=tuple(f"{amount:f}" for amount in row.budget_proposals),
        )


def _spelling(row: RowReading) -> Iterator[Problem]:
    texts = (
        ("title", row.title),
        ("acceptance_note", row.acceptance_note),
        ("deliverable", row.deliverable),
        ("note", row.note),
    )
    for name, text in texts:
        for slip, better in slips_in(text):
            yield Problem(
                "documents.typing_error",
                row.place,
                "/".join(row.path),
                name,
                slip,
                proposals=(better,),
                params=(("better", better),),
            )


def _criteria(reading: Reading) -> Iterator[Problem]:
    rows = reading.criteria
    if not rows:
        return
    names = {"max": "max_score", "previous": "previous_score", "target": "target_score"}
    for name, total in sums(rows).items():
        printed = _decimal(reading.totals.get(f"stated_{name}", ""))
        if printed is not None and printed != total:
            params = (("sum", str(total)), ("printed", str(printed)))
            yield Problem("documents.sum_differs", _NOWHERE, "totals", names[name], str(printed), params=params)
    for row in rows:
        yield from _children(row, rows, names)
        yield from _time(row.schedule, row.place, row.code, None)


def _children(row: CriterionReading, rows: Sequence[CriterionReading], names: dict[str, str]) -> Iterator[Problem]:
    depth = row.code.count(".") + 1
    below = [other for other in rows if other.code.startswith(f"{row.code}.") and other.code.count(".") == depth]
    for name in names.values():
        printed = getattr(row, name)
        parts = [getattr(other, name) for other in below]
        if not below or printed is None or any(part is None for part in parts):
            continue
        total = sum(parts, Decimal(0))
        if total != printed:
            params = (("code", row.code), ("sum", str(total)), ("printed", str(printed)))
            yield Problem("documents.parent_differs", row.place, row.code, name, str(printed), params=params)


def _budget_sums(reading: Reading) -> Iterator[Problem]:
    amounts = [row.budget_million_vnd for row in leaves(reading.rows) if row.budget_million_vnd is not None]
    printed = _decimal(reading.totals.get("budget_million_vnd", ""))
    if amounts and printed is not None and sum(amounts, Decimal(0)) != printed:
        total = sum(amounts, Decimal(0))
        params = (("sum", str(total)), ("printed", str(printed)))
        yield Problem("documents.sum_differs", _NOWHERE, "totals", "budget_million_vnd", str(printed), params=params)


def _decimal(text: str) -> Decimal | None:
    found = re.fullmatch(r"\d+(?:[.,]\d+)?", text.strip())
    return Decimal(found[0].replace(",", ".")) if found else None
