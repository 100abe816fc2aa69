"""A leaf by its rule; points by hand count only where no rule speaks."""

from dataclasses import replace
from decimal import Decimal

import pytest

from caicach.core.scoring.leaves import score_leaf
from caicach.core.scoring.outcome import Missing, Scored
from tests.core.scoring.sets import leaf

HALF = {"a": Decimal(1), "b": Decimal(2)}
ALL = {"a": Decimal(2), "b": Decimal(2)}
ONE = Decimal(1)


def test_a_rule_is_not_overruled_by_given_points():
    assert score_leaf(leaf("1", "2"), HALF, given=Decimal(2)).points == 1
    assert score_leaf(leaf("1", "2"), {}, given=Decimal(2)) == Missing(("a", "b"))


def test_points_are_given_where_no_rule_is_known():
    unknown = replace(leaf("1", "2"), rule=None)
    assert score_leaf(unknown, HALF) == Missing((), "rule_not_known")
    assert score_leaf(unknown, {}, given=ONE) == Scored(ONE, "given")


def test_below_full_points_a_person_decides_where_only_full_points_are_known():
    criterion = replace(leaf("1", "2"), only_full_mark=True)
    assert score_leaf(criterion, ALL).points == 2
    assert score_leaf(criterion, HALF) == Missing((), "known_at_full_only")
    assert score_leaf(criterion, HALF, given=ONE) == Scored(ONE, "given")


@pytest.mark.parametrize("given", ["-0.1", "2.1"])
def test_points_beyond_the_maximum_are_refused(given):
    with pytest.raises(ValueError, match="points of 2"):
        score_leaf(leaf("1", "2"), HALF, given=Decimal(given))
