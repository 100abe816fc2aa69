"""Sums of leaves: exact, with what is missing named, with what does not apply taken out as the set says."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caicach.core.scoring.criteria import CriterionKind, WhenNotApplicable
from caicach.core.scoring.outcome import Missing, NotApplicable, Scored
from caicach.core.scoring.rounding import Rounding, RoundingMode, Roundings
from caicach.core.scoring.totals import total
from tests.core.scoring.sets import leaf, parent, scored, set_of

TREE = set_of(parent("1", leaf("1.1", "2"), leaf("1.2", "3")), parent("2", leaf("2.1", "5")))


def test_a_total_is_the_sum_of_unrounded_leaves():
    result = total(TREE, scored(c1_1="1.44765", c1_2="0.00005", c2_1="4.1"))
    assert result.exact == Decimal("5.5477")
    assert result.nodes["1"].points == Decimal("1.4477")
    assert result.share == Decimal("0.554770")


def test_what_is_missing_is_named_at_every_level_and_gives_no_share():
    result = total(TREE, {"1.1": Scored(Decimal(2), "full"), "1.2": Missing(("a",))})
    assert result.missing == ("1.2", "2.1")
    assert result.nodes["1"].missing == ("1.2",)
    assert not result.nodes["1"].is_complete
    assert result.nodes["1"].points == 2
    assert result.share is None


@pytest.mark.parametrize(
    ("when", "points", "applicable"),
    [
        (WhenNotApplicable.EXCLUDED, "6", "8"),
        (WhenNotApplicable.FULL_MARKS, "8", "10"),
        (WhenNotApplicable.MOVED, "6.6667", "10"),
    ],
)
def test_points_of_what_does_not_apply_go_where_the_set_says(when, points, applicable):
    tree = set_of(parent("1", leaf("1.1", "2", when), leaf("1.2", "3")), parent("2", leaf("2.1", "5")))
    result = total(tree, scored(c1_2="1", c2_1="5") | {"1.1": NotApplicable()})
    assert round(result.exact, 4) == Decimal(points)
    assert result.applicable == Decimal(applicable)


def test_what_concerns_everybody_cannot_be_declared_away():
    tree = set_of(leaf("1", "2", WhenNotApplicable.NEVER))
    with pytest.raises(ValueError, match="concerns everybody"):
        total(tree, {"1": NotApplicable()})


def test_a_board_without_some_duties_is_measured_by_the_rest():
    """Thanh Hóa 2023: 68.32 points of an applicable maximum of 84 are 81.33 %."""
    tree = set_of(leaf("1", "84"), leaf("2", "16"), roundings=Roundings(share=Rounding(digits=4)))
    result = total(tree, scored(c1="68.32") | {"2": NotApplicable()})
    assert result.share == Decimal("0.8133")


def test_seventy_points_without_a_survey():
    """Nam Định 2020: 62.62 of 70 are 89.457 %, printed 89.45."""
    tree = set_of(leaf("1", "70"), roundings=Roundings(share=Rounding(digits=4, mode=RoundingMode.DOWN)))
    assert total(tree, scored(c1="62.62")).share == Decimal("0.8945")


def test_the_groups_of_766_add_up():
    """Quảng Nam, 19/8/2024: six groups of QĐ 766/QĐ-TTg are 80.1 of 100."""
    maxima = ("18", "20", "12", "10", "22", "18")
    tree = set_of(*(leaf(str(place), top) for place, top in enumerate(maxima, 1)))
    reached = ("13.2", "18.4", "7.7", "7.6", "17.6", "15.6")
    result = total(tree, {str(place): Scored(Decimal(one), "entered") for place, one in enumerate(reached, 1)})
    assert (result.applicable, result.exact) == (100, Decimal("80.1"))


def test_each_stage_rounds_what_the_stage_before_printed():
    """As in document 003: a domain is rounded first, the sum of the domains then, what is published last."""
    roundings = Roundings(
        domain=Rounding(digits=3),
        printed_total=Rounding(digits=2),
        published=Rounding(digits=1, mode=RoundingMode.DOWN),
    )
    tree = set_of(leaf("1", "10"), leaf("2", "10"), roundings=roundings)
    result = total(tree, scored(c1="1.2344", c2="2.3455"))
    assert result.printed == {"1": Decimal("1.234"), "2": Decimal("2.346")}
    assert str(result.printed_total) == "3.58"
    assert str(result.published) == "3.5"
    assert result.exact == Decimal("3.5799")


def test_sums_of_nothing_are_figures_too():
    result = total(set_of(), {})
    sums = (result.exact, result.applicable, result.printed_total, result.published, result.bonus, result.penalty)
    assert [repr(one) for one in sums] == ["Decimal('0')"] * 6
    assert result.share is None


def test_points_of_a_leaf_that_is_not_there_move_nowhere():
    alone = set_of(parent("1", leaf("1.1", "2", WhenNotApplicable.MOVED)), leaf("2", "5"))
    result = total(alone, scored(c2="5") | {"1.1": NotApplicable()})
    assert (result.exact, result.applicable, result.share) == (5, 5, 1)


def test_bonus_and_penalty_stand_outside_the_total_and_within_their_limits():
    extra = (
        leaf("T", "5", kind=CriterionKind.BONUS),
        leaf("G", "5", kind=CriterionKind.PENALTY),
    )
    tree = set_of(leaf("1", "100"), *extra, bonus_limit=Decimal(3), penalty_limit=Decimal(2))
    result = total(tree, scored(c1="80", cT="4", cG="1.5"))
    assert (result.exact, result.bonus, result.penalty) == (80, 3, Decimal("1.5"))
    assert result.share == Decimal("0.815")


CODES = ("1.1", "1.2", "2.1")
POINTS = st.decimals(0, 2, places=6)


@given(points=st.fixed_dictionaries(dict.fromkeys(CODES, POINTS)), order=st.permutations(CODES))
def test_the_order_in_which_leaves_come_changes_nothing(points, order):
    outcomes = {code: Scored(points[code], "entered") for code in order}
    result = total(TREE, outcomes)
    assert result == total(TREE, {code: outcomes[code] for code in CODES})
    assert result.exact == sum(points.values())
    assert 0 <= result.share <= 1


@given(points=st.fixed_dictionaries(dict.fromkeys(CODES, POINTS)), left_out=st.sampled_from(CODES))
def test_one_missing_leaf_leaves_the_result_open(points, left_out):
    result = total(TREE, {code: Scored(one, "entered") for code, one in points.items() if code != left_out})
    assert result.missing == (left_out,)
    assert result.share is None
