"""Whoever does whatever in whatever order: two people publish, neither has scored, and nothing published moves."""

from contextlib import suppress
from decimal import Decimal

import pytest
from django.forms.models import model_to_dict
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from caicach.assessments.appraising import change
from caicach.assessments.models import Assessment, Score
from caicach.assessments.rounds import close_round
from caicach.audit.trail import broken_at
from caicach.core.scoring.claims import Claim
from caicach.people.permissions import Role
from caicach.publications.models import Publication
from caicach.publications.services import approve, discard, prepare
from caicach.rounds.models import ReopeningState
from caicach.rounds.reopening import ask_reopening, grant_reopening
from caicach.ui.errors import CaicachError
from tests.factories.agencies import MembershipFactory
from tests.factories.assessments import AFTERWARDS, TODAY, person
from tests.factories.publications import closed_world

ACTORS = st.integers(min_value=0, max_value=5)
LEADERS = st.integers(min_value=2, max_value=4)


class Publishing(RuleBasedStateMachine):
    """Six people; two of the three leaders may not approve: one prepares as well, one has scored."""

    def __init__(self) -> None:
        super().__init__()
        self.world = closed_world(key=f"bo-{Assessment.objects.count()}-{Score.objects.count()}")
        body = self.world.rounds.body
        both = person(body, Role.COORDINATOR)
        for user in (both, self.world.rounds.appraiser):
            MembershipFactory(user=user, agency=body, role=Role.LEADER)
        self.people = [
            self.world.coordinator, self.world.rounds.focal, self.world.leader, both, self.world.rounds.appraiser,
            person(body, Role.SYSADMIN),
        ]  # fmt: skip
        self.published = {}

    def _try(self, act, *, who, **given):
        with suppress(CaicachError):
            return act(by=self.people[who], **given)

    @initialize()
    def something_is_published(self):
        self.prepares(0)
        self.approves(2)

    @rule(who=ACTORS)
    def prepares(self, who):
        self._try(prepare, who=who, round=self.world.round, reason="Vì")

    @rule(who=LEADERS | ACTORS)
    def approves(self, who):
        for row in Publication.objects.filter(round=self.world.round):
            if done := self._try(approve, who=who, publication=row, version=row.version, sha256=row.sha256):
                self.published[done.pk] = self._told(done)

    @rule(who=ACTORS)
    def discards(self, who):
        row = Publication.objects.filter(round=self.world.round).first()
        if row is not None:
            self._try(discard, who=who, publication=row, version=row.version)

    @rule(who=ACTORS)
    def asks_to_reopen(self, who):
        round = self.world.round
        self._try(ask_reopening, who=who, round=round, version=round.version, reason="Vì")

    @rule(who=ACTORS)
    def decides_on_reopening(self, who):
        for row in self.world.round.reopenings.waiting():
            self._try(grant_reopening, who=who, reopening=row, version=row.version)

    @rule(who=ACTORS, points=st.sampled_from(["1", "3", "4.5"]))
    def corrects_a_score(self, who, points):
        self.asks_to_reopen(who)
        self.decides_on_reopening(who)
        self.decides_on_reopening(2)
        entry = self.world.rounds.entry("2")
        claim = Claim(decided=Decimal(points))
        given = {"entry": entry, "version": entry.version, "claim": claim, "reason_code": "", "reason": "Vì"}
        self._try(change, who=4, today=TODAY, **given)

    @rule()
    def closes(self):
        round = self.world.round
        self._try(close_round, who=0, round=round, version=round.version, today=AFTERWARDS)

    @rule(who=st.sampled_from([0, 3]), points=st.sampled_from(["1", "2.5", "5"]))
    def it_goes_the_whole_way(self, who, points):
        """Without this, chance would hardly ever publish anything."""
        self.corrects_a_score(who, points)
        self.closes()
        self.discards(who)
        self.prepares(who)
        self.approves(who)
        self.approves(2)

    def _told(self, publication):
        row = Publication.objects.get(pk=publication.pk)
        return [model_to_dict(row), [model_to_dict(one) for one in row.results.all()]]

    def _approved(self):
        return Publication.objects.approved().filter(round=self.world.round)

    @invariant()
    def two_people_publish_and_neither_word_is_their_own(self):
        for row in self._approved():
            assert row.approved_by_id != row.prepared_by_id
            assert not Score.objects.filter(entry__assessment__round=row.round_id, by=row.approved_by_id).exists()

    @invariant()
    def two_people_reopen(self):
        granted = self.world.round.reopenings.filter(state=ReopeningState.GRANTED)
        assert all(row.ended_by_id != row.asked_by_id for row in granted)
        assert {row.ended_by_id for row in granted} <= {self.people[who].pk for who in (2, 3, 4)}

    @invariant()
    def what_is_published_never_moves(self):
        assert {row.pk: self._told(row) for row in self._approved()} == self.published

    @invariant()
    def one_holds_and_each_other_is_corrected_by_the_next(self):
        rows = list(self._approved().order_by("number"))
        assert [row.number for row in rows] == list(range(1, len(rows) + 1))
        assert [row.corrects for row in rows] == [None, *rows[:-1]][: len(rows)]
        assert list(Publication.objects.in_force().filter(round=self.world.round)) == rows[-1:]

    @invariant()
    def the_trail_is_whole(self):
        assert broken_at() is None


@pytest.mark.slow
class TestTwoPeople(TestCase):
    def test_whatever_people_do(self):
        run_state_machine_as_test(
            Publishing,
            settings=settings(
                max_examples=6,
                stateful_step_count=20,
                deadline=None,
                derandomize=True,
                suppress_health_check=list(HealthCheck),
            ),
        )
