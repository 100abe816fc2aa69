"""What was urged in the days before today, and what the agencies answered."""

from datetime import date, datetime, timedelta

from caicach.demo.cast import focal_point_of, person
from caicach.demo.moments import moment
from caicach.demo.stories import working_day
from caicach.demo.trail import Event, append
from caicach.notices.models import NoticeKind, Reminder
from caicach.notices.telling import Told, tell
from caicach.notices.urging import path_of, prepared_text
from caicach.people.models import User
from caicach.work.models import Assignment

URGED = 8
ANSWERS = (
    "Đã xong dự thảo, đang lấy ý kiến các đơn vị; gửi kết quả trong tuần này.",
    "Đang chờ số liệu của các xã, phường; gửi ngay khi đủ.",
    "Đã trình lãnh đạo ký, gửi kết quả khi có văn bản.",
)


def urge_some(today: date) -> int:
    """The leader urges about what is overdue for longest; every other agency answers. Once only."""
    if Reminder.objects.exists():
        return 0
    leader, day = person("demo-leader"), working_day(today - timedelta(days=3))
    rows = Assignment.objects.of_year(today.year).standing().leads().overdue(day).select_related("agency", "item")
    events: list[Event] = []
    for place, duty in enumerate(rows.order_by("due_on", "pk")[:URGED]):
        _urge(duty, place, leader, moment(day, 20 + place), events)
    return append(sorted(events, key=lambda event: event[0]))


def _urge(duty: Assignment, place: int, leader: User, at: datetime, events: list[Event]) -> None:
    focal_point = focal_point_of(duty.agency)
    text = prepared_text(duty, at.date())
    reminder = Reminder(assignment=duty, text=text, made_by=leader, made_on=at.date(), made_at=at)
    events.append((at, "notices.urged", leader, duty, {"text": text}))
    if place % 2 == 0:
        reminder.answer, reminder.answered_by = ANSWERS[place % len(ANSWERS)], focal_point
        reminder.answered_at = at + timedelta(hours=3)
        events.append((reminder.answered_at, "notices.answered", focal_point, duty, {"text": reminder.answer}))
    reminder.save(force_insert=True)
    told = Told(
        user=focal_point.pk,
        kind=NoticeKind.URGED,
        key=f"urged:{reminder.pk}",
        text=text,
        path=path_of(duty),
        assignment=duty,
    )
    tell([told], now=at)
