"""Drafts that an agency was asked to comment on, on the desk of its people."""

from collections.abc import Iterator, Mapping
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from caicach.agencies.permissions import agencies_where, can
from caicach.comments.models import CommentCall
from caicach.people.errands import Errand, Facts, Question, Teller, day_of, facts_of, key_of
from caicach.people.models import User
from caicach.people.permissions import Permission
from caicach.ui.formats import shown_day


def _ask(user: User, on: date) -> dict[str, Question]:
    """The calls that one's own agencies have not answered."""
    if not can(user, Permission.REPORT_FILL):
        return {}
    own = agencies_where(user, Permission.REPORT_FILL)
    rows = CommentCall.objects.filter(agency__in=own, answered_at=None, report__signed_at=None)
    return {"calls": facts_of(rows, key="pk", round="report__round__name", due_on="due_on")}


def _tell(user: User, on: date, found: Mapping[str, list[Facts]]) -> Iterator[Errand]:
    for row in sorted(found["calls"], key=lambda row: str(row["due_on"])):
        page = reverse("comments:call_answer", args=[key_of(row["key"])])
        told = _("hạn góp ý %s") % shown_day(day_of(row["due_on"]))
        yield Errand(text=_("Góp ý dự thảo: %s") % row["round"], told=told, url=page, icon="message-square")


TELLER = Teller(_ask, _tell)
