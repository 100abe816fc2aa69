"""Which import runs a person sees: those of every importer that the person may use, over the same agencies."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q

from caicach.agencies.permissions import agencies_where
from caicach.intake.importers import Importer, known_importers
from caicach.people.models import User
from caicach.people.permissions import Scope, roles_with

NONE = Q(pk=None)


def runs_seen_by(user: User | AnonymousUser) -> Q:
    """The condition that holds for the import runs that a person may see."""
    seen = NONE
    if isinstance(user, User):
        for importer in known_importers().values():
            seen |= _runs_of(importer, user)
    return seen


def _runs_of(importer: Importer, user: User) -> Q:
    agencies = agencies_where(user, importer.permission)
    if not roles_with(importer.permission, scope=Scope.OWN):  # held over the whole province, or not at all
        return Q(importer=importer.code) if agencies.exists() else NONE
    over = list(agencies.values_list("pk", flat=True))
    within = Q(begun_by=user) | Q(params__agency__in=over)
    return Q(importer=importer.code) & within if over else NONE
