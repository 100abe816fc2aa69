"""Events that rows wait for: rows with the same words wait for the same event."""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from caicach.core.text import fold, squeeze
from caicach.people.models import User
from caicach.plans.models import Plan, PlanItem, PlanState
from caicach.work.models import Assignment, AssignmentQuerySet
from caicach.work.permissions import may_assign

_DAYS_AFTER = re.compile(r"(?:trong|sau|cham nhat)(?: vong)?(?: thoi gian)? (\d{1,3}) ngay(?! lam viec)\b")


@dataclass(slots=True)
class WaitingRow:
    """A row of a plan with how many duties of it wait."""

    item: PlanItem
    duties: list[Assignment] = field(default_factory=list)


@dataclass(slots=True)
class WaitingEvent:
    """One event, in the words of the first row that waits for it."""

    code: str
    words: str
    rows: dict[UUID, WaitingRow] = field(default_factory=dict)

    @property
    def duties(self) -> list[Assignment]:
        return [duty for row in self.rows.values() for duty in row.duties]

    @property
    def seen(self) -> str:
        """The fingerprint of what waits: a duty that came, went or moved on changes it."""
        told = sorted(f"{duty.pk}:{duty.version}" for duty in self.duties)
        return hashlib.sha256("|".join(told).encode()).hexdigest()


def waiting_duties() -> AssignmentQuerySet:
    """Duties whose due date waits for an event, in plans in force."""
    held = Assignment.objects.standing().filter(waits_for_event=True, confirmed_on=None, submitted_on=None)
    return held.filter(item__plan__state=PlanState.ISSUED)


def waiting_for(user: User) -> list[WaitingEvent]:
    """The events for which rows wait whose plan this person assigns; what most duties wait for comes first."""
    duties = waiting_duties().select_related("item__plan__owner", "agency").order_by("item__plan", "item__order", "pk")
    allowed = _plans(user, {duty.item.plan for duty in duties})
    found: dict[str, WaitingEvent] = {}
    for duty in duties:
        words = words_of(duty.item)
        if duty.item.plan_id in allowed and words:
            event = found.setdefault(code_of(words), WaitingEvent(code_of(words), words))
            event.rows.setdefault(duty.item_id, WaitingRow(duty.item)).duties.append(duty)
    return sorted(found.values(), key=lambda event: -len(event.duties))


def waiting_event(user: User, code: str) -> WaitingEvent | None:
    """One of them; None where nothing waits for it that this person may date."""
    return next((event for event in waiting_for(user) if event.code == code), None)


def words_of(item: PlanItem) -> str:
    """What a row waits for, as the document says it; where it says nothing, what the row is about."""
    return squeeze(str((item.schedule or {}).get("event") or item.time_frame_text or item.title))


def code_of(words: str) -> str:
    """The same for the same words, however they are accented, spaced or stopped."""
    return hashlib.sha256(fold(words).strip(" .;,").encode()).hexdigest()[:16]


def proposed_due(words: str, happened_on: date) -> date | None:
    """ "Trong 15 ngày kể từ khi …" names its day; working days depend on holidays and are asked."""
    named = _DAYS_AFTER.findall(fold(words))
    return happened_on + timedelta(days=int(named[0])) if len(named) == 1 else None


def _plans(user: User, plans: Iterable[Plan]) -> set[UUID]:
    return {plan.pk for plan in plans if may_assign(user, plan)}
