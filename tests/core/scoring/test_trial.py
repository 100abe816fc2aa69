from dataclasses import replace
from decimal import Decimal

from caicach.core.scoring.claims import Claim
from caicach.core.scoring.criteria import WhenNotApplicable
from caicach.core.scoring.crosswalk import Change, Crosswalk, Link
from caicach.core.scoring.outcome import Missing, NotApplicable, Scored
from caicach.core.scoring.ratios import Ratio, WhenNothing
from caicach.core.scoring.shapes.conditions import ComplianceCheck, Level
from caicach.core.scoring.shapes.proportions import LinearRatio
from caicach.core.scoring.trial import carried, carrying, outcomes_under, separating_nobody, trial_table, tried
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
    assert (rows[0].new.share, rows[0].new.missing) == (None, ("3",))
    assert set(outcomes["x"]) == {"1"}


def test_the_same_set_changes_nothing():
    rows, _outcomes = tried(OLD, OLD, carrying(OLD, OLD), {"x": {"1": HALF, "2": HALF}})
    assert rows[0].old == rows[0].new


def test_leaves_on_which_all_have_the_same_points_separate_nobody():
    one = {"1": Scored(Decimal(2), "full"), "2": Scored(Decimal(1), "given")}
    other = {"1": Scored(Decimal("2.0"), "full"), "2": Scored(Decimal(3), "full")}
    assert separating_nobody(OLD, [one, other]) == [("1", Decimal(2))]
    assert separating_nobody(OLD, [one]) == []
    assert separating_nobody(OLD, [one, {"2": one["2"]}]) == [("2", Decimal(1))]


WHOLE = Claim(values={"a": Decimal(100), "b": Decimal(100)})
NONE = Claim(values={"a": Decimal(0), "b": Decimal(100)})


def table(new, agencies, groups=None):
    way = carrying(OLD, new)
    rows, _outcomes = tried(OLD, new, way, agencies)
    return {row.agency: row for row in trial_table(new, rows, way, groups or dict.fromkeys(agencies, ""))}


def test_another_weight_moves_shares_and_places():
    agencies = {"x": {"1": WHOLE, "2": NONE}, "y": {"1": NONE, "2": WHOLE}}
    found = table(set_of(leaf("1", "6"), leaf("2", "4")), agencies)
    assert (found["x"].old_share, found["x"].new_share) == (Decimal("0.4"), Decimal("0.6"))
    assert found["x"].difference == Decimal("0.2")
    assert (found["x"].old_rank, found["x"].new_rank, found["x"].rank_change) == (2, 1, 1)
    assert found["y"].rank_change == -1


def test_what_nobody_has_is_left_out_for_all_and_the_rest_is_compared():
    agencies = {"x": {"1": WHOLE, "2": NONE}, "y": {"1": HALF, "2": WHOLE}}
    found = table(set_of(leaf("1", "2"), leaf("9", "5")), agencies)
    assert (found["x"].new_share, found["y"].new_share) == (1, Decimal("0.5"))
    assert found["x"].missing == found["y"].missing == ()


def test_who_misses_what_others_have_gets_no_place():
    agencies = {"x": {"1": WHOLE}, "y": {"1": HALF, "2": WHOLE}}
    found = table(OLD, agencies)
    assert (found["x"].new_share, found["x"].new_rank, found["x"].missing) == (None, None, ("2",))
    assert found["y"].new_rank == 1
    assert found["x"].difference is None is found["x"].rank_change


def test_places_are_within_the_group():
    agencies = {"x": {"1": WHOLE, "2": WHOLE}, "y": {"1": HALF, "2": HALF}, "z": {"1": HALF, "2": HALF}}
    found = table(OLD, agencies, {"x": "A", "y": "B", "z": "B"})
    assert [found[name].new_rank for name in "xyz"] == [1, 1, 1]


def test_a_draft_whose_rule_exempts_somebody_against_its_own_word_is_tried_all_the_same():
    rule = LinearRatio(ratio=Ratio(part="a", whole="b", when_nothing=WhenNothing.NOT_APPLICABLE))
    new = set_of(leaf("1", "2", WhenNotApplicable.NEVER, rule=rule))
    empty = Claim(values={"a": Decimal(0), "b": Decimal(0)})
    assert isinstance(outcomes_under(OLD, new, carrying(OLD, new), {"1": empty})["1"], Missing)


def test_a_level_that_the_new_rule_does_not_know_misses():
    levels = tuple(Level(code=code, points=Decimal(points)) for code, points in (("good", 2), ("bad", 0)))
    new = set_of(leaf("1", "2", rule=ComplianceCheck(level="a", levels=levels), inputs=()))
    assert outcomes_under(OLD, new, carrying(OLD, new), {"1": HALF})["1"] == Missing(("a",))
