"""The list of a round says of each agency the same sums as the agency's own page."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.urls import reverse

from caicach.assessments.progress import agency_rows, sorted_by_points, with_points
from caicach.assessments.results import Reading, result_of
from caicach.core.scoring.claims import Claim
from caicach.core.scoring.criteria import CriterionKind, WhenNotApplicable
from caicach.outside.entering import enter_outside
from caicach.selfassessments.filling import fill
from tests.factories.assessments import HALF, TODAY, open_world
from tests.factories.criteria import small_set
from tests.rounds.test_pages import client_of


def filled_in(world, code, claim):
    entry = world.entry(code)
    given = {"explanation": "Lý do", "is_done": False, "by": world.focal, "today": TODAY}
    fill(entry=entry, version=entry.version, claim=claim, **given)


def rows_of(world):
    return {one.row.pk: one for one in with_points(world.round, agency_rows(world.round, world.coordinator))}


def changed_set(**of_second):
    checked = small_set()
    first, second = checked.criteria
    return replace(checked, criteria=(first, replace(second, **of_second)))


def test_an_agency_without_points_has_none_and_not_zero(world):
    filled_in(world, "1.1", HALF)
    rows = rows_of(world)
    assert rows[world.own.pk].filled == Decimal(1)
    assert rows[world.twin.pk].filled is None


def test_who_has_no_points_stands_last_both_ways(world):
    filled_in(world, "1.1", HALF)
    rows = list(rows_of(world).values())
    for order in ("filled", "-filled"):
        assert [one.row.pk for one in sorted_by_points(rows, order)] == [world.own.pk, world.twin.pk]


def test_the_list_is_sorted_by_points_on_the_page(world):
    filled_in(world, "1.1", HALF)
    address = reverse("rounds:round_detail", args=[world.round.pk])
    for order in ("filled", "-filled", "counting", "-counting"):
        assert client_of(world.coordinator).get(address, {"sort": order}).status_code == 200


@pytest.mark.parametrize(
    ("of_second", "limits", "claim"),
    [
        ({"kind": CriterionKind.PENALTY}, {"penalty_limit": Decimal(5), "max_score": Decimal(5)}, HALF),
        ({"kind": CriterionKind.BONUS}, {"bonus_limit": Decimal(1), "max_score": Decimal(5)}, HALF),
        ({"when_not_applicable": WhenNotApplicable.FULL_MARKS}, {}, Claim(is_not_applicable=True)),
        ({"when_not_applicable": WhenNotApplicable.EXCLUDED}, {}, Claim(is_not_applicable=True)),
    ],
)
def test_the_list_says_the_same_sum_as_the_page_of_the_agency(db, of_second, limits, claim):
    world = open_world(checked=replace(changed_set(**of_second), **limits))
    filled_in(world, "1.1", HALF)
    filled_in(world, "2", claim)
    enter_outside(entry=world.entry("1.2"), version=1, claim=HALF, source="QĐ 1", by=world.surveyor)
    assert rows_of(world)[world.own.pk].filled == result_of(world.own, Reading.FILLED).exact
