"""What this room says on the page of an agency: how many targets concern it, and the way to them."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from caicach.agencies.models import Agency
from caicach.agencies.notes import AgencyNote
from caicach.agencies.permissions import can
from caicach.people.models import User
from caicach.people.permissions import Permission
from caicach.targets.models import Gauge


def notes_of_agency(agency: Agency, user: User) -> list[AgencyNote]:
    """One number; nothing where no target concerns the agency or figures are not shown."""
    if not can(user, Permission.FIGURE_VIEW, agency):
        return []
    count = Gauge.objects.visible_to(user).in_force(timezone.localdate().year).about(agency).count()
    if not count:
        return []
    address = reverse("targets:agency_targets", args=[agency.pk])
    return [AgencyNote(label=_("chỉ tiêu phải đạt, phải báo"), value=count, url=address)]
