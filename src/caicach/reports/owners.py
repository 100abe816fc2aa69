"""Sections of a part given to people of the agency: who owns one writes it, beside those who write for the agency."""

from datetime import date

from django.db.models import QuerySet

from caicach.agencies.models import Agency, Membership
from caicach.agencies.permissions import Ask, acts, can
from caicach.people.models import User
from caicach.people.permissions import GRANTS, Permission
from caicach.reports.models import PartSection
from caicach.ui.errors import NotAllowed

_READERS = [role for role, granted in GRANTS.items() if Permission.REPORT_VIEW in granted]


def may_own(agency: Agency, *, on: date) -> QuerySet[User]:
    """Who works in an agency on a day and sees its parts."""
    held = Membership.objects.valid_on(on).filter(agency=agency, role__in=_READERS)
    return User.objects.filter(pk__in=held.values("user"), is_active=True).order_by("full_name", "pk")


def may_write(user: User, section: PartSection, *, ask: Ask = can) -> bool:
    """Who writes for the agency, and who was given this section as long as he works there."""
    agency = section.part.agency
    owns = section.owner_id == user.pk and can(user, Permission.REPORT_VIEW, agency)
    return owns or ask(user, Permission.REPORT_FILL, agency)


def require_writer(user: User, section: PartSection) -> None:
    """Raise NotAllowed unless the person may write this section; who may by a loan acts for whoever lent it."""
    if not may_write(user, section, ask=acts):
        raise NotAllowed()
