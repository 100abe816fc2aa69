"""Closing a round: not while somebody may still appeal; and what a closed round refuses."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from caicach.assessments import appraising
from caicach.assessments.errors import ReturnTooLate, RoundIsClosed, RoundUnfinished
from caicach.assessments.models import Assessment, Phase, RoundState
from caicach.assessments.rounds import close_round, leave_round, set_unranked, set_window
from tests.factories.assessments import AFTERWARDS, SPANS, TODAY

LAST = SPANS[Phase.APPEAL][1]
LATER = date(2027, 1, 10)


def finished(world):
    for assessment in (world.own, world.twin):
        world.signed(assessment)
        for code in ("1.1", "2"):
            entry = world.entry(code, assessment)
            appraising.accept(entry=entry, version=entry.version, by=world.appraiser, today=TODAY)


def close(world, today):
    world.round.refresh_from_db()
    return close_round(round=world.round, version=world.round.version, by=world.coordinator, today=today)


def appeal_until(world, day, agency=None):
    span = (date(2026, 11, 15), day)
    given = {"round": world.round, "phase": Phase.APPEAL, "reason": "Bão", "by": world.coordinator}
    set_window(span=span, agency=agency, **given)


def test_a_round_does_not_close_before_the_last_day_of_appeals_is_over(world):
    finished(world)
    for today in (TODAY, LAST):
        with pytest.raises(RoundUnfinished, match=r"thời hạn giải trình còn đến hết 25/12/2026.*Gia hạn"):
            close(world, today)
    assert close(world, AFTERWARDS).state == RoundState.CLOSED


def test_a_longer_window_of_one_agency_keeps_the_round_open(world):
    finished(world)
    appeal_until(world, LATER, agency=world.own.agency)
    with pytest.raises(RoundUnfinished, match="giải trình của Sở Y tế còn đến hết 10/01/2027"):
        close(world, AFTERWARDS)


def test_a_window_that_is_cut_short_with_a_reason_lets_the_round_close(world):
    finished(world)
    appeal_until(world, date(2026, 11, 19))
    assert close(world, TODAY).state == RoundState.CLOSED


def test_the_longer_window_of_an_agency_that_left_keeps_nothing_open(world):
    finished(world)
    appeal_until(world, LATER, agency=world.own.agency)
    own = Assessment.objects.get(pk=world.own.pk)
    leave_round(assessment=own, version=own.version, reason="Sáp nhập", by=world.coordinator)
    assert close(world, AFTERWARDS).state == RoundState.CLOSED


def test_nobody_leaves_a_closed_round_and_no_group_loses_its_ranks(world):
    finished(world)
    round, own = close(world, AFTERWARDS), Assessment.objects.get(pk=world.own.pk)
    with pytest.raises(RoundIsClosed, match="đề nghị mở lại"):
        leave_round(assessment=own, version=own.version, reason="Sáp nhập", by=world.coordinator)
    with pytest.raises(RoundIsClosed, match="đề nghị mở lại"):
        set_unranked(round=round, version=round.version, group="", reason="Sắp xếp", by=world.coordinator)
    own.refresh_from_db()
    round.refresh_from_db()
    assert (own.left_at, round.unranked) == (None, {})


def test_the_pages_of_a_closed_round_answer_with_what_to_do_instead(world):
    finished(world)
    round, own, client = close(world, AFTERWARDS), Assessment.objects.get(pk=world.own.pk), Client()
    client.force_login(world.coordinator)
    leaving = reverse("assessments:assessment_leave", args=[own.pk])
    answer = client.post(leaving, {"version": own.version, "reason": "Sáp nhập"})
    assert (answer.status_code, "đề nghị mở lại" in answer.content.decode()) == (409, True)
    unranking = reverse("assessments:unranked_set", args=[round.pk])
    given = {"version": round.version, "reason": "Sắp xếp", "group": "Sở, ban, ngành"}
    assert client.post(unranking, given).status_code == 409


def test_a_leaf_is_not_returned_beyond_the_appraisal(world):
    world.signed()
    entry = world.entry("1.1")
    given = {"version": entry.version, "reason": "Thiếu báo cáo", "by": world.appraiser, "today": TODAY}
    with pytest.raises(ReturnTooLate, match="ngày 20 tháng 12 năm 2026"):
        appraising.return_(entry=entry, until=date(2026, 12, 21), **given)
    last = date(2026, 12, 20)
    assert appraising.return_(entry=entry, until=last, **given).return_until == last


def test_a_longer_appraisal_of_one_agency_allows_a_later_day(world):
    world.signed()
    given = {"round": world.round, "phase": Phase.APPRAISAL, "reason": "Bão", "by": world.coordinator}
    set_window(span=(date(2026, 11, 10), LATER), agency=world.own.agency, **given)
    entry = world.entry("1.1")
    given = {"version": entry.version, "reason": "Thiếu báo cáo", "by": world.appraiser, "today": TODAY}
    assert appraising.return_(entry=entry, until=LATER, **given).return_until == LATER
