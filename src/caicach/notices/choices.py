"""Which mails a person gets, and what of the list has been read."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from caicach.audit.trail import record
from caicach.notices.models import MAY_BE_SWITCHED_OFF, MailRefusal, Notice
from caicach.people.models import User


@transaction.atomic
def choose_mails(*, wanted: Collection[str], by: User) -> None:
    """Keep which kinds of mails come; those about the safety of the account always do."""
    refused = [kind for kind in MAY_BE_SWITCHED_OFF if kind not in wanted]
    MailRefusal.objects.filter(user=by).delete()
    MailRefusal.objects.bulk_create(MailRefusal(user=by, kind=kind) for kind in refused)
    record("notices.mails_chosen", actor=by, target=by, refused=[str(kind) for kind in refused])


def wanted_by(user: User) -> list[str]:
    refused = set(MailRefusal.objects.filter(user=user).values_list("kind", flat=True))
    return [str(kind) for kind in MAY_BE_SWITCHED_OFF if kind not in refused]


def mark_read(*, by: User, upto: int, now: datetime, only: int | None = None) -> int:
    """Mark as read one notice, or all that were shown: nothing that came after the page was opened."""
    rows = Notice.objects.visible_to(by).unread().filter(pk__lte=upto)
    if only is not None:
        rows = rows.filter(pk=only)
    return rows.update(read_at=now)
