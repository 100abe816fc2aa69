"""What reports want of the people of an agency, on the day they look."""

from collections.abc import Iterator, Mapping
from datetime import date

from django.db.models import Case, Count, Q, QuerySet, When
from django.urls import reverse
from django.utils.translation import gettext as _

from caicach.agencies.errands import AGENCY, agency_in
from caicach.agencies.permissions import agencies_where, can
from caicach.people.errands import Errand, Facts, Question, Teller, day_of, facts_of, key_of
from caicach.people.models import User
from caicach.people.permissions import Permission
from caicach.reports.models import PartSection, ReportPart
from caicach.ui.formats import shown_day


def _ask(user: User, on: date) -> dict[str, Question]:
    """The parts that a person's agencies still owe, the head signing what is ready; else the sections given to him."""
    if not can(user, Permission.REPORT_VIEW):
        return {}
    given = {
        "sections": facts_of(_given(user), key="pk", title="title", round="part__round__name", due_on="part__due_on")
    }
    if not can(user, Permission.REPORT_FILL):
        return given
    own = agencies_where(user, Permission.REPORT_FILL)
    rows = ReportPart.objects.filter(agency__in=own, signed_at=None)
    is_back = Q(sections__is_open=True) & ~Q(sections__return_note="")
    rows = rows.values("pk", "round__name", "due_on", "ready_at", *AGENCY.values()).annotate(
        back=Count("sections", filter=is_back)
    )
    ready = Case(When(ready_at=None, then=0), default=1)
    return given | {
        "parts": facts_of(rows, key="pk", round="round__name", due_on="due_on", is_ready=ready, back="back", **AGENCY)
    }


def _given(user: User) -> QuerySet[PartSection]:
    """Sections that this person has still to write, or to write anew."""
    seen = agencies_where(user, Permission.REPORT_VIEW)
    rows = PartSection.objects.filter(owner=user, is_open=True, part__signed_at=None, part__agency__in=seen)
    return rows.filter(Q(text="") | ~Q(return_note=""))


def _tell(user: User, on: date, found: Mapping[str, list[Facts]]) -> Iterator[Errand]:
    for row in sorted(found["sections"], key=lambda row: str(row["due_on"])):
        told = _("hạn gửi %s") % shown_day(day_of(row["due_on"]))
        text = _("Viết mục “%(section)s”: %(round)s") % {"section": row["title"], "round": row["round"]}
        yield Errand(
            text=text, told=told, url=reverse("reports:section_edit", args=[key_of(row["key"])]), icon="pencil"
        )
    for row in sorted(found.get("parts", ()), key=lambda row: str(row["due_on"])):
        yield _errand(row, user)


def _errand(row: Facts, user: User) -> Errand:
    page = reverse("reports:part_detail", args=[key_of(row["key"])])
    told = _("hạn gửi %s") % shown_day(day_of(row["due_on"]))
    if row["is_ready"] and can(user, Permission.REPORT_SIGN, agency_in(row)):
        check = reverse("reports:part_check", args=[key_of(row["key"])])
        return Errand(text=_("Ký và gửi: %s") % row["round"], told=told, url=check, icon="pen-line")
    if back := row["back"]:
        return Errand(text=_("Sửa mục bị trả lại: %s") % row["round"], told=_("%s mục") % back, url=page, icon="undo-2")
    return Errand(text=_("Viết phần báo cáo: %s") % row["round"], told=told, url=page, icon="file-text")


TELLER = Teller(_ask, _tell)
