"""What a person is today, in words."""

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from caicach.agencies.permissions import roles_held
from caicach.people.models import User
from caicach.people.permissions import Role


def role_note(user: User | AnonymousUser) -> str:
    """Roles and agencies of today, for the menu of the person who has signed in."""
    held = roles_held(user, on=timezone.localdate())
    return "; ".join(f"{Role(one.role).label}, {one.agency_name}" for one in held)
