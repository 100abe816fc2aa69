"""Notes on the desk: of whoever writes for the agency until they are answered, then of whoever wrote them."""

from collections.abc import Iterator, Mapping
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from caicach.agencies.permissions import agencies_where, can
from caicach.notes.models import Note
from caicach.people.errands import Errand, Facts, Question, Teller, facts_of, key_of
from caicach.people.models import User
from caicach.people.permissions import Permission


def _ask(user: User, on: date) -> dict[str, Question]:
    """Open notes by part: those to be answered, and the own ones that somebody has answered."""
    if not can(user, Permission.REPORT_VIEW):
        return {}
    seen = Note.objects.open().filter(section__part__agency__in=agencies_where(user, Permission.REPORT_VIEW))
    writes = Q(section__part__agency__in=agencies_where(user, Permission.REPORT_FILL)) | Q(section__owner=user)
    asked = seen.filter(writes, is_answered=False).exclude(by=user)
    return {"noted": _by_part(asked), "noted_answered": _by_part(seen.filter(by=user, is_answered=True))}


def _by_part(notes: QuerySet[Note]) -> Question:
    rows = notes.order_by().values("section__part", "section__part__round__name").annotate(count=Count("pk"))
    return facts_of(rows, key="section__part", round="section__part__round__name", count="count")


def _tell(user: User, on: date, found: Mapping[str, list[Facts]]) -> Iterator[Errand]:
    told = {"noted": _("Xem ghi chú ở phần báo cáo: %s"), "noted_answered": _("Có trả lời ghi chú: %s")}
    for name, words in told.items():
        for row in sorted(found.get(name, ()), key=lambda row: str(row["round"])):
            page = f"{reverse('notes:part_notes', args=[key_of(row['key'])])}?open=1"
            yield Errand(
                text=words % row["round"], told=_("%s ghi chú") % row["count"], url=page, icon="message-square"
            )


TELLER = Teller(_ask, _tell)
