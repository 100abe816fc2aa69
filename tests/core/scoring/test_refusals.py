"""What makes no sense is refused with its place, its code and the values that its sentence needs, all at once."""

from dataclasses import replace
from decimal import Decimal

import pytest

from caicach.core.scoring.checks import check_set
from caicach.core.scoring.criteria import CriterionKind, Input, ScoreBand, ScoredBy, WhenNotApplicable, WorkedExample
from caicach.core.scoring.crosswalk import Change, Crosswalk, Link, check_crosswalk
from caicach.core.scoring.errors import BadRule, SetProblem
from caicach.core.scoring.plain import from_plain, to_plain
from caicach.core.scoring.ratios import Ratio, WhenNothing
from caicach.core.scoring.rounding import Rounding
from caicach.core.scoring.shapes.base import Shape
from caicach.core.scoring.shapes.composite import Composite, Part
from caicach.core.scoring.shapes.outside import ExternalOnly
from caicach.core.scoring.shapes.proportions import LinearRatio
from tests.core.scoring.cases import CASES
from tests.core.scoring.sets import leaf, parent, set_of


def told(problems: list[SetProblem] | tuple[SetProblem, ...]) -> list[str]:
    return [
        " ".join([".".join(one.place), one.code.removeprefix("scoring."), *(f"{k}={v}" for k, v in one.params)])
        for one in problems
    ]


RATIO = {"part": "a", "whole": "b"}
REFUSED = [
    ({"shape": "target_scaled_ratio", "ratio": RATIO, "target": 0}, ["target no_rate value=0"]),
    ({"shape": "ratio_floor_linear", "ratio": RATIO, "floor": "1.1"}, ["floor no_rate value=1.1"]),
    ({"shape": "ratio_floor_linear", "ratio": RATIO, "floor": "-0.1"}, ["floor no_rate value=-0.1"]),
    ({"shape": "complement", "bad": [RATIO], "target": 0}, ["target no_rate value=0"]),
    ({"shape": "complement", "bad": []}, ["bad empty"]),
    ({"shape": "reduction_vs_baseline", "now": "a", "baseline": "b", "target": 0}, ["target no_rate value=0"]),
    ({"shape": "linear_ratio", "ratio": RATIO | {"last_year_parts": 0}}, ["ratio.last_year_parts below_one value=0"]),
    ({"shape": "count_steps", "count": "a", "bands": []}, ["bands empty"]),
    (
        {"shape": "count_steps", "count": "a", "bands": [{"at_least": 1, "points": -1}]},
        ["bands.1.points below_zero value=-1"],
    ),
    (
        {
            "shape": "banded_steps", "ratio": RATIO,
            "bands": [{"at_least": 2, "points": 2}, {"at_least": 2, "points": 1}, {"at_least": 1, "points": 3}],
        },
        [
            "bands.2.at_least bands_do_not_ascend value=2",
            "bands.2.points fewer_points_for_more value=1",
            "bands.3.at_least bands_do_not_ascend value=1",
        ],
    ),
    ({"shape": "checklist_sum", "conditions": []}, ["conditions empty"]),
    (
        {"shape": "checklist_sum", "conditions": [{"input": "a", "points": 1}, {"input": "b", "points": 0}]},
        ["conditions.2.points below_zero value=0"],
    ),
    (
        {"shape": "compliance_check", "level": "a", "levels": [{"code": "x", "points": -1}]},
        ["levels too_few value=1", "levels.x.points below_zero value=-1"],
    ),
    (
        {"shape": "compliance_check", "level": "a", "levels": [{"code": "x", "points": 0}, {"code": "x", "points": 1}]},
        ["levels repeated value=x"],
    ),
    ({"shape": "deduction", "penalties": []}, ["penalties empty"]),
    (
        {"shape": "deduction", "penalties": [{"count": "a", "points_each": 1}, {"count": "b", "points_each": 0}]},
        ["penalties.2.points_each below_zero value=0"],
    ),
    (
        {"shape": "yoy_compare", "now": "a", "before": "b", "better": 1, "equal": 2},
        ["better fewer_points_for_more value=1"],
    ),
    (
        {"shape": "yoy_compare", "now": "a", "before": "b", "better": 1, "worse": "-0.5"},
        ["better fewer_points_for_more value=1"],
    ),
    (
        {"shape": "yoy_compare", "now": "a", "before": "b", "better": 1, "equal": 1, "worse": 2},
        ["better fewer_points_for_more value=1"],
    ),
    ({"shape": "survey_scaled", "answers": [{"count": "a", "weight": 1}, {"count": "b"}]}, ["answers too_few value=1"]),
    (
        {"shape": "survey_scaled", "answers": [{"count": "a", "weight": "0.6"}, {"count": "b", "weight": 0}]},
        ["answers best_answer_is_not_one value=0.6"],
    ),
    (
        {"shape": "survey_scaled", "answers": [{"count": "a", "weight": 1}, {"count": "b", "weight": 2}]},
        ["answers no_rate value=2"],
    ),
    ({"shape": "index_import", "index": "a", "full_at": 0}, ["full_at below_zero value=0"]),
    (
        {"shape": "composite", "parts": [{"shape": {"shape": "external_only", "points": "a"}, "max_score": 1}]},
        ["parts too_few value=1"],
    ),
    ({"shape": "no_such"}, ["shape unknown_shape value=no_such"]),
    ({}, ["shape unknown_shape value="]),
    ("words", ["shape unknown_shape value="]),
    ({"shape": "linear_ratio", "ratio": "a/b"}, ["ratio no_object"]),
    ({"shape": "linear_ratio"}, ["ratio missing_field"]),
    ({"shape": "linear_ratio", "ratio": RATIO | {"hole": "c"}}, ["ratio.hole unknown_field"]),
    ({"shape": "linear_ratio", "ratio": RATIO | {"part": 5}}, ["ratio.part not_understood value=5"]),
    ({"shape": "linear_ratio", "ratio": RATIO | {"when_nothing": "x"}}, ["ratio.when_nothing not_understood value=x"]),
    (
        {"shape": "linear_ratio", "ratio": RATIO | {"last_year_parts": "12"}},
        ["ratio.last_year_parts not_understood value=12"],
    ),
    (
        {"shape": "yoy_compare", "now": "a", "before": "b", "better": 1, "is_less_better": 1},
        ["is_less_better not_understood value=1"],
    ),
    ({"shape": "complement", "bad": RATIO}, ["bad no_list"]),
    ({"shape": "index_import", "index": "a", "full_at": "1e2"}, ["full_at not_understood value=1e2"]),
    ({"shape": "index_import", "index": "a", "full_at": Decimal("NaN")}, ["full_at not_understood value=NaN"]),
]  # fmt: skip


@pytest.mark.parametrize(("plain", "expected"), REFUSED)
def test_a_rule_that_makes_no_sense_is_refused_with_all_that_its_sentence_needs(plain, expected):
    with pytest.raises(BadRule) as refused:
        from_plain(Shape, plain)
    assert told(refused.value.problems) == expected


ALLOWED = [
    {"shape": "target_scaled_ratio", "ratio": RATIO, "target": 1},
    {"shape": "ratio_floor_linear", "ratio": RATIO, "floor": 0},
    {"shape": "linear_ratio", "ratio": RATIO | {"last_year_parts": 1}},
    {"shape": "count_steps", "count": "a", "bands": [{"at_least": 1, "points": 1}, {"at_least": 2, "points": 1}]},
    {"shape": "yoy_compare", "now": "a", "before": "b", "better": 1, "equal": 1, "worse": 1, "is_less_better": True},
    {"shape": "survey_scaled", "answers": [{"count": "a", "weight": 1}, {"count": "b", "weight": 0}]},
    {"shape": "index_import", "index": "a", "full_at": "0.5"},
    {"shape": "compliance_check", "level": "a", "levels": [{"code": "x", "points": 0}, {"code": "y", "points": 1}]},
]


@pytest.mark.parametrize("plain", ALLOWED)
def test_what_is_just_within_the_limits_is_allowed(plain):
    again = to_plain(from_plain(Shape, plain))
    assert from_plain(Shape, again) == from_plain(Shape, plain)


def test_all_problems_of_a_rule_are_one_message():
    with pytest.raises(BadRule, match=r"^bands\.1\.at_least: scoring\.missing_field; bands\.2: scoring\.no_object$"):
        from_plain(Shape, {"shape": "count_steps", "count": "a", "bands": [{"points": 1}, 2]})


TOPS = {
    "banded_steps": ["bands top_is_not_maximum top=1 maximum=7"],
    "banded_interpolated": ["bands top_is_not_maximum top=2 maximum=7"],
    "count_steps": ["bands top_is_not_maximum top=2 maximum=7"],
    "checklist_sum": ["conditions top_is_not_maximum top=0.75 maximum=7"],
    "compliance_check": ["levels top_is_not_maximum top=0.5 maximum=7"],
    "yoy_compare": ["better top_is_not_maximum top=1 maximum=7"],
    "composite": ["parts top_is_not_maximum top=1.5 maximum=7"],
}


@pytest.mark.parametrize("name", sorted(CASES))
def test_a_rule_tells_what_it_gives_at_most_and_what_is_wanted(name):
    assert told(CASES[name].shape.problems(Decimal(7))) == TOPS.get(name, [])


def test_a_part_that_does_not_fit_is_told_with_its_number():
    parts = (Part(shape=CASES["linear_ratio"].shape, max_score=Decimal(1)),)
    parts += (Part(shape=CASES["count_steps"].shape, max_score=Decimal(3)),)
    assert told(Composite(parts=parts).problems(Decimal(4))) == [
        "parts.2.bands top_is_not_maximum top=2 maximum=3",
    ]


@pytest.mark.parametrize("digits", [-1, 9])
def test_digits_of_a_rounding_have_limits(digits):
    with pytest.raises(BadRule) as refused:
        Rounding(digits=digits)
    assert told(refused.value.problems) == [f"digits digits_out_of_range value={digits}"]


@pytest.mark.parametrize(("digits", "expected"), [(0, "3"), (1, "2.5"), (8, "2.50000000")])
def test_a_rounding_gives_exactly_its_digits(digits, expected):
    assert str(Rounding(digits=digits).of(Decimal("2.5"))) == expected


# Whole sets

GOOD = set_of(parent("1", leaf("1.1", "2"), leaf("1.2", "3")), leaf("2", "5"))
SILENT = LinearRatio(ratio=Ratio(part="a", whole="b", when_nothing=WhenNothing.NOT_APPLICABLE))
ON_A_LEAF = {"a": Decimal(1), "b": Decimal(2)}
FAULTY = [
    (replace(GOOD, max_score=Decimal(100)), ["criteria sum_is_not_maximum sum=10 maximum=100"]),
    (set_of(leaf("1", "0")), ["1.max_score below_zero value=0"]),
    (set_of(leaf("1", "-1")), ["1.max_score below_zero value=-1"]),
    (set_of(replace(parent("1", leaf("1.1", "2")), max_score=Decimal(3))),
     ["1.max_score sum_is_not_maximum sum=2 maximum=3"]),
    (set_of(parent("1", leaf("1.1", "2", kind=CriterionKind.BONUS), leaf("1.2", "1"))),
     ["1.kind kind_inside_a_tree value=1.1"]),
    (set_of(leaf("1", "1", rule=CASES["count_steps"].shape, inputs=(Input(name="a", label="A"),))),
     ["1.rule.bands top_is_not_maximum top=2 maximum=1"]),
    (set_of(leaf("1", "1", inputs=(*leaf("x", "1").inputs, Input(name="a", label="A")))), ["1.inputs.a repeated"]),
    (set_of(leaf("1", "1", rule=None)), []),
    (set_of(leaf("1", "1"), leaf("2", "1", kind=CriterionKind.PENALTY, scored_by=ScoredBy.CENTRE)),
     ["2.scored_by outside_beside_the_total"]),
    (set_of(leaf("1", "1"), leaf("2", "1", kind=CriterionKind.PENALTY)), []),
    (replace(GOOD, source="", decision="1/QĐ"), []),
    (set_of(leaf("1", "1", basis="", source="1/QĐ", is_confirmed=True)), []),
    (replace(GOOD, bands=(ScoreBand(name="Tốt", at_least=Decimal("1.1")),)), ["bands.Tốt no_rate value=1.1"]),
    (replace(GOOD, bands=tuple(ScoreBand(name=name, at_least=Decimal(low)) for name, low in (("A", 0), ("B", 1)))), []),
    (replace(GOOD, bands=tuple(ScoreBand(name="A", at_least=Decimal(low)) for low in (0, 1))), ["bands repeated"]),
    (replace(GOOD, tie_breakers=("2", "1.1")), ["tie_breakers.1.1 unknown_criterion"]),
    (
        replace(GOOD, examples=(
            WorkedExample(criterion="9", values={}, points=None),
            WorkedExample(criterion="2", values={"a": True, "b": Decimal(1)}, points=None),
            WorkedExample(criterion="2", values=ON_A_LEAF, points=Decimal(2)),
            WorkedExample(criterion="2", values={}, points=Decimal(2)),
        )),
        [
            "examples.1 unknown_criterion value=9",
            "examples.2 impossible_values value=2",
            "examples.3 example_differs value=2 points=2.5 promised=2",
            "examples.4 example_differs value=2 points=None promised=2",
        ],
    ),
    (
        replace(set_of(leaf("1", "1"), leaf("1", "1")),
                examples=(WorkedExample(criterion="1", values={}, points=Decimal(2)),)),
        ["1 repeated_code"],
    ),
    (
        set_of(leaf("1", "1", WhenNotApplicable.NEVER, rule=replace(CASES["complement"].shape, bad=(SILENT.ratio,)))),
        ["1.when_not_applicable rule_may_not_apply"],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("criteria_set", "expected"), FAULTY)
def test_a_fault_of_a_set_is_told_with_all_that_its_sentence_needs(criteria_set, expected):
    assert told(check_set(criteria_set)) == expected


# Crosswalks


@pytest.mark.parametrize(
    ("change", "old", "new", "expected"),
    [
        (Change.SAME, "", "", ["old wrong_number_of_leaves change=same wanted=one value=0",
                               "new wrong_number_of_leaves change=same wanted=one value=0"]),
        (Change.SPLIT, "a", "b", ["new wrong_number_of_leaves change=split wanted=several value=1"]),
        (Change.NEW, "a b c", "b", ["old wrong_number_of_leaves change=new wanted=none value=3"]),
    ],
)  # fmt: skip
def test_a_link_tells_how_many_leaves_it_wants(change, old, new, expected):
    with pytest.raises(BadRule) as refused:
        Link(change=change, old=tuple(old.split()), new=tuple(new.split()))
    assert told(refused.value.problems) == expected


def test_a_change_to_several_takes_any_number_of_them():
    assert len(Link(change=Change.SPLIT, old=("1",), new=("1", "2", "3", "4")).new) == 4


@pytest.mark.parametrize(
    ("change", "changed", "expected"),
    [
        (Change.SAME, {"name": "Khác"}, ["links.2.change name_differs value=same"]),
        (Change.REWORDED, {"max_score": Decimal(2)}, ["links.2.change maximum_differs value=reworded old=1 new=2"]),
        (Change.SAME, {"rule": ExternalOnly(points="a")}, ["links.2.change rule_differs value=same"]),
        (Change.REWEIGHTED, {}, ["links.2.change maximum_is_the_same value=reweighted"]),
        (
            Change.REWEIGHTED, {"max_score": Decimal(2), "rule": ExternalOnly(points="a")},
            ["links.2.change rule_differs value=reweighted"],
        ),
    ],
)  # fmt: skip
def test_a_pair_tells_what_it_is_not(change, changed, expected):
    old, new = set_of(leaf("1", "1"), leaf("2", "1")), set_of(replace(leaf("1", "1"), **changed))
    links = (Link(change=Change.DROPPED, old=("2",)), Link(change=change, old=("1",), new=("1",)))
    assert told(check_crosswalk(Crosswalk(old_set="example", new_set="example", links=links), old, new)) == expected


def test_a_crosswalk_tells_which_sets_it_was_made_for():
    empty = replace(set_of(), key="2025")
    crosswalk = Crosswalk(old_set="2025", new_set="2026", links=())
    assert told(check_crosswalk(crosswalk, empty, empty)) == ["new_set other_set value=2026 expected=2025"]


def test_a_link_to_no_leaf_is_told_once_and_compared_with_nothing():
    crosswalk = Crosswalk(
        old_set="example", new_set="example", links=(Link(change=Change.SAME, old=("8",), new=("9",)),)
    )
    assert told(check_crosswalk(crosswalk, set_of(), set_of(leaf("9", "1")))) == ["old.8 unknown_criterion"]
