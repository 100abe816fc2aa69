"""Whoever does whatever in whatever order: nobody judges the own agency or the own word, and no score is lost."""

from contextlib import suppress
from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from caicach.agencies.models import Membership
from caicach.appraisals import appeals, appraising
from caicach.assessments.models import Appeal, Assessment, Entry, Score, Stage
from caicach.audit.models import AuditEvent
from caicach.core.scoring.claims import Claim
from caicach.people.permissions import Role
from caicach.rounds.running import reopen_assessment
from caicach.selfassessments import filling
from caicach.ui.errors import CaicachError
from tests.factories.agencies import MembershipFactory
from tests.factories.assessments import TODAY, open_world, person

CODES = st.sampled_from(["1.1", "1.2", "2"])
SIDES = st.booleans()
ACTORS = st.integers(min_value=0, max_value=9)
JUDGES = st.integers(min_value=4, max_value=6)  # most others are refused at the door
CLAIMS = st.builds(
    lambda part, decided, is_out: Claim(
        values={"a": Decimal(part), "b": Decimal(100)}, decided=decided, is_not_applicable=is_out
    ),
    st.integers(min_value=0, max_value=100),
    st.none() | st.sampled_from([Decimal(0), Decimal("0.5"), Decimal(2)]),
    st.booleans(),
)


class Duties(RuleBasedStateMachine):
    """Ten people with all kinds of roles, two agencies, one of them with people who also appraise."""

    def __init__(self) -> None:
        super().__init__()
        self.world = open_world(key=f"bo-{Assessment.objects.count()}-{AuditEvent.objects.count()}", second_share=1)
        own, twin, body = self.world.own.agency, self.world.twin.agency, self.world.body
        both = person(own, Role.FOCAL_POINT)
        MembershipFactory(user=both, agency=body, role=Role.APPRAISER)
        self.people = [
            self.world.focal, self.world.head, person(twin, Role.FOCAL_POINT), person(twin, Role.AGENCY_HEAD),
            self.world.appraiser, self.world.second, both, self.world.coordinator, person(body, Role.SYSADMIN),
            person(body, Role.LEADER),
        ]  # fmt: skip
        self.scores = 0

    def _entry(self, code: str, is_own: bool) -> Entry:
        return self.world.entry(code, self.world.own if is_own else self.world.twin)

    def _try(self, act, **given) -> None:
        with suppress(CaicachError):
            act(by=self.people[given.pop("who")], **given)

    @rule(who=ACTORS, code=CODES, is_own=SIDES, claim=CLAIMS, is_done=st.booleans())
    def fills_in(self, who, code, is_own, claim, is_done):
        entry = self._entry(code, is_own)
        self._try(
            filling.fill, who=who, entry=entry, version=entry.version, claim=claim, explanation="Vì", is_done=is_done,
            today=TODAY,
        )  # fmt: skip

    @rule(who=ACTORS, is_own=SIDES)
    def signs(self, who, is_own):
        row = Assessment.objects.get(pk=(self.world.own if is_own else self.world.twin).pk)
        self._try(filling.sign, who=who, assessment=row, version=row.version, today=TODAY)

    @rule(is_own=SIDES)
    def agency_does_all(self, is_own):
        row = Assessment.objects.get(pk=(self.world.own if is_own else self.world.twin).pk)
        if row.submitted_at is None:
            for code in ("1.1", "2"):
                self.fills_in(0 if is_own else 2, code, is_own, Claim(values={"a": Decimal(9), "b": Decimal(10)}), True)
            self.signs(1 if is_own else 3, is_own)

    @rule(who=ACTORS | JUDGES, code=CODES, is_own=SIDES)
    def accepts(self, who, code, is_own):
        entry = self._entry(code, is_own)
        self._try(appraising.accept, who=who, entry=entry, version=entry.version, today=TODAY)

    @rule(who=ACTORS | JUDGES, code=CODES, is_own=SIDES, claim=CLAIMS)
    def changes(self, who, code, is_own, claim):
        entry = self._entry(code, is_own)
        self._try(
            appraising.change, who=who, entry=entry, version=entry.version, claim=claim, reason_code="", reason="Vì",
            today=TODAY,
        )  # fmt: skip

    @rule(who=ACTORS, code=CODES, is_own=SIDES)
    def returns(self, who, code, is_own):
        entry = self._entry(code, is_own)
        until = TODAY + timedelta(days=2)
        self._try(
            appraising.return_, who=who, entry=entry, version=entry.version, reason="Vì", until=until, today=TODAY
        )

    @rule(who=ACTORS | JUDGES, code=CODES, is_own=SIDES, claim=CLAIMS)
    def reads_again(self, who, code, is_own, claim):
        entry = self._entry(code, is_own)
        self._try(
            appraising.read_again, who=who, entry=entry, version=entry.version, claim=claim, reason="", today=TODAY
        )

    @rule(who=ACTORS, code=CODES, is_own=SIDES)
    def appeals_against(self, who, code, is_own):
        entry = self._entry(code, is_own)
        self._try(appeals.appeal, who=who, entry=entry, version=entry.version, text="Vì", today=TODAY)

    @rule(who=ACTORS | JUDGES, code=CODES, is_own=SIDES, claim=st.none() | CLAIMS)
    def decides(self, who, code, is_own, claim):
        made = Appeal.objects.filter(entry=self._entry(code, is_own)).first()
        if made is not None:
            self._try(appeals.decide, who=who, appeal=made, version=made.version, claim=claim, answer="Vì", today=TODAY)

    @rule(who=JUDGES, other=JUDGES, is_own=SIDES, claim=CLAIMS)
    def a_leaf_goes_the_whole_way(self, who, other, is_own, claim):
        self.agency_does_all(is_own)
        self.changes(who, "2", is_own, Claim(values={}, decided=Decimal("0.25")))
        self.reads_again(other, "2", is_own, claim)
        self.appeals_against(0 if is_own else 2, "2", is_own)
        self.decides(other, "2", is_own, claim)

    @rule(who=ACTORS, is_own=SIDES)
    def reopens(self, who, is_own):
        row = Assessment.objects.get(pk=(self.world.own if is_own else self.world.twin).pk)
        self._try(reopen_assessment, who=who, assessment=row, version=row.version, reason="Vì")

    @invariant()
    def nobody_judges_the_own_agency(self):
        judged = Score.objects.filter(stage__in=[Stage.APPRAISED, Stage.SECOND, Stage.DECIDED])
        for agency, by in judged.values_list("entry__assessment__agency", "by"):
            assert not Membership.objects.filter(user=by, agency=agency).exists()

    @invariant()
    def only_the_agency_speaks_for_itself(self):
        filled = Score.objects.filter(stage=Stage.FILLED)
        for agency, by in filled.values_list("entry__assessment__agency", "by"):
            assert Membership.objects.filter(user=by, agency=agency).exists()

    @invariant()
    def nobody_decides_on_the_own_word(self):
        for entry in Entry.objects.with_scores().filter(decided__isnull=False):
            others = Score.objects.filter(entry=entry).exclude(stage=Stage.DECIDED)
            assert not others.filter(by=entry.decided.by).exists()
        for entry in Entry.objects.with_scores().filter(second__isnull=False, appraised__isnull=False):
            first = Score.objects.filter(entry=entry, stage=Stage.APPRAISED, pk__lt=entry.second.pk).last()
            assert first is None or first.by_id != entry.second.by_id

    @invariant()
    def no_score_is_lost_and_each_change_has_its_event(self):
        count = Score.objects.count()
        assert count >= self.scores
        self.scores = count

    @invariant()
    def points_stay_within_the_maximum(self):
        for entry in Entry.objects.with_scores().select_related("criterion"):
            for score in (entry.filled, entry.appraised, entry.second, entry.decided):
                assert score is None or score.points is None or 0 <= score.points <= entry.criterion.max_score


@pytest.mark.slow
class TestSeparationOfDuties(TestCase):
    def test_whatever_people_do(self):
        run_state_machine_as_test(
            Duties,
            settings=settings(
                max_examples=8,
                stateful_step_count=25,
                deadline=None,
                derandomize=True,
                suppress_health_check=list(HealthCheck),
            ),
        )
