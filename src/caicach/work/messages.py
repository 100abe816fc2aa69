"""The text with which an agency is asked for a result that is late."""

from datetime import date

from django.utils.translation import gettext as _

from caicach.work.models import Assignment


def urging_text(assignment: Assignment, today: date) -> str:
    """The request to an agency whose duty is overdue, ready to be copied."""
    if assignment.due_on is None:
        return ""
    return _("Đề nghị %(agency)s gửi kết quả “%(item)s” (hạn %(day)s, đã quá hạn %(days)s ngày).") % {
        "agency": assignment.agency.name,
        "item": str(assignment.item),
        "day": f"{assignment.due_on:%d/%m/%Y}",
        "days": (today - assignment.due_on).days,
    }
