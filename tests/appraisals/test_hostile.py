"""What nobody's page sends, and what the rules do not foresee: refused in words, never an error of ours."""

from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.urls import reverse

from caicach.appraisals import appeals, appraising
from caicach.appraisals.appeals import agree
from caicach.assessments.errors import (
    AgencyLeft,
    AlreadyAppealed,
    ClaimRefused,
    NotSubmitted,
    ReturnTooEarly,
    RoundIncomplete,
)
from caicach.assessments.models import AppraisalState, Phase, Window
from caicach.core.scoring.claims import Claim
from caicach.outside.entering import enter_outside
from caicach.rounds.preparing import open_round, prepare_round
from caicach.rounds.running import leave_round, reopen_assessment
from caicach.selfassessments.filling import fill, sign
from tests.factories.assessments import HALF, SPANS, TODAY, WHOLE, setting_for
from tests.rounds.test_pages import client_of

NOBODY = "6d3f2a1c-0b5e-4f7a-9c8d-1e2f3a4b5c6d"
QUARTER = Claim(values={"a": Decimal(25), "b": Decimal(100)})


def accept(world, code="1.1"):
    entry = world.entry(code)
    return appraising.accept(entry=entry, version=entry.version, by=world.appraiser, today=TODAY)


def change(world, claim, code="1.1"):
    entry = world.entry(code)
    given = {"reason_code": "figures", "reason": "Số liệu khác", "by": world.appraiser, "today": TODAY}
    return appraising.change(entry=entry, version=entry.version, claim=claim, **given)


def fill_again(world, claim, code="1.1"):
    entry = world.entry(code)
    given = {"explanation": "", "is_done": True, "by": world.focal, "today": TODAY}
    return fill(entry=entry, version=entry.version, claim=claim, **given)


def reopened(world):
    world.own.refresh_from_db()
    given = {"version": world.own.version, "reason": "Sai số liệu", "by": world.coordinator}
    return reopen_assessment(assessment=world.own, **given)


def left(world):
    world.own.refresh_from_db()
    given = {"version": world.own.version, "reason": "Sáp nhập", "by": world.coordinator}
    return leave_round(assessment=world.own, **given)


@pytest.mark.parametrize("ticked", ["", "x", ":", "x:1", NOBODY, f"{NOBODY}:", f"{NOBODY}:²", f"{NOBODY}:1"])
def test_a_ticked_row_that_is_none_is_not_found(world, ticked):
    address = reverse("appraisals:accept_many", args=[world.round.pk])
    assert client_of(world.appraiser).post(address, {"entry": [ticked]}).status_code == 404


def test_the_way_back_is_a_criterion_or_not_found(world):
    address = reverse("appraisals:accept_many", args=[world.round.pk])
    assert client_of(world.appraiser).post(address, {"criterion": "x"}).status_code == 404


def test_accepting_no_row_says_so(world):
    address = reverse("appraisals:accept_many", args=[world.round.pk])
    page = client_of(world.appraiser).post(address, {}, follow=True).content.decode()
    assert "Chưa chọn dòng nào" in page
    assert "Đã chấp nhận 0" not in page


def setup_of(round, **more):
    days = {
        f"{phase}_{end}": f"{day:%d/%m/%Y}"
        for phase in Phase
        for end, day in zip(("opens", "closes"), SPANS[phase], strict=True)
    }
    facts = {"period_first": "15/12/2025", "period_last": "14/12/2026", "agencies_on": "01/11/2026"}
    return days | facts | {"version": round.version, "name": "Đợt", "second_share": "5"} | more


@pytest.mark.parametrize("key", ["²", "9" * 30, "x", "-1"])
def test_an_agency_that_is_none_is_left_out_of_a_round(world, key):
    setting = setting_for(world.round.criteria_set, [world.own.agency], [world.body])
    round = prepare_round(criteria_set=world.round.criteria_set, setting=setting, by=None)
    own = str(world.own.agency_id)
    given = setup_of(round, agency=[own, key], **{f"group-{own}": "Sở\0 ngành "})
    address = reverse("rounds:round_setup", args=[round.pk])
    assert client_of(world.coordinator).post(address, given).status_code == 302
    assert list(round.assessments.values_list("agency", "group")) == [(world.own.agency_id, "Sở ngành")]


def test_a_window_that_is_sent_twice_is_set_once(world):
    given = {"once": str(uuid4()), "phase": "appeal", "opens_on": "01/12/2026", "closes_on": "31/12/2026"}
    address, before = reverse("rounds:window_set", args=[world.round.pk]), Window.objects.count()
    client = client_of(world.coordinator)
    page = client.get(address).content.decode()
    assert 'name="once"' in page
    for _time in range(2):
        assert client.post(address, given | {"reason": "Bão"}).status_code == 302
    assert Window.objects.count() == before + 1


def test_a_leaf_is_not_returned_until_a_day_that_is_over(world):
    world.signed()
    entry = world.entry("1.1")
    given = {"reason": "Thiếu báo cáo", "by": world.appraiser, "today": TODAY}
    with pytest.raises(ReturnTooEarly, match="19/11/2026"):
        appraising.return_(entry=entry, version=entry.version, until=TODAY - timedelta(days=1), **given)
    assert appraising.return_(entry=entry, version=entry.version, until=TODAY, **given).return_until == TODAY


def test_a_day_that_is_over_is_told_beside_its_field(world):
    world.signed()
    entry = world.entry("1.1")
    given = {"version": entry.version, "reason": "Thiếu báo cáo", "until": "01/02/2020"}
    answer = client_of(world.appraiser).post(reverse("appraisals:entry_return", args=[entry.pk]), given)
    assert answer.status_code == 422
    assert "Ngày 01/02/2020 đã qua" in answer.content.decode()


@pytest.mark.parametrize("claim", [Claim(), Claim(values={"a": HALF.values["a"]})])
def test_an_appraiser_leaves_no_score_open(world, claim):
    world.signed()
    with pytest.raises(ClaimRefused, match="còn thiếu"):
        change(world, claim)


def test_an_appeal_is_not_decided_with_nothing(world):
    world.round.may_lower = True
    world.round.save()
    world.signed(claim=WHOLE)
    change(world, HALF)
    entry = world.entry("1.1")
    made = appeals.appeal(entry=entry, version=entry.version, text="Có đủ", by=world.focal, today=TODAY)
    given = {"claim": Claim(), "answer": "Không", "by": world.coordinator, "today": TODAY}
    with pytest.raises(ClaimRefused, match="còn thiếu"):
        appeals.decide(appeal=made, version=made.version, **given)


def test_a_claim_that_changes_after_reopening_is_appraised_anew(world):
    world.signed()
    accept(world)
    reopened(world)
    row = fill_again(world, WHOLE)
    assert (row.appraisal, row.appraised) == (AppraisalState.WAITING, None)


def test_a_claim_that_stays_after_reopening_keeps_its_appraisal(world):
    world.signed()
    accept(world)
    reopened(world)
    row = fill_again(world, HALF)
    assert row.appraisal == AppraisalState.ACCEPTED
    assert row.appraised is not None


def test_an_agreement_goes_with_the_claim_that_it_was_about(world):
    world.signed(claim=WHOLE)
    change(world, HALF)
    entry = world.entry("1.1")
    agree(entry=entry, version=entry.version, by=world.focal, today=TODAY)
    reopened(world)
    assert fill_again(world, QUARTER).agreed_at is None


def test_a_claim_under_appeal_does_not_change(world):
    world.signed(claim=WHOLE)
    change(world, HALF)
    entry = world.entry("1.1")
    appeals.appeal(entry=entry, version=entry.version, text="Có đủ", by=world.focal, today=TODAY)
    reopened(world)
    with pytest.raises(AlreadyAppealed):
        fill_again(world, HALF)


def test_what_was_not_signed_is_not_reopened(world):
    with pytest.raises(NotSubmitted):
        reopened(world)


def test_an_agency_leaves_once(world):
    left(world)
    with pytest.raises(AgencyLeft):
        left(world)


def test_an_agency_that_left_fills_in_nothing_more(world):
    world.fill_all()
    left(world)
    with pytest.raises(AgencyLeft):
        fill_again(world, WHOLE)
    world.own.refresh_from_db()
    with pytest.raises(AgencyLeft):
        sign(assessment=world.own, version=world.own.version, by=world.head, today=TODAY)


def test_an_agency_that_left_is_neither_appraised_nor_reopened_nor_scored_from_outside(world):
    world.signed()
    left(world)
    with pytest.raises(AgencyLeft):
        accept(world)
    with pytest.raises(AgencyLeft):
        reopened(world)
    entry = world.entry("1.2")
    with pytest.raises(AgencyLeft):
        enter_outside(entry=entry, version=entry.version, claim=Claim(given=1), source="QĐ 1", by=world.surveyor)


def test_a_reason_is_never_longer_than_its_row(world):
    given = {"version": world.own.version, "reason": "x" * 501}
    address = reverse("rounds:assessment_leave", args=[world.own.pk])
    assert client_of(world.coordinator).post(address, given).status_code == 422


def test_a_title_that_is_too_long_is_told_alone(world):
    entry = world.entry("1.1")
    given = {"version": entry.version, "title": "x" * 301}
    answer = client_of(world.focal).post(reverse("selfassessments:evidence_add", args=[entry.pk]), given)
    assert answer.status_code == 422
    assert list(answer.context["evidence_form"].errors) == ["title"]


def test_a_round_does_not_open_on_a_set_that_was_withdrawn_meanwhile(world):
    criteria_set = world.round.criteria_set
    setting = setting_for(criteria_set, [world.own.agency], [world.body])
    round = prepare_round(criteria_set=criteria_set, setting=setting, by=None)
    criteria_set.state = "withdrawn"
    criteria_set.save()
    with pytest.raises(RoundIncomplete, match="đã thu hồi"):
        open_round(round=round, version=round.version, by=None)


def test_words_that_are_wanted_without_proof_are_not_called_optional(world):
    page = client_of(world.focal).get(reverse("selfassessments:entry_detail", args=[world.entry("1.1").pk]))
    assert page.context["form"].fields["claim_explanation"].is_wanted
