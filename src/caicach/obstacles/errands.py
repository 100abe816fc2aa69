"""What this room wants of a person now: to answer, to decide, to look at new dates."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import CharField, Count, F, Min, QuerySet, TextField, Value
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.translation import gettext as _

from caicach.agencies.models import Membership
from caicach.agencies.permissions import can
from caicach.obstacles.models import DutyRequest, Obstacle, ObstacleState, TriggerEvent
from caicach.people.errands import Errand
from caicach.people.models import User
from caicach.people.permissions import Permission, roles_with
from caicach.ui.formats import shown_day
from caicach.work.selection import Desk, own_rows, shortened

NEWS_DAYS = 14
MOST_EVENTS = 3
_ANSWER, _DECIDE = "answer", "decide"
_NOTHING = Value("", output_field=TextField())


class _Told(NamedTuple):
    """A line of the one question that a desk puts: what it is of, how many, since when or until when."""

    kind: str
    words: str
    many: int
    first: date


def errands_of(user: User, on: date) -> list[Errand]:
    asked = [_new_dates(user, on)]
    if can(user, Permission.OBSTACLE_ANSWER):
        asked.append(_to_answer(user, on))
    if can(user, Permission.REQUEST_DECIDE):
        asked.append(_to_decide())
    rows = [told for line in asked[0].union(*asked[1:], all=True) if (told := _Told(*line)).many]
    of_work = [row for row in rows if row.kind in (_ANSWER, _DECIDE)]
    events = sorted((row for row in rows if row not in of_work), key=lambda row: row.first)
    return [*_of_work(of_work), *map(_of_event, events[:MOST_EVENTS])]


def _to_answer(user: User, on: date) -> QuerySet[Any, Any]:
    """Obstacles that wait for the answer of an agency in which this person works and may answer."""
    held = Membership.objects.valid_on(on).filter(user=user.pk, role__in=roles_with(Permission.OBSTACLE_ANSWER))
    waiting = Obstacle.objects.in_state(ObstacleState.WAITING).filter(addressed_to__in=held.values("agency"))
    return _counted(waiting.order_by(), _ANSWER, "since_on")


def _to_decide() -> QuerySet[Any, Any]:
    return _counted(DutyRequest.objects.waiting().order_by(), _DECIDE, "asked_on")


def _counted(rows: QuerySet[Any], kind: str, day: str) -> QuerySet[Any, Any]:
    named = rows.annotate(of=Value(kind, output_field=CharField()), said=_NOTHING).values("of", "said")
    counted: QuerySet[Any, Any] = named.annotate(many=Count("pk"), first=Min(day))
    return counted.values_list("of", "said", "many", "first")


def _new_dates(user: User, on: date) -> QuerySet[Any, Any]:
    """Events of the last days that gave a date to duties of this person's desk."""
    recent = TriggerEvent.objects.filter(undone_at=None, recorded_on__gt=on - timedelta(days=NEWS_DAYS)).order_by()
    own = own_rows(user, Desk.of(user, on=on)).filter(submitted_on=None).order_by()
    mine = recent.filter(duties__assignment__in=own.values("pk"))
    named = mine.annotate(of=Cast("pk", CharField()), said=F("words")).values("of", "said")
    return named.annotate(many=Count("duties"), first=Min("duties__due_on")).values_list("of", "said", "many", "first")


def _of_work(rows: list[_Told]) -> Iterator[Errand]:
    for row in rows:
        is_answer = row.kind == _ANSWER
        text = _("Trả lời %(count)s vướng mắc gửi đến cơ quan") if is_answer else _(
            "Quyết định %(count)s đề nghị gia hạn, hỗ trợ"
        )  # fmt: skip
        waiting = f"{reverse('obstacles:obstacle_list')}?state={ObstacleState.WAITING.value}"
        yield Errand(
            text=text % {"count": row.many},
            told=_("lâu nhất từ ngày %(day)s") % {"day": shown_day(row.first)},
            url=waiting if is_answer else reverse("obstacles:request_list"),
            icon="reply" if is_answer else "calendar-clock",
        )


def _of_event(row: _Told) -> Errand:
    return Errand(
        text=_("Đã xảy ra: %(event)s") % {"event": shortened(row.words)},
        told=_("%(count)s việc có hạn, sớm nhất %(day)s") % {"count": row.many, "day": shown_day(row.first)},
        url=reverse("obstacles:event_detail", args=[UUID(row.kind)]),
        icon="calendar-check",
    )
