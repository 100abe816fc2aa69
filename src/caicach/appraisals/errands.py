"""What a round wants of who answers explanations."""

from datetime import date

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _

from caicach.agencies.permissions import can
from caicach.assessments.models import Appeal, RoundState
from caicach.people.errands import Errand
from caicach.people.models import User
from caicach.people.permissions import Permission


def errands(user: User, on: date) -> list[Errand]:
    """Explanations without an answer, round by round; the list itself says which of them are not this person's."""
    if not can(user, Permission.APPEAL_DECIDE):
        return []
    rows = Appeal.objects.filter(decided_at=None, entry__assessment__round__state=RoundState.OPEN)
    rows = rows.filter(entry__assessment__left_at=None)
    counted = rows.values_list("entry__assessment__round", "entry__assessment__round__name").annotate(many=Count("pk"))
    return [
        Errand(
            text=_("Trả lời giải trình: %s") % name,
            told=_("%s giải trình đang chờ") % many,
            url=reverse("appraisals:appeal_list", args=[key]),
            icon="scale",
        )
        for key, name, many in counted.order_by("entry__assessment__round__name")
    ]
