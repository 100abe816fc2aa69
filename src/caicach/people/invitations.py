"""One-time links: a person chooses the first password, or a new one, without anybody else knowing it."""

import hashlib
import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from caicach.audit.trail import record
from caicach.people.errors import InvitationNotUsable
from caicach.people.guessing import forgive
from caicach.people.models import Invitation, User
from caicach.people.roles import require_person_manager

VALID_FOR = timedelta(hours=24)


def invitation_url(request: HttpRequest, secret: str) -> str:
    """The whole address that is handed to the person; it is shown once and kept nowhere."""
    return request.build_absolute_uri(reverse("people:redeem_invitation", args=[secret]))


@transaction.atomic
def renew_invitation(*, user: User, by: User | None) -> str:
    """Make a one-time link and end the earlier ones. Returns its secret, which is not kept."""
    require_person_manager(by)
    if not user.is_active:
        raise InvitationNotUsable()
    now = timezone.now()
    _end_open_ones(user, now)
    secret = secrets.token_urlsafe(24)
    Invitation.objects.create(user=user, secret_hash=_hash(secret), made_by=by, expires_at=now + VALID_FOR)
    record("people.invitation_made", actor=by, target=user, expires_at=now + VALID_FOR)
    return secret


@transaction.atomic
def withdraw_invitation(*, user: User, by: User | None) -> int:
    """End the open links of a person. Returns how many there were."""
    require_person_manager(by)
    count = _end_open_ones(user, timezone.now())
    if count:
        record("people.invitation_withdrawn", actor=by, target=user)
    return count


def usable_invitation(secret: str, *, at: datetime | None = None) -> Invitation:
    """The open link of this secret; refused when it was used, is too old, or its person may not sign in."""
    found = Invitation.objects.select_related("user").filter(
        secret_hash=_hash(secret), used_at=None, expires_at__gt=at or timezone.now(), user__is_active=True
    )
    if (invitation := found.first()) is None:
        raise InvitationNotUsable()
    return invitation


@transaction.atomic
def redeem(*, secret: str, password: str, at: datetime | None = None) -> User:
    """Set the password of the person whom the link was made for. The link works once; older sessions end."""
    now = at or timezone.now()
    invitation = usable_invitation(secret, at=now)
    # One of two at the same moment wins: the other finds nothing left to mark.
    if not Invitation.objects.filter(pk=invitation.pk, used_at=None).update(used_at=now):
        raise InvitationNotUsable()
    user = User.objects.select_for_update().get(pk=invitation.user_id)
    user.set_password(password)
    user.version += 1
    user.save(update_fields=["password", "version"])
    user.sessions.all().delete()
    forgive(user)
    record("people.invitation_redeemed", actor=user, target=user)
    return user


def _end_open_ones(user: User, now: datetime) -> int:
    return Invitation.objects.filter(user=user, used_at=None, expires_at__gt=now).update(expires_at=now)


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
