"""A set is checked as a whole, and every fault is told with its place."""

from dataclasses import replace
from decimal import Decimal

import pytest

from caicach.core.scoring.checks import check_set
from caicach.core.scoring.criteria import (
    CriteriaSet,
    CriterionKind,
    Input,
    ScoreBand,
    ScoredBy,
    WhenNotApplicable,
    WorkedExample,
)
from caicach.core.scoring.errors import BadRule
from caicach.core.scoring.plain import from_plain, to_plain
from caicach.core.scoring.ratios import Ratio, WhenNothing
from caicach.core.scoring.shapes.composite import Composite, Part
from caicach.core.scoring.shapes.outside import ExternalOnly, IndexImport
from caicach.core.scoring.shapes.proportions import LinearRatio
from tests.core.scoring.sets import leaf, parent, set_of

NOTHING_IS_SILENCE = Ratio(part="a", whole="b", when_nothing=WhenNothing.NOT_APPLICABLE)
GOOD = set_of(parent("1", leaf("1.1", "2"), leaf("1.2", "3")), leaf("2", "5"))


def faults(criteria_set: CriteriaSet) -> list[str]:
    return [f"{one.code.removeprefix('scoring.')} {'.'.join(one.place)}" for one in check_set(criteria_set)]


def test_a_good_set_has_no_fault():
    assert faults(GOOD) == []


FAULTY = {
    "empty criteria": set_of(),
    "no_source source": replace(GOOD, source=""),
    "repeated_code 2": set_of(leaf("2", "1"), leaf("2", "1")),
    "sum_is_not_maximum criteria": replace(GOOD, max_score=Decimal(100)),
    "sum_is_not_maximum 1.max_score": replace(
        GOOD, criteria=(replace(parent("1", leaf("1.1", "2")), max_score=Decimal(3)),), max_score=Decimal(3)
    ),
    "unknown_criterion tie_breakers.9": replace(GOOD, tie_breakers=("9",)),
    "rule_of_a_parent 1.rule": set_of(replace(parent("1", leaf("1.1", "2")), rule=leaf("x", "1").rule)),
    "kind_inside_a_tree 1.kind": set_of(parent("1", leaf("1.1", "2", kind=CriterionKind.BONUS))),
    "no_source 1.source": set_of(leaf("1", "1", basis="")),
    "confirmed_without_source 1.is_confirmed": set_of(leaf("1", "1", is_confirmed=True)),
    "unknown_input 1.rule.b": set_of(leaf("1", "1", inputs=(Input(name="a", label="A"),))),
    "unused_input 1.inputs.c": set_of(
        leaf("1", "1", inputs=(*leaf("x", "1").inputs, Input(name="c", label="C"))),
    ),
    "rule_may_not_apply 1.when_not_applicable": set_of(
        leaf("1", "1", WhenNotApplicable.NEVER, rule=LinearRatio(ratio=NOTHING_IS_SILENCE)),
    ),
    "outside_beside_the_total 2.scored_by": set_of(
        leaf("1", "1"), leaf("2", "1", kind=CriterionKind.BONUS, scored_by=ScoredBy.SURVEY)
    ),
    "no_rate bands.Tốt": replace(GOOD, bands=(ScoreBand(name="Tốt", at_least=Decimal(80)),)),
    "repeated bands": replace(
        GOOD, bands=tuple(ScoreBand(name=name, at_least=Decimal("0.8")) for name in ("Tốt", "Khá"))
    ),
    "example_differs examples.1": replace(
        GOOD, examples=(WorkedExample(criterion="2", values={"a": Decimal(1), "b": Decimal(2)}, points=Decimal(2)),)
    ),
    "unknown_criterion examples.1": replace(GOOD, examples=(WorkedExample(criterion="1", values={}, points=None),)),
    "impossible_values examples.1": replace(
        GOOD, examples=(WorkedExample(criterion="2", values={"a": "x", "b": Decimal(1)}, points=None),)
    ),
}


@pytest.mark.parametrize("fault", FAULTY)
def test_a_fault_is_told_with_its_place(fault):
    assert faults(FAULTY[fault]) == [fault]


def test_a_composite_applies_as_long_as_one_part_does():
    always, sometimes = LinearRatio(ratio=Ratio(part="a", whole="b")), LinearRatio(ratio=NOTHING_IS_SILENCE)

    def of(*shapes: LinearRatio) -> CriteriaSet:
        parts = tuple(Part(shape=shape, max_score=Decimal(1)) for shape in shapes)
        return set_of(leaf("1", "2", WhenNotApplicable.NEVER, rule=Composite(parts=parts)))

    assert faults(of(always, sometimes)) == []
    assert faults(of(sometimes, sometimes)) == ["rule_may_not_apply 1.when_not_applicable"]


def test_examples_that_hold_are_no_fault():
    values = {"a": Decimal(1), "b": Decimal(2)}
    right = WorkedExample(criterion="2", values=values, points=Decimal("2.5"))
    missing = WorkedExample(criterion="2", values={"b": Decimal(2)}, points=None)
    assert faults(replace(GOOD, examples=(right, missing))) == []


def test_a_set_comes_back_the_same_from_plain_data():
    assert from_plain(CriteriaSet, to_plain(GOOD)) == GOOD


def test_a_set_with_examples_comes_back_the_same_from_plain_data():
    values = {"a": Decimal("1.10"), "b": None, "c": True, "d": "late"}
    with_example = replace(GOOD, examples=(WorkedExample(criterion="2", values=values, points=None),))
    plain = to_plain(with_example)
    assert plain["examples"][0]["values"] == {"a": "1.10", "b": None, "c": True, "d": "late"}
    assert from_plain(CriteriaSet, plain) == with_example


def test_plain_data_has_figures_as_texts_or_as_they_are():
    rule = Composite(
        parts=(
            Part(shape=ExternalOnly(points="a"), max_score=Decimal("1.10")),
            Part(shape=IndexImport(index="b", full_at=Decimal("1E+2")), max_score=Decimal("10.0")),
            Part(shape=IndexImport(index="c", full_at=Decimal(50)), max_score=Decimal("1.5")),
        )
    )
    plain = to_plain(rule)
    assert [part["max_score"] for part in plain["parts"]] == ["1.10", "10", "1.5"]
    assert [part["shape"] for part in plain["parts"]] == [
        {"shape": "external_only", "points": "a"},
        {"shape": "index_import", "index": "b"},
        {"shape": "index_import", "index": "c", "full_at": "50"},
    ]
    kept = to_plain(rule, keeps_figures=True)
    assert [repr(part["max_score"]) for part in kept["parts"]] == [
        "Decimal('1.10')",
        "Decimal('10.0')",
        "Decimal('1.5')",
    ]
    assert to_plain({"a": [Decimal(1)]}, keeps_figures=True) == {"a": [Decimal(1)]}
    assert to_plain({"a": [Decimal(1)]}) == {"a": ["1"]}


def test_values_of_an_example_that_are_none_are_told():
    plain = to_plain(GOOD) | {"examples": [{"criterion": "2", "values": {"a": 1.5}, "points": 1}]}
    with pytest.raises(BadRule) as refused:
        from_plain(CriteriaSet, plain)
    assert [(one.code, one.place) for one in refused.value.problems] == [
        ("scoring.not_understood", ("examples", "1", "values", "a"))
    ]


def test_values_of_an_example_that_have_no_names_are_told():
    plain = to_plain(GOOD) | {"examples": [{"criterion": "2", "values": [1], "points": 1}]}
    with pytest.raises(BadRule, match=r"^examples\.1\.values: scoring\.no_object$"):
        from_plain(CriteriaSet, plain)


def test_an_example_below_full_points_promises_none_where_only_those_are_known():
    known_at_full = set_of(leaf("2", "5", only_full_mark=True))
    values = {"a": Decimal(1), "b": Decimal(2)}
    right = WorkedExample(criterion="2", values=values, points=None)
    wrong = WorkedExample(criterion="2", values=values, points=Decimal("2.5"))
    assert faults(replace(known_at_full, examples=(right, wrong))) == ["example_differs examples.2"]


@pytest.mark.parametrize("figure", ["1e9999", "1_000", "1,5", " 1", "NaN", "Infinity", ".5", "\u0661", "", 1.5, True])
def test_a_figure_that_is_not_written_plainly_is_refused(figure):
    with pytest.raises(BadRule, match="max_score: scoring.not_understood"):
        from_plain(CriteriaSet, to_plain(GOOD) | {"max_score": figure})


@pytest.mark.parametrize("figure", ["1.10", "-3", 7, Decimal("0.30")])
def test_a_figure_stays_as_it_is_written(figure):
    assert str(from_plain(CriteriaSet, to_plain(GOOD) | {"max_score": figure}).max_score) == str(figure)
