"""Every change to people. Who works where, in which role, is written by the room of agencies."""

from allauth.mfa.models import Authenticator
from django.db import transaction

from caicach.audit.trail import record
from caicach.core.text import squeeze
from caicach.people.errors import AlreadyInThatState, OwnAccount, UsernameTaken
from caicach.people.invitations import redeem, renew_invitation, withdraw_invitation
from caicach.people.models import User
from caicach.people.roles import require_person_manager
from caicach.ui.errors import RowMovedOn

__all__ = [
    "change_language",
    "change_password",
    "change_profile",
    "create_invited_user",
    "deactivate",
    "reactivate",
    "keep",
    "locked",
    "redeem",
    "renew_invitation",
    "reset_second_factor",
    "withdraw_invitation",
]


@transaction.atomic
def create_invited_user(
    *, username: str, full_name: str, by: User | None, position: str = "", email: str = "", phone: str = ""
) -> tuple[User, str]:
    """Enter a person and make the one-time link. Returns the person and the secret of the link."""
    require_person_manager(by)
    username = squeeze(username).lower()
    if User.objects.filter(username=username).exists():
        raise UsernameTaken(username=username)
    user = User(username=username, full_name=squeeze(full_name), position=squeeze(position), email=email, phone=phone)
    user.refresh_keys()
    user.set_unusable_password()
    user.full_clean(exclude=["password"])
    user.save(force_insert=True)
    record("people.person_entered", actor=by, target=user, username=username)
    return user, renew_invitation(user=user, by=by)


@transaction.atomic
def change_profile(
    *, user: User, by: User, version: int, full_name: str, position: str, email: str, phone: str
) -> User:
    """Correct what is known of a person: by the person, or by who manages people."""
    user = locked(user, version)
    if by.pk != user.pk:
        require_person_manager(by)
    user.full_name, user.position = squeeze(full_name), squeeze(position)
    user.email, user.phone = email.strip(), squeeze(phone)
    user.refresh_keys()
    user.full_clean(exclude=["password"])
    keep(user, "full_name", "position", "email", "phone", "search_text", "collation_key")
    record("people.profile_changed", actor=by, target=user)
    return user


def change_language(*, user: User, language: str) -> None:
    """Keep the language of the pages. No event and no version: it is no act on the programme."""
    User.objects.filter(pk=user.pk).update(language=language)


@transaction.atomic
def change_password(*, user: User, password: str) -> User:
    """Set a new password for the person who has just proved the old one; all other sessions end."""
    user.set_password(password)
    user.save(update_fields=["password"])
    record("people.password_changed", actor=user, target=user)
    return user


@transaction.atomic
def deactivate(*, user: User, by: User | None, version: int) -> User:
    """Shut a person out at once: open sessions end, open links end, and the old password never works again."""
    require_person_manager(by)
    user = locked(user, version)
    if by is not None and by.pk == user.pk:
        raise OwnAccount()
    if not user.is_active:
        raise AlreadyInThatState(user=user)
    withdraw_invitation(user=user, by=by)
    user.is_active = False
    user.set_unusable_password()  # sessions carry a hash of the password: reactivation must not revive them
    keep(user, "is_active", "password")
    user.sessions.all().delete()
    record("people.person_deactivated", actor=by, target=user)
    return user


@transaction.atomic
def reactivate(*, user: User, by: User | None, version: int) -> str:
    """Let a person in again. Returns the secret of a new one-time link."""
    require_person_manager(by)
    user = locked(user, version)
    if user.is_active:
        raise AlreadyInThatState(user=user)
    user.is_active = True
    keep(user, "is_active")
    record("people.person_reactivated", actor=by, target=user)
    return renew_invitation(user=user, by=by)


@transaction.atomic
def reset_second_factor(*, user: User, reason: str) -> bool:
    """Take a lost second factor away, on the server only. Returns whether there was one; sessions end."""
    count, _kinds = Authenticator.objects.filter(user=user).delete()
    if count:
        user.sessions.all().delete()
        record("people.second_factor_reset", actor=None, target=user, reason=squeeze(reason))
    return bool(count)


def locked(user: User, version: int | None) -> User:
    """The row as it is now, held until the end of the transaction; refused when it has moved on.

    version: as it was seen; none where nobody looked.
    """
    row = User.objects.select_for_update().get(pk=user.pk)
    if version is not None and row.version != version:
        raise RowMovedOn(row=row)
    return row


def keep(user: User, *fields: str) -> None:
    """Save what was changed, as the next version of the row."""
    user.version += 1
    user.save(update_fields=[*fields, "version"])
