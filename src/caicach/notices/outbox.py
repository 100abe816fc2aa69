"""How the mails stand that are on their way out."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Min, Q

from caicach.notices.models import Mail, MailState

ON_THE_WAY = (MailState.WAITING, MailState.CLAIMED, MailState.HANDING)
LATELY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Outbox:
    """How many wait and since when; what came to nothing within a day."""

    waiting: int
    since: datetime | None
    refused: int
    doubtful: int


def outbox(*, now: datetime) -> Outbox:
    is_waiting, is_fresh = Q(state__in=ON_THE_WAY), Q(made_at__gte=now - LATELY)
    counts = Mail.objects.order_by().aggregate(
        waiting=Count("pk", filter=is_waiting),
        since=Min("made_at", filter=is_waiting),
        refused=Count("pk", filter=is_fresh & Q(state=MailState.REFUSED)),
        doubtful=Count("pk", filter=is_fresh & Q(state=MailState.DOUBTFUL)),
    )
    return Outbox(**counts)
