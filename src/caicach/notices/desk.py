"""What notices want of a person on the first page, and what they show on the page of a duty."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from caicach.agencies.permissions import can
from caicach.notices.forms import AnswerForm
from caicach.notices.models import Notice, Reminder
from caicach.notices.permissions import may_urge
from caicach.notices.urging import prepared_text
from caicach.people.errands import Errand, Facts, Question, Teller, count_of
from caicach.people.models import User
from caicach.people.permissions import Permission
from caicach.work.duty_parts import Part
from caicach.work.models import Assignment
from caicach.work.permissions import may
from caicach.work.selection import Desk, own_rows

_URGED, _NEW = "urged", "new"


def unanswered(user: User, on: date) -> Any:
    """Reminders about the person's own duties that nobody has answered and that still matter."""
    own = own_rows(user, Desk.of(user, on=on)).filter(submitted_on=None)
    return Reminder.objects.filter(answered_at=None, assignment__in=own.order_by().values("pk"))


def _ask(user: User, on: date) -> dict[str, Question]:
    asked = {_NEW: count_of(Notice.objects.visible_to(user).unread())}
    if can(user, Permission.ASSIGNMENT_REPORT):
        asked[_URGED] = count_of(unanswered(user, on))
    return asked


def _tell(user: User, on: date, found: Mapping[str, list[Facts]]) -> Iterator[Errand]:
    """Being urged comes first; then how much is new."""
    for row in found[_URGED]:
        text = _("%(count)s lần đôn đốc chờ trả lời") % {"count": row["many"]}
        yield Errand(text=text, told="", url=f"{reverse('notices:reminder_list')}?open=1", icon="megaphone")
    for row in found[_NEW]:
        text = _("%(count)s thông báo mới") % {"count": row["many"]}
        yield Errand(text=text, told="", url=reverse("notices:notice_list"), icon="bell")


TELLER = Teller(_ask, _tell)


def urging_of_duty(assignment: Assignment, user: User, today: date) -> Part | None:
    """What the page of a duty shows of urging: the reminders, and what this person may do about them."""
    rows = list(assignment.reminders.select_related("made_by", "answered_by"))
    is_open = assignment.submitted_on is None and assignment.withdrawn_at is None and assignment.due_on is not None
    urges = is_open and may_urge(user)
    if not rows and not urges:
        return None
    values = {
        "assignment": assignment,
        "reminders": rows,
        "may_urge": urges,
        "may_answer": _has_open(rows) and may(user, Permission.ASSIGNMENT_REPORT, assignment),
        "prepared": prepared_text(assignment, today) if urges else "",
        "form": AnswerForm(),
    }
    return Part("notices/duty_panel.html", values, is_beside=True)


def _has_open(rows: Iterable[Reminder]) -> bool:
    return any(one.answered_at is None for one in rows)
