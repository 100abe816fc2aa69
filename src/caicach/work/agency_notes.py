"""What carrying out says on the page of an agency: its three numbers of this year."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from caicach.agencies.models import Agency
from caicach.agencies.notes import AgencyNote
from caicach.agencies.permissions import can
from caicach.people.models import User
from caicach.people.permissions import Permission
from caicach.work.models import Assignment
from caicach.work.status import COMPLETED, IN_TIME, AssignmentStatus


def notes_of_agency(agency: Agency, user: User) -> list[AgencyNote]:
    """Completed, in time, overdue: the lead duties of the agency; nothing where it has none or they are not shown."""
    if not can(user, Permission.ASSIGNMENT_VIEW, agency):
        return []
    today = timezone.localdate()
    leads = Assignment.objects.standing().leads().of_year(today.year).filter(agency=agency)
    counts = {row["status"]: row["count"] for row in leads.count_by(today=today)}
    if not counts:
        return []
    link = f"{reverse('work:assignment_list')}?year={today.year}&role=lead&agency={agency.pk}&status="
    parts = (
        (_("việc chủ trì hoàn thành"), COMPLETED, "completed", "good"),
        (_("trong hạn"), IN_TIME, "in_time", "info"),
        (_("quá hạn"), {AssignmentStatus.OVERDUE}, "overdue", "bad"),
    )
    return [
        AgencyNote(label=label, value=sum(counts.get(one, 0) for one in statuses), url=link + code, kind=kind)
        for label, statuses, code, kind in parts
    ]
