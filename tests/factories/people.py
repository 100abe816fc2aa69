import factory
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from factory.django import DjangoModelFactory

from caicach.people.models import User

PASSWORD = "mot-cau-kho-doan-2026"


class UserFactory(DjangoModelFactory[User]):
    """A person who may sign in; roles come from `MembershipFactory` in the room of agencies."""

    class Meta:
        model = User

    username = factory.Sequence(lambda number: f"can-bo-{number}")
    full_name = factory.Sequence(lambda number: f"Trần Thị Mẫu {number}")
    position = "Chuyên viên"
    search_text = factory.LazyAttribute(lambda person: person.username)
    password = factory.django.Password(PASSWORD)


def with_password_and_code(user: User) -> str:
    """The person can prove who it is; gives the secret of the codes."""
    secret = generate_totp_secret()
    user.set_password(PASSWORD)
    user.save()
    TOTP.activate(user, secret)
    return secret


def code_now(secret: str) -> str:
    """What the telephone shows at this moment."""
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))
