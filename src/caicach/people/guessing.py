"""Against guessing passwords: after five failures the door stays shut for a while, longer with each further one.

An office shares one address and an attacker has many, so what counts is the name and the device. A device on which the
person has signed in before is counted apart from all others: a stranger who guesses does not lock the owner out.
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.db.models import Sum
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from caicach.people.models import SignInFailure, User

FREE_FAILURES = 5
LONGEST_WAIT = timedelta(minutes=15)
FORGOTTEN_AFTER = timedelta(days=1)
WORTH_TELLING = 3
SALT = "caicach.people.device"
A_YEAR = 365 * 24 * 3600
MOST_PEOPLE_OF_A_DEVICE = 20


@dataclass(frozen=True, slots=True)
class Attempt:
    """One try to sign in that may go on, or how long it has to wait."""

    row: SignInFailure
    wait: timedelta = timedelta(0)


@transaction.atomic
def begin_attempt(request: HttpRequest, username: str, *, at: datetime | None = None) -> Attempt:
    """Count a try before the password is looked at, so that many at once are many; unknown names count alike."""
    now = at or timezone.now()
    name = name_key(username)
    row, _is_new = SignInFailure.objects.get_or_create(name=name, device=device_key(request, name))
    row = SignInFailure.objects.select_for_update().get(pk=row.pk)
    if row.last_at and now - row.last_at > FORGOTTEN_AFTER:
        row.count = 0
    if row.last_at and (wait := row.last_at + wait_after(row.count) - now) > timedelta(0):
        return Attempt(row, wait)
    row.count, row.untold, row.last_at = row.count + 1, row.untold + 1, now
    row.save()
    return Attempt(row)


def wait_after(failures: int) -> timedelta:
    """Nothing for the first four; one minute after the fifth, then twice as long each time, 15 minutes at most."""
    if failures < FREE_FAILURES:
        return timedelta(0)
    return min(timedelta(minutes=2 ** min(failures - FREE_FAILURES, 10)), LONGEST_WAIT)


@transaction.atomic
def attempt_succeeded(attempt: Attempt) -> None:
    """The right password ends the count for this device; what strangers tried elsewhere goes on counting."""
    SignInFailure.objects.filter(pk=attempt.row.pk).update(count=0, untold=attempt.row.untold - 1)


@transaction.atomic
def failures_to_tell(user: User) -> int:
    """How often somebody failed in this person's name since the last time; told once, and not of a slip or two."""
    rows = SignInFailure.objects.filter(name=name_key(user.username))
    count = rows.aggregate(sum=Sum("untold"))["sum"] or 0
    rows.update(untold=0)
    SignInFailure.objects.filter(last_at__lt=timezone.now() - FORGOTTEN_AFTER).delete()
    return count if count >= WORTH_TELLING else 0


def forgive(user: User) -> None:
    """A new password has been chosen by the one-time link: what was tried before does not count."""
    SignInFailure.objects.filter(name=name_key(user.username)).delete()


def name_key(username: str) -> str:
    """What is kept of a typed name: not the name, as people type passwords into the wrong field."""
    return hashlib.sha256(f"{settings.SECRET_KEY}:{username.strip().lower()}".encode()).hexdigest()


def device_key(request: HttpRequest, name: str) -> str:
    """The device, if this person has signed in on it before; all other devices count as one."""
    known = _devices(request).get(name[:16], "")
    return hashlib.sha256(known.encode()).hexdigest() if known else ""


def remember_device(request: HttpRequest, response: HttpResponse, user: User) -> None:
    """Let this browser know that the person has signed in here; it holds a random word, signed."""
    name, known = name_key(user.username)[:16], _devices(request)
    kept = {name: known.pop(name, "") or secrets.token_urlsafe(16), **known}
    kept = dict(list(kept.items())[:MOST_PEOPLE_OF_A_DEVICE])
    response.set_cookie(
        settings.DEVICE_COOKIE_NAME,
        signing.dumps(kept, salt=SALT),
        max_age=A_YEAR,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
    )


def _devices(request: HttpRequest) -> dict[str, str]:
    try:
        found = signing.loads(request.COOKIES.get(settings.DEVICE_COOKIE_NAME, ""), salt=SALT, max_age=A_YEAR)
    except signing.BadSignature:
        return {}
    return dict(found)
