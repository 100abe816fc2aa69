"""The invented people of the demonstration, at least one for each role."""

from dataclasses import dataclass
from datetime import date

from caicach.agencies.models import Agency, Membership
from caicach.demo.register import told
from caicach.memberships.services import add_membership
from caicach.people.models import User
from caicach.people.permissions import Role
from caicach.people.services import create_invited_user


@dataclass(frozen=True, slots=True)
class Actor:
    """One invented person; the user name says the role to the login page."""

    username: str
    full_name: str
    position: str
    role: Role
    agency: str


_SINCE = date(2025, 1, 1)
_UNKNOWN = {
    Role.FOCAL_POINT: ("dau-moi", "Đầu mối", "Đầu mối cải cách hành chính"),
    Role.AGENCY_HEAD: ("thu-truong", "Thủ trưởng", "Thủ trưởng cơ quan"),
}


def cast() -> list[Actor]:
    """Everybody whom the file of people names."""
    names = ("username", "full_name", "position", "agency")
    return [Actor(**{name: entry[name] for name in names}, role=Role(entry["role"])) for entry in told("people.yaml")]


def engage() -> int:
    """Enter the people and their memberships; who is there already stays as he is."""
    actors = cast()
    for actor in actors:
        user = User.objects.filter(username=actor.username).first()
        if user is None:
            user, _ = create_invited_user(
                username=actor.username, full_name=actor.full_name, position=actor.position, by=None
            )
        agency = Agency.objects.get(code=actor.agency)
        if not Membership.objects.filter(user=user, agency=agency, role=actor.role).exists():
            add_membership(user=user, agency=agency, role=actor.role, valid_from=_SINCE, by=None)
    return len(actors)


def person(username: str) -> User:
    """One of the cast."""
    return User.objects.get(username=username)


def focal_point_of(agency: Agency) -> User:
    """The focal point of an agency; see `person_of`."""
    return person_of(agency, Role.FOCAL_POINT)


def person_of(agency: Agency, role: Role) -> User:
    """Who holds a role in an agency; where nobody is known, an invented person without a card is entered."""
    known = Membership.objects.filter(agency=agency, role=role).select_related("user").order_by("pk").first()
    if known is not None:
        return known.user
    prefix, name, position = _UNKNOWN[role]
    user, _ = create_invited_user(
        username=f"{prefix}-{agency.code}"[:150],
        full_name=f"{name} {agency.short_name or agency.name}"[:150],
        position=position,
        by=None,
    )
    add_membership(user=user, agency=agency, role=role, valid_from=_SINCE, by=None)
    return user
