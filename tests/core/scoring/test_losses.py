from decimal import Decimal

from caicach.core.scoring.criteria import CriterionKind, ScoredBy, WhenNotApplicable
from caicach.core.scoring.losses import added, by_source, losses, weights
from caicach.core.scoring.outcome import NotApplicable
from caicach.core.scoring.totals import total
from tests.core.scoring.sets import leaf, parent, scored, set_of


def test_what_is_lost_is_the_applicable_maximum_less_what_was_reached():
    criteria_set = set_of(parent("1", leaf("1.1", "2"), leaf("1.2", "3")), leaf("2", "5"))
    found = losses(criteria_set, total(criteria_set, scored(c1_1="1.5", c1_2="3", c2="4")))
    assert {code: loss.lost for code, loss in found.items()} == {
        "1": Decimal("0.5"), "1.1": Decimal("0.5"), "1.2": 0, "2": 1,
    }  # fmt: skip
    assert found["1"].reached == Decimal("4.5")


def test_what_misses_is_at_stake_and_never_lost():
    criteria_set = set_of(parent("1", leaf("1.1", "2"), leaf("1.2", "3")))
    found = losses(criteria_set, total(criteria_set, scored(c1_1="2")))
    assert (found["1"].lost, found["1"].at_stake, found["1"].missing) == (0, 3, 1)
    assert found["1"].reached == 2


def test_what_does_not_apply_is_neither_lost_nor_at_stake():
    criteria_set = set_of(parent("1", leaf("1.1", "2"), leaf("1.2", "3")))
    found = losses(criteria_set, total(criteria_set, {**scored(c1_1="1"), "1.2": NotApplicable()}))
    assert (found["1"].lost, found["1"].at_stake, found["1"].applicable) == (1, 0, 2)


def test_losses_of_leaves_add_up_to_their_node_where_points_have_been_moved():
    moved = leaf("1.2", "3", WhenNotApplicable.MOVED)
    criteria_set = set_of(parent("1", leaf("1.1", "2"), moved, leaf("1.3", "1")))
    result = total(criteria_set, {**scored(c1_1="1"), "1.2": NotApplicable()})
    found = losses(criteria_set, result)
    assert added(found[code] for code in ("1.1", "1.2", "1.3")) == found["1"]
    assert found["1"].lost == 2  # 1 of 2, which weighs 4 of 6
    assert found["1"].applicable == result.applicable == 6
    assert found["1"].reached == result.exact
    assert weights(criteria_set, result) == {"1.1": 2, "1.2": 2, "1.3": 2}


def test_a_bonus_that_was_not_earned_is_no_loss():
    criteria_set = set_of(leaf("1", "2"), leaf("T", "1", kind=CriterionKind.BONUS), bonus_limit=Decimal(1))
    assert set(losses(criteria_set, total(criteria_set, scored(c1="2")))) == {"1"}


def test_losses_are_told_apart_by_where_the_points_come_from():
    criteria_set = set_of(leaf("1", "2"), leaf("2", "3", scored_by=ScoredBy.SURVEY), leaf("3", "1"))
    found = by_source(criteria_set, losses(criteria_set, total(criteria_set, scored(c1="1", c2="1.5"))))
    assert (found[ScoredBy.APPRAISAL].lost, found[ScoredBy.APPRAISAL].at_stake) == (1, 1)
    assert found[ScoredBy.SURVEY].lost == Decimal("1.5")
    assert found[ScoredBy.INDEX].applicable == 0
