"""What an agency says of itself: when it may, what it must give, what stands once the head has signed."""

from datetime import date
from decimal import Decimal

import pytest

from caicach.appraisals.appraising import return_
from caicach.assessments.errors import (
    AlreadySubmitted,
    ClaimRefused,
    NotComplete,
    NotScoredHere,
    PhaseClosed,
    RoundIncomplete,
)
from caicach.assessments.models import AppraisalState, Phase, Score, Stage
from caicach.assessments.results import Reading, result_of
from caicach.core.scoring.claims import Claim
from caicach.people.permissions import Role
from caicach.rounds.preparing import open_round, prepare_round
from caicach.rounds.running import reopen_assessment, set_window
from caicach.selfassessments.filling import fill, sign, take_back
from caicach.ui.errors import NotAllowed, RowMovedOn
from tests.factories.agencies import AgencyFactory
from tests.factories.assessments import HALF, TODAY, WHOLE, person, setting_for
from tests.factories.criteria import issued_set


def _fill(world, code="1.1", claim=HALF, by=None, today=TODAY, **more):
    entry = world.entry(code)
    given = {"explanation": "", "is_done": True, "version": entry.version} | more
    return fill(entry=entry, claim=claim, by=by or world.focal, today=today, **given)


def test_a_leaf_gets_the_points_of_its_rule(world):
    entry = _fill(world)
    assert entry.filled.points == Decimal(1)  # half of 2
    assert entry.is_done


def test_an_empty_leaf_has_no_score_and_is_not_zero(world):
    entry = _fill(world, claim=Claim(), is_done=False)
    assert entry.filled is None
    assert result_of(world.own, Reading.FILLED).missing == ("1.1", "1.2", "2")


def test_a_leaf_without_all_figures_is_kept_and_is_not_finished(world):
    half = Claim(values={"a": Decimal(50), "b": None})
    entry = _fill(world, claim=half, is_done=False)
    assert entry.filled.points is None
    with pytest.raises(ClaimRefused, match="còn thiếu B"):
        _fill(world, claim=half)


def test_a_part_larger_than_its_whole_never_gives_more_than_the_maximum(world):
    entry = _fill(world, claim=Claim(values={"a": Decimal(300), "b": Decimal(100)}), is_done=False)
    assert entry.filled.points <= entry.criterion.max_score


def test_the_same_figures_again_are_no_new_score(world):
    _fill(world)
    _fill(world)
    assert Score.objects.filter(entry=world.entry("1.1")).count() == 1


def test_every_change_stays_to_be_read(world):
    _fill(world)
    _fill(world, claim=WHOLE)
    held = [one.points for one in Score.objects.filter(entry=world.entry("1.1"), stage=Stage.FILLED)]
    assert held == [Decimal(1), Decimal(2)]


def test_not_applicable_wants_words(world):
    with pytest.raises(ClaimRefused, match="vì sao không áp dụng"):
        _fill(world, claim=Claim(is_not_applicable=True))
    entry = _fill(world, claim=Claim(is_not_applicable=True), explanation="Cơ quan không có thủ tục hành chính.")
    assert entry.filled.is_not_applicable
    assert entry.filled.points is None


def test_an_agency_may_not_decide_points_against_the_rule(world):
    entry = _fill(world, claim=Claim(values=HALF.values, decided=Decimal(2)))
    assert entry.filled.points == Decimal(1)


def test_a_leaf_of_a_survey_is_not_filled_in(world):
    with pytest.raises(NotScoredHere):
        _fill(world, code="1.2")


def test_another_agency_does_not_fill_it_in(world):
    with pytest.raises(NotAllowed):
        _fill(world, by=person(world.twin.agency, Role.FOCAL_POINT))


def test_a_window_closes_by_itself(world):
    with pytest.raises(PhaseClosed, match="30/11/2026"):
        _fill(world, today=date(2026, 12, 1))


def test_an_extension_for_one_agency_opens_for_it_alone(world):
    late, span = date(2026, 12, 3), (date(2026, 12, 1), date(2026, 12, 5))
    set_window(
        round=world.round,
        phase=Phase.FILLING,
        span=span,
        reason="Mất điện",
        by=world.coordinator,
        agency=world.own.agency,
    )
    assert _fill(world, today=late).is_done
    twin = world.entry("1.1", world.twin)
    with pytest.raises(PhaseClosed):
        fill(
            entry=twin, version=1, claim=HALF, explanation="", is_done=False, today=late,
            by=person(world.twin.agency, Role.FOCAL_POINT),
        )  # fmt: skip


def test_a_row_that_moved_on_is_not_overwritten(world):
    _fill(world)
    with pytest.raises(RowMovedOn):
        _fill(world, version=1)


def test_nobody_signs_while_leaves_are_open(world):
    _fill(world)
    with pytest.raises(NotComplete, match="2"):
        sign(assessment=world.own, version=1, by=world.head, today=TODAY)


def test_the_focal_point_does_not_sign(world):
    world.fill_all()
    with pytest.raises(NotAllowed):
        sign(assessment=world.own, version=1, by=world.focal, today=TODAY)


def test_what_is_signed_stands(world):
    signed = world.signed()
    assert len(signed.submitted_hash) == 64
    assert signed.route["1.1"] == [world.body.pk]
    with pytest.raises(AlreadySubmitted):
        _fill(world, claim=WHOLE)


def test_a_signature_may_be_taken_back_until_somebody_appraises(world):
    signed = world.signed()
    back = take_back(assessment=signed, version=signed.version, by=world.head, today=TODAY)
    assert back.submitted_at is None
    assert _fill(world, claim=WHOLE).filled.points == Decimal(2)


def test_reopening_is_an_act_with_a_reason(world):
    signed = world.signed()
    again = reopen_assessment(assessment=signed, version=signed.version, reason="Sai số liệu", by=world.coordinator)
    assert again.submitted_at is None
    assert again.submitted_hash == ""


def test_a_returned_leaf_is_answered_after_the_signature(world):
    world.signed()
    entry = world.entry("1.1")
    return_(
        entry=entry,
        version=entry.version,
        reason="Thiếu báo cáo",
        until=date(2026, 11, 25),
        by=world.appraiser,
        today=TODAY,
    )
    answered = _fill(world, claim=WHOLE)
    assert answered.appraisal == AppraisalState.WAITING
    assert answered.answered_at is not None
    with pytest.raises(AlreadySubmitted):
        _fill(world, code="2", claim=WHOLE)


def test_a_round_does_not_open_where_an_agency_would_appraise_itself(db):
    own = AgencyFactory(name="Sở Tư pháp")
    criteria_set = issued_set("tu-cham")
    round = prepare_round(criteria_set=criteria_set, setting=setting_for(criteria_set, [own], [own]), by=None)
    with pytest.raises(RoundIncomplete, match="tự thẩm định mình"):
        open_round(round=round, version=round.version, by=None)


def test_a_round_does_not_open_without_somebody_to_appraise(db):
    criteria_set = issued_set("khong-ai")
    setting = setting_for(criteria_set, [AgencyFactory()], [])
    round = prepare_round(criteria_set=criteria_set, setting=setting, by=None)
    with pytest.raises(RoundIncomplete, match=r"1\.1, 2"):
        open_round(round=round, version=round.version, by=None)
