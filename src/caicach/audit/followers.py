"""Rooms above that want to know of events of the trail: a returned result, for one, is told to who did it."""

from collections import defaultdict
from collections.abc import Callable, Iterable

from django.db import models

from caicach.audit.models import AuditEvent

Follower = Callable[[AuditEvent, models.Model], None]

_followers: dict[str, list[Follower]] = defaultdict(list)


def register(codes: Iterable[str], follower: Follower) -> None:
    """Have `follower(event, target)` called inside the transaction of each event with one of these codes."""
    for code in codes:
        if follower not in _followers[code]:
            _followers[code].append(follower)


def tell_followers(event: AuditEvent, target: models.Model) -> None:
    """Call every follower of this code; what one raises undoes the change that the event tells of."""
    for follower in _followers.get(event.code, ()):
        follower(event, target)
