"""What this room wants of a person now: to answer, to decide, to look at new dates."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from django.db.models import Count, Min
from django.urls import reverse
from django.utils.translation import gettext as _

from caicach.agencies.permissions import can, grants_held
from caicach.obstacles.models import DutyRequest, Obstacle, ObstacleState, TriggerEvent
from caicach.people.errands import Errand, Facts, Question, Teller, count_of, day_of, facts_of, key_of
from caicach.people.models import User
from caicach.people.permissions import Permission
from caicach.ui.formats import shown_day
from caicach.work.selection import Desk, own_rows, shortened

NEWS_DAYS = 14
MOST_EVENTS = 3
_ANSWER, _DECIDE, _NEW_DATES = "answer", "decide", "new dates"


def _ask(user: User, on: date) -> dict[str, Question]:
    asked = {_NEW_DATES: _new_dates(user, on)}
    if can(user, Permission.OBSTACLE_ANSWER):
        asked[_ANSWER] = _to_answer(user, on)
    if can(user, Permission.REQUEST_DECIDE):
        asked[_DECIDE] = count_of(DutyRequest.objects.waiting(), first="asked_on")
    return asked


def _to_answer(user: User, on: date) -> Question:
    """Obstacles that wait for the answer of an agency in which this person works and may answer."""
    own = {held.agency_id for held in grants_held(user, on=on) if Permission.OBSTACLE_ANSWER in held.permissions}
    waiting = Obstacle.objects.in_state(ObstacleState.WAITING).filter(addressed_to__in=own)
    return count_of(waiting, first="since_on")


def _new_dates(user: User, on: date) -> Question:
    """Events of the last days that gave a date to duties of this person's desk."""
    recent = TriggerEvent.objects.filter(undone_at=None, recorded_on__gt=on - timedelta(days=NEWS_DAYS)).order_by()
    own = own_rows(user, Desk.of(user, on=on)).filter(submitted_on=None).order_by()
    mine = recent.filter(duties__assignment__in=own.values("pk")).values("pk", "words")
    counted = mine.annotate(many=Count("duties"), first=Min("duties__due_on"))
    return facts_of(counted, key="pk", words="words", many="many", first="first")


def _tell(user: User, on: date, found: Mapping[str, list[Facts]]) -> Iterator[Errand]:
    obstacles = f"{reverse('obstacles:obstacle_list')}?state={ObstacleState.WAITING.value}"
    for row in found[_ANSWER]:
        yield _of_work(row, _("Trả lời %(count)s vướng mắc gửi đến cơ quan"), obstacles, "reply")
    for row in found[_DECIDE]:
        text = _("Quyết định %(count)s đề nghị gia hạn, hỗ trợ")
        yield _of_work(row, text, reverse("obstacles:request_list"), "calendar-clock")
    yield from map(_of_event, sorted(found[_NEW_DATES], key=lambda row: str(row["first"]))[:MOST_EVENTS])


def _of_work(row: Facts, text: str, url: str, icon: str) -> Errand:
    told = _("lâu nhất từ ngày %(day)s") % {"day": shown_day(day_of(row["first"]))}
    return Errand(text=text % {"count": row["many"]}, told=told, url=url, icon=icon)


def _of_event(row: Facts) -> Errand:
    day = shown_day(day_of(row["first"]))
    return Errand(
        text=_("Đã xảy ra: %(event)s") % {"event": shortened(row["words"])},
        told=_("%(count)s việc có hạn, sớm nhất %(day)s") % {"count": row["many"], "day": day},
        url=reverse("obstacles:event_detail", args=[key_of(row["key"])]),
        icon="calendar-check",
    )


TELLER = Teller(_ask, _tell)
