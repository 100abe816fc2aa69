"""What a part lists of the agency's duties, as they stood at the cut-off: done, overdue, and what stood in the way."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from caicach.core.period import Period
from caicach.work.models import Assignment, ProgressReport

Row = dict[str, Any]
RowsOf = Mapping[int, list[Row]]
DONE, OVERDUE, OBSTACLE = "done", "overdue", "obstacle"


def rows_at(period: Period, agencies: Iterable[int]) -> RowsOf:
    """The rows of each agency. Facts later than the cut-off do not count: opened late, a round tells the same."""
    wanted = list(agencies)
    found: dict[int, list[Row]] = defaultdict(list)
    for duty in _leads(period, wanted):
        if (state := _state_of(duty, period)) is not None:
            found[duty.agency_id].append(_row(duty, state))
    for report in _obstacles(period, wanted):
        found[report.assignment.agency_id].append(_row(report.assignment, OBSTACLE) | _obstacle(report))
    return found


def rows_for(section: Mapping[str, Any], rows: list[Row]) -> list[Row]:
    """Those that the outline wants in a section."""
    wanted, domain = section.get("rows", ()), section.get("domain", "")
    return [row for row in rows if _is_wanted(row, wanted, domain)]


def _is_wanted(row: Row, wanted: Iterable[str], domain: str) -> bool:
    if row["state"] == OBSTACLE:
        return "obstacles" in wanted
    if f"{row['state']}_all" in wanted:
        return True
    is_ours = row["domain"] == domain or (domain == "steering" and not row["domain"])
    return row["state"] in wanted and is_ours


def _leads(period: Period, agencies: list[int]) -> Iterable[Assignment]:
    """As the ledger counts them: lead duties that were due in the period."""
    duties = Assignment.objects.standing().leads().filter(due_on__range=(period.first, period.last))
    duties = duties.filter(agency__in=agencies).select_related("item__domain")
    return duties.order_by("item__order", "pk")


def _state_of(duty: Assignment, period: Period) -> str | None:
    if duty.confirmed_on and duty.confirmed_on <= period.last:
        return DONE
    is_open = duty.submitted_on is None or duty.submitted_on > period.last
    return OVERDUE if is_open and duty.due_on and duty.due_on < period.last else None


def _obstacles(period: Period, agencies: list[int]) -> Iterable[ProgressReport]:
    """The newest words on each duty within the period."""
    reports = ProgressReport.objects.filter(
        assignment__agency__in=agencies,
        assignment__withdrawn_at=None,
        reported_on__range=(period.first, period.last),
    ).exclude(obstacle="")
    newest: dict[Any, ProgressReport] = {}
    for report in reports.select_related("assignment__item__domain").order_by("reported_at"):
        newest[report.assignment_id] = report
    return newest.values()


def _row(duty: Assignment, state: str) -> Row:
    domain = duty.item.domain
    return {
        "state": state,
        "assignment": str(duty.pk),
        "code": duty.item.outline_code,
        "title": duty.item.title,
        "domain": domain.code if domain else "",
        "due_on": duty.due_on.isoformat() if duty.due_on else "",
        "submitted_on": duty.submitted_on.isoformat() if duty.submitted_on and state == DONE else "",
    }


def _obstacle(report: ProgressReport) -> Row:
    return {"text": report.obstacle, "since": report.reported_on.isoformat()}
