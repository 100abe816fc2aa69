"""Write down what people are told, in the transaction of its cause; what cannot wait also leaves as a mail.

The limit is kept by the database: a day of a person has one place for a digest and three for direct mails, of which the
last is kept free for the safety of the account. What finds no place is told by the next digest.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from caicach.core.text import fold
from caicach.notices.models import LAST_SLOT, Mail, MailKind, MailRefusal, Notice, NoticeKind
from caicach.people.models import User
from caicach.work.models import Assignment

_DIRECT = {
    NoticeKind.RETURNED: MailKind.RETURNED,
    NoticeKind.TOMORROW: MailKind.TOMORROW,
    NoticeKind.URGED: MailKind.URGED,
    NoticeKind.INVITED: MailKind.INVITED,
    NoticeKind.SECURITY: MailKind.SECURITY,
}
_LONGEST = 600
_LONGEST_SUBJECT = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What one person is told. key: rule, row, day; a second one of the same key is not written."""

    user: int
    kind: NoticeKind
    key: str
    text: str
    path: str
    assignment: Assignment | None = None


@transaction.atomic
def tell(lines: Iterable[Told], *, now: datetime, cause: str = "") -> list[Notice]:
    """Write the notices that are new. With a `cause`, each person gets one mail about all of them. Returns them."""
    rows = list(lines)
    people = _locked({one.user for one in rows})
    known = set(Notice.objects.filter(user__in=people, key__in={one.key for one in rows}).values_list("user", "key"))
    fresh: dict[tuple[int, str], Notice] = {}
    for one in rows:
        if one.user in people and (one.user, one.key) not in known:
            fresh[one.user, one.key] = _notice(one, now)
    Notice.objects.bulk_create(fresh.values())
    if cause:
        _mail_directly(list(fresh.values()), people, cause=cause, now=now)
    return list(fresh.values())


def _locked(keys: Collection[int]) -> dict[int, User]:
    """The people, locked in one order: two causes at the same moment do not take the same place of a day."""
    rows = User.objects.select_for_update().filter(pk__in=keys, is_active=True).order_by("pk")
    return {user.pk: user for user in rows}


def _notice(one: Told, now: datetime) -> Notice:
    return Notice(
        user_id=one.user,
        kind=one.kind,
        key=one.key,
        day=timezone.localdate(now),
        text=one.text[:_LONGEST],
        path=one.path,
        assignment=one.assignment,
        made_at=now,
    )


def _mail_directly(notices: Sequence[Notice], people: dict[int, User], *, cause: str, now: datetime) -> None:
    if not settings.SMTP or not notices:
        return
    kind = _DIRECT[NoticeKind(notices[0].kind)]
    day = timezone.localdate(now)
    refused = set(MailRefusal.objects.filter(user__in=people, kind=kind).values_list("user", flat=True))
    places = _free_places(people, kind, day)
    of_user: dict[int, list[Notice]] = defaultdict(list)
    for notice in notices:
        of_user[notice.user_id].append(notice)
    for key, told in of_user.items():
        user = people[key]
        if user.email and key not in refused and (slot := places.get(key)):
            _queue_direct(user, told, kind=kind, slot=slot, key=f"{kind}:{cause}", now=now)


def _free_places(people: Collection[int], kind: MailKind, day: date) -> dict[int, int]:
    """For each person the first free place of the day that mails of this kind may take; none where all are taken."""
    last = LAST_SLOT if kind is MailKind.SECURITY else LAST_SLOT - 1
    taken = set(Mail.objects.filter(user__in=people, day=day).values_list("user", "slot"))
    free: dict[int, int] = {}
    for user in people:
        slots = range(last, 0, -1) if kind is MailKind.SECURITY else range(1, last + 1)
        if slot := next((one for one in slots if (user, one) not in taken), None):
            free[user] = slot
    return free


def _queue_direct(user: User, told: Sequence[Notice], *, kind: MailKind, slot: int, key: str, now: datetime) -> None:
    with translation.override(user.language):
        first = told[0].text if len(told) == 1 else _("%(count)s việc: %(kind)s") % {
            "count": len(told), "kind": kind.label,
        }  # fmt: skip
        body = letter([first] if len(told) > 1 else [], told, kind)
    if Mail.objects.filter(user=user, key=key).exists():
        return
    day = timezone.localdate(now)
    mail = written(user, kind=kind, key=key, day=day, slot=slot, subject=first, body=body, now=now)
    mail.save(force_insert=True)
    Notice.objects.filter(pk__in=[notice.pk for notice in told]).update(mail=mail)


def written(
    user: User, *, kind: MailKind, key: str, day: date, slot: int, subject: str, body: str, now: datetime
) -> Mail:
    """A mail ready to be saved and sent at once."""
    subject = one_line(subject)
    return Mail(
        user=user, kind=kind, key=key, day=day, slot=slot, address=user.email, subject=subject,
        search_text=fold(subject)[:250], body=body, next_try_at=now, made_at=now,
    )  # fmt: skip


def letter(first: Sequence[str], told: Iterable[Notice], kind: MailKind) -> str:
    """A mail of plain text: what matters, each thing with its way, and how to have fewer mails."""
    lines = list(first)
    for notice in told:
        lines += ["", f"{notice.text}", address_of(notice.path)]
    lines += ["", "--"]
    if kind in (MailKind.SECURITY,):
        lines.append(_("Thư về an toàn tài khoản luôn được gửi, không tắt được."))
    else:
        lines.append(_("Chọn loại thư muốn nhận: %(link)s") % {"link": address_of("/thong-bao/cach-nhan/")})
    return "\n".join(lines).strip() + "\n"


def address_of(path: str) -> str:
    """A whole address of this site; machine-made mails have no request to take it from."""
    return f"{settings.SITE_ADDRESS}{path}"


def one_line(text: str) -> str:
    """A subject: no line breaks, which would end the head of a mail."""
    short = " ".join(text.split())
    return short if len(short) <= _LONGEST_SUBJECT else f"{short[: _LONGEST_SUBJECT - 1].rstrip()}…"
