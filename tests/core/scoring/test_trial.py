from dataclasses import replace
from decimal import Decimal

from caicach.core.scoring.claims import Claim
from caicach.core.scoring.criteria import WhenNotApplicable
from caicach.core.scoring.crosswalk import Change, Crosswalk, Link
from caicach.core.scoring.outcome import Missing, NotApplicable, Scored
from caicach.core.scoring.trial import carried, carrying, outcomes_under, separating_nobody, tried
from tests.core.scoring.sets import leaf, set_of

OLD = set_of(leaf("1", "2"), leaf("2", "3"))
HALF = Claim(values={"a": Decimal(50), "b": Decimal(100)})


def test_a_leaf_with_the_same_code_and_name_is_carried_over():
    way = carrying(OLD, set_of(leaf("1", "4"), leaf("3", "1")))
    assert (way.pairs, way.uncarried, way.dropped) == ({"1": "1"}, ("3",), ("2",))


def test_a_leaf_that_has_moved_is_found_by_its_name():
    moved = replace(leaf("1.1", "2"), name="Tiêu chí 2")
    assert carrying(OLD, set_of(moved)).pairs == {"1.1": "2"}


def test_the_same_code_with_another_name_is_another_leaf():
    assert carrying(OLD, set_of(replace(leaf("1", "2"), name="Việc khác"))).pairs == {}


def test_a_crosswalk_says_what_becomes_of_what():
    links = (
        Link(change=Change.REWORDED, old=("1",), new=("9",)),
        Link(change=Change.DROPPED, old=("2",)),
        Link(change=Change.NEW, new=("2",)),
    )
    way = carrying(OLD, set_of(leaf("9", "2"), leaf("2", "3")), Crosswalk(old_set="a", new_set="b", links=links))
    assert (way.pairs, way.uncarried, way.dropped) == ({"9": "1"}, ("2",), ("2",))


def test_figures_are_scored_anew_by_the_new_weight():
    new = set_of(leaf("1", "4"), leaf("2", "3"))
    assert outcomes_under(OLD, new, carrying(OLD, new), {"1": HALF})["1"].points == 2


def test_points_that_a_person_gave_are_not_carried_to_another_maximum():
    given = Claim(decided=Decimal(1))
    assert carried(leaf("1", "2"), leaf("1", "2"), given) == given
    assert carried(leaf("1", "2"), leaf("1", "4"), given).is_empty
    new = set_of(leaf("1", "4"))
    assert isinstance(outcomes_under(OLD, new, carrying(OLD, new), {"1": given})["1"], Missing)


def test_what_did_not_apply_misses_where_the_new_leaf_concerns_everybody():
    absent = Claim(is_not_applicable=True)
    new = set_of(leaf("1", "2", WhenNotApplicable.NEVER), leaf("2", "3"))
    found = outcomes_under(OLD, new, carrying(OLD, new), {"1": absent, "2": absent})
    assert isinstance(found["1"], Missing)
    assert isinstance(found["2"], NotApplicable)


def test_what_cannot_be_carried_misses_and_leaves_no_share():
    new = set_of(leaf("1", "2"), leaf("3", "3"))
    rows, outcomes = tried(OLD, new, carrying(OLD, new), {"x": {"1": HALF, "2": HALF}})
    assert rows[0].old.share == Decimal("0.5")
    assert (rows[0].new.share, rows[0].new.missing, rows[0].difference) == (None, ("3",), None)
    assert set(outcomes["x"]) == {"1"}


def test_the_same_set_changes_nothing():
    rows, _outcomes = tried(OLD, OLD, carrying(OLD, OLD), {"x": {"1": HALF, "2": HALF}})
    assert rows[0].difference == 0
    assert rows[0].old == rows[0].new


def test_leaves_on_which_all_have_the_same_points_separate_nobody():
    one = {"1": Scored(Decimal(2), "full"), "2": Scored(Decimal(1), "given")}
    other = {"1": Scored(Decimal("2.0"), "full"), "2": Scored(Decimal(3), "full")}
    assert separating_nobody(OLD, [one, other]) == [("1", Decimal(2))]
    assert separating_nobody(OLD, [one]) == []
    assert separating_nobody(OLD, [one, {"2": one["2"]}]) == [("2", Decimal(1))]
