"""Drafts that an agency was asked to comment on, on the desk of its people."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from caicach.agencies.permissions import agencies_where, can
from caicach.comments.models import CommentCall
from caicach.people.errands import Errand
from caicach.people.models import User
from caicach.people.permissions import Permission
from caicach.ui.formats import shown_day


def errands(user: User, on: date) -> list[Errand]:
    """The calls that one's own agencies have not answered."""
    if not can(user, Permission.REPORT_FILL):
        return []
    own = agencies_where(user, Permission.REPORT_FILL)
    rows = CommentCall.objects.filter(agency__in=own, answered_at=None, report__signed_at=None)
    return [_errand(row) for row in rows.select_related("report__round").order_by("due_on")]


def _errand(row: CommentCall) -> Errand:
    page = reverse("comments:call_answer", args=[row.pk])
    told = _("hạn góp ý %s") % shown_day(row.due_on)
    return Errand(text=_("Góp ý dự thảo: %s") % row.report.round.name, told=told, url=page, icon="message-square")
