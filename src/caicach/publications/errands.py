"""Publications that wait for somebody's approval, and requests to reopen a round."""

from collections.abc import Iterator, Mapping
from datetime import date

from django.db.models.functions import TruncDate
from django.urls import reverse
from django.utils.translation import gettext as _

from caicach.agencies.permissions import can
from caicach.people.errands import Errand, Facts, Question, Teller, day_of, facts_of, key_of
from caicach.people.models import User
from caicach.people.permissions import Permission
from caicach.publications.models import Publication, PublicationState
from caicach.rounds.models import Reopening
from caicach.ui.formats import shown_day

_APPROVE, _REOPEN = "approve", "reopen"


def _ask(user: User, on: date) -> dict[str, Question]:
    """What somebody else has prepared, and what somebody else wants to reopen."""
    asked = {}
    if can(user, Permission.PUBLICATION_APPROVE):
        rows = Publication.objects.visible_to(user).filter(state=PublicationState.PREPARED).exclude(prepared_by=user)
        asked[_APPROVE] = facts_of(
            rows, key="pk", round="round__name", number="number", who="prepared_by__full_name",
            day=TruncDate("prepared_at"),
        )  # fmt: skip
    if can(user, Permission.ROUND_REOPEN):
        waiting = Reopening.objects.waiting().exclude(asked_by=user)
        asked[_REOPEN] = facts_of(
            waiting, key="pk", round="round__name", who="asked_by__full_name", day=TruncDate("asked_at")
        )
    return asked


def _tell(user: User, on: date, found: Mapping[str, list[Facts]]) -> Iterator[Errand]:
    for row in found[_APPROVE]:
        one = Publication.name_of(row["round"], row["number"])
        yield _waiting(row, _("Duyệt công bố: %s") % one, "publications:publication_approve", "award")
    for row in found[_REOPEN]:
        yield _waiting(row, Reopening.name_of(row["round"]), "publications:reopening_decide", "lock-open")


def _waiting(row: Facts, text: str, page: str, icon: str) -> Errand:
    told = _("%(who)s trình ngày %(day)s") % {"who": row["who"], "day": shown_day(day_of(row["day"]))}
    return Errand(text=text, told=told, url=reverse(page, args=[key_of(row["key"])]), icon=icon)


TELLER = Teller(_ask, _tell)
