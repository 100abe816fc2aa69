"""Every change of a meeting: planned, invited to, held, cancelled; who takes part, and its agenda."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from caicach.agencies.models import Agency
from caicach.agencies.permissions import require
from caicach.audit.trail import record
from caicach.core.text import fold
from caicach.files.models import Document
from caicach.meetings import errors
from caicach.meetings.inviting import tell_cancelled, tell_invited
from caicach.meetings.models import AgendaItem, Meeting, Participant
from caicach.people.models import User
from caicach.people.permissions import Permission
from caicach.plans.models import PlanItem
from caicach.ui.errors import RowMovedOn


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingHead:
    """When, where, under whom."""

    title: str
    held_on: date
    begins_at: time | None = None
    place: str = ""
    chair: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaContent:
    """A point of the agenda as somebody types it."""

    title: str
    presenter: Agency | None = None
    documents: tuple[Document, ...] = ()
    follows: PlanItem | None = None


@dataclass(frozen=True, slots=True)
class Attendance:
    """Whether an agency came, and who came for the person invited."""

    is_present: bool | None
    substitute: str = ""


@transaction.atomic
def plan_meeting(*, head: MeetingHead, by: User) -> Meeting:
    require(by, Permission.MEETING_MANAGE)
    meeting = Meeting(made_by=by)
    _set_head(meeting, head)
    meeting.full_clean()
    meeting.save(force_insert=True)
    record("meetings.planned", actor=by, target=meeting, held_on=head.held_on, place=head.place)
    return meeting


@transaction.atomic
def change_meeting(*, meeting: Meeting, head: MeetingHead, version: int, by: User) -> Meeting:
    row = locked(meeting, by, version)
    _set_head(row, head)
    _store(row)
    record("meetings.changed", actor=by, target=row, held_on=head.held_on, place=head.place)
    return row


@transaction.atomic
def add_participants(*, meeting: Meeting, agencies: Iterable[Agency], name: str = "", by: User) -> int:
    """Add agencies to those that take part; who is there already stays as it is. Returns how many came."""
    row = locked(meeting, by)
    there = set(row.participants.values_list("agency", flat=True))
    new = [Participant(meeting=row, agency=agency, name=name) for agency in agencies if agency.pk not in there]
    Participant.objects.bulk_create(new)
    if new:
        _store(row)
        if row.invited_at is not None:
            tell_invited(row, new, now=timezone.now())
        record("meetings.participants_added", actor=by, target=row, agencies=[one.agency.name for one in new])
    return len(new)


@transaction.atomic
def remove_participant(*, participant: Participant, version: int, by: User) -> None:
    row = locked(participant.meeting, by, version)
    participant.delete()
    _store(row)
    record("meetings.participant_removed", actor=by, target=row, agency=participant.agency.name)


@transaction.atomic
def note_attendance(*, meeting: Meeting, told: Mapping[int, Attendance], version: int, by: User, on: date) -> Meeting:
    """Who came. told: by the key of the participant."""
    row = locked(meeting, by, version)
    _check_held(row, on)
    for participant in row.participants.filter(pk__in=told):
        said = told[participant.pk]
        participant.is_present, participant.substitute = said.is_present, said.substitute
        participant.full_clean(validate_unique=False)
        participant.save(update_fields=["is_present", "substitute"])
    _store(row)
    present = sum(bool(said.is_present) for said in told.values())
    record("meetings.attendance_noted", actor=by, target=row, present=present, of=len(told))
    return row


@transaction.atomic
def add_agenda(*, meeting: Meeting, contents: Iterable[AgendaContent], by: User) -> list[AgendaItem]:
    """Add points at the end of the agenda."""
    row = locked(meeting, by)
    last = row.agenda.aggregate(last=Max("order"))["last"] or 0
    made = []
    for order, content in enumerate(contents, last + 1):
        item = AgendaItem(meeting=row, order=order)
        _fill(item, content)
        made.append(item)
    _store(row)
    record("meetings.agenda_added", actor=by, target=row, points=[item.title for item in made])
    return made


@transaction.atomic
def change_agenda(*, item: AgendaItem, content: AgendaContent, version: int, by: User) -> AgendaItem:
    row = locked(item.meeting, by, version)
    _fill(item, content)
    _store(row)
    record("meetings.agenda_changed", actor=by, target=row, point=item.title)
    return item


@transaction.atomic
def move_agenda(*, item: AgendaItem, up: bool, version: int, by: User) -> None:
    """Change places with the point before or behind; at the end nothing happens."""
    row = locked(item.meeting, by, version)
    points = list(row.agenda.order_by("order", "pk"))
    place = next(number for number, one in enumerate(points) if one.pk == item.pk)
    other = place - 1 if up else place + 1
    if 0 <= other < len(points):
        points[place], points[other] = points[other], points[place]
    for order, point in enumerate(points, 1):
        point.order = order
    AgendaItem.objects.bulk_update(points, ["order"])
    _store(row)
    record("meetings.agenda_moved", actor=by, target=row, point=item.title)


@transaction.atomic
def remove_agenda(*, item: AgendaItem, version: int, by: User) -> None:
    row = locked(item.meeting, by, version)
    title = item.title
    item.delete()
    _store(row)
    record("meetings.agenda_removed", actor=by, target=row, point=title)


@transaction.atomic
def invite(*, meeting: Meeting, version: int, by: User, at: datetime) -> Meeting:
    """From now on those who take part see the meeting, on their first page and in their calendars."""
    row = locked(meeting, by, version)
    if row.invited_at is not None:
        raise errors.AlreadyInvited()
    if not row.participants.exists():
        raise errors.NobodyInvited()
    if not row.agenda.exists():
        raise errors.AgendaMissing()
    row.invited_at = at
    _store(row)
    tell_invited(row, row.participants.all(), now=at)
    record("meetings.invited", actor=by, target=row, agencies=row.participants.count())
    return row


@transaction.atomic
def cancel(*, meeting: Meeting, reason: str, version: int, by: User, at: datetime) -> Meeting:
    row = locked(meeting, by, version)
    if row.minutes:
        raise errors.MeetingHeld()
    row.cancelled_at, row.cancel_reason = at, reason.strip()
    _store(row)
    if row.invited_at is not None:
        tell_cancelled(row, now=at)
    record("meetings.cancelled", actor=by, target=row, reason=row.cancel_reason)
    return row


@transaction.atomic
def write_minutes(*, meeting: Meeting, text: str, version: int, by: User, on: date) -> Meeting:
    """What was said; with it the meeting counts as held."""
    row = locked(meeting, by, version)
    _check_held(row, on)
    row.minutes = text.strip()
    _store(row)
    record("meetings.minutes_written", actor=by, target=row, letters=len(row.minutes))
    return row


def locked(meeting: Meeting, by: User, version: int | None = None) -> Meeting:
    """The meeting as it is now, held until the transaction ends; refused when it has moved on or was cancelled."""
    require(by, Permission.MEETING_MANAGE)
    row = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    if version is not None and row.version != version:
        raise RowMovedOn(row=row)
    if row.cancelled_at is not None:
        raise errors.MeetingCancelled()
    return row


def _check_held(row: Meeting, on: date) -> None:
    if on < row.held_on:
        raise errors.NotHeldYet(on=row.held_on)


def _set_head(row: Meeting, head: MeetingHead) -> None:
    row.title, row.held_on, row.begins_at = head.title, head.held_on, head.begins_at
    row.place, row.chair = head.place, head.chair
    row.search_text = fold(" ".join([row.title, row.place, row.chair]))


def _fill(item: AgendaItem, content: AgendaContent) -> None:
    item.title, item.presenter = content.title, content.presenter
    item.follows = content.follows or item.follows
    item.full_clean(exclude=["meeting"])
    item.save()
    item.documents.set(content.documents)


def _store(row: Meeting) -> None:
    """Save under the next version, with what the meeting is found by."""
    titles: list[Any] = list(row.agenda.values_list("title", flat=True))
    row.search_text = fold(" ".join([row.title, row.place, row.chair, *titles, row.minutes]))
    row.version += 1
    row.full_clean()
    row.save()
