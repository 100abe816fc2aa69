"""Who may urge whom, and who looks after a calendar of an agency."""

from django.db.models import QuerySet

from caicach.agencies.models import Agency
from caicach.agencies.permissions import agencies_where, can
from caicach.people.models import User
from caicach.people.permissions import Permission
from caicach.work.models import AssignmentQuerySet


def agencies_with_feeds(user: User) -> QuerySet[Agency]:
    """The agencies for whose whole calendar this person may make an address: who distributes their duties."""
    return agencies_where(user, Permission.ASSIGNMENT_HAND_OUT)


def may_urge(user: User) -> bool:
    return can(user, Permission.ASSIGNMENT_URGE)


def urgeable(rows: AssignmentQuerySet) -> AssignmentQuerySet:
    """Open duties with a due date: what else is there to ask for."""
    return rows.standing().filter(submitted_on=None, due_on__isnull=False)
