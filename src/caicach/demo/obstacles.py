"""What stands in the way in the demonstration: what reports told of, with answers, and what agencies have asked for."""

from collections import Counter
from datetime import date, timedelta
from typing import Any

from django.db import transaction

from caicach.demo.cast import focal_point_of
from caicach.demo.moments import moment
from caicach.demo.stories import chance, working_day
from caicach.demo.trail import Event, append
from caicach.obstacles import asking
from caicach.obstacles.models import Obstacle, ObstacleStep, RequestKind, StepKind
from caicach.obstacles.raising import usual_addressee
from caicach.people.models import User
from caicach.plans.models import Plan
from caicach.work.extending import latest_due_on
from caicach.work.models import Assignment, ProgressReport

_ANSWER = "Đã đề nghị cơ quan phối hợp gửi số liệu trước ngày 25 của tháng."
_WHY_TIME = "Văn bản hướng dẫn ban hành chậm, đang lấy ý kiến các đơn vị."
_WHY_HELP = "Đơn vị mới sáp nhập, chưa đủ người làm; đề nghị cử người hướng dẫn nghiệp vụ."
_NO_TIME = "Nội dung này đã bố trí đủ thời gian theo kế hoạch; đề nghị hoàn thành đúng hạn."
_NEAR = timedelta(days=40)
_ASKED = 6
_BATCH = 500


@transaction.atomic
def meet_obstacles(plan: Plan, *, coordinator: User, today: date) -> Counter[str]:
    """Open an obstacle for what the reports of a plan told of, answer two of three, ask and decide. Returns counts."""
    told = Counter[str]()
    told["obstacles"], told["answers"] = _open(plan, coordinator, today)
    told["requests"] = _ask(plan, coordinator, today)
    return told


def _open(plan: Plan, coordinator: User, today: date) -> tuple[int, int]:
    reports = ProgressReport.objects.filter(assignment__item__plan=plan).exclude(obstacle="")
    opened: dict[Any, Obstacle] = {}
    steps, events = list[ObstacleStep](), list[Event]()
    addressee = None
    for report in reports.select_related("assignment__item__plan__owner", "assignment__agency").order_by("reported_on"):
        duty = report.assignment
        if duty.pk in opened:
            continue
        addressee = addressee or usual_addressee(duty, on=today)
        key = f"{duty.item.path}|{duty.agency.code}"
        one = Obstacle(
            assignment=duty, report=report, text=report.obstacle, addressed_to=addressee, since_on=report.reported_on,
            raised_by_id=report.reported_by_id, raised_at=moment(report.reported_on, chance(key, "raised")),
        )  # fmt: skip
        opened[duty.pk] = one
        raised = {"text": one.text, "to": addressee.name, "since_on": one.since_on}
        events.append((one.raised_at, "obstacles.raised", report.reported_by, duty, raised))
        answered_on = working_day(report.reported_on + timedelta(days=3 + chance(key, "answer") // 10), forward=True)
        if answered_on <= today and chance(key, "answered") < 66:
            one.answered_on, one.version = answered_on, 2
            steps.append(
                ObstacleStep(obstacle=one, kind=StepKind.ANSWERED, text=_ANSWER, on=answered_on, by=coordinator)
            )
            said = {"obstacle": str(one), "text": _ANSWER, "on": answered_on}
            events.append((moment(answered_on, chance(key, "at")), "obstacles.answered", coordinator, duty, said))
    Obstacle.objects.bulk_create(opened.values(), batch_size=_BATCH)
    ObstacleStep.objects.bulk_create(steps, batch_size=_BATCH)
    append(sorted(events, key=lambda event: (event[0], str(event[3]))))
    return len(opened), len(steps)


def _ask(plan: Plan, coordinator: User, today: date) -> int:
    """Some agencies ask by the real services: every third waits, is granted, is refused."""
    near = Assignment.objects.standing().leads().of_plan(plan).filter(submitted_on=None)
    near = near.filter(due_on__range=(today - _NEAR, today + _NEAR))
    rows = near.select_related("agency", "item").order_by("item__order", "agency__code")
    count = 0
    for duty in [row for row in rows if chance(row.agency.code, row.item.path) < 35 and not latest_due_on(row)][
        :_ASKED
    ]:
        assert duty.due_on is not None
        kind = RequestKind.HELP if count % 3 == 2 else RequestKind.TIME
        reason = _WHY_HELP if kind is RequestKind.HELP else _WHY_TIME
        wished_on = working_day(max(duty.due_on, today) + timedelta(days=21), forward=True)
        said: dict[str, Any] = {"kind": kind, "reason": reason, "wished_on": wished_on, "on": today}
        request = asking.ask(assignment=duty, by=focal_point_of(duty.agency), **said)
        if count == 0:
            asking.grant(request=request, version=1, until=None, answer="", by=coordinator, on=today)
        elif count == 1:
            asking.refuse(request=request, version=1, answer=_NO_TIME, by=coordinator, on=today)
        count += 1
    return count
