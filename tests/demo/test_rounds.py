"""The rounds of the demonstration are what the services would have left behind, and show every kind of thing."""

from datetime import date

import pytest
from django.db import transaction
from django.test import override_settings

from caicach.agencies.models import Agency, Membership
from caicach.assessments.models import (
    Appeal,
    AppraisalState,
    Assessment,
    Entry,
    EntryEvidence,
    Phase,
    Round,
    RoundState,
    Score,
    Stage,
)
from caicach.assessments.results import Reading, results_of
from caicach.assessments.scores import rounded_points
from caicach.assessments.windows import windows_of
from caicach.audit.models import AuditEvent
from caicach.audit.trail import broken_at
from caicach.core.scoring.claims import outcome_of
from caicach.demo.cast import engage, person
from caicach.demo.criteria import issue_shipped_sets
from caicach.demo.register import load_register
from caicach.demo.rounds import hold_rounds
from caicach.rounds.running import unfinished
from caicach.selfassessments.filling import hash_of, open_leaves

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
TODAY = date(2026, 11, 27)


@pytest.fixture(scope="module")
def held(django_db_setup, django_db_blocker, tmp_path_factory):
    """All rounds, held once for every test here."""
    quick = {"FILES_ROOT": tmp_path_factory.mktemp("files")}
    with django_db_blocker.unblock(), override_settings(**quick), transaction.atomic():
        load_register()
        engage()
        issue_shipped_sets()
        yield hold_rounds(TODAY)
        transaction.set_rollback(True)


def round_of(kind, year):
    return Round.objects.get(criteria_set__agency_kind=kind, year=year)


def test_two_years_of_departments_and_one_of_communes_are_finished_and_both_run(held):
    found = set(Round.objects.values_list("criteria_set__agency_kind", "year", "state"))
    closed, running = RoundState.CLOSED.value, RoundState.OPEN.value
    departments = {("department", 2024, closed), ("department", 2025, closed), ("department", 2026, running)}
    assert found == departments | {("commune", 2025, closed), ("commune", 2026, running)}
    assert len(held) == 5


def test_a_second_time_adds_nothing(held):
    before = AuditEvent.objects.count()
    assert hold_rounds(TODAY) == {}
    assert AuditEvent.objects.count() == before


def test_nothing_is_left_open_in_a_finished_round_and_every_agency_has_a_result(held):
    for row in Round.objects.filter(state=RoundState.CLOSED):
        assert unfinished(row) == []
        assert row.closed_at.date() < TODAY
        assert all(one.result.share for one in results_of(row, Reading.COUNTING))


def test_every_phase_of_a_running_round_is_open_today(held):
    for row in Round.objects.filter(state=RoundState.OPEN):
        assert all(windows_of(row).is_open(phase, None, TODAY) for phase in Phase)


def test_the_merged_department_is_assessed_under_its_old_name_and_then_its_follower_alone(held):
    old = Agency.objects.get(code="so-ke-hoach-va-dau-tu")
    years = set(old.assessments.values_list("round__year", flat=True))
    assert years == {2024}
    follower = Agency.objects.get(code="so-tai-chinh")
    assert set(follower.assessments.values_list("round__year", flat=True)) == {2024, 2025, 2026}


def test_a_signature_covers_what_was_there_then(held):
    checked = 0
    for one in Assessment.objects.exclude(submitted_at=None).filter(round__criteria_set__agency_kind="department"):
        assert one.submitted_by is not None
        assert one.route
        if not one.entries.exclude(return_reason="").exists():
            assert one.submitted_hash == hash_of(one)
            checked += 1
    assert checked > 3


def test_scores_are_what_the_core_makes_of_their_claims(held):
    rows = Score.objects.filter(entry__assessment__round=round_of("department", 2025))
    leaves = {leaf.code: leaf for leaf in round_of("department", 2025).criteria_set.as_core.leaves()}
    for row in rows.select_related("entry__criterion"):
        outcome = outcome_of(leaves[row.entry.criterion.code], row.as_core)
        assert row.points == rounded_points(outcome)


def test_each_score_that_holds_is_the_newest_of_its_stage(held):
    rows = Entry.objects.filter(assessment__round=round_of("department", 2024)).with_scores()
    for entry in rows.prefetch_related("scores"):
        for stage in Stage:
            told = [score.pk for score in entry.scores.all() if score.stage == stage]
            held_now = getattr(entry, stage.value)
            assert (held_now.pk if held_now else None) == (max(told) if told else None)


def test_nobody_appraises_or_decides_on_the_own_agency_or_the_own_word(held):
    agencies = {one.user_id: one.agency_id for one in Membership.objects.filter(user__isnull=False)}
    judged = Score.objects.filter(stage__in=[Stage.APPRAISED, Stage.SECOND, Stage.DECIDED])
    for row in judged.values_list("by", "entry__assessment__agency"):
        assert agencies[row[0]] != row[1]
    for entry in Entry.objects.filter(second__isnull=False).select_related("appraised", "second"):
        assert entry.appraised.by_id != entry.second.by_id
    for appeal in Appeal.objects.exclude(decided_at=None).select_related("entry__appraised", "entry__second"):
        scored = {one.by_id for one in (appeal.entry.appraised, appeal.entry.second) if one}
        assert appeal.decided_by_id not in scored


def test_every_kind_of_thing_occurs(held):
    department = Entry.objects.filter(assessment__round=round_of("department", 2026))
    assert {state for state, _label in AppraisalState.choices} == set(department.values_list("appraisal", flat=True))
    assert Appeal.objects.filter(decided_at=None, entry__in=department).exists()
    assert set(Appeal.objects.exclude(decided_at=None).values_list("is_changed", flat=True)) == {True, False}
    assert Score.objects.filter(is_not_applicable=True, stage=Stage.FILLED).exists()
    assert Score.objects.filter(entry__criterion__code__startswith="T.", points__gt=0).exists()
    assert Score.objects.filter(entry__criterion__code="P.1", points__gt=0, stage=Stage.APPRAISED).exists()
    assert Score.objects.filter(stage=Stage.OUTSIDE).exists()
    assert not Score.objects.filter(stage=Stage.OUTSIDE, source="").exists()
    assert Score.objects.filter(stage=Stage.SECOND).exists()
    assert EntryEvidence.objects.filter(document__file__isnull=False).exists()
    assert EntryEvidence.objects.filter(document__file=None).exists()
    assert Entry.objects.filter(answered_at__isnull=False).exists()
    assert Entry.objects.filter(agreed_at__isnull=False).exists()


def test_those_with_a_card_are_in_the_middle_of_filling_in(held):
    for code, kind in (("so-tu-phap", "department"), ("phuong-lac-dong", "commune")):
        one = round_of(kind, 2026).assessments.get(agency__code=code)
        own = one.entries.filter(outside=None).count()
        assert one.submitted_at is None
        assert 0.3 < len(open_leaves(one)) / own < 0.7


def test_leaves_wait_for_the_appraisers_with_a_card(held):
    row = round_of("department", 2026)
    signed = Entry.objects.filter(assessment__round=row, assessment__submitted_at__isnull=False)
    for username in ("demo-appraiser", "demo-appraiser-2"):
        body = Membership.objects.get(user=person(username)).agency_id
        waiting = signed.filter(appraisal=AppraisalState.WAITING).select_related("assessment", "criterion")
        assert sum(body in one.assessment.route.get(one.criterion.code, ()) for one in waiting) > 5


def test_the_trail_holds_and_nothing_in_it_lies_ahead(held):
    assert broken_at() is None
    told = AuditEvent.objects.filter(code__startswith="assessments.", at__date__gt=TODAY)
    assert not told.exclude(code__in=["assessments.round_prepared", "assessments.round_opened"]).exists()
