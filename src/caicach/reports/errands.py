"""What reports want of the people of an agency, on the day they look."""

from datetime import date

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from caicach.agencies.permissions import agencies_where, can
from caicach.people.errands import Errand
from caicach.people.models import User
from caicach.people.permissions import Permission
from caicach.reports.models import ReportPart
from caicach.ui.formats import shown_day


def errands(user: User, on: date) -> list[Errand]:
    """The parts that a person's agencies still owe; the head signs what is ready."""
    if not can(user, Permission.REPORT_FILL):
        return []
    own = agencies_where(user, Permission.REPORT_FILL)
    rows = ReportPart.objects.filter(agency__in=own, signed_at=None).select_related("round", "agency")
    rows = rows.annotate(back=Count("sections", filter=Q(sections__is_open=True) & ~Q(sections__return_note="")))
    return [_errand(row, user) for row in rows.order_by("due_on")]


def _errand(row: ReportPart, user: User) -> Errand:
    page = reverse("reports:part_detail", args=[row.pk])
    told = _("hạn gửi %s") % shown_day(row.due_on)
    if row.ready_at and can(user, Permission.REPORT_SIGN, row.agency):
        check = reverse("reports:part_check", args=[row.pk])
        return Errand(text=_("Ký và gửi: %s") % row.round.name, told=told, url=check, icon="pen-line")
    if back := getattr(row, "back", 0):
        return Errand(
            text=_("Sửa mục bị trả lại: %s") % row.round.name, told=_("%s mục") % back, url=page, icon="undo-2"
        )
    return Errand(text=_("Viết phần báo cáo: %s") % row.round.name, told=told, url=page, icon="file-text")
