"""Đôn đốc: a person urges agencies about their duties, they answer; both stay in the trail of the duty."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from caicach.agencies.permissions import require
from caicach.audit.trail import record
from caicach.notices.errors import AlreadyAnswered, AnswerMissing, NothingToUrge, TooManyToUrge, UrgedToday
from caicach.notices.models import NoticeKind, Reminder
from caicach.notices.permissions import urgeable
from caicach.notices.recipients import Recipients
from caicach.notices.telling import Told, tell
from caicach.people.models import User
from caicach.people.permissions import Permission
from caicach.work.messages import urging_text
from caicach.work.models import Assignment
from caicach.work.permissions import require_for

MOST_AT_ONCE = 500


def prepared_text(assignment: Assignment, today: date) -> str:
    """What an agency is asked for, in a sentence that needs no change."""
    if assignment.due_on is None:
        return ""
    if assignment.due_on < today:
        return urging_text(assignment, today)
    return _("Đề nghị %(agency)s gửi kết quả “%(item)s” đúng hạn %(day)s.") % {
        "agency": assignment.agency.name,
        "item": str(assignment.item),
        "day": f"{assignment.due_on:%d/%m/%Y}",
    }


@transaction.atomic
def urge(*, duties: Sequence[UUID], remark: str = "", by: User, now: datetime) -> list[Reminder]:
    """Urge about each of these duties: all or none. `remark` stands below the prepared sentence of each."""
    require(by, Permission.ASSIGNMENT_URGE)
    rows = _locked(duties, by)
    today = timezone.localdate(now)
    _refuse_second_time(rows, by, today)
    made = []
    for row in rows:
        text = "\n".join(part for part in (prepared_text(row, today), remark.strip()) if part)
        made.append(Reminder(assignment=row, text=text, made_by=by, made_on=today, made_at=now))
    Reminder.objects.bulk_create(made)
    for reminder in made:
        record("notices.urged", actor=by, target=reminder.assignment, text=reminder.text)
    _tell_agencies(made, today, now)
    return made


def _locked(duties: Sequence[UUID], by: User) -> list[Assignment]:
    """The duties that may be urged, locked alone: what is joined to a row may change while a lock is waited for."""
    rows = urgeable(Assignment.objects.visible_to(by)).filter(pk__in=duties)
    keys = list(rows.select_for_update(of=("self",)).order_by("pk").values_list("pk", flat=True))
    found = list(Assignment.objects.filter(pk__in=keys).select_related("agency", "item").order_by("pk"))
    if not found:
        raise NothingToUrge()
    if len(found) > MOST_AT_ONCE:
        raise TooManyToUrge(count=len(found), most=MOST_AT_ONCE)
    return found


def _refuse_second_time(rows: Iterable[Assignment], by: User, today: date) -> None:
    earlier = Reminder.objects.filter(assignment__in=[row.pk for row in rows], made_by=by, made_on=today)
    if (first := earlier.select_related("assignment__item").first()) is not None:
        raise UrgedToday(item=first.assignment.item.title)


def _tell_agencies(made: Sequence[Reminder], today: date, now: datetime) -> None:
    recipients = Recipients([one.assignment for one in made], on=today)
    lines = [
        Told(
            user=user,
            kind=NoticeKind.URGED,
            key=f"urged:{one.pk}",
            text=one.text,
            path=path_of(one.assignment),
            assignment=one.assignment,
        )
        for one in made
        for user in sorted(recipients.answering(one.assignment) | recipients.heads(one.assignment))
    ]
    tell(lines, now=now, cause=str(made[0].pk))


@transaction.atomic
def answer(*, reminder: Reminder, text: str, by: User, now: datetime) -> Reminder:
    """What the agency says to it, once; whoever urged is told."""
    row = Reminder.objects.select_for_update(of=("self",)).select_related("assignment__agency").get(pk=reminder.pk)
    require_for(by, Permission.ASSIGNMENT_REPORT, row.assignment)
    if row.answered_at is not None:
        raise AlreadyAnswered(name=row.answered_by, at=timezone.localtime(row.answered_at))
    if not text.strip():
        raise AnswerMissing()
    row.answer, row.answered_by, row.answered_at = text.strip(), by, now
    row.save(update_fields=["answer", "answered_by", "answered_at"])
    record("notices.answered", actor=by, target=row.assignment, text=row.answer)
    told = _("%(agency)s trả lời đôn đốc: %(answer)s") % {"agency": row.assignment.agency, "answer": row.answer}
    line = Told(
        user=row.made_by_id,
        kind=NoticeKind.ANSWERED,
        key=f"answered:{row.pk}",
        text=told,
        path=path_of(row.assignment),
        assignment=row.assignment,
    )
    tell([line], now=now)
    return row


def path_of(assignment: Assignment) -> str:
    return reverse("duties:assignment_detail", args=[assignment.pk])
