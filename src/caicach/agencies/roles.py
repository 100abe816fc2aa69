"""What a person is today, in words."""

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from caicach.agencies.models import Membership
from caicach.people.models import User


def role_note(user: User | AnonymousUser) -> str:
    """Roles and agencies of today, for the menu of the person who has signed in."""
    if not user.is_authenticated:
        return ""
    held = Membership.objects.filter(user=user.pk).valid_on(timezone.localdate()).select_related("agency")
    return "; ".join(f"{membership.get_role_display()}, {membership.agency}" for membership in held)
