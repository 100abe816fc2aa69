"""Who writes notes: those who write and sign for the agency, who was given the section, who may send it back."""

from caicach.agencies.permissions import Ask, acts, can
from caicach.people.models import User
from caicach.people.permissions import Permission
from caicach.reports.models import PartSection
from caicach.reports.owners import may_write
from caicach.ui.errors import NotAllowed


def may_note(user: User, section: PartSection, *, ask: Ask = can) -> bool:
    """Whether this person may write a note on a section, answer one and say that it is done."""
    return (
        ask(user, Permission.REPORT_MANAGE, None)
        or may_write(user, section, ask=ask)
        or ask(user, Permission.REPORT_SIGN, section.part.agency)
    )


def require_noter(user: User, section: PartSection) -> None:
    """Raise NotAllowed unless the person may; who may by a loan acts for whoever lent it."""
    if not may_note(user, section, ask=acts):
        raise NotAllowed()
