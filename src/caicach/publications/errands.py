"""Publications that wait for somebody's approval."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from caicach.agencies.permissions import can
from caicach.people.errands import Errand
from caicach.people.models import User
from caicach.people.permissions import Permission
from caicach.publications.models import Publication, PublicationState
from caicach.ui.formats import shown_day


def errands(user: User, on: date) -> list[Errand]:
    """For who approves: what somebody else has prepared."""
    if not can(user, Permission.PUBLICATION_APPROVE):
        return []
    rows = Publication.objects.visible_to(user).filter(state=PublicationState.PREPARED).exclude(prepared_by=user)
    return [
        Errand(
            text=_("Duyệt công bố: %s") % one,
            told=_("%(who)s trình ngày %(day)s") % {"who": one.prepared_by, "day": shown_day(one.prepared_at)},
            url=reverse("publications:publication_approve", args=[one.pk]),
            icon="award",
        )
        for one in rows.select_related("round", "prepared_by")
    ]
