"""Preparing as long work: one job for a round, of the round as it was when it was asked for."""

from datetime import date

import pytest

from caicach.agencies.models import Membership
from caicach.jobs.models import Job, JobState
from caicach.jobs.services import cancel
from caicach.jobs.worker import run_now
from caicach.people.permissions import Role
from caicach.publications.errors import (
    AlreadyPrepared,
    BeingPrepared,
    CorrectionNeedsReason,
    RoundChanged,
    RoundNotClosed,
)
from caicach.publications.models import Publication
from caicach.publications.preparing_job import ask_to_prepare
from caicach.publications.services import compute, put_before_leader
from caicach.ui.errors import NotAllowed
from tests.factories.assessments import open_world, person


def asked(world, **more):
    return ask_to_prepare(round=world.round, by=world.coordinator, **more)


def test_the_job_makes_the_publication_that_was_asked_for(world):
    job = run_now(asked(world, decision_number=" 5/QĐ-UBND ", decided_on=date(2027, 1, 15)))
    row = Publication.objects.get()
    assert (job.state, job.result) == (JobState.DONE, {"publication": str(row.pk)})
    assert (row.decision_number, row.decided_on) == ("5/QĐ-UBND", date(2027, 1, 15))
    assert (row.prepared_by, row.results.count(), row.is_waiting) == (world.coordinator, 2, True)


def test_asking_twice_is_one_job_and_asking_otherwise_is_refused(world):
    first = asked(world)
    assert asked(world) == first
    with pytest.raises(BeingPrepared):
        asked(world, decision_number="6/QĐ-UBND")
    with pytest.raises(BeingPrepared):
        ask_to_prepare(round=world.round, by=person(world.rounds.body, Role.COORDINATOR))
    assert Job.objects.count() == 1


def test_what_was_stopped_is_not_written_and_may_be_asked_for_anew(world):
    job = asked(world)
    cancel(job=job, by=world.coordinator)
    assert not Publication.objects.exists()
    assert run_now(asked(world)).state == JobState.DONE


def test_what_may_not_be_prepared_becomes_no_job(world):
    with pytest.raises(NotAllowed):
        ask_to_prepare(round=world.round, by=world.leader)
    world.reopened()
    with pytest.raises(RoundNotClosed):
        asked(world)
    world.close()
    world.prepared()
    with pytest.raises(AlreadyPrepared):
        asked(world)
    world.approved(Publication.objects.get())
    with pytest.raises(CorrectionNeedsReason):
        asked(world)
    assert not Job.objects.exists()


@pytest.mark.parametrize("closed_again", [False, True])
def test_a_round_that_changed_before_the_work_began_is_told_and_nothing_is_written(world, closed_again):
    job = asked(world)
    world.reopened()
    if closed_again:
        world.close()
    job = run_now(job)
    assert (job.state, job.failure["code"]) == (JobState.FAILED, "publications.round_changed")
    assert "trong khi đang tính" in job.failure["params"]["sentence"]
    assert not Publication.objects.exists()


def test_a_round_that_changed_while_it_was_computed_is_told(world):
    computed = compute(round=world.round, by=world.coordinator)
    world.reopened()
    with pytest.raises(RoundChanged):
        put_before_leader(computed, by=world.coordinator)
    world.close()
    with pytest.raises(RoundChanged):
        put_before_leader(computed, by=world.coordinator)


def test_who_may_not_prepare_any_more_when_the_work_begins_gets_nothing(world):
    job = asked(world)
    Membership.objects.filter(user=world.coordinator).update(valid_to=date(2020, 1, 1))
    assert run_now(job).state == JobState.FAILED
    assert not Publication.objects.exists()


def test_two_publications_of_a_round_do_not_wait_even_when_both_were_computed(world):
    computed = compute(round=world.round, by=world.coordinator)
    world.prepared()
    with pytest.raises(AlreadyPrepared):
        put_before_leader(computed, by=world.coordinator)


def test_a_round_that_runs_is_not_prepared(db):
    rounds = open_world()
    with pytest.raises(RoundNotClosed):
        ask_to_prepare(round=rounds.round, by=rounds.coordinator)
