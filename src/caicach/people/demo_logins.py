"""In the demonstration one click signs in as an invented person of each role. Elsewhere there is no such thing."""

from dataclasses import dataclass

from django.conf import settings
from django.http import Http404

from caicach.people.models import User
from caicach.people.permissions import Role
from caicach.ui.navigation import user_notes

PREFIX = "demo-"
ICONS = {
    Role.COORDINATOR: "compass",
    Role.FOCAL_POINT: "clipboard-list",
    Role.AGENCY_HEAD: "building-2",
    Role.LEADER: "landmark",
    Role.STAFF: "user",
    Role.APPRAISER: "scale",
    Role.INSPECTOR: "search-check",
    Role.AUDITOR: "scroll-text",
    Role.SYSADMIN: "settings",
    Role.SURVEY_MANAGER: "message-square-text",
}


@dataclass(frozen=True, kw_only=True)
class DemoPerson:
    """One card on the login page of the demonstration."""

    user: User
    role: Role
    icon: str
    duty: str

    @property
    def where(self) -> str:
        """The agency alone, where the duty names role and agency: the role stands on the card already."""
        return self.duty.removeprefix(f"{self.role.label}, ")


def is_demonstration() -> bool:
    return bool(settings.MODE == "demo")


def demo_people() -> list[DemoPerson]:
    """The invented people, in the order in which a visitor meets the programme; none outside the demonstration."""
    if not is_demonstration():
        return []
    order = list(ICONS)
    found = [
        DemoPerson(user=user, role=role, icon=ICONS[role], duty=duty_of(user, role))
        for user in User.objects.filter(username__startswith=PREFIX, is_active=True)
        if (role := role_in(user.username)) is not None
    ]
    return sorted(found, key=lambda person: (order.index(person.role), person.user.username))


def demo_person(username: str) -> User:
    """The invented person of a card, else 404."""
    for person in demo_people():
        if person.user.username == username:
            return person.user
    raise Http404


def duty_of(user: User, role: Role) -> str:
    """What the card says below the name: role and agency where a room knows them, else the position."""
    return next(iter(user_notes(user)), "") or user.position or str(role.label)


def role_in(username: str) -> Role | None:
    """`demo-agency_head` and `demo-agency_head-2` give the role of an agency's head."""
    name = username.removeprefix(PREFIX).split("-")[0]
    return Role(name) if name in Role.values else None
