"""What the agencies of the invented province have done by a day: all states, with reports, holders and the trail."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.db import transaction

from caicach.agencies.models import Membership
from caicach.audit.models import AuditEvent, AuditHead
from caicach.audit.trail import event_hash, hash_of
from caicach.people.permissions import Role
from caicach.work.models import Assignment, HandOut, ProgressReport

NOTES = (
    "Đã ban hành văn bản và gửi các đơn vị thực hiện.",
    "Đã hoàn thành, sản phẩm kèm theo đúng yêu cầu của kế hoạch.",
    "Đã tổng hợp ý kiến của các phòng, đơn vị; đang trình lãnh đạo xem xét.",
)
DUE = ["on_time"] * 12 + ["late"] * 2 + ["submitted", "returned", "reported", "reported", "untouched", "untouched"]
NOT_DUE = ["reported"] * 9 + ["submitted", "returned", "early"] + ["untouched"] * 8
"""What became of twenty duties whose due date has passed, and of twenty others."""

_BATCH = 400
_EVENTS = {"last_reported_on": "work.progress_reported", "submitted_on": "work.submitted"}
_EVENTS |= {"confirmed_on": "work.confirmed", "returned_on": "work.returned"}


@transaction.atomic
def live_through(*, today: date) -> None:
    """Give every duty its story, the same each time."""
    told: dict[tuple[str, date | None], list[Assignment]] = defaultdict(list)
    every = Assignment.objects.select_related("agency", "item")
    rows = list(every.order_by("item__plan__year", "item__plan__kind", "item__order", "agency"))
    for number, row in enumerate(rows):
        is_past = row.due_on is not None and row.due_on < today
        told[(DUE if is_past else NOT_DUE)[number % 20], row.due_on].append(row)
    for (story, due), chosen in told.items():
        facts = facts_of(story, due, today)
        for row in chosen:
            for name, value in facts.items():
                setattr(row, name, value)
        for first in range(0, len(chosen), _BATCH):
            keys = [row.pk for row in chosen[first : first + _BATCH]]
            Assignment.objects.filter(pk__in=keys).update(**facts)
    _report(rows)
    _hand_out(rows)
    _write_trail(rows)


def facts_of(story: str, due: date | None, today: date) -> dict[str, Any]:
    """The fields of a duty with this story."""
    on = min(due or today, today) - timedelta(days=3)
    reported = {"last_reported_on": on, "progress_percent": 60, "version": 2}
    handed_in = reported | {"submitted_on": on, "progress_percent": 100, "version": 3}
    late = min(on + timedelta(days=10), today)
    return {
        "untouched": {},
        "reported": reported,
        "submitted": handed_in,
        "returned": reported | {"returned_on": on, "return_reason": "Đề nghị bổ sung sản phẩm.", "version": 4},
        "on_time": handed_in | {"confirmed_on": on + timedelta(days=2), "version": 4},
        "early": handed_in | {"confirmed_on": on + timedelta(days=2), "version": 4},
        "late": handed_in | {"submitted_on": late, "confirmed_on": late, "version": 4},
    }[story]


def _people(role: Role) -> dict[int, int]:
    return dict(Membership.objects.filter(role=role).order_by("-pk").values_list("agency", "user"))


def _report(rows: Iterable[Assignment]) -> None:
    focal = _people(Role.FOCAL_POINT)
    reports = [
        ProgressReport(
            assignment=row,
            text=NOTES[number % len(NOTES)],
            obstacle="Chờ ý kiến của cơ quan phối hợp." if number % 7 == 0 else "",
            progress_percent=row.progress_percent,
            reported_on=row.last_reported_on,
            reported_by_id=focal[row.agency_id],
        )
        for number, row in enumerate(rows)
        if row.last_reported_on
    ]
    ProgressReport.objects.bulk_create(reports, batch_size=2000)


def _hand_out(rows: Iterable[Assignment]) -> None:
    """Every third duty that is not done is in somebody's hands."""
    focal, heads, units = _people(Role.FOCAL_POINT), _people(Role.AGENCY_HEAD), defaultdict(list)
    for user, unit, agency in Membership.objects.filter(role=Role.STAFF).values_list(
        "user", "agency", "agency__parent"
    ):
        units[agency].append((user, unit))
    made = []
    for number, row in enumerate(rows):
        if row.submitted_on or number % 3:
            continue
        places = units.get(row.agency_id) or [(focal[row.agency_id], None)]
        person, unit = places[number % len(places)]
        day = (row.start_on or row.due_on or date(2026, 1, 10)) + timedelta(days=1)
        made.append(
            HandOut(assignment=row, person_id=person, unit_id=unit, from_on=day, made_by_id=heads[row.agency_id])
        )
    HandOut.objects.bulk_create(made, batch_size=2000)


def _write_trail(rows: Sequence[Assignment]) -> None:
    """An event for each fact, chained as the site chains them."""
    focal, (coordinator,) = _people(Role.FOCAL_POINT), set(_people(Role.COORDINATOR).values())
    head = AuditHead.objects.get(pk=1)
    events = []
    for row in rows:
        for name, code in _EVENTS.items():
            if (on := getattr(row, name)) is None:
                continue
            by = focal[row.agency_id] if name in ("last_reported_on", "submitted_on") else coordinator
            event = _event(row, code, by, on, head)
            head.count, head.hash = event.sequence, event.hash
            events.append(event)
    AuditEvent.objects.bulk_create(events, batch_size=2000)
    head.save()


def _event(row: Assignment, code: str, by: int, on: date, head: AuditHead) -> AuditEvent:
    details = {"on": on.isoformat(), "text": NOTES[head.count % len(NOTES)]}
    event = AuditEvent(
        sequence=head.count + 1,
        code=code,
        actor_id=by,
        at=datetime.combine(on, time(2), tzinfo=UTC),
        target_kind="work.assignment",
        target_key=str(row.pk),
        target_name=str(row)[:300],
        details=details,
        details_hash=hash_of(details),
        previous_hash=head.hash,
    )
    event.hash = event_hash(event)
    return event
