from datetime import timedelta

import pytest
from django.utils import timezone

from caicach.core.errors import CoreError
from caicach.jobs import errors
from caicach.jobs.context import JobContext
from caicach.jobs.models import Job, JobState
from caicach.jobs.registry import register
from caicach.jobs.services import cancel, claim, enqueue
from caicach.jobs.worker import Worker, _move_lease, carry_out, run_now
from caicach.people.models import User
from caicach.ui.errors import CaicachError, NotAllowed
from tests.factories.agencies import MembershipFactory
from tests.factories.jobs import JobFactory

pytestmark = pytest.mark.django_db


def mark_effect(context):
    """An effect that can be counted: one person for each time."""
    with context.effect() as result:
        User.objects.create(username=f"hiệu lực {User.objects.count()}", full_name="Hiệu lực")
        result["made"] = 1
    return result


def effects():
    return User.objects.filter(full_name="Hiệu lực").count()


@pytest.fixture
def counting():
    return register("test.count", mark_effect, title="Đếm")


def expire(job):
    Job.objects.filter(pk=job.pk).update(lease_until=timezone.now() - timedelta(seconds=1))


def test_asked_work_is_done_once_with_its_result(counting):
    lan = MembershipFactory().user
    job = enqueue(kind="test.count", params={"of": 1}, by=lan)
    assert job.state == JobState.WAITING
    worker = Worker()
    assert worker.once()
    assert not worker.once()
    job.refresh_from_db()
    assert (job.state, job.result, job.attempts) == (JobState.DONE, {"made": 1}, 1)
    assert job.finished_at
    assert effects() == 1


def test_a_handler_without_effect_leaves_its_result():
    register("test.count", lambda context: {"sum": 3}, title="Đếm")
    assert run_now(JobFactory()).result == {"sum": 3}


def test_unknown_kinds_cannot_be_asked_for_and_are_not_claimed(counting):
    with pytest.raises(ValueError, match="unknown"):
        enqueue(kind="test.other", params={}, by=None)
    JobFactory(kind="test.other")
    assert claim(worker="a") is None


def test_the_oldest_job_comes_first(counting):
    jobs = [JobFactory(), JobFactory(), JobFactory()]
    assert [claim(worker="a") for _ in range(4)] == [*jobs, None]


def test_a_job_under_a_lease_is_nobody_elses(counting):
    job = JobFactory()
    assert claim(worker="a") == job
    assert claim(worker="b") is None


def test_a_job_of_a_dead_worker_is_taken_over_and_the_first_worker_can_write_nothing(counting):
    JobFactory()
    of_dead = claim(worker="a")
    expire(of_dead)
    taken = claim(worker="b")
    assert (taken.worker, taken.attempts) == ("b", 2)
    carry_out(of_dead)
    assert effects() == 0
    carry_out(taken)
    carry_out(taken)
    assert effects() == 1


def test_a_job_that_killed_three_workers_is_failed(counting):
    job = JobFactory()
    for _ in range(3):
        assert claim(worker="a") == job
        expire(job)
    assert claim(worker="a") is None
    job.refresh_from_db()
    assert (job.state, job.failure["code"]) == (JobState.FAILED, errors.GAVE_UP)


def test_the_lease_moves_on_with_each_beat_and_past_the_limit_the_job_fails(counting):
    JobFactory()
    job = claim(worker="a")
    expire(job)
    assert _move_lease(job, timedelta(seconds=9))
    assert Job.objects.get().lease_until > timezone.now()
    assert not _move_lease(job, timedelta(0))
    assert Job.objects.get().failure["code"] == errors.TOOK_TOO_LONG
    carry_out(job)
    assert effects() == 0


def test_cancelled_work_writes_nothing(counting):
    job = JobFactory()
    claimed = claim(worker="a")
    cancel(job=job, by=job.asked_by)
    carry_out(claimed)
    job.refresh_from_db()
    assert (job.state, job.is_cancel_requested, effects()) == (JobState.CANCELLED, True, 0)


def test_a_handler_hears_of_the_cancel_at_its_next_progress(counting):
    job = JobFactory()
    context = JobContext(claim(worker="a"))
    context.progress(1, 3)
    cancel(job=job, by=job.asked_by)
    with pytest.raises(errors.JobStopped):
        context.progress(3, 3)


def test_only_the_person_who_asked_may_cancel_and_only_while_it_is_open(counting):
    job = JobFactory()
    with pytest.raises(NotAllowed):
        cancel(job=job, by=MembershipFactory().user)
    run_now(job)
    with pytest.raises(errors.JobIsOver):
        cancel(job=job, by=job.asked_by)
    with pytest.raises(errors.JobIsOver):
        run_now(job)


def test_progress_never_goes_back(counting):
    JobFactory()
    context = JobContext(claim(worker="a"))
    seen = []
    for done, total in [(1, 4), (3, 4), (1, 4), (2, 10), (9, 10), (10, 10)]:
        context._written_at = 0.0
        context.progress(done, total)
        row = Job.objects.get()
        seen.append(row.done / row.total)
    assert seen == sorted(seen)
    assert seen[-1] == 1
    with pytest.raises(ValueError, match="progress"):
        context.progress(2, 1)


def test_progress_stays_where_it_was_after_a_takeover(counting):
    JobFactory()
    JobContext(claim(worker="a")).progress(3, 4)
    expire(Job.objects.get())
    JobContext(claim(worker="b")).progress(1, 4)
    assert Job.objects.get().done == 3


class Refused(CaicachError):
    code = "test.refused"
    sentence = "Không được: {why}."


class Unreadable(CoreError):
    code = "test.unreadable"


@pytest.mark.parametrize(
    ("error", "code", "params"),
    [
        (Refused(why="sai"), "test.refused", {"sentence": "Không được: sai."}),
        (Unreadable(where="trang 2"), "test.unreadable", {"where": "trang 2"}),
    ],
)
def test_a_broken_rule_fails_the_job_with_its_reason_at_once(error, code, params):
    def handler(context):
        raise error

    register("test.count", handler, title="Đếm")
    job = run_now(JobFactory())
    assert (job.state, job.failure) == (JobState.FAILED, {"code": code, "params": params})


def test_a_bug_is_tried_three_times_and_never_stops_the_worker():
    calls = []

    def handler(context):
        calls.append(1)
        with context.effect():
            User.objects.create(username=f"nửa chừng {len(calls)}", full_name="Hiệu lực")
            raise ZeroDivisionError

    register("test.count", handler, title="Đếm")
    job = JobFactory()
    worker = Worker()
    while not Job.objects.get().has_ended:
        Job.objects.update(lease_until=None)
        assert worker.once()
    job.refresh_from_db()
    assert (len(calls), job.failure["code"], effects()) == (3, errors.CRASHED, 0)


@pytest.mark.parametrize("how", ["fail", "cancel"])
def test_the_room_hears_when_its_job_ends_without_effect(how):
    ended = []

    def handler(context):
        raise Refused(why="sai")

    register("test.count", handler, title="Đếm", on_end=ended.append)
    job = JobFactory()
    run_now(job) if how == "fail" else cancel(job=job, by=job.asked_by)
    assert ended == [job]
