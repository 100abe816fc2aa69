import errno
import signal
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import OperationalError

from caicach.jobs import worker as module
from caicach.jobs.models import Job, JobState
from caicach.jobs.registry import register
from caicach.jobs.services import LEASE
from caicach.jobs.worker import BEAT_SECONDS, POLL_SECONDS, Worker
from tests.factories.jobs import JobFactory

pytestmark = pytest.mark.django_db


def test_a_killed_worker_is_taken_over_within_a_minute_and_a_slow_beat_loses_no_lease():
    assert LEASE + timedelta(seconds=POLL_SECONDS) < timedelta(seconds=60)
    assert timedelta(seconds=3 * BEAT_SECONDS) < LEASE


def test_the_command_carries_out_what_is_waiting_and_ends(monkeypatch):
    monkeypatch.setattr(signal, "signal", lambda *arguments: None)
    register("test.count", lambda context: {}, title="Đếm")
    JobFactory.create_batch(3)
    call_command("work", "--once")
    assert set(Job.objects.values_list("state", flat=True)) == {JobState.DONE}


def test_a_worker_told_to_stop_ends_the_running_job_and_takes_no_other():
    worker = Worker()

    def stop(context):
        worker.stop()
        return {}

    register("test.count", stop, title="Đếm")
    JobFactory.create_batch(2)
    worker.run()
    states = sorted(Job.objects.values_list("state", flat=True))
    assert states == [JobState.DONE, JobState.WAITING]


def test_a_job_that_finds_no_room_on_the_disk_is_not_tried_again_and_says_so():
    def handler(context):
        raise OSError(errno.ENOSPC, "No space left on device")

    register("test.count", handler, title="Đếm")
    job = module.run_now(JobFactory())
    assert (job.state, job.failure["code"]) == (JobState.FAILED, "caicach.no_room")
    assert "sắp hết chỗ" in job.failure["params"]["sentence"]


def test_a_worker_outlives_a_database_that_does_not_answer(monkeypatch):
    worker, tries = Worker(), []

    def once():
        tries.append(1)
        if len(tries) == 1:
            raise OperationalError("the server closed the connection")
        worker.stop()
        return False

    monkeypatch.setattr(worker, "once", once)
    monkeypatch.setattr(module.connection, "close", lambda: None)
    monkeypatch.setattr(module, "POLL_SECONDS", 0)
    worker.run()
    assert len(tries) == 2


def test_no_two_workers_have_the_same_name():
    assert len({Worker().name for _ in range(50)}) == 50
    assert len(Worker().name) <= 80
