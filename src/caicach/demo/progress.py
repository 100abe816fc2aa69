"""Believable progress of the demonstration's year: most on time, some late, some waiting, some with nobody."""

import hashlib
from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta

from caicach.demo.cast import focal_point_of
from caicach.people.models import User
from caicach.plans.models import DutyRole, Plan
from caicach.work.models import Assignment
from caicach.work.services import Progress, confirm, report_progress, return_, submit

_NOTES = (
    "Đã ban hành văn bản và gửi các đơn vị thực hiện.",
    "Đã hoàn thành, sản phẩm kèm theo đúng yêu cầu.",
    "Đã tổng hợp ý kiến, trình lãnh đạo xem xét.",
    "Đã triển khai đến các phòng, đơn vị; kết quả ổn định.",
)
_OBSTACLE = "Chờ ý kiến của cơ quan phối hợp."
_MOST = 1200  # duties that are told about: enough to look at, few enough to be made in a minute


def live_through(plan: Plan, *, coordinator: User, today: date) -> Counter[str]:
    """Report, hand in, confirm and return duties of a plan, as chance (the same each time) has it."""
    told: Counter[str] = Counter()
    leads = Assignment.objects.filter(item__plan=plan, role=DutyRole.LEAD).select_related("agency", "item")
    for assignment in _chosen(leads, today):
        told[_live(assignment, coordinator, today)] += 1
    return told


def _chosen(leads: Iterable[Assignment], today: date) -> list[Assignment]:
    """What is due comes first: a duty that nobody told about would stand as overdue."""
    return sorted(leads, key=lambda row: (row.due_on is None or row.due_on >= today, _chance(row, "order")))[:_MOST]


def _live(row: Assignment, coordinator: User, today: date) -> str:
    """One duty's story, by its due date and a number between 0 and 99 that belongs to it."""
    chance = _chance(row, "story")
    by = focal_point_of(row.agency)
    due = row.due_on
    if due is None or due >= today:
        if (row.start_on or today) > today or chance < 35:
            return "untouched"
        _report(row, by, min(90, 10 + chance), _earlier(today, chance % 20))
        return "in_progress"
    if chance < 72:
        return _finish(row, by, coordinator, due - timedelta(days=chance % 9))
    if chance < 84:
        return _finish(row, by, coordinator, min(today, due + timedelta(days=3 + chance % 12)))
    if chance < 89:
        _report(row, by, 100, due)
        submit(assignment=row, version=_version(row), by=by, on=due)
        return "submitted"
    if chance < 92:
        _report(row, by, 80, due)
        submit(assignment=row, version=_version(row), by=by, on=due)
        reason = "Sản phẩm chưa đúng yêu cầu của kế hoạch; đề nghị bổ sung."
        return_(assignment=row, version=_version(row), reason=reason, by=coordinator, on=due + timedelta(days=1))
        return "returned"
    if chance < 97:
        _report(row, by, 40, due - timedelta(days=10), obstacle=_OBSTACLE)
    return "overdue"


def _finish(row: Assignment, by: User, coordinator: User, on: date) -> str:
    _report(row, by, 100, on)
    submit(assignment=row, version=_version(row), by=by, on=on)
    confirm(assignment=row, version=_version(row), by=coordinator, on=on + timedelta(days=2))
    return "completed"


def _report(row: Assignment, by: User, percent: int, on: date, *, obstacle: str = "") -> None:
    note = _NOTES[_chance(row, "note") % len(_NOTES)]
    progress = Progress(text=note, percent=percent, obstacle=obstacle)
    report_progress(assignment=row, version=_version(row), progress=progress, by=by, on=on)


def _version(row: Assignment) -> int:
    row.refresh_from_db(fields=["version"])
    return row.version


def _earlier(today: date, days: int) -> date:
    return today - timedelta(days=days)


def _chance(row: Assignment, name: str) -> int:
    """A number from 0 to 99 that is the same for the same duty in every demonstration."""
    key = f"{row.item.path}|{row.agency.code}|{name}"
    return int(hashlib.sha256(key.encode()).hexdigest()[:8], 16) % 100
