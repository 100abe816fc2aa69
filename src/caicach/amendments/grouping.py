"""Duties of many agencies on one row as one line: what becomes of them, and for whom."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from caicach.agencies.models import Agency
from caicach.amendments.following import SHOWN, FollowedDuty
from caicach.amendments.models import DutyChange, Fate
from caicach.plans.models import DutyRole, PlanItem

FEW = 3


@dataclass(slots=True)
class DutyLine:
    """A row of the plan with the agencies to which the same happens. begun: how many have told something already."""

    item: PlanItem
    role: DutyRole
    fate: Fate
    due_before: date | None
    due_after: date | None
    agencies: list[Agency] = field(default_factory=list)
    begun: int = 0

    @property
    def few(self) -> list[Agency]:
        """The agencies, where they are few enough to be named at once."""
        return self.agencies if len(self.agencies) <= FEW else []


def lines_before(duties: Iterable[FollowedDuty]) -> list[DutyLine]:
    """What would happen, without those that go on as they were."""
    lines: dict[object, DutyLine] = {}
    for duty in duties:
        if duty.fate in SHOWN:
            told = (duty.row, duty.role, duty.fate, duty.due_before, duty.due_after)
            _add(lines, told, duty.agency, is_begun=duty.is_begun)
    return _in_order(lines)


def lines_after(changes: Iterable[DutyChange]) -> list[DutyLine]:
    """What has happened."""
    lines: dict[object, DutyLine] = {}
    for change in changes:
        duty, fate = change.assignment, Fate(change.fate)
        after = None if fate is Fate.WITHDRAWN else duty.due_on
        told = (duty.item, DutyRole(duty.role), fate, change.due_before, after)
        _add(lines, told, duty.agency, is_begun=bool(duty.last_reported_on or duty.submitted_on))
    return _in_order(lines)


_Told = tuple[PlanItem, DutyRole, Fate, date | None, date | None]


def _add(lines: dict[object, DutyLine], told: _Told, agency: Agency, *, is_begun: bool) -> None:
    item, *others = told
    line = lines.setdefault((item.pk, *others), DutyLine(*told))
    line.agencies.append(agency)
    line.begun += is_begun


def _in_order(lines: dict[object, DutyLine]) -> list[DutyLine]:
    return sorted(
        lines.values(), key=lambda line: (line.item.order, SHOWN.index(line.fate), line.role != DutyRole.LEAD)
    )
