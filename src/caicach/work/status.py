"""How a duty stands on a day: computed from facts, never typed. One rule, in Python and in SQL."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.utils.translation import gettext_lazy as _


class AssignmentStatus(models.TextChoices):
    """Where a duty stands, from the worst that needs an act to what is done."""

    OVERDUE = "overdue", _("quá hạn")
    DUE_SOON = "due_soon", _("sắp đến hạn")
    RETURNED = "returned", _("bị trả lại")
    SUBMITTED = "submitted", _("chờ xác nhận")
    IN_PROGRESS = "in_progress", _("đang thực hiện")
    NOT_STARTED = "not_started", _("chưa cập nhật")
    WAITING_FOR_EVENT = "waiting_for_event", _("chờ sự kiện")
    ONGOING = "ongoing", _("thường xuyên")
    COMPLETED_ON_TIME = "completed_on_time", _("hoàn thành đúng hạn")
    COMPLETED_LATE = "completed_late", _("hoàn thành quá hạn")


S = AssignmentStatus
COMPLETED = frozenset({S.COMPLETED_ON_TIME, S.COMPLETED_LATE})
IN_TIME = frozenset({S.DUE_SOON, S.RETURNED, S.SUBMITTED, S.IN_PROGRESS, S.NOT_STARTED})
BESIDE_THE_RATE = frozenset({S.WAITING_FOR_EVENT, S.ONGOING})
"""Ongoing duties and those that wait for an event stand beside the rate, not in it."""

OPEN = frozenset(S) - COMPLETED


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyFacts:
    """What is known of a duty; the status follows from it and from the day."""

    start_on: date | None = None
    due_on: date | None = None
    waits_for_event: bool = False
    last_reported_on: date | None = None
    submitted_on: date | None = None
    confirmed_on: date | None = None
    returned_on: date | None = None


def days_that_are_soon() -> int:
    """How many days before the due date a duty counts as due soon."""
    return int(getattr(settings, "CAICACH_DUE_SOON_DAYS", 7))


def status_of(facts: DutyFacts, *, today: date) -> AssignmentStatus:
    """The status of a duty on a day. `status_expression` says the same to the database."""
    if facts.confirmed_on:
        return _completed(facts)
    if facts.submitted_on:
        return S.SUBMITTED
    if facts.due_on and facts.due_on < today:
        return S.OVERDUE
    if facts.returned_on:
        return S.RETURNED
    if facts.due_on is None:
        return S.WAITING_FOR_EVENT if facts.waits_for_event else S.ONGOING
    if facts.due_on <= today + timedelta(days=days_that_are_soon()):
        return S.DUE_SOON
    return S.IN_PROGRESS if facts.last_reported_on else S.NOT_STARTED


def _completed(facts: DutyFacts) -> AssignmentStatus:
    is_late = facts.due_on is not None and facts.submitted_on is not None and facts.submitted_on > facts.due_on
    return S.COMPLETED_LATE if is_late else S.COMPLETED_ON_TIME


def status_expression(today: date) -> Case:
    """The rule of `status_of` for the database; the order of the cases is the rule."""
    soon = today + timedelta(days=days_that_are_soon())
    return Case(
        When(Q(confirmed_on__isnull=False, submitted_on__gt=F("due_on")), then=Value(S.COMPLETED_LATE.value)),
        When(confirmed_on__isnull=False, then=Value(S.COMPLETED_ON_TIME.value)),
        When(submitted_on__isnull=False, then=Value(S.SUBMITTED.value)),
        When(due_on__lt=today, then=Value(S.OVERDUE.value)),
        When(returned_on__isnull=False, then=Value(S.RETURNED.value)),
        When(due_on__isnull=True, waits_for_event=True, then=Value(S.WAITING_FOR_EVENT.value)),
        When(due_on__isnull=True, then=Value(S.ONGOING.value)),
        When(due_on__lte=soon, then=Value(S.DUE_SOON.value)),
        When(last_reported_on__isnull=False, then=Value(S.IN_PROGRESS.value)),
        default=Value(S.NOT_STARTED.value),
        output_field=models.CharField(),
    )


def implied_by(statuses: frozenset[AssignmentStatus] | set[AssignmentStatus], today: date) -> Q:
    """What every duty in one of these statuses fulfils: cheap for the database to look at before the whole rule."""
    if statuses <= COMPLETED:
        return Q(confirmed_on__isnull=False)
    if S.SUBMITTED in statuses:
        return Q() if statuses & COMPLETED else Q(confirmed_on=None)
    if statuses & COMPLETED:
        return Q()
    return Q(submitted_on=None, due_on__lt=today) if statuses == {S.OVERDUE} else Q(submitted_on=None)


def status_of_item(leads: dict[AssignmentStatus, int]) -> AssignmentStatus | None:
    """How a row of a plan stands, from its leads: completed when all are, overdue when one is; None without leads."""
    present = {status for status, count in leads.items() if count}
    if not present:
        return None
    if present <= COMPLETED:
        return S.COMPLETED_LATE if S.COMPLETED_LATE in present else S.COMPLETED_ON_TIME
    order = [S.OVERDUE, S.DUE_SOON, S.RETURNED, S.SUBMITTED, S.IN_PROGRESS, S.NOT_STARTED, S.WAITING_FOR_EVENT]
    worst = next((status for status in order if status in present), S.ONGOING)
    is_begun = worst is S.NOT_STARTED and present & COMPLETED
    return S.IN_PROGRESS if is_begun else worst


def status_label(code: str) -> str:
    """The Vietnamese words for a status code."""
    return str(AssignmentStatus(code).label)
