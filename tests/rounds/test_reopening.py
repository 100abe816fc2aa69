"""Reopening a closed round: one asks, another decides, and what was asked stays to be read."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from caicach.assessments.errors import ReasonMissing, RoundNotClosed
from caicach.audit.models import AuditEvent
from caicach.people.permissions import Role
from caicach.rounds.errors import OwnReopening, ReopeningAsked, ReopeningEnded
from caicach.rounds.models import Reopening, ReopeningState
from caicach.rounds.reopening import ask_reopening, grant_reopening, refuse_reopening, take_back_reopening
from caicach.ui.errors import NotAllowed, RowMovedOn
from tests.factories.agencies import MembershipFactory
from tests.factories.assessments import person


def asked(world, by=None):
    round = world.round
    return ask_reopening(round=round, version=round.version, reason=" Nhập sai phiếu ", by=by or world.coordinator)


def test_asking_alone_opens_nothing(world):
    row = asked(world)
    assert (row.reason, row.is_waiting) == ("Nhập sai phiếu", True)
    assert world.round.state == "closed"


def test_what_another_grants_is_open_again(world):
    row = asked(world)
    round = grant_reopening(reopening=row, version=row.version, by=world.leader)
    assert (round.is_open, round.closed_at) == (True, None)
    row.refresh_from_db()
    assert (row.state, row.ended_by) == (ReopeningState.GRANTED, world.leader)
    told = AuditEvent.objects.get(code="assessments.round_reopened").details
    assert (told["reason"], told["asked_by"]) == ("Nhập sai phiếu", world.coordinator.pk)


def test_asking_needs_a_reason_and_a_closed_round_that_is_as_it_was_seen(world):
    round = world.round
    given = {"round": round, "by": world.coordinator}
    with pytest.raises(ReasonMissing):
        ask_reopening(version=round.version, reason="  ", **given)
    with pytest.raises(RowMovedOn):
        ask_reopening(version=round.version - 1, reason="Sai", **given)
    world.reopened()
    with pytest.raises(RoundNotClosed):
        asked(world)


def test_who_asked_never_decides_even_as_a_leader(world):
    MembershipFactory(user=world.coordinator, agency=world.rounds.body, role=Role.LEADER)
    row = asked(world)
    with pytest.raises(OwnReopening):
        grant_reopening(reopening=row, version=row.version, by=world.coordinator)
    with pytest.raises(OwnReopening):
        refuse_reopening(reopening=row, version=row.version, answer="Không", by=world.coordinator)
    assert world.round.state == "closed"


def test_the_database_takes_no_decision_by_who_asked(world):
    row = asked(world)
    decided = {"state": ReopeningState.GRANTED, "ended_by": world.coordinator, "ended_at": timezone.now()}
    with pytest.raises(IntegrityError), transaction.atomic():
        Reopening.objects.filter(pk=row.pk).update(**decided)


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.APPRAISER, Role.AGENCY_HEAD, Role.INSPECTOR, Role.SYSADMIN])
def test_only_a_leader_decides(world, role):
    row = asked(world)
    with pytest.raises(NotAllowed):
        grant_reopening(reopening=row, version=row.version, by=person(world.rounds.body, role))


@pytest.mark.parametrize("role", [Role.LEADER, Role.APPRAISER, Role.AGENCY_HEAD, Role.INSPECTOR, Role.SYSADMIN])
def test_only_a_coordinator_asks(world, role):
    with pytest.raises(NotAllowed):
        asked(world, by=person(world.rounds.body, role))


def test_one_request_waits_at_a_time(world):
    asked(world)
    with pytest.raises(ReopeningAsked, match="chờ duyệt"):
        asked(world)


def test_a_refusal_has_words_and_leaves_the_round_closed(world):
    row = asked(world)
    with pytest.raises(ReasonMissing):
        refuse_reopening(reopening=row, version=row.version, answer=" ", by=world.leader)
    done = refuse_reopening(reopening=row, version=row.version, answer="Không đủ căn cứ", by=world.leader)
    assert (done.state, done.answer) == (ReopeningState.REFUSED, "Không đủ căn cứ")
    assert world.round.state == "closed"


def test_what_was_taken_back_is_not_granted_any_more_and_stays(world):
    row = asked(world)
    taken = take_back_reopening(reopening=row, version=row.version, by=world.coordinator)
    with pytest.raises(ReopeningEnded, match="đã rút lại"):
        grant_reopening(reopening=taken, version=taken.version, by=world.leader)
    asked(world)
    assert [one.state for one in world.round.reopenings.all()] == ["waiting", "taken_back"]


def test_a_decision_on_what_has_moved_on_is_refused(world):
    row = asked(world)
    with pytest.raises(RowMovedOn):
        grant_reopening(reopening=row, version=row.version + 1, by=world.leader)
