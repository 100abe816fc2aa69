"""A mail of which nobody knows whether it arrived is sent once more, because a person wants it so."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from caicach.agencies.permissions import require
from caicach.audit.trail import record
from caicach.notices.errors import DayIsFull, NotInDoubt
from caicach.notices.models import DIGEST_SLOT, LAST_SLOT, Mail, MailKind, MailState
from caicach.people.models import User
from caicach.people.permissions import Permission


@transaction.atomic
def send_again(*, mail: Mail, by: User, now: datetime) -> Mail:
    """Let a doubtful mail wait for the mail server anew, in a free place of today: the person may get it twice."""
    require(by, Permission.NOTICE_WATCH)
    User.objects.select_for_update().get(pk=mail.user_id)  # as all who take a place of a day
    row = Mail.objects.select_for_update(of=("self",)).select_related("user").get(pk=mail.pk)
    if row.state != MailState.DOUBTFUL:
        raise NotInDoubt(state=row.get_state_display())
    today = timezone.localdate(now)
    row.day, row.slot = today, _place(row, today)
    row.state, row.tries, row.next_try_at, row.problem, row.again_by = MailState.WAITING, 0, now, "", by
    row.save(update_fields=["day", "slot", "state", "tries", "next_try_at", "problem", "again_by"])
    record("notices.mail_sent_again", actor=by, target=row, subject=row.subject)
    return row


def _place(mail: Mail, today: date) -> int:
    """A free place of the day for this mail; its own where it is of today."""
    if mail.day == today:
        return mail.slot
    taken = set(Mail.objects.filter(user=mail.user_id, day=today).values_list("slot", flat=True))
    places = [DIGEST_SLOT] if mail.kind == MailKind.DIGEST else range(1, LAST_SLOT + 1)
    for slot in places:
        if slot not in taken:
            return slot
    raise DayIsFull(person=mail.user)
