"""Obstacles and their answers, requests and decisions: what is allowed, what it leaves behind."""

from datetime import date, timedelta

import pytest

from caicach.agencies.models import Succession, SuccessionKind
from caicach.audit.models import AuditEvent
from caicach.duties import services
from caicach.obstacles import answering, asking, errors
from caicach.obstacles.models import DutyRequest, Obstacle, ObstacleState, RequestKind, RequestState
from caicach.obstacles.raising import addressees, raise_obstacle
from caicach.people.permissions import Role
from caicach.plans.models import DutyRole
from caicach.ui.errors import NotAllowed, RowMovedOn
from caicach.work.following import move_assignment
from caicach.work.models import Assignment, Occurrence
from caicach.work.status import AssignmentStatus, status_of
from tests.factories.agencies import AgencyFactory
from tests.factories.work import TODAY, AssignmentFactory, coordinator, person_in

pytestmark = pytest.mark.django_db
DUE = date(2026, 6, 30)
LATER = date(2026, 7, 20)


@pytest.fixture
def centre():
    return coordinator()


@pytest.fixture
def duty(centre):
    return AssignmentFactory()


@pytest.fixture
def focal_point(duty):
    return person_in(duty.agency, Role.FOCAL_POINT)


def raised(duty, by, **said):
    told = {"text": "Chưa có số liệu", "addressed_to": None, "since_on": date(2026, 6, 1), "on": TODAY}
    return raise_obstacle(assignment=duty, by=by, **told | said)


def report(duty, by, **said):
    duty.refresh_from_db()
    progress = services.Progress(text="Đang làm.", **said)
    services.report_progress(assignment=duty, version=duty.version, progress=progress, by=by, on=TODAY)


def asked(duty, by, kind=RequestKind.TIME, wished_on=LATER, on=TODAY):
    return asking.ask(assignment=duty, kind=kind, reason="Chờ văn bản", wished_on=wished_on, by=by, on=on)


def test_obstacle_is_put_before_the_coordinators_agency_and_tells_its_age(duty, focal_point):
    one = raised(duty, focal_point)
    assert one.addressed_to.name == "Sở Nội vụ"
    assert (one.state, one.days_on(TODAY)) == (ObstacleState.WAITING, 14)
    assert AuditEvent.objects.filter(code="obstacles.raised", actor=focal_point).count() == 1


def test_obstacle_may_be_put_before_an_agency_with_a_part_in_the_row_and_no_other(duty, focal_point):
    beside = AssignmentFactory(item=duty.item, role=DutyRole.COORDINATING).agency
    assert raised(duty, focal_point, addressed_to=beside).addressed_to == beside
    with pytest.raises(errors.NotAsked):
        raised(duty, focal_point, text="Khác", addressed_to=AgencyFactory())
    assert duty.agency not in addressees(duty, on=TODAY)


def test_the_obstacle_of_a_report_is_opened_once_for_the_same_words(duty, focal_point):
    report(duty, focal_point, obstacle="Thiếu người làm")
    report(duty, focal_point, obstacle="  thiếu  NGƯỜI làm ")
    report(duty, focal_point)
    one = Obstacle.objects.get()
    assert (one.text, one.since_on, one.raised_by) == ("Thiếu người làm", TODAY, focal_point)
    assert one.report.obstacle == "Thiếu người làm"


def test_an_obstacle_that_was_closed_and_is_reported_again_is_a_new_one(duty, focal_point):
    report(duty, focal_point, obstacle="Thiếu người")
    answering.close(obstacle=Obstacle.objects.get(), version=1, text="", by=focal_point, on=TODAY)
    report(duty, focal_point, obstacle="Thiếu người")
    assert Obstacle.objects.count() == 2


@pytest.mark.parametrize(
    ("said", "error"),
    [
        ({"text": " \u200b"}, errors.TextMissing),
        ({"since_on": TODAY + timedelta(days=1)}, errors.SinceInFuture),
    ],
)
def test_obstacle_without_words_or_of_tomorrow_is_refused(duty, focal_point, said, error):
    with pytest.raises(error):
        raised(duty, focal_point, **said)


def test_the_same_obstacle_is_not_raised_twice_and_none_about_what_is_done(duty, focal_point):
    raised(duty, focal_point)
    with pytest.raises(errors.AlreadyRaised):
        raised(duty, focal_point)
    with pytest.raises(errors.DutyEnded):
        raised(AssignmentFactory(agency=duty.agency, confirmed=True), focal_point)


def test_the_agency_that_is_asked_answers_and_a_stranger_does_not(duty, focal_point):
    beside = AssignmentFactory(item=duty.item, role=DutyRole.COORDINATING).agency
    one = raised(duty, focal_point, addressed_to=beside)
    with pytest.raises(NotAllowed):
        answering.answer(obstacle=one, version=1, text="Đã gửi", by=focal_point, on=TODAY)
    answerer = person_in(beside, Role.FOCAL_POINT)
    assert one in Obstacle.objects.visible_to(answerer)
    one = answering.answer(obstacle=one, version=1, text="Đã gửi số liệu", by=answerer, on=TODAY)
    assert (one.state, one.answered_on) == (ObstacleState.ANSWERED, TODAY)
    assert one.steps.get().by == answerer
    with pytest.raises(RowMovedOn):
        answering.answer(obstacle=one, version=1, text="Lần nữa", by=answerer, on=TODAY)


def test_closed_and_told_again_keeps_every_step_and_its_age(duty, focal_point, centre):
    one = raised(duty, focal_point)
    one = answering.answer(obstacle=one, version=1, text="Đã nhắc", by=centre, on=date(2026, 6, 16))
    one = answering.close(obstacle=one, version=2, text="Xong", by=focal_point, on=date(2026, 6, 17))
    assert (one.state, one.days_on(date(2026, 9, 1))) == (ObstacleState.CLOSED, 16)
    with pytest.raises(errors.ObstacleClosed):
        answering.answer(obstacle=one, version=3, text="Thêm", by=centre, on=TODAY)
    one = answering.reopen(obstacle=one, version=3, text="Lại thiếu", by=focal_point, on=date(2026, 6, 20))
    assert (one.state, one.answered_on, one.since_on) == (ObstacleState.WAITING, None, date(2026, 6, 1))
    assert [step.text for step in one.steps.all()] == ["Đã nhắc", "Xong", "Lại thiếu"]


def test_passed_on_it_waits_for_the_other_agency(duty, focal_point, centre):
    beside = AssignmentFactory(item=duty.item, role=DutyRole.COORDINATING).agency
    one = answering.answer(obstacle=raised(duty, focal_point), version=1, text="Xem", by=centre, on=TODAY)
    one = answering.pass_on(obstacle=one, version=2, to_agency=beside, text="Thuộc ngành", by=centre, on=TODAY)
    assert (one.addressed_to, one.state) == (beside, ObstacleState.WAITING)


def test_an_obstacle_ends_with_its_duty(duty, focal_point):
    one = raised(duty, focal_point)
    Assignment.objects.filter(pk=duty.pk).update(submitted_on=TODAY, confirmed_on=TODAY)
    one = Obstacle.objects.select_related("assignment").get()
    assert one.state is ObstacleState.ENDED
    assert not Obstacle.objects.standing()
    assert list(Obstacle.objects.in_state(ObstacleState.ENDED)) == [one]


def test_every_obstacle_is_in_the_one_state_that_the_database_finds(duty, focal_point, centre):
    for number in range(3):
        raised(duty, focal_point, text=f"Vướng {number}")
    first, second, _third = Obstacle.objects.order_by("text")
    answering.answer(obstacle=first, version=1, text="Rồi", by=centre, on=TODAY)
    answering.close(obstacle=second, version=1, text="", by=focal_point, on=TODAY)
    for one in Obstacle.objects.select_related("assignment"):
        assert [state for state in ObstacleState if one in Obstacle.objects.in_state(state)] == [one.state]


def test_granted_time_moves_the_due_date_from_that_day_on_and_keeps_the_old_one(duty, focal_point, centre):
    request, decided_on = asked(duty, focal_point), date(2026, 7, 5)
    duty.refresh_from_db()
    assert status_of(duty.facts(), today=decided_on) is AssignmentStatus.OVERDUE
    row = asking.grant(request=request, version=1, until=LATER, answer="", by=centre, on=decided_on)
    duty.refresh_from_db()
    assert (duty.due_on, duty.extended_from, duty.version) == (LATER, DUE, 2)
    assert status_of(duty.facts(), today=decided_on) is not AssignmentStatus.OVERDUE
    assert status_of(duty.facts(), today=LATER + timedelta(days=1)) is AssignmentStatus.OVERDUE
    assert (row.state, row.due_before_on, row.granted_on) == (RequestState.GRANTED, DUE, LATER)
    assert AuditEvent.objects.filter(code="obstacles.time_granted", details__due_before_on="2026-06-30").exists()


def test_a_second_extension_still_tells_the_first_due_date(duty, focal_point, centre):
    asking.grant(request=asked(duty, focal_point), version=1, until=LATER, answer="", by=centre, on=TODAY)
    second = asked(duty, focal_point, wished_on=date(2026, 8, 1))
    asking.grant(request=second, version=1, until=None, answer="", by=centre, on=TODAY)
    duty.refresh_from_db()
    assert (duty.due_on, duty.extended_from) == (date(2026, 8, 1), DUE)
    assert DutyRequest.objects.get(pk=second.pk).due_before_on == LATER


def test_a_refusal_needs_a_reason_and_changes_no_date(duty, focal_point, centre):
    request = asked(duty, focal_point)
    with pytest.raises(errors.TextMissing):
        asking.refuse(request=request, version=1, answer=" ", by=centre, on=TODAY)
    row = asking.refuse(request=request, version=1, answer="Đã gia hạn một lần", by=centre, on=TODAY)
    duty.refresh_from_db()
    assert (row.state, duty.due_on, duty.extended_from) == (RequestState.REFUSED, DUE, None)
    with pytest.raises(errors.RequestDecided):
        asking.grant(request=request, version=2, until=LATER, answer="", by=centre, on=TODAY)


def test_one_request_of_a_duty_waits_at_a_time(duty, focal_point):
    request = asked(duty, focal_point)
    with pytest.raises(errors.RequestWaits):
        asked(duty, focal_point, RequestKind.HELP)
    asking.take_back(request=request, version=1, by=focal_point, on=TODAY)
    assert asked(duty, focal_point, RequestKind.HELP).state == RequestState.WAITING


@pytest.mark.parametrize(
    ("wished_on", "error"), [(DUE, errors.NotLater), (TODAY - timedelta(days=1), errors.DayIsPast)]
)
def test_more_time_ends_later_than_now_and_than_the_time_there_is(duty, focal_point, wished_on, error):
    with pytest.raises(error):
        asked(duty, focal_point, wished_on=wished_on)


def test_no_time_is_asked_for_what_has_no_due_date_or_is_handed_in(duty, focal_point, centre):
    endless = AssignmentFactory(agency=duty.agency, due_on=None)
    with pytest.raises(errors.NoDueDate):
        asked(endless, focal_point)
    assert asked(endless, focal_point, RequestKind.HELP).kind == RequestKind.HELP
    request = asked(duty, focal_point)
    Assignment.objects.filter(pk=duty.pk).update(submitted_on=TODAY)
    with pytest.raises(errors.ResultHandedIn):
        asking.grant(request=request, version=1, until=LATER, answer="", by=centre, on=TODAY)


def test_only_the_coordinator_decides_and_only_the_agency_asks(duty, focal_point, centre):
    with pytest.raises(NotAllowed):
        asked(duty, person_in(AgencyFactory(), Role.FOCAL_POINT))
    with pytest.raises(NotAllowed):
        asked(duty, person_in(duty.agency, Role.STAFF))
    request = asked(duty, focal_point)
    for decide in (asking.grant, asking.refuse):
        more = {"until": LATER} if decide is asking.grant else {}
        with pytest.raises(NotAllowed):
            decide(request=request, version=1, answer="Được", by=focal_point, on=TODAY, **more)


def test_help_is_granted_with_words(duty, focal_point, centre):
    request = asked(duty, focal_point, RequestKind.HELP)
    with pytest.raises(errors.TextMissing):
        asking.grant(request=request, version=1, until=None, answer="", by=centre, on=TODAY)
    row = asking.grant(request=request, version=1, until=None, answer="Cử hai người", by=centre, on=TODAY)
    duty.refresh_from_db()
    assert (row.state, duty.due_on) == (RequestState.GRANTED, DUE)


def test_one_instance_of_a_recurring_duty_moves_and_not_beyond_the_next(duty, focal_point, centre):
    days = [DUE, date(2026, 7, 31)]
    first, _second = [
        Occurrence.objects.create(assignment=duty, first_on=day.replace(day=1), due_on=day) for day in days
    ]
    with pytest.raises(errors.BeyondTheNext):
        asked(duty, focal_point, wished_on=days[1])
    asking.grant(request=asked(duty, focal_point), version=1, until=LATER, answer="", by=centre, on=TODAY)
    first.refresh_from_db()
    assert first.due_on == LATER
    report(duty, focal_point, occurrence=first)
    duty.refresh_from_db()
    assert (duty.due_on, duty.extended_from) == (days[1], None)


def test_the_heir_of_a_duty_has_its_open_obstacles_and_its_request(duty, focal_point, centre):
    raised(duty, focal_point)
    asked(duty, focal_point)
    heir = AgencyFactory()
    Succession.objects.create(from_agency=duty.agency, to_agency=heir, kind=SuccessionKind.SPLIT, on=TODAY, share="0.5")
    duty.refresh_from_db()
    moved = move_assignment(assignment=duty, version=duty.version, to_agency=heir, by=centre, on=TODAY)
    assert Obstacle.objects.standing().get().assignment == moved
    assert DutyRequest.objects.waiting().get().assignment == moved
