"""Appraisal: who may, what stays side by side, and what chance reads a second time."""

from datetime import date
from decimal import Decimal

import pytest

from caicach.assessments import appeals, appraising
from caicach.assessments.errors import (
    AnswerAwaited,
    MayNotLower,
    NoDifference,
    NotFromOutside,
    NotSecondRead,
    NotSubmitted,
    NotYourCriterion,
    OwnAgency,
    OwnWord,
    ReasonMissing,
    RoundUnfinished,
)
from caicach.assessments.models import AppraisalState
from caicach.assessments.outside import enter_outside
from caicach.assessments.results import Reading, result_of, results_of, standings_of
from caicach.assessments.rounds import close_round, set_unranked
from caicach.core.scoring.claims import Claim
from caicach.people.permissions import Role
from caicach.ui.errors import NotAllowed
from tests.factories.agencies import AgencyFactory, MembershipFactory
from tests.factories.assessments import AFTERWARDS, HALF, TODAY, WHOLE, open_world, person

QUARTER = Claim(values={"a": Decimal(25), "b": Decimal(100)})


def _change(world, code="1.1", claim=QUARTER, by=None, reason="Số liệu không khớp báo cáo"):
    entry = world.entry(code)
    return appraising.change(
        entry=entry, version=entry.version, claim=claim, reason_code="figures", reason=reason,
        by=by or world.appraiser, today=TODAY,
    )  # fmt: skip


def _accept(world, code="1.1", by=None, assessment=None):
    entry = world.entry(code, assessment)
    return appraising.accept(entry=entry, version=entry.version, by=by or world.appraiser, today=TODAY)


def test_accepting_keeps_both_values(world):
    world.signed()
    entry = _accept(world)
    assert (entry.filled.points, entry.appraised.points) == (Decimal(1), Decimal(1))
    assert entry.appraisal == AppraisalState.ACCEPTED
    assert entry.filled.by == world.focal
    assert entry.appraised.by == world.appraiser


def test_changing_wants_a_reason_and_leaves_the_agencys_word(world):
    world.signed()
    with pytest.raises(ReasonMissing):
        _change(world, reason=" ")
    entry = _change(world)
    assert (entry.filled.points, entry.appraised.points) == (Decimal(1), Decimal("0.5"))


def test_an_appraiser_may_set_points_against_the_rule(world):
    world.signed()
    entry = _change(world, claim=Claim(values=HALF.values, decided=Decimal("0.3")))
    assert entry.appraised.points == Decimal("0.3")


def test_nothing_is_appraised_before_the_head_has_signed(world):
    world.fill_all()
    with pytest.raises(NotSubmitted):
        _accept(world)


def test_nobody_appraises_the_own_agency(world):
    world.signed()
    MembershipFactory(user=world.appraiser, agency=world.own.agency, role=Role.STAFF)
    with pytest.raises(OwnAgency):
        _accept(world)


def test_working_in_a_unit_of_an_agency_is_working_in_it(world):
    world.signed()
    unit = AgencyFactory(parent=world.own.agency, kind="unit")
    MembershipFactory(user=world.appraiser, agency=unit, role=Role.STAFF)
    with pytest.raises(OwnAgency):
        _accept(world)


def test_who_has_filled_a_leaf_in_does_not_appraise_it_after_moving(world):
    world.signed()
    MembershipFactory(user=world.focal, agency=world.body, role=Role.APPRAISER)
    world.focal.memberships.filter(agency=world.own.agency).update(valid_to=date(2026, 11, 15))
    with pytest.raises(OwnWord):
        _accept(world, by=world.focal)


def test_an_appraiser_of_another_body_is_refused(world):
    world.signed()
    stranger = person(AgencyFactory(name="Sở Tài chính"), Role.APPRAISER)
    with pytest.raises(NotYourCriterion, match="Sở Nội vụ"):
        _accept(world, by=stranger)


def test_a_coordinator_does_not_appraise(world):
    world.signed()
    with pytest.raises(NotAllowed):
        _accept(world, by=world.coordinator)


def test_a_returned_leaf_waits_for_its_agency(world):
    world.signed()
    entry = world.entry("1.1")
    until = date(2026, 11, 25)
    appraising.return_(
        entry=entry, version=entry.version, reason="Thiếu báo cáo", until=until, by=world.appraiser, today=TODAY
    )
    with pytest.raises(AnswerAwaited):
        _accept(world)
    entry = world.entry("1.1")
    late = appraising.accept(entry=entry, version=entry.version, by=world.appraiser, today=date(2026, 11, 26))
    assert late.appraisal == AppraisalState.ACCEPTED


def test_the_second_reading_is_by_somebody_else_and_changes_no_score(db):
    world = open_world(second_share=Decimal(1))
    world.signed()
    _accept(world)
    entry = world.entry("1.1")
    with pytest.raises(OwnWord):
        appraising.read_again(
            entry=entry, version=entry.version, claim=QUARTER, reason="", by=world.appraiser, today=TODAY
        )
    read = appraising.read_again(
        entry=entry, version=entry.version, claim=QUARTER, reason="Thiếu", by=world.second, today=TODAY
    )
    assert read.second.points == Decimal("0.5")
    assert read.counting.points == Decimal(1)


def test_what_chance_did_not_choose_is_not_read_again(db):
    world = open_world(second_share=Decimal(0))
    world.signed()
    entry = _accept(world)
    with pytest.raises(NotSecondRead):
        appraising.read_again(
            entry=entry, version=entry.version, claim=QUARTER, reason="", by=world.second, today=TODAY
        )


def test_the_same_seed_chooses_the_same_leaves_and_about_the_share():
    chosen = [
        (agency, leaf)
        for agency in range(150)
        for leaf in range(90)
        if appraising.is_chosen("hat-giong", f"so-{agency}", f"1.{leaf}", Decimal("0.05"))
    ]
    assert 0.04 < len(chosen) / (150 * 90) < 0.06
    assert appraising.is_chosen("hat-giong", f"so-{chosen[0][0]}", f"1.{chosen[0][1]}", Decimal("0.05"))


def test_an_appeal_is_decided_by_somebody_who_has_not_scored_the_leaf(world):
    world.signed()
    _change(world)
    entry = world.entry("1.1")
    made = appeals.appeal(entry=entry, version=entry.version, text="Báo cáo số 12", by=world.focal, today=TODAY)
    with pytest.raises(OwnWord):
        appeals.decide(appeal=made, version=1, claim=HALF, answer="Đồng ý", by=world.appraiser, today=TODAY)
    done = appeals.decide(appeal=made, version=1, claim=HALF, answer="Đồng ý", by=world.second, today=TODAY)
    assert done.is_changed
    entry = world.entry("1.1")
    assert [one.points for one in (entry.filled, entry.appraised, entry.decided)] == [1, Decimal("0.5"), 1]
    assert entry.counting == entry.decided


def test_an_appeal_never_lowers_where_the_round_says_so(world):
    world.signed()
    _change(world)
    entry = world.entry("1.1")
    made = appeals.appeal(entry=entry, version=entry.version, text="Báo cáo số 12", by=world.focal, today=TODAY)
    lower = Claim(values={"a": Decimal(10), "b": Decimal(100)})
    with pytest.raises(MayNotLower, match="0,5"):
        appeals.decide(appeal=made, version=1, claim=lower, answer="Sai", by=world.second, today=TODAY)


def test_there_is_nothing_to_appeal_against_where_nothing_differs(world):
    world.signed()
    entry = _accept(world)
    with pytest.raises(NoDifference):
        appeals.appeal(entry=entry, version=entry.version, text="…", by=world.focal, today=TODAY)


def test_points_from_outside_have_a_source_and_count_at_once(world):
    entry = world.entry("1.2")
    with pytest.raises(ReasonMissing):
        enter_outside(entry=entry, version=1, claim=WHOLE, source="", by=world.surveyor)
    done = enter_outside(entry=entry, version=1, claim=WHOLE, source="Kết quả khảo sát 2026", by=world.surveyor)
    assert done.counting.points == Decimal(3)
    with pytest.raises(NotFromOutside):
        enter_outside(entry=world.entry("1.1"), version=1, claim=WHOLE, source="…", by=world.surveyor)


def _finished(world):
    """Both agencies through the whole round: the own one reaches 1 + 3 + 2.5, the twin 2 + 1.5 + 5."""
    world.signed(world.own)
    world.signed(world.twin, WHOLE)
    for assessment, claim in ((world.own, WHOLE), (world.twin, HALF)):
        entry = world.entry("1.2", assessment)
        enter_outside(entry=entry, version=1, claim=claim, source="Khảo sát", by=None)
        for code in ("1.1", "2"):
            _accept(world, code, assessment=assessment)


def test_results_add_up_and_rank_within_the_group(world):
    _finished(world)
    results = results_of(world.round, Reading.COUNTING)
    points = {one.assessment: one.result.exact for one in results}
    assert points == {world.own: Decimal("6.5"), world.twin: Decimal("8.5")}
    ranked = standings_of(world.round, results)["Sở, ban, ngành"]
    assert [(one.agency, one.rank) for one in ranked] == [(world.twin.agency.code, 1), (world.own.agency.code, 2)]


def test_a_group_without_ranking_this_year_has_no_ranks(world):
    _finished(world)
    round = set_unranked(
        round=world.round,
        version=world.round.version,
        group="Sở, ban, ngành",
        reason="Sắp xếp bộ máy",
        by=world.coordinator,
    )
    assert standings_of(round, results_of(round, Reading.COUNTING)) == {}


def test_what_is_not_applicable_shrinks_the_maximum(world):
    world.signed()
    entry = world.entry("1.1")
    appraising.change(
        entry=entry, version=entry.version, claim=Claim(is_not_applicable=True), reason_code="",
        reason="Không có thủ tục", by=world.appraiser, today=TODAY,
    )  # fmt: skip
    result = result_of(world.own, Reading.APPRAISED)
    assert result.applicable == Decimal(8)


def test_a_round_closes_only_when_nothing_is_open(world):
    world.signed()
    with pytest.raises(RoundUnfinished, match="1 cơ quan chưa gửi"):
        close_round(round=world.round, version=world.round.version, by=world.coordinator, today=AFTERWARDS)
    world.signed(world.twin)
    for assessment in (world.own, world.twin):
        for code in ("1.1", "2"):
            _accept(world, code, assessment=assessment)
    closed = close_round(round=world.round, version=world.round.version, by=world.coordinator, today=AFTERWARDS)
    assert closed.state == "closed"
