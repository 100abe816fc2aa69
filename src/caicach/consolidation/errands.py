"""What consolidated reports want of people, on the day they look."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from caicach.agencies.permissions import agencies_where, can
from caicach.consolidation.models import Consolidation
from caicach.people.errands import Errand
from caicach.people.models import User
from caicach.people.permissions import Permission
from caicach.ui.formats import shown_day


def errands(user: User, on: date) -> list[Errand]:
    """What one's own agencies still have to put together or sign."""
    if not can(user, Permission.REPORT_VIEW):
        return []
    return [*_to_sign(user), *_to_write(user)]


def _to_sign(user: User) -> Iterator[Errand]:
    rows = Consolidation.objects.filter(signed_at=None, ready_at__isnull=False).select_related("round", "agency")
    for row in rows:
        may = Permission.REPORT_APPROVE if row.is_whole else Permission.REPORT_SIGN
        if can(user, may, None if row.is_whole else row.agency):
            page = reverse("consolidation:report_detail", args=[row.pk])
            told = _("hạn %s") % shown_day(row.due_on)
            yield Errand(text=_("Ký báo cáo tổng hợp: %s") % row.round.name, told=told, url=page, icon="pen-line")


def _to_write(user: User) -> Iterator[Errand]:
    own = agencies_where(user, Permission.REPORT_CONSOLIDATE)
    rows = Consolidation.objects.filter(agency__in=own, signed_at=None, ready_at=None).select_related("round")
    if can(user, Permission.REPORT_MANAGE):
        rows = rows.filter(is_whole=True)  # those in charge of domains write theirs
    for row in rows.order_by("due_on"):
        page = reverse("consolidation:report_detail", args=[row.pk])
        told = _("hạn %s") % shown_day(row.due_on)
        yield Errand(text=_("Tổng hợp: %s") % row.round.name, told=told, url=page, icon="combine")
