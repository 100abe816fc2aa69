"""What consolidated reports want of people, on the day they look."""

from collections.abc import Iterator, Mapping
from datetime import date

from django.db.models import Case, When
from django.urls import reverse
from django.utils.translation import gettext as _

from caicach.agencies.errands import AGENCY, agency_in
from caicach.agencies.permissions import agencies_where, can
from caicach.consolidation.models import Consolidation
from caicach.people.errands import Errand, Facts, Question, Teller, day_of, facts_of, key_of
from caicach.people.models import User
from caicach.people.permissions import Permission
from caicach.ui.formats import shown_day


def _ask(user: User, on: date) -> dict[str, Question]:
    """What one's own agencies still have to put together, and what waits for a signature."""
    if not can(user, Permission.REPORT_VIEW):
        return {}
    open_ones = Consolidation.objects.filter(signed_at=None)
    plain = {"key": "pk", "round": "round__name", "due_on": "due_on"}
    own = agencies_where(user, Permission.REPORT_CONSOLIDATE)
    to_write = open_ones.filter(agency__in=own, ready_at=None)
    if can(user, Permission.REPORT_MANAGE):
        to_write = to_write.filter(is_whole=True)  # those in charge of domains write theirs
    is_whole = Case(When(is_whole=True, then=1), default=0)
    to_sign = open_ones.filter(ready_at__isnull=False)
    return {"sign": facts_of(to_sign, is_whole=is_whole, **plain, **AGENCY), "write": facts_of(to_write, **plain)}


def _tell(user: User, on: date, found: Mapping[str, list[Facts]]) -> Iterator[Errand]:
    for row in found["sign"]:
        if row["is_whole"]:
            may_sign = can(user, Permission.REPORT_APPROVE)
        else:
            may_sign = can(user, Permission.REPORT_SIGN, agency_in(row))
        if may_sign:
            yield _errand(row, _("Ký báo cáo tổng hợp: %s"), "pen-line")
    for row in sorted(found["write"], key=lambda row: str(row["due_on"])):
        yield _errand(row, _("Tổng hợp: %s"), "combine")


def _errand(row: Facts, text: str, icon: str) -> Errand:
    page = reverse("consolidation:report_detail", args=[key_of(row["key"])])
    told = _("hạn %s") % shown_day(day_of(row["due_on"]))
    return Errand(text=text % row["round"], told=told, url=page, icon=icon)


TELLER = Teller(_ask, _tell)
