"""The trail of the demonstration's past: one chain with what was recorded before, dated as the story has it."""

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction

from caicach.audit.models import AuditEvent, AuditHead
from caicach.audit.trail import event_hash, hash_of
from caicach.people.models import User

Event = tuple[datetime, str, User, models.Model, dict[str, Any]]
_BATCH = 500


@transaction.atomic
def append(events: Iterable[Event]) -> int:
    """Add many events to the chain at once, in the order given. Returns how many."""
    head = AuditHead.objects.select_for_update().get(pk=1)
    made = []
    for at, code, actor, target, details in events:
        event = _event(at, code, actor, target, details)
        event.sequence, event.previous_hash = head.count + 1, head.hash
        event.hash = event_hash(event)
        head.count, head.hash = event.sequence, event.hash
        made.append(event)
    AuditEvent.objects.bulk_create(made, batch_size=_BATCH)
    head.save(update_fields=["count", "hash"])
    return len(made)


def _event(at: datetime, code: str, actor: User, target: models.Model, details: dict[str, Any]) -> AuditEvent:
    name = str(target)[:300]
    # The salt comes from the event itself, so that the demonstration is the same each time.
    salt = hash_of([code, name, at.isoformat()])[:16]
    plain = json.loads(json.dumps({"salt": salt, **details}, cls=DjangoJSONEncoder))
    return AuditEvent(
        code=code,
        actor=actor,
        at=at,
        target_kind=target._meta.label_lower,
        target_key=str(target.pk),
        target_name=name,
        details=plain,
        details_hash=hash_of(plain),
    )
