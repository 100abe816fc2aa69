"""Who may bring what in."""

from typing import Any

from caicach.agencies.models import Agency
from caicach.agencies.permissions import Ask, acts, can
from caicach.intake.importers import Importer, known_importers
from caicach.people.models import User
from caicach.ui.errors import NotAllowed


def may_import(user: User, importer: Importer, params: dict[str, Any], *, ask: Ask = can) -> bool:
    """May this person use an importer: for the agency in the parameters, or for the province."""
    agency = Agency.objects.filter(pk=params["agency"]).first() if params.get("agency") else None
    if params.get("agency") and agency is None:
        return False
    return ask(user, importer.permission, agency)


def require_import(user: User, importer: Importer, params: dict[str, Any]) -> None:
    """Raise NotAllowed unless the person may use the importer so."""
    if not may_import(user, importer, params, ask=acts):
        raise NotAllowed


def usable_importers(user: User) -> list[Importer]:
    """The importers that a person may use at all."""
    return [importer for importer in known_importers().values() if can(user, importer.permission)]
