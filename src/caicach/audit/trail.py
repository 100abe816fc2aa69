"""Write the trail and prove that nobody has touched it.

    hash = SHA-256(previous hash, sequence, code, actor, instant, target, hash of the details)

Details are hashed apart, with a salt, so that personal text may be erased later without breaking the chain.
"""

import hashlib
import json
import secrets
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.utils import timezone

from caicach.audit.followers import tell_followers
from caicach.audit.models import AuditEvent, AuditHead

FIRST_HASH = "0" * 64


@transaction.atomic
def record(code: str, *, actor: Any | None, target: models.Model, **details: object) -> AuditEvent:
    """Add one event to the chain, in the transaction of the change that it tells of.

    actor: the user, or None for the machine. details: what JSON can hold; dates and decimals become text.
    """
    AuditHead.objects.get_or_create(pk=1)
    head = AuditHead.objects.select_for_update().get(pk=1)
    told = {"salt": secrets.token_hex(8), **details, **_in_place_of(actor)}
    plain = json.loads(json.dumps(told, cls=DjangoJSONEncoder))
    event = AuditEvent(
        sequence=head.count + 1,
        code=code,
        actor=actor,
        at=timezone.now(),
        target_kind=target._meta.label_lower,
        target_key=str(target.pk),
        target_name=str(target)[:300],
        details=plain,
        details_hash=hash_of(plain),
        previous_hash=head.hash,
    )
    event.hash = event_hash(event)
    event.save(force_insert=True)
    head.count, head.hash = event.sequence, event.hash
    head.save(update_fields=["count", "hash"])
    tell_followers(event, target)
    return event


def _in_place_of(actor: Any | None) -> dict[str, object]:
    """Who acts in the place of another is told with both names."""
    acts_for = getattr(actor, "acts_for", None)
    return {"acts_for": {"id": acts_for.user, "name": acts_for.name}} if acts_for else {}


def event_hash(event: AuditEvent) -> str:
    """The hash that the event must have, from its own fields and the hash before it."""
    return hash_of(
        [
            event.previous_hash,
            event.sequence,
            event.code,
            event.actor_id,
            event.at.isoformat(),
            event.target_kind,
            event.target_key,
            event.target_name,
            event.details_hash,
        ]
    )


def broken_at() -> int | None:
    """The sequence number at which the chain does not hold, or None. Reads every event once."""
    previous, expected = FIRST_HASH, 1
    for event in AuditEvent.objects.order_by("sequence").iterator(chunk_size=2000):
        holds = event.sequence == expected and event.previous_hash == previous and event.hash == event_hash(event)
        if not holds or (event.details and hash_of(event.details) != event.details_hash):
            return expected
        previous, expected = event.hash, expected + 1
    head = AuditHead.objects.filter(pk=1).first()
    ends_well = head is None or (head.count == expected - 1 and head.hash == previous)
    return None if ends_well else expected


def hash_of(value: object) -> str:
    """The fingerprint of anything that JSON can hold."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
