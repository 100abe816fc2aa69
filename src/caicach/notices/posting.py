"""Hand the waiting mails to the mail server: each at most once, whenever this process dies.

Before a mail's text leaves, it is marked as being handed over. A mail that is found so later may have arrived: it is
not sent again, and what it told is told by the next digest. A mail that was only claimed has not left: it is sent.
"""

import logging
import smtplib
from collections import Counter
from datetime import date, datetime, timedelta
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from types import TracebackType
from typing import Any, Self
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from caicach.jobs.faults import faultpoint
from caicach.notices.models import DIGEST_SLOT, LAST_SLOT, Mail, MailKind, MailState, Notice

HOLD = timedelta(minutes=5)
SERVER_SECONDS = 20.0
FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(hours=4)
MOST_AT_ONCE = 500

log = logging.getLogger(__name__)


def mail_server() -> dict[str, Any]:
    """Where mails go; only asked where there is one."""
    return settings.SMTP or {}


class Post:
    """A conversation with the mail server."""

    def __enter__(self) -> Self:
        given = mail_server()
        kind = smtplib.SMTP_SSL if given["security"] == "tls" else smtplib.SMTP
        self.server = kind(given["host"], given["port"], timeout=SERVER_SECONDS)
        if given["security"] == "starttls":
            self.server.starttls()
        if given["user"]:
            self.server.login(given["user"], given["password"])
        self.server.ehlo_or_helo_if_needed()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        try:
            self.server.quit()
        except (smtplib.SMTPException, OSError):
            self.server.close()

    def address(self, mail: Mail) -> None:
        """Tell from whom and to whom; nothing of the mail has left after this."""
        for code, answer in (self.server.mail(mail_server()["sender"]), self.server.rcpt(mail.address)):
            if code not in (250, 251):
                self.server.rset()
                raise smtplib.SMTPResponseException(code, answer)

    def hand_over(self, mail: Mail) -> None:
        code, answer = self.server.data(as_message(mail).as_bytes())
        if code != 250:
            raise smtplib.SMTPResponseException(code, answer)


def as_message(mail: Mail) -> EmailMessage:
    """The mail as it leaves; its id is that of the row, so that a mail server may know it again."""
    message = EmailMessage(policy=SMTP)
    message["From"], message["To"] = mail_server()["sender"], mail.address
    message["Subject"] = mail.subject
    message["Date"] = format_datetime(timezone.localtime(mail.made_at))
    message["Message-ID"] = f"<{mail.pk}@{mail_server()['sender'].rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(mail.body, cte="base64")  # lines of any length, servers of any age
    return message


def send_waiting(*, now: datetime, most: int = MOST_AT_ONCE) -> Counter[str]:
    """Send what is due. Returns how many mails came to which end."""
    ends: Counter[str] = Counter()
    if not settings.SMTP:
        return ends
    due = Mail.objects.filter(state=MailState.WAITING, next_try_at__lte=now).order_by("slot", "made_at", "pk")
    keys = list(due.values_list("pk", flat=True)[:most])
    if not keys:
        return ends
    try:
        with Post() as post:
            for key in keys:
                if claimed := _claim(key, now):
                    ends[_send(post, claimed, now)] += 1
    except (smtplib.SMTPException, OSError) as error:
        log.warning("the mail server does not answer: %s", error)
        _put_off(keys, str(error), now)
        ends["put_off"] += 1
    return ends


def _claim(key: UUID, now: datetime) -> Mail | None:
    """Take a waiting mail; of two at the same moment one gets it."""
    waiting = Mail.objects.filter(pk=key, state=MailState.WAITING)
    taken = waiting.update(state=MailState.CLAIMED, held_until=now + HOLD, tries=F("tries") + 1)
    faultpoint("notices.claimed")
    return Mail.objects.get(pk=key) if taken else None


def _send(post: Post, mail: Mail, now: datetime) -> str:
    """One mail to its end. What breaks before the text leaves is tried again, after that nobody knows."""
    try:
        post.address(mail)
    except smtplib.SMTPResponseException as answer:
        return _refused(mail, answer, now)
    except (smtplib.SMTPException, OSError) as error:
        _wait(mail, str(error), now)
        raise
    _mark(mail, state=MailState.HANDING)
    faultpoint("notices.handing")
    try:
        post.hand_over(mail)
    except smtplib.SMTPResponseException as answer:
        return _refused(mail, answer, now)
    except (smtplib.SMTPException, OSError) as error:
        _doubt(mail, str(error))
        raise
    faultpoint("notices.accepted")
    _mark(mail, state=MailState.SENT, sent_at=now, problem="", held_until=None)
    faultpoint("notices.sent")
    return MailState.SENT


def _mark(mail: Mail, **values: object) -> None:
    Mail.objects.filter(pk=mail.pk).update(**values)


def _refused(mail: Mail, answer: smtplib.SMTPResponseException, now: datetime) -> str:
    """The server's own no: 5xx is final and the next digest does not help, 4xx is "later"."""
    said = f"{answer.smtp_code} {_text(answer.smtp_error)}"
    if answer.smtp_code < 500:
        return _wait(mail, said, now)
    _mark(mail, state=MailState.REFUSED, problem=said[:300], held_until=None)
    return MailState.REFUSED


def _text(answer: bytes | str) -> str:
    return answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer


def _wait(mail: Mail, problem: str, now: datetime) -> str:
    pause = pause_after(mail.tries)
    _mark(mail, state=MailState.WAITING, next_try_at=now + pause, problem=problem[:300], held_until=None)
    return MailState.WAITING


def pause_after(tries: int) -> timedelta:
    """1, 2, 4 … minutes, four hours at most."""
    return min(FIRST_PAUSE * (1 << min(max(tries - 1, 0), 20)), LONGEST_PAUSE)


def _put_off(keys: list[UUID], problem: str, now: datetime) -> None:
    """The server is away: the others do not knock at the same door one after the other."""
    for mail in Mail.objects.filter(pk__in=keys, state=MailState.WAITING, next_try_at__lte=now):
        _mark(mail, tries=mail.tries + 1, next_try_at=now + pause_after(mail.tries + 1), problem=problem[:300])


def _doubt(mail: Mail, problem: str) -> None:
    with transaction.atomic():
        _mark(mail, state=MailState.DOUBTFUL, problem=problem[:300], held_until=None)
        Notice.objects.filter(mail=mail).update(mail=None)


@transaction.atomic
def tidy(*, now: datetime) -> None:
    """Bring to an end what a killed process held, and drop what is of yesterday: the next digest tells it."""
    today = timezone.localdate(now)
    left = Mail.objects.filter(held_until__lt=now)
    left.filter(state=MailState.CLAIMED).update(state=MailState.WAITING, held_until=None)
    for mail in left.filter(state=MailState.HANDING):
        _doubt(mail, "")
    old = Mail.objects.filter(state=MailState.WAITING, day__lt=today)
    dropped = list(old.exclude(kind=MailKind.SECURITY).values_list("pk", flat=True))
    Notice.objects.filter(mail__in=dropped).update(mail=None)
    Mail.objects.filter(pk__in=dropped).update(state=MailState.DROPPED)
    for mail in old.filter(kind=MailKind.SECURITY):
        _bring_to(mail, today)
    _drop_done()


def _bring_to(mail: Mail, today: date) -> None:
    """A mail about safety that did not get out takes a free place of today."""
    taken = set(Mail.objects.filter(user=mail.user_id, day=today).values_list("slot", flat=True))
    free = [slot for slot in range(LAST_SLOT, DIGEST_SLOT, -1) if slot not in taken]
    if free:
        _mark(mail, day=today, slot=free[0])


def _drop_done() -> None:
    """A mail about deadlines that waited until all its duties were handed in has nothing more to say."""
    kinds = [MailKind.TOMORROW, MailKind.URGED]
    waiting = Mail.objects.filter(state=MailState.WAITING, kind__in=kinds, tries__gt=0, again_by=None)
    open_ones = Notice.objects.filter(mail__in=waiting, assignment__submitted_on=None).values("mail")
    waiting.exclude(pk__in=list(open_ones.values_list("mail", flat=True))).update(state=MailState.DROPPED)
