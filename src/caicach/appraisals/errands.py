"""What a round wants of who answers explanations."""

from collections.abc import Iterator, Mapping
from datetime import date

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _

from caicach.agencies.permissions import can
from caicach.assessments.models import Appeal, RoundState
from caicach.people.errands import Errand, Facts, Question, Teller, facts_of, key_of
from caicach.people.models import User
from caicach.people.permissions import Permission

_ROUND, _NAME = "entry__assessment__round", "entry__assessment__round__name"


def _ask(user: User, on: date) -> dict[str, Question]:
    """Explanations without an answer, round by round; the list itself says which of them are not this person's."""
    if not can(user, Permission.APPEAL_DECIDE):
        return {}
    rows = Appeal.objects.filter(decided_at=None, entry__assessment__round__state=RoundState.OPEN)
    rows = rows.filter(entry__assessment__left_at=None).order_by()
    return {
        "appeals": facts_of(rows.values(_ROUND, _NAME).annotate(many=Count("pk")), key=_ROUND, name=_NAME, many="many")
    }


def _tell(user: User, on: date, found: Mapping[str, list[Facts]]) -> Iterator[Errand]:
    for row in sorted(found["appeals"], key=lambda row: str(row["name"])):
        yield Errand(
            text=_("Trả lời giải trình: %s") % row["name"],
            told=_("%s giải trình đang chờ") % row["many"],
            url=reverse("appraisals:appeal_list", args=[key_of(row["key"])]),
            icon="scale",
        )


TELLER = Teller(_ask, _tell)
