from decimal import Decimal

from django.test import Client
from django.urls import reverse

from caicach.improvement.gaps import By, by_source, cells_of, gap_rows
from caicach.improvement.lifting import leaf_gaps
from caicach.improvement.standing import board_of, stand_alone
from caicach.people.permissions import Role
from tests.factories.assessments import person


def page(user, name, **keys):
    client = Client()
    client.force_login(user)
    return client.get(reverse(f"improvement:{name}", kwargs=keys))


def lost(rows):
    return {row.key: row.loss.lost for row in rows}


def test_losses_are_added_up_by_criterion_domain_and_agency(closed):
    board = board_of(closed.round, closed.coordinator)
    cells = cells_of(board)
    assert lost(gap_rows(board, cells, By.CRITERION)) == {"1.1": 1, "1.2": 3, "2": 3}
    assert lost(gap_rows(board, cells, By.DOMAIN)) == {"1": 4, "2": 3}
    own, twin = (one.agency.code for one in (closed.rounds.own, closed.rounds.twin))
    assert lost(gap_rows(board, cells, By.AGENCY)) == {own: Decimal("5.5"), twin: Decimal("1.5")}


def test_the_greatest_loss_stands_first_and_any_column_sorts(closed):
    board = board_of(closed.round, closed.coordinator)
    cells = cells_of(board)
    assert [row.code for row in gap_rows(board, cells, By.CRITERION)] == ["1.2", "2", "1.1"]
    assert [row.code for row in gap_rows(board, cells, By.CRITERION, order="name")] == ["1.1", "1.2", "2"]
    assert [row.code for row in gap_rows(board, cells, By.CRITERION, words="tieu chi 1.2")] == ["1.2"]


def test_what_surveys_decide_is_told_apart_from_what_agencies_can_do(closed):
    board = board_of(closed.round, closed.coordinator)
    sums = {one.source.value: one.loss.lost for one in by_source(cells_of(board))}
    assert sums == {"appraisal": 4, "survey": 3}
    assert lost(gap_rows(board, cells_of(board, source="survey"), By.CRITERION)) == {"1.2": 3}


def test_nothing_filled_in_is_at_stake_and_not_lost(running):
    board = board_of(running.round, running.coordinator)
    (first, second) = gap_rows(board, cells_of(board), By.DOMAIN)
    assert {(row.loss.lost, row.loss.at_stake, row.rate) for row in (first, second)} == {(0, 10, None)}


def test_a_leaf_tells_its_smallest_next_step_or_why_there_is_none(closed):
    gaps = {row.criterion.code: row for row in leaf_gaps(closed.round.criteria_set.as_core, stand_alone(fresh(closed)))}
    assert gaps["1.1"].sentence == "A: thêm 3 thì được thêm 0,06 điểm"
    assert gaps["1.1"].gain == Decimal("0.06")
    assert gaps["1.2"].sentence == "Phụ thuộc kết quả khảo sát người dân, doanh nghiệp."
    assert gaps["2"].sentence == "Điểm do thẩm định ấn định."


def fresh(closed):
    return closed.round.assessments.select_related("agency", "round__criteria_set").get(pk=closed.rounds.own.pk)


def test_an_agency_sees_only_itself(closed):
    answer = page(closed.rounds.focal, "round_gaps", round_id=closed.round.pk)
    assert [one.assessment.pk for one in answer.context["board"].stands] == [closed.rounds.own.pk]
    assert page(closed.rounds.focal, "agency_gaps", assessment_id=closed.rounds.twin.pk).status_code == 404


def test_pages_and_sheets_of_a_round_and_an_agency_open(closed):
    leader = person(closed.rounds.body, Role.LEADER)
    for name, keys in (
        ("round_list", {}),
        ("round_gaps", {"round_id": closed.round.pk}),
        ("round_gaps_xlsx", {"round_id": closed.round.pk}),
        ("round_today", {"round_id": closed.round.pk}),
        ("agency_gaps", {"assessment_id": closed.rounds.own.pk}),
        ("agency_gaps_xlsx", {"assessment_id": closed.rounds.own.pk}),
        ("what_if", {"assessment_id": closed.rounds.own.pk}),
        ("best_options", {"assessment_id": closed.rounds.own.pk}),
    ):
        assert page(leader, name, **keys).status_code == 200, name
