"""The seventeen shapes: the figures of official texts, and what holds of each of them."""

from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from caicach.core.scoring.errors import BadRule
from caicach.core.scoring.outcome import Missing, NotApplicable, Scored
from caicach.core.scoring.plain import from_plain, to_plain
from caicach.core.scoring.ratios import Ratio, WhenNothing
from caicach.core.scoring.shapes import SHAPES
from caicach.core.scoring.shapes.bands import Band, BandedSteps, CountSteps
from caicach.core.scoring.shapes.base import Shape
from caicach.core.scoring.shapes.comparisons import ReductionVsBaseline, YoyCompare
from caicach.core.scoring.shapes.conditions import TriStatePerCase
from caicach.core.scoring.shapes.outside import IndexImport
from caicach.core.scoring.shapes.proportions import Complement, LinearRatio, TargetScaledRatio
from tests.core.scoring.cases import CASES

RATIO = Ratio(part="a", whole="b")
NAMES = sorted(CASES)


def points(shape: Shape, max_score: str, **values: str | bool) -> Decimal:
    given_values = {name: Decimal(value) if isinstance(value, str) else value for name, value in values.items()}
    outcome = shape.score(given_values, Decimal(max_score))
    assert isinstance(outcome, Scored), outcome
    return outcome.points


def test_every_shape_of_the_list_is_tried():
    assert len(SHAPES) == 17
    assert set(CASES) == set(SHAPES)


# Figures that stand in documents


@pytest.mark.parametrize(
    ("rate", "max_score", "expected"),
    [("98.56", "1.5", "1.4784"), ("97.84", "1", "0.9784"), ("96.51", "1.5", "1.44765")],
)
def test_a_ratio_of_2023_gives_its_points(rate, max_score, expected):
    assert points(LinearRatio(ratio=RATIO), max_score, a=rate, b="100") == Decimal(expected)


@pytest.mark.parametrize(
    ("target", "rate", "max_score", "expected"),
    [("0.8", "60", "4", "3"), ("0.5", "50", "6", "6"), ("0.9", "45", "6", "3"), ("0.8", "93", "2", "2")],
)
def test_a_rate_is_scaled_to_its_target(target, rate, max_score, expected):
    assert points(TargetScaledRatio(ratio=RATIO, target=Decimal(target)), max_score, a=rate, b="100") == Decimal(
        expected
    )


@pytest.mark.parametrize(
    ("rate", "expected"), [("90", "1"), ("80", "1"), ("79.99", "0.5"), ("69", "0.25"), ("49", "0")]
)
def test_a_rate_falls_into_its_band(rate, expected):
    bands = tuple(
        Band(at_least=Decimal(low), points=Decimal(p)) for low, p in (("0.5", "0.25"), ("0.7", "0.5"), ("0.8", "1"))
    )
    assert points(BandedSteps(ratio=RATIO, bands=bands), "1", a=rate, b="100") == Decimal(expected)


@pytest.mark.parametrize(("now", "expected"), [("90", "1"), ("91.6", "0.84"), ("100", "0"), ("104", "0")])
def test_a_reduction_is_held_against_its_target(now, expected):
    rule = ReductionVsBaseline(now="a", baseline="b", target=Decimal("0.1"))
    assert points(rule, "1", a=now, b="100") == Decimal(expected)


@pytest.mark.parametrize(("count", "expected"), [("0", "0"), ("1", "1"), ("2", "2"), ("7", "2")])
def test_initiatives_are_counted(count, expected):
    bands = (Band(at_least=Decimal(1), points=Decimal(1)), Band(at_least=Decimal(2), points=Decimal(2)))
    assert points(CountSteps(count="a", bands=bands), "2", a=count) == Decimal(expected)


def test_more_than_last_year_counts():
    rule = CountSteps(count="a", last_year="b", bands=(Band(at_least=Decimal(1), points=Decimal(1)),))
    assert points(rule, "1", a="8", b="7") == 1
    assert points(rule, "1", a="7", b="7") == 0


def test_figures_that_did_not_rise_get_nothing():
    rule = YoyCompare(now="a", before="b", better=Decimal("0.5"))
    assert [points(rule, "0.5", a=now, b="10") for now in ("11", "10", "9")] == [Decimal("0.5"), 0, 0]


def test_an_index_of_others_is_brought_to_the_maximum():
    assert points(IndexImport(index="a"), "10", a="91.17") == Decimal("9.117")


def test_cases_that_went_better_as_promised_or_worse():
    rule = TriStatePerCase(better="a", equal="b", worse="c")
    assert points(rule, "2", a="2", b="1", c="1") == Decimal("1.25")


def test_bad_shares_are_taken_from_the_whole():
    rule = Complement(bad=(RATIO, Ratio(part="c", whole="b")), target=Decimal("0.9"))
    assert points(rule, "6", a="5", c="5", b="100") == 6
    assert points(rule, "6", a="30", c="25", b="100") == 3


# Modifiers


def test_the_larger_of_two_counts_is_the_whole():
    rule = LinearRatio(ratio=Ratio(part="a", whole="b", other_whole="c"))
    assert points(rule, "6", a="50", b="80", c="100") == 3
    assert rule.score({"a": Decimal(1), "b": Decimal(2), "c": None}, Decimal(6)) == Missing(("c",))


def test_last_year_stands_in_for_a_whole_that_is_not_there():
    rule = LinearRatio(ratio=Ratio(part="a", whole="b", last_year="c", last_year_parts=12))
    assert points(rule, "6", a="5", b="0", c="120") == 3
    assert rule.score({"a": Decimal(5), "c": Decimal(120)}, Decimal(6)).points == 3
    assert rule.score({"a": Decimal(5)}, Decimal(6)) == Missing(("b",))


def test_a_ratio_is_corrected_by_what_was_synchronised():
    rule = TargetScaledRatio(ratio=Ratio(part="a", whole="b", correction="c"), target=Decimal("0.5"))
    assert points(rule, "12", a="50", b="100", c="0.5") == 6
    assert rule.score({"a": Decimal(1), "b": Decimal(2)}, Decimal(6)) == Missing(("c",))


@pytest.mark.parametrize(
    ("meaning", "expected"),
    [
        (WhenNothing.MISSING, Missing((), "whole_is_zero")),
        (WhenNothing.NOT_APPLICABLE, NotApplicable("whole_is_zero")),
        (WhenNothing.FULL, Scored(Decimal("1.5"), "whole_is_zero")),
        (WhenNothing.ZERO, Scored(Decimal(0), "whole_is_zero")),
    ],
)
def test_each_criterion_decides_what_a_whole_of_nothing_means(meaning, expected):
    rule = LinearRatio(ratio=Ratio(part="a", whole="b", when_nothing=meaning))
    assert rule.score({"a": Decimal(0), "b": Decimal(0)}, Decimal("1.5")) == expected


# What holds of all


@pytest.mark.parametrize("name", NAMES)
@given(chosen=st.data())
def test_points_stay_between_nothing_and_the_maximum(name, chosen):
    case = CASES[name]
    outcome = case.shape.score({key: chosen.draw(values) for key, values in case.values.items()}, case.max_score)
    if isinstance(outcome, Scored):
        assert 0 <= outcome.points <= case.max_score
        assert (outcome.step == "full") <= (outcome.points == case.max_score)


@pytest.mark.parametrize("name", [name for name in NAMES if CASES[name].better or CASES[name].worse])
@given(chosen=st.data())
def test_doing_better_never_costs_points(name, chosen):
    case = CASES[name]
    values = {key: chosen.draw(kind) for key, kind in case.values.items()}
    moved = chosen.draw(st.sampled_from([*case.better, *case.worse]))
    other = values | {moved: chosen.draw(case.values[moved])}
    low, high = sorted([values, other], key=lambda held: held[moved], reverse=moved in case.worse)
    worse, better = case.shape.score(low, case.max_score), case.shape.score(high, case.max_score)
    assume(isinstance(worse, Scored) and isinstance(better, Scored))
    assert worse.points <= better.points


@pytest.mark.parametrize("name", NAMES)
@given(chosen=st.data())
def test_what_misses_stays_missing_and_is_named(name, chosen):
    case = CASES[name]
    needed = [key for key in case.shape.inputs() if not (name == "survey_scaled" and key == "e")]
    left_out = chosen.draw(st.sampled_from(needed))
    values = {key: chosen.draw(kind) for key, kind in case.values.items() if key != left_out}
    outcome = case.shape.score(values, case.max_score)
    assert not isinstance(outcome, Scored)
    if isinstance(outcome, Missing) and outcome.step == "missing":
        assert left_out in outcome.inputs


@pytest.mark.parametrize("name", NAMES)
def test_a_shape_asks_for_exactly_the_figures_that_it_uses(name):
    assert set(CASES[name].shape.inputs()) == set(CASES[name].values)


@pytest.mark.parametrize("name", NAMES)
def test_a_rule_comes_back_the_same_from_plain_data(name):
    shape = CASES[name].shape
    assert from_plain(Shape, to_plain(shape)) == shape


@pytest.mark.parametrize("name", NAMES)
def test_a_rule_fits_its_own_maximum_and_what_has_fixed_points_no_other(name):
    case = CASES[name]
    fixed = {"banded_steps", "banded_interpolated", "count_steps", "checklist_sum", "compliance_check", "yoy_compare"}
    assert case.shape.problems(case.max_score) == []
    assert bool(case.shape.problems(case.max_score + 1)) == (name in fixed | {"composite"})


@pytest.mark.parametrize(
    ("plain", "places"),
    [
        ({"shape": "linear_ratio"}, ["ratio"]),
        ({"shape": "linear_ratio", "ratio": {"part": "a", "hole": "b"}}, ["ratio.hole", "ratio.whole"]),
        ({"shape": "no_such"}, ["shape"]),
        ({"shape": "target_scaled_ratio", "ratio": {"part": "a", "whole": "b"}, "target": "1.5"}, ["target"]),
        ({"shape": "target_scaled_ratio", "ratio": {"part": "a", "whole": "b"}, "target": 0.5}, ["target"]),
        ({"shape": "count_steps", "count": "a", "bands": []}, ["bands"]),
        (
            {
                "shape": "count_steps", "count": "a",
                "bands": [{"at_least": 2, "points": 2}, {"at_least": 1, "points": 1}],
            },
            ["bands.2.at_least", "bands.2.points"],
        ),
        ({"shape": "checklist_sum", "conditions": [{"input": "a", "points": "NaN"}]}, ["conditions.1.points"]),
        ({"shape": "compliance_check", "level": "a", "levels": [{"code": "x", "points": 1}]}, ["levels"]),
        ({"shape": "deduction", "penalties": [{"count": "a", "points_each": 0}]}, ["penalties.1.points_each"]),
        ({"shape": "yoy_compare", "now": "a", "before": "b", "better": 1, "equal": 2}, ["better"]),
        (
            {"shape": "survey_scaled", "answers": [{"count": "a", "weight": "0.6"}, {"count": "b", "weight": 0}]},
            ["answers"],
        ),
        ({"shape": "composite", "parts": [{"shape": {"shape": "x"}, "max_score": 1}]}, ["parts.1.shape.shape"]),
        ("words", ["shape"]),
        (
            {"shape": "composite", "parts": [{"shape": {"shape": "external_only", "points": "a"}, "max_score": "0"}]},
            ["parts", "parts.1.max_score"],
        ),
    ],
)  # fmt: skip
def test_a_rule_that_makes_no_sense_is_refused_with_all_its_places(plain, places):
    with pytest.raises(BadRule) as refused:
        from_plain(Shape, plain)
    assert [".".join(one.place) for one in refused.value.problems] == places
