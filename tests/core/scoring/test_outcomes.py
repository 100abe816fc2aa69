"""What each shape says for given figures: points, step and facts, or what misses, all of it."""

from dataclasses import replace
from decimal import Decimal

import pytest

from caicach.core.scoring.columns import score_column
from caicach.core.scoring.outcome import Missing, NotApplicable, Scored, Value
from caicach.core.scoring.ratios import Ratio, WhenNothing
from caicach.core.scoring.shapes.bands import Band, BandedInterpolated, BandedSteps, CountSteps
from caicach.core.scoring.shapes.comparisons import YoyCompare
from caicach.core.scoring.shapes.composite import Composite, Part
from caicach.core.scoring.shapes.proportions import Complement, LinearRatio
from tests.core.scoring.cases import CASES
from tests.core.scoring.sets import leaf

NOTHING = Ratio(part="a", whole="b", when_nothing=WhenNothing.NOT_APPLICABLE)
OTHER_NOTHING = replace(NOTHING, part="c", whole="d")
SHAPES = {name: case.shape for name, case in CASES.items()} | {
    "more than last year": CountSteps(count="a", last_year="b", bands=(Band(at_least=Decimal(1), points=Decimal(2)),)),
    "less is better": YoyCompare(now="a", before="b", better=Decimal(1), equal=Decimal("0.5"), is_less_better=True),
    "all or nothing": replace(CASES["reduction_vs_baseline"].shape, is_proportional=False),
    "silent bands": BandedSteps(ratio=NOTHING, bands=CASES["banded_steps"].shape.bands),
    "bands full of nothing": replace(
        CASES["banded_interpolated"].shape, ratio=replace(NOTHING, when_nothing=WhenNothing.FULL)
    ),
    "three corners": BandedInterpolated(
        ratio=Ratio(part="a", whole="b"),
        bands=tuple(
            Band(at_least=Decimal(low), points=Decimal(points))
            for low, points in (("0.2", "0.5"), ("0.4", "1.5"), ("0.8", "2"))
        ),
    ),
    "no case is full": replace(CASES["tri_state_per_case"].shape, when_nothing=WhenNothing.FULL),
    "no case is zero": replace(CASES["tri_state_per_case"].shape, when_nothing=WhenNothing.ZERO),
    "no case is missing": replace(CASES["tri_state_per_case"].shape, when_nothing=WhenNothing.MISSING),
    "one bad share is silent": Complement(bad=(Ratio(part="a", whole="b"), OTHER_NOTHING)),
    "one bad share is full": Complement(bad=(replace(NOTHING, when_nothing=WhenNothing.FULL),)),
    "silent parts": Composite(
        parts=(
            Part(shape=LinearRatio(ratio=NOTHING), max_score=Decimal("0.5")),
            Part(shape=LinearRatio(ratio=OTHER_NOTHING), max_score=Decimal(1)),
        )
    ),
}


def scored(points: str, step: str, **facts: str) -> Scored:
    return Scored(Decimal(points), step, tuple((name, Decimal(value)) for name, value in facts.items()))


def missing(*names: str, step: str = "missing") -> Missing:
    return Missing(names, step)


OUTCOMES = [
    ("linear_ratio", "1.5", {"a": 1, "b": 2}, scored("0.75", "in_proportion", rate="0.5")),
    ("linear_ratio", "1.5", {"a": 2, "b": 2}, scored("1.5", "full", rate="1")),
    ("linear_ratio", "1.5", {"a": 3, "b": 2}, scored("1.5", "full", rate="1.5")),
    ("linear_ratio", "1.5", {"a": -1, "b": 2}, scored("0", "in_proportion", rate="-0.5")),
    ("linear_ratio", "1.5", {"a": 1, "b": 0}, missing(step="whole_is_zero")),
    ("linear_ratio", "1.5", {"a": 1, "b": -2}, missing(step="whole_is_zero")),
    ("linear_ratio", "1.5", {"b": 2}, missing("a")),
    ("linear_ratio", "1.5", {}, missing("a", "b")),
    ("target_scaled_ratio", "4", {"a": 6, "b": 10}, scored("3", "in_proportion", rate="0.6")),
    ("target_scaled_ratio", "4", {"a": 8, "b": 10}, scored("4", "full", rate="0.8")),
    ("ratio_floor_linear", "1.5", {"a": 8, "b": 10}, scored("1.2", "in_proportion", rate="0.8")),
    ("ratio_floor_linear", "1.5", {"a": 79, "b": 100}, scored("0", "below_floor", rate="0.79")),
    ("ratio_floor_linear", "1.5", {"a": 79}, missing("b")),
    ("banded_steps", "1", {"a": 49, "b": 100}, scored("0", "below_bands", rate="0.49")),
    ("banded_steps", "1", {"a": 50, "b": 100}, scored("0.25", "in_band", rate="0.5", at_least="0.5")),
    ("banded_steps", "1", {"a": 79, "b": 100}, scored("0.5", "in_band", rate="0.79", at_least="0.7")),
    ("banded_steps", "1", {"a": 80, "b": 100}, scored("1", "full", rate="0.8", at_least="0.8")),
    ("banded_steps", "1", {"a": 8, "b": 0}, missing(step="whole_is_zero")),
    ("silent bands", "1", {"a": 8, "b": 0}, NotApplicable("whole_is_zero")),
    ("banded_interpolated", "2", {"a": 49, "b": 100}, scored("0", "below_bands", rate="0.49")),
    ("banded_interpolated", "2", {"a": 5, "b": 10}, scored("0", "between", rate="0.5")),
    ("banded_interpolated", "2", {"a": 6, "b": 10}, scored("0.5", "between", rate="0.6")),
    ("banded_interpolated", "2", {"a": 9, "b": 10}, scored("2", "full", rate="0.9", at_least="0.9")),
    ("three corners", "2", {"a": 19, "b": 100}, scored("0", "below_bands", rate="0.19")),
    ("three corners", "2", {"a": 2, "b": 10}, scored("0.5", "between", rate="0.2")),
    ("three corners", "2", {"a": 3, "b": 10}, scored("1", "between", rate="0.3")),
    ("three corners", "2", {"a": 4, "b": 10}, scored("1.5", "between", rate="0.4")),
    ("three corners", "2", {"a": 6, "b": 10}, scored("1.75", "between", rate="0.6")),
    ("three corners", "2", {"a": 8, "b": 10}, scored("2", "full", rate="0.8", at_least="0.8")),
    ("bands full of nothing", "2", {"a": 0, "b": 0}, scored("2", "whole_is_zero")),
    ("reduction_vs_baseline", "3", {"a": 90, "b": 100}, scored("3", "full", reduction="0.1")),
    ("reduction_vs_baseline", "3", {"a": 95, "b": 100}, scored("1.5", "in_proportion", reduction="0.05")),
    ("reduction_vs_baseline", "3", {"a": 100, "b": 100}, scored("0", "not_reduced", reduction="0")),
    ("reduction_vs_baseline", "3", {"a": 104, "b": 100}, scored("0", "not_reduced", reduction="-0.04")),
    ("reduction_vs_baseline", "3", {"a": 1, "b": 0}, missing(step="baseline_is_zero")),
    ("reduction_vs_baseline", "3", {"a": "0.9", "b": 1}, scored("3", "full", reduction="0.1")),
    ("reduction_vs_baseline", "3", {"b": 100}, missing("a")),
    ("reduction_vs_baseline", "3", {"a": 100}, missing("b")),
    ("all or nothing", "3", {"a": 95, "b": 100}, scored("0", "below_target", reduction="0.05")),
    ("count_steps", "2", {"a": 0}, scored("0", "below_bands", count="0")),
    ("count_steps", "2", {"a": 1}, scored("1", "in_band", count="1", at_least="1")),
    ("count_steps", "2", {"a": 3}, scored("2", "full", count="3", at_least="2")),
    ("count_steps", "2", {}, missing("a")),
    ("more than last year", "2", {"a": 8, "b": 7}, scored("2", "full", more="1", at_least="1")),
    ("more than last year", "2", {"a": 7, "b": 7}, scored("0", "below_bands", more="0")),
    ("more than last year", "2", {"a": 7}, missing("b")),
    ("checklist_sum", "0.75", {"a": True, "b": True, "c": True}, scored("0.75", "full", held="3", of="3")),
    ("checklist_sum", "0.75", {"a": True, "b": False, "c": False}, scored("0.25", "some", held="1", of="3")),
    ("checklist_sum", "0.75", {"a": False, "b": False, "c": False}, scored("0", "none", held="0", of="3")),
    ("checklist_sum", "0.75", {"a": True, "c": None}, missing("b", "c")),
    ("compliance_check", "0.5", {"a": "right"}, scored("0.5", "level:right")),
    ("compliance_check", "0.5", {"a": "none"}, scored("0", "level:none")),
    ("compliance_check", "0.5", {}, missing("a")),
    ("deduction", "1.5", {"a": 0, "b": 0}, scored("1.5", "full", off="0")),
    ("deduction", "1.5", {"a": 1, "b": 3}, scored("0.5", "deducted", off="1")),
    ("deduction", "1.5", {"a": 1, "b": 1}, scored("0.75", "deducted", off="0.75")),
    ("deduction", "1.5", {"a": 3, "b": 0}, scored("0", "used_up", off="1.5")),
    ("deduction", "1.5", {"a": 9, "b": 0}, scored("0", "used_up", off="4.5")),
    ("deduction", "1.5", {"a": 1}, missing("b")),
    ("yoy_compare", "1", {"a": 3, "b": 1}, scored("1", "better", change="2")),
    ("yoy_compare", "1", {"a": 1, "b": 1}, scored("0.5", "equal", change="0")),
    ("yoy_compare", "1", {"a": 1, "b": 2}, scored("0", "worse", change="-1")),
    ("yoy_compare", "1", {"b": 2}, missing("a")),
    ("yoy_compare", "1", {"a": 2}, missing("b")),
    ("less is better", "1", {"a": 3, "b": 1}, scored("0", "worse", change="2")),
    ("less is better", "1", {"a": 1, "b": 2}, scored("1", "better", change="-1")),
    ("survey_scaled", "2", {"a": 1, "b": 1, "c": 1, "d": 1}, scored("0.9", "in_proportion", rate="0.45", answers="4")),
    ("survey_scaled", "2", {"a": 3, "b": 0, "c": 0, "d": 0}, scored("2", "full", rate="1", answers="3")),
    ("survey_scaled", "2", {"a": 0, "b": 0, "c": 0, "d": 0, "e": 4}, missing(step="no_answer")),
    ("survey_scaled", "2", {"a": 1, "c": 1}, missing("b", "d")),
    ("index_import", "10", {"a": "91.17"}, scored("9.117", "in_proportion", rate="0.9117")),
    ("index_import", "10", {"a": 100}, scored("10", "full", rate="1")),
    ("index_import", "10", {"a": 101}, scored("10", "full", rate="1.01")),
    ("index_import", "10", {"a": -1}, scored("0", "in_proportion", rate="-0.01")),
    ("index_import", "10", {}, missing("a")),
    ("tri_state_per_case", "3", {"a": 2, "b": 1, "c": 1}, scored("1.875", "in_proportion", mean="1.25", cases="4")),
    ("tri_state_per_case", "3", {"a": 4, "b": 0, "c": 0}, scored("3", "full", mean="2", cases="4")),
    ("tri_state_per_case", "3", {"a": 4, "b": 0}, missing("c")),
    ("tri_state_per_case", "3", {"a": 4, "c": 0}, missing("b")),
    ("tri_state_per_case", "3", {"b": 4, "c": 0}, missing("a")),
    ("tri_state_per_case", "3", {"a": 0, "b": 0, "c": 0}, NotApplicable("no_case")),
    ("no case is full", "3", {"a": 0, "b": 0, "c": 0}, scored("3", "no_case")),
    ("no case is zero", "3", {"a": 0, "b": 0, "c": 0}, scored("0", "no_case")),
    ("no case is missing", "3", {"a": 0, "b": 0, "c": 0}, missing(step="no_case")),
    ("complement", "6", {"a": 5, "b": 100, "c": 5}, scored("6", "full", rate="0.9")),
    ("complement", "6", {"a": 30, "b": 100, "c": 25}, scored("3", "in_proportion", rate="0.45")),
    ("complement", "6", {"a": 60, "b": 100, "c": 60}, scored("0", "in_proportion", rate="0")),
    ("complement", "6", {"a": 0, "b": 0, "c": 0}, missing(step="whole_is_zero")),
    ("complement", "6", {}, missing("a", "b", "c")),
    ("one bad share is silent", "6", {"a": 1, "b": 2, "c": 0, "d": 0}, NotApplicable("whole_is_zero")),
    ("one bad share is silent", "6", {"b": 2, "c": 0, "d": 0}, missing("a")),
    ("one bad share is full", "6", {"a": 1, "b": 0}, scored("6", "whole_is_zero")),
    (
        "composite", "1.5", {"a": 1, "b": 2, "c": 1, "d": 4},
        scored("0.75", "sum_of_parts", part_1="0.25", part_2="0.5"),
    ),
    ("composite", "1.5", {"a": 2, "b": 2, "c": 4, "d": 4}, scored("1.5", "full", part_1="0.5", part_2="1")),
    ("composite", "1.5", {"a": 2, "c": 4}, missing("b", "d")),
    ("composite", "1.5", {"a": 2, "b": 0, "c": 4, "d": 4}, missing(step="whole_is_zero")),
    ("silent parts", "1.5", {"a": 0, "b": 0, "c": 2, "d": 4}, scored("0.75", "sum_of_parts", part_1="0.5")),
    ("silent parts", "1.5", {"a": 0, "b": 0, "c": 4, "d": 4}, scored("1.5", "full", part_1="1")),
    ("silent parts", "1.5", {"a": 0, "b": 0, "c": 0, "d": 0}, NotApplicable("no_part_applies")),
    ("external_only", "2", {"a": "1.5"}, scored("1.5", "as_decided")),
    ("external_only", "2", {"a": 2}, scored("2", "as_decided")),
    ("external_only", "2", {"a": 0}, scored("0", "as_decided")),
    ("external_only", "2", {}, missing("a")),
]  # fmt: skip


@pytest.mark.parametrize(("name", "max_score", "values", "expected"), OUTCOMES)
def test_a_shape_says_what_it_found_and_how(name, max_score, values, expected):
    figures = {key: _value(one) for key, one in values.items()}
    assert SHAPES[name].score(figures, Decimal(max_score)) == expected


@pytest.mark.parametrize(("name", "max_score", "values", "expected"), OUTCOMES)
def test_a_column_of_agencies_says_the_same_of_each(name, max_score, values, expected):
    figures = {key: _value(values.get(key)) for key in SHAPES[name].inputs()}
    other = dict.fromkeys(figures)
    found = score_column(
        leaf("1", max_score, rule=SHAPES[name]), {key: [other[key], one, one] for key, one in figures.items()}, 3
    )
    assert found.steps[1:] == [expected.step] * 2
    if isinstance(expected, Scored):
        assert found.points[1:] == [expected.points] * 2
        assert set(found.gaps) == {0}
    else:
        assert found.points[1:] == [None] * 2
        assert found.gaps[1] == found.gaps[2] == expected


def _value(one: bool | int | str | None) -> Value | None:
    is_figure = not isinstance(one, bool) and one is not None and not str(one).isalpha()
    return Decimal(one) if is_figure else one


@pytest.mark.parametrize("points", ["2.1", "-0.1"])
def test_decided_points_beyond_the_maximum_are_refused(points):
    with pytest.raises(ValueError, match=f"^{points} points of 2$"):
        SHAPES["external_only"].score({"a": Decimal(points)}, Decimal(2))


def test_a_level_that_the_rule_does_not_know_is_refused():
    with pytest.raises(ValueError, match="^'x' is no level of a$"):
        SHAPES["compliance_check"].score({"a": "x"}, Decimal(1))


def test_a_yes_is_no_figure():
    with pytest.raises(TypeError, match="^the input a is no figure: True$"):
        SHAPES["index_import"].score({"a": True}, Decimal(1))
