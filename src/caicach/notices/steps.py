"""The ladder of a deadline: 14 and 3 days before, 1 and 7 days after. It ends when the result is handed in.

Each step is told once for a duty and a due date, however often and on whatever day this is asked; a due date that moves
begins anew. The head of the agency is told at the last step, and the step before has said so with its day.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from caicach.core.workdays import next_working_day
from caicach.notices.models import Notice, NoticeKind
from caicach.notices.permissions import urgeable
from caicach.notices.recipients import Recipients
from caicach.notices.telling import Told, tell
from caicach.notices.urging import path_of
from caicach.ui.formats import shown_day
from caicach.work.models import Assignment

STEPS = (-14, -3, 1, 7)
OLDEST = 60
"""What is late for longer is no news: it stands on the desk and is urged by people."""
NOTICE_OF_ESCALATION = 3
"""The head is told this many days after the announcement at the earliest."""


@dataclass(frozen=True, slots=True)
class Rung:
    """The step that a duty has reached. announced_on: when the last step was announced."""

    duty: Assignment
    step: int
    due_on: date
    announced_on: date | None = None


def climb(*, today: date, now: datetime) -> None:
    """Tell every step that was reached and not told yet."""
    rungs = [rung for rung in _rungs(today) if rung.step]
    recipients = Recipients([rung.duty for rung in rungs], on=today)
    tell((line for rung in rungs for line in _lines(rung, recipients, today)), now=now)


def _rungs(today: date) -> Iterator[Rung]:
    """Open duties of leads in the reach of the ladder whose step has not been told."""
    reach = (today - timedelta(days=OLDEST), today - timedelta(days=STEPS[0]))
    rows = urgeable(Assignment.objects.leads()).filter(due_on__range=reach).select_related("agency", "item")
    told = _told(reach)
    for duty in rows:
        if duty.due_on and (step := _step(duty.due_on, today, told[duty.pk, duty.due_on])):
            yield Rung(duty, step, duty.due_on, told[duty.pk, duty.due_on].get(1))


def _step(due_on: date, today: date, told: dict[int, date]) -> int | None:
    """The last step reached; none where it has been told. Nobody's head is told before it was announced."""
    reached = max((step for step in STEPS if due_on + timedelta(days=step) <= today), default=None)
    if reached is None or reached in told:
        return None
    if reached == STEPS[-1]:
        if 1 not in told:
            return 1
        return reached if today >= escalates_on(due_on, told[1]) else None
    return reached


def escalates_on(due_on: date, announced_on: date) -> date:
    """When the head of the agency is told, unless the result comes before."""
    return max(due_on + timedelta(days=STEPS[-1]), announced_on + timedelta(days=NOTICE_OF_ESCALATION))


def _told(reach: tuple[date, date]) -> dict[tuple[UUID, date], dict[int, date]]:
    """For each duty and due date: which steps were told, and when first."""
    found: dict[tuple[UUID, date], dict[int, date]] = defaultdict(dict)
    rows = Notice.objects.filter(kind__in=[NoticeKind.STEP, NoticeKind.ESCALATED], assignment__due_on__range=reach)
    for assignment, key, day in rows.order_by("day").values_list("assignment", "key", "day").distinct():
        _rule, step, _row, due_on = key.split(":")
        found[assignment, date.fromisoformat(due_on)].setdefault(int(step), day)
    return found


def _lines(rung: Rung, recipients: Recipients, today: date) -> Iterator[Told]:
    key = f"step:{rung.step}:{rung.duty.pk}:{rung.due_on.isoformat()}"
    doing = recipients.answering(rung.duty) if rung.step > 0 else recipients.doing(rung.duty)
    for user in sorted(doing):
        yield _line(rung, user, NoticeKind.STEP, key, step_text(rung, today))
    if rung.step == STEPS[-1]:
        for user in sorted(recipients.heads(rung.duty) - doing):
            yield _line(rung, user, NoticeKind.ESCALATED, key, head_text(rung, today))


def _line(rung: Rung, user: int, kind: NoticeKind, key: str, text: str) -> Told:
    return Told(user=user, kind=kind, key=key, text=text, path=path_of(rung.duty), assignment=rung.duty)


def step_text(rung: Rung, today: date) -> str:
    facts = {"item": rung.duty.item, "day": shown_day(rung.due_on), "days": abs((rung.due_on - today).days)}
    if rung.due_on >= today:
        return _("Còn %(days)s ngày: “%(item)s”, hạn %(day)s.") % facts
    late = _("Quá hạn %(days)s ngày: “%(item)s”, hạn %(day)s.") % facts
    if rung.step == 1:
        told = shown_day(escalates_on(rung.due_on, today))
        return f"{late} " + _("Nếu đến ngày %(told)s chưa gửi kết quả, thủ trưởng cơ quan sẽ được báo.") % {
            "told": told
        }
    return f"{late} " + _("Thủ trưởng cơ quan được báo hôm nay.")


def head_text(rung: Rung, today: date) -> str:
    return _("Báo thủ trưởng: %(agency)s quá hạn %(days)s ngày “%(item)s”, hạn %(day)s.") % {
        "agency": rung.duty.agency,
        "days": (today - rung.due_on).days,
        "item": rung.duty.item,
        "day": shown_day(rung.due_on),
    }


def tell_of_tomorrow(*, today: date, now: datetime) -> None:
    """What is due before or on the next working day and not handed in: one mail for all that a person does."""
    last = next_working_day(today)
    rows = urgeable(Assignment.objects.leads()).filter(due_on__gt=today, due_on__lte=last)
    duties = list(rows.select_related("agency", "item").order_by("due_on", "pk"))
    recipients = Recipients(duties, on=today)
    lines = [
        Told(
            user=user,
            kind=NoticeKind.TOMORROW,
            key=f"tomorrow:{duty.pk}:{duty.due_on.isoformat()}",
            text=_("Hạn %(day)s, chưa gửi kết quả: “%(item)s”.") % {
                "day": shown_day(duty.due_on), "item": duty.item,
            },
            path=path_of(duty),
            assignment=duty,
        )
        for duty in duties if duty.due_on
        for user in sorted(recipients.doing(duty))
    ]  # fmt: skip
    tell(lines, now=now, cause=today.isoformat())
