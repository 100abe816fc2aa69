"""The digest: at most one mail for a working day and person, from 07:30 on, only where there is something to tell."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from caicach.agencies.lending import substitutes_in
from caicach.agencies.models import Membership
from caicach.core.workdays import is_working_day
from caicach.jobs.faults import faultpoint
from caicach.notices.models import DIGEST_SLOT, DigestRun, Mail, MailKind, MailRefusal, Notice, NoticeKind
from caicach.notices.steps import climb, tell_of_tomorrow
from caicach.notices.telling import Told, letter, tell, written
from caicach.people.models import User
from caicach.people.permissions import Permission, roles_with
from caicach.work.models import Assignment

SENT_FROM = time(7, 30)
NEWS_FOR = timedelta(days=7)
_MOST_LINES = 40
_ENDS_WITH_THE_RESULT = (NoticeKind.STEP, NoticeKind.ESCALATED, NoticeKind.TOMORROW, NoticeKind.URGED)


def make_digests(*, now: datetime) -> int:
    """Everything that the machine tells on this day, once; killed in the middle, it goes on where it was."""
    local = timezone.localtime(now)
    today = local.date()
    if local.time() < SENT_FROM or not is_working_day(today) or DigestRun.objects.filter(day=today).exists():
        return 0
    climb(today=today, now=now)
    tell_of_tomorrow(today=today, now=now)
    _tell_of_waiting(today, now)
    faultpoint("notices.told")
    count = _write_digests(today, now) if settings.SMTP else 0
    DigestRun.objects.get_or_create(day=today, defaults={"made_at": now})
    return count


def _tell_of_waiting(today: date, now: datetime) -> None:
    """Results that were handed in since the last digest wait for the coordinators."""
    last = DigestRun.objects.filter(day__lt=today).order_by("-day").values_list("day", flat=True).first()
    waiting = Assignment.objects.standing().awaiting_confirmation()
    if not waiting.filter(submitted_on__gte=last or today - NEWS_FOR).exists():
        return
    text = _("%(count)s kết quả chờ xác nhận.") % {"count": waiting.count()}
    roles = roles_with(Permission.ASSIGNMENT_CONFIRM)
    members = Membership.objects.valid_on(today).filter(role__in=roles, user__is_active=True)
    confirming = set(members.order_by().values_list("agency", "user"))
    instead = substitutes_in({agency for agency, _user in confirming}, Permission.ASSIGNMENT_CONFIRM, on=today)
    users = {instead.get(pair, pair[1]) for pair in confirming}
    path = reverse("work:confirmation_queue")
    lines = [
        Told(user=user, kind=NoticeKind.WAITING, key=f"waiting:{today.isoformat()}", text=text, path=path)
        for user in sorted(users)
    ]
    tell(lines, now=now)


def _write_digests(today: date, now: datetime) -> int:
    of_user: dict[int, list[Notice]] = defaultdict(list)
    for notice in untold(now):
        of_user[notice.user_id].append(notice)
    refused = set(MailRefusal.objects.filter(kind=MailKind.DIGEST).values_list("user", flat=True))
    people = User.objects.filter(pk__in=of_user, is_active=True).exclude(email="").order_by("pk")
    return sum(_write(user, of_user[user.pk], today, now) for user in people if user.pk not in refused)


def untold(now: datetime) -> list[Notice]:
    """What is unread, was told by no mail, and still holds."""
    acted_on = Q(kind__in=_ENDS_WITH_THE_RESULT) & Q(assignment__submitted_on__isnull=False)
    gone = Q(assignment__withdrawn_at__isnull=False)
    rows = Notice.objects.unread().filter(mail=None, made_at__gt=now - NEWS_FOR).exclude(acted_on).exclude(gone)
    return list(rows.select_related("assignment__item").order_by("made_at", "pk"))


@transaction.atomic
def _write(user: User, told: Sequence[Notice], today: date, now: datetime) -> int:
    """Queue the digest of a person, with what it tells marked as told, in one transaction."""
    if Mail.objects.filter(user=user, day=today, slot=DIGEST_SLOT).exists():
        return 0
    with translation.override(user.language):
        first = first_line(told, today)
        rest = [_("và %(count)s thông báo khác trên trang Thông báo.") % {"count": len(told) - _MOST_LINES}]
        body = letter([first], told[:_MOST_LINES], MailKind.DIGEST)
        body = f"{body}{rest[0]}\n" if len(told) > _MOST_LINES else body
    key = f"digest:{today.isoformat()}"
    mail = written(user, kind=MailKind.DIGEST, key=key, day=today, slot=DIGEST_SLOT, subject=first, body=body, now=now)
    mail.save(force_insert=True)
    Notice.objects.filter(pk__in=[notice.pk for notice in told]).update(mail=mail)
    faultpoint("notices.queued")
    return 1


def first_line(told: Sequence[Notice], today: date) -> str:
    """The number that matters: what is overdue, what is about to be, else how much there is to read."""
    duties = {one.assignment for one in told if one.assignment and one.kind in _ENDS_WITH_THE_RESULT}
    overdue = sum(1 for duty in duties if duty.due_on and duty.due_on < today)
    soon = len(duties) - overdue
    parts = []
    if overdue:
        parts.append(_("%(count)s việc quá hạn") % {"count": overdue})
    if soon:
        parts.append(_("%(count)s việc sắp đến hạn") % {"count": soon})
    if others := [one for one in told if one.kind not in _ENDS_WITH_THE_RESULT]:
        parts.append(
            others[0].text.rstrip(".") if len(others) == 1 else _("%(count)s tin khác") % {"count": len(others)}
        )
    return ", ".join(parts) + "."
