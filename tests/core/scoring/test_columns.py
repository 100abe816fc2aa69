"""Many at once is the same as one by one."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caicach.core.scoring.columns import rescored, score_column, score_set
from caicach.core.scoring.criteria import CriterionKind, WhenNotApplicable
from caicach.core.scoring.leaves import score_leaf
from caicach.core.scoring.outcome import Scored
from caicach.core.scoring.quick import quickly
from caicach.core.scoring.ratios import Ratio, WhenNothing
from caicach.core.scoring.shapes.bands import Band, BandedInterpolated, BandedSteps, CountSteps
from caicach.core.scoring.shapes.comparisons import ReductionVsBaseline, YoyCompare
from caicach.core.scoring.shapes.composite import Composite, Part
from caicach.core.scoring.shapes.conditions import Deduction, Penalty
from caicach.core.scoring.shapes.proportions import Complement, LinearRatio, RatioFloorLinear, TargetScaledRatio
from tests.core.scoring.cases import CASES
from tests.core.scoring.sets import leaf, parent, set_of

COUNTS = st.none() | st.integers(0, 30).map(Decimal)
FIGURES = st.none() | st.integers(-3, 40).map(Decimal) | st.decimals(0, 2, places=3)
"""Wholes of nothing, parts beyond the whole and figures below zero are as likely as usual ones."""

NOTHING = Ratio(part="a", whole="b", when_nothing=WhenNothing.NOT_APPLICABLE)
HALVES = (Band(at_least=Decimal("0.5"), points=Decimal(1)), Band(at_least=Decimal(1), points=Decimal(2)))
VARIANTS = {
    "full_of_nothing": LinearRatio(ratio=replace(NOTHING, when_nothing=WhenNothing.FULL)),
    "zero_of_nothing": BandedSteps(ratio=replace(NOTHING, when_nothing=WhenNothing.ZERO), bands=HALVES),
    "nothing_is_silence": RatioFloorLinear(ratio=NOTHING, floor=Decimal("0.5")),
    "larger_of_two_wholes": TargetScaledRatio(ratio=replace(NOTHING, other_whole="c"), target=Decimal("0.9")),
    "last_year_stands_in": LinearRatio(ratio=replace(NOTHING, last_year="c", last_year_parts=12)),
    "corrected": BandedInterpolated(ratio=replace(NOTHING, correction="c"), bands=HALVES),
    "one_corner": BandedInterpolated(ratio=NOTHING, bands=HALVES[:1]),
    "bad_shares_of_one": Complement(bad=(NOTHING,)),
    "more_than_last_year": CountSteps(count="a", last_year="b", bands=HALVES),
    "less_is_better": YoyCompare(now="a", before="b", better=Decimal(2), equal=Decimal(1), is_less_better=True),
    "all_or_nothing": ReductionVsBaseline(now="a", baseline="b", target=Decimal("0.1"), is_proportional=False),
    "a_part_does_not_apply": Composite(
        parts=(
            Part(shape=LinearRatio(ratio=NOTHING), max_score=Decimal("0.7")),
            Part(shape=CountSteps(count="c", bands=HALVES), max_score=Decimal(2)),
        )
    ),
    "a_part_without_a_quick_way": Composite(
        parts=(
            Part(shape=LinearRatio(ratio=NOTHING), max_score=Decimal(1)),
            Part(shape=Deduction(penalties=(Penalty(count="c", points_each=Decimal(1)),)), max_score=Decimal(1)),
        )
    ),
}


def assert_each_row_is_as_alone(criterion, column, count):
    found = score_column(criterion, column, count)
    alone = [score_leaf(criterion, {key: values[place] for key, values in column.items()}) for place in range(count)]
    assert [repr(one) for one in found.points] == [repr(getattr(one, "points", None)) for one in alone]
    assert found.steps == [one.step for one in alone]
    assert found.gaps == {place: one for place, one in enumerate(alone) if not isinstance(one, Scored)}


@pytest.mark.parametrize("name", sorted(CASES))
@given(chosen=st.data())
def test_a_column_is_its_rows(name, chosen):
    case = CASES[name]
    criterion = leaf("1", str(case.max_score), rule=case.shape, only_full_mark=chosen.draw(st.booleans()))
    count = chosen.draw(st.integers(0, 6))
    column = {
        key: chosen.draw(st.lists(st.none() | kind, min_size=count, max_size=count))
        for key, kind in case.values.items()
    }
    assert_each_row_is_as_alone(criterion, column, count)


@pytest.mark.parametrize("name", sorted(VARIANTS))
@given(chosen=st.data())
def test_a_column_is_its_rows_whatever_is_unusual(name, chosen):
    count = chosen.draw(st.integers(1, 6))
    lists = st.lists(FIGURES, min_size=count, max_size=count)
    column = {key: chosen.draw(lists) for key in VARIANTS[name].inputs()}
    assert_each_row_is_as_alone(leaf("1", "2", rule=VARIANTS[name]), column, count)


def test_a_yes_among_figures_is_refused_as_it_is_one_by_one():
    with pytest.raises(TypeError, match="the input a is no figure: True"):
        score_column(leaf("1", "2"), {"a": [Decimal(1), True], "b": [Decimal(2), Decimal(2)]}, 2)


TREE = set_of(
    parent("1", leaf("1.1", "2"), leaf("1.2", "3")),
    leaf("2", "5"),
    leaf("T", "2", kind=CriterionKind.BONUS),
    bonus_limit=Decimal(2),
)


def columns_of(criteria_set, chosen, count):
    each = st.lists(COUNTS, min_size=count, max_size=count)
    return {one.code: {"a": chosen.draw(each), "b": chosen.draw(each)} for one in criteria_set.leaves()}


@given(chosen=st.data(), count=st.integers(1, 5))
def test_the_sums_of_many_are_those_of_each(chosen, count):
    found = score_set(TREE, columns_of(TREE, chosen, count), count)
    for agency in range(count):
        result = found.result(agency)
        assert found.exact[agency] == result.exact
        assert ("2" in result.missing) == (found.leaves["2"].points[agency] is None)


def leaf_of_nothing(code, when):
    return leaf(code, "3", when, rule=LinearRatio(ratio=NOTHING))


SILENT = set_of(
    leaf("1", "1"),
    parent("2", leaf("2.1", "5"), leaf_of_nothing("2.2", WhenNotApplicable.MOVED), leaf("2.3", "7")),
    parent("3", leaf("3.1", "2"), leaf_of_nothing("3.2", WhenNotApplicable.FULL_MARKS)),
    parent("4", leaf_of_nothing("4.1", WhenNotApplicable.MOVED)),
)


@given(chosen=st.data(), count=st.integers(1, 4))
def test_points_of_what_does_not_apply_go_where_they_go_one_by_one(chosen, count):
    found = score_set(SILENT, columns_of(SILENT, chosen, count), count)
    for agency in range(count):
        result = found.result(agency)
        assert {code: points[agency] for code, points in found.nodes.items()} == {
            code: node.points for code, node in result.nodes.items()
        }
        assert found.exact[agency] == result.exact


def test_neighbours_take_over_the_points_of_a_leaf_that_does_not_apply():
    half, none = {"a": [Decimal(1)], "b": [Decimal(2)]}, {"a": [Decimal(0)], "b": [Decimal(0)]}
    silent = {one.code: none if one.rule.ratio is NOTHING else half for one in SILENT.leaves()}
    found = score_set(SILENT, silent, 1)
    assert found.nodes["2"] == [Decimal("7.5")]  # half of 5 and 7, and of the 3 that moved to them
    assert found.nodes["3"] == [Decimal(4)]  # half of 2, and 3 as full marks
    assert found.nodes["4"] == [Decimal(0)]
    assert found.exact == [found.result(0).exact] == [Decimal(12)]


@pytest.mark.parametrize(
    "name", sorted(set(CASES) - {"checklist_sum", "compliance_check", "deduction", "external_only"})
)
def test_a_shape_of_figures_that_all_differ_has_a_quick_way(name):
    column = {key: [Decimal(3), Decimal(5), None] for key in CASES[name].shape.inputs()}
    assert quickly(CASES[name].shape, column, CASES[name].max_score).unusual == {2}


@given(chosen=st.data(), count=st.integers(1, 4), code=st.sampled_from([one.code for one in SILENT.leaves()]))
def test_any_changed_leaf_gives_what_all_anew_would_give(chosen, count, code):
    before, other = columns_of(SILENT, chosen, count), columns_of(SILENT, chosen, count)[code]
    assert rescored(score_set(SILENT, before, count), code, other) == score_set(SILENT, before | {code: other}, count)


@given(chosen=st.data(), count=st.integers(1, 5), code=st.sampled_from(["1.2", "2", "T"]))
def test_one_changed_input_gives_what_all_anew_would_give(chosen, count, code):
    before, other = columns_of(TREE, chosen, count), columns_of(TREE, chosen, count)[code]
    found = rescored(score_set(TREE, before, count), code, other)
    anew = score_set(TREE, before | {code: other}, count)
    assert found.leaves == anew.leaves
    assert found.exact == anew.exact


def test_nothing_else_is_scored_again():
    scored = score_set(TREE, {one.code: {"a": [Decimal(1)], "b": [Decimal(2)]} for one in TREE.leaves()}, 1)
    found = rescored(scored, "2", {"a": [Decimal(2)], "b": [Decimal(2)]})
    assert found.leaves["1.1"] is scored.leaves["1.1"]
    assert found.nodes["1"] is scored.nodes["1"]
    assert found.exact == [scored.exact[0] + Decimal("2.5")]


def test_the_outcome_of_one_agency_tells_why():
    inputs = {"1": {"a": [Decimal(1), Decimal(3)], "b": [Decimal(4), Decimal(4)]}}
    one_leaf = set_of(leaf("1", "2", rule=LinearRatio(ratio=Ratio(part="a", whole="b"))))
    found = score_set(one_leaf, inputs, 2)
    assert found.outcome("1", 1) == Scored(Decimal("1.5"), "in_proportion", (("rate", Decimal("0.75")),))


def test_a_leaf_without_a_column_misses_in_the_result_of_each_agency():
    found = score_set(TREE, {"2": {"a": [Decimal(1)], "b": [Decimal(2)]}}, 1)
    assert found.result(0).missing == ("1.1", "1.2", "T")
    assert found.exact == [Decimal("2.5")]
