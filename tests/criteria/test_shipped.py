"""The sets that come with the project hold together, use all shapes, and come back the same from plain data."""

import json
import re
from decimal import Decimal

import pytest

from caicach.core.scoring.checks import check_set
from caicach.core.scoring.criteria import CriteriaSet, CriterionKind, ScoredBy, WhenNotApplicable
from caicach.core.scoring.crosswalk import Change, Comparison, check_crosswalk, comparison
from caicach.core.scoring.leaves import score_leaf
from caicach.core.scoring.outcome import NotApplicable, Scored
from caicach.core.scoring.plain import from_plain, to_plain
from caicach.core.scoring.shapes import SHAPES
from caicach.core.scoring.shapes.base import Shape
from caicach.core.scoring.shapes.composite import Composite
from caicach.core.scoring.totals import total
from caicach.criteria.loading import CONTENT, SHIPPED_CROSSWALKS, SHIPPED_SETS, shipped_crosswalk, shipped_set

SETS = {key: shipped_set(key) for key in SHIPPED_SETS}
DEPARTMENT = SETS["department-2026"]
BASELINES = {"2015", "2021"}
LACXUYEN = [key for key in SHIPPED_SETS if key != "province-2022"]


def test_every_file_of_the_content_is_shipped():
    assert {path.stem for path in CONTENT.iterdir()} == {*SHIPPED_SETS, *SHIPPED_CROSSWALKS}


@pytest.mark.parametrize("key", SHIPPED_SETS)
def test_a_set_has_no_fault_and_bears_the_name_of_its_file(key):
    assert check_set(SETS[key]) == []
    assert SETS[key].key == key


@pytest.mark.parametrize("key", SHIPPED_SETS)
def test_a_set_comes_back_the_same_through_json(key):
    assert from_plain(CriteriaSet, json.loads(json.dumps(to_plain(SETS[key])))) == SETS[key]


@pytest.mark.parametrize("key", SHIPPED_SETS)
def test_no_figure_has_become_a_float(key):
    assert not [one for one in _all_inside(to_plain(SETS[key])) if isinstance(one, float)]


def _all_inside(thing):
    held = thing.values() if isinstance(thing, dict) else thing if isinstance(thing, list) else ()
    yield thing
    for one in held:
        yield from _all_inside(one)


def test_all_seventeen_shapes_occur():
    rules = [leaf.rule for one in SETS.values() for leaf in one.leaves() if leaf.rule]
    assert {name for rule in rules for name in _shapes(rule)} == set(SHAPES)
    assert len(SHAPES) == 17


def _shapes(rule: Shape) -> set[str]:
    parts = rule.parts if isinstance(rule, Composite) else ()
    return {rule.name, *(part.shape.name for part in parts)}


@pytest.mark.parametrize("key", SHIPPED_SETS)
def test_every_input_says_what_it_is_and_where_it_comes_from(key):
    inputs = [one for leaf in SETS[key].leaves() for one in leaf.inputs]
    assert not [one for one in inputs if not (one.label and one.unit and one.period and one.source)]


@pytest.mark.parametrize("key", SHIPPED_SETS)
def test_levels_and_examples_have_words(key):
    rules = [leaf.rule for leaf in SETS[key].leaves() if leaf.rule and leaf.rule.name == "compliance_check"]
    assert not [level for rule in rules for level in rule.levels if not level.label]
    assert not [example for example in SETS[key].examples if not example.says]


@pytest.mark.parametrize("key", LACXUYEN)
def test_the_invented_sets_have_a_hundred_points_and_every_rule_is_worked_through(key):
    normal = [leaf for leaf in SETS[key].leaves() if leaf.kind is CriterionKind.NORMAL]
    assert sum(leaf.max_score for leaf in normal) == 100
    worked = {example.criterion for example in SETS[key].examples}
    assert not [leaf.code for leaf in SETS[key].leaves() if leaf.code not in worked]
    assert "hư cấu" in SETS[key].source


@pytest.mark.parametrize(("key", "leaves"), [("department-2025", 45), ("department-2026", 45), ("commune-2026", 34)])
def test_the_invented_sets_have_their_leaves(key, leaves):
    assert len(list(SETS[key].leaves())) == leaves


def test_the_set_for_departments_shows_all_that_a_method_can_say():
    leaves = list(DEPARTMENT.leaves())
    assert {leaf.when_not_applicable for leaf in leaves} == set(WhenNotApplicable)
    assert {leaf.scored_by for leaf in leaves} == set(ScoredBy)
    assert {leaf.kind for leaf in leaves} == set(CriterionKind)
    assert [band.name for band in DEPARTMENT.bands] == ["Xuất sắc", "Tốt", "Khá", "Trung bình", "Yếu"]
    assert (DEPARTMENT.bonus_limit, DEPARTMENT.penalty_limit, DEPARTMENT.tie_breakers) == (2, 3, ("3", "8"))
    assert all(leaf.leads for leaf in leaves)
    assert sum(1 for leaf in leaves if leaf.evidence) > 25
    assert DEPARTMENT.method


def test_an_office_without_procedures_is_ranked_by_its_own_maximum():
    """Full points everywhere, but nothing of domain 3 besides petitions concerns it."""
    outcomes = {leaf.code: Scored(leaf.max_score, "entered") for leaf in DEPARTMENT.leaves()}
    outcomes |= {code: Scored(Decimal(0), "entered") for code in ("T.1", "T.2", "P.1", "1.2")}
    outcomes |= {code: NotApplicable() for code in ("3.1.1", "3.1.2", "3.2.1", "3.2.2", "3.2.3", "3.2.4", "3.3")}
    result = total(DEPARTMENT, outcomes)
    assert (result.applicable, result.exact, result.share) == (83, 81, Decimal("0.9759"))


def test_points_of_a_leaf_that_is_moved_go_to_its_neighbour():
    outcomes = {leaf.code: Scored(leaf.max_score, "entered") for leaf in DEPARTMENT.leaves()}
    outcomes |= {"1.3.1": NotApplicable(), "1.3.2": Scored(Decimal("0.5"), "entered")}
    assert total(DEPARTMENT, outcomes).nodes["1.3"].points == Decimal("1.25")


def test_nothing_recommended_counts_as_full_points():
    leaf = next(leaf for leaf in DEPARTMENT.leaves() if leaf.code == "6.2")
    outcome = score_leaf(leaf, {"paid": Decimal(0), "recommended": Decimal(0)})
    assert outcome == NotApplicable("whole_is_zero")
    assert total(DEPARTMENT, {"6.2": outcome}).nodes["6.2"].points == Decimal("2.5")


@pytest.mark.parametrize("key", SHIPPED_SETS)
def test_no_criterion_names_a_year_that_its_set_gives(key):
    """Next year's copy says the same; only years that are facts, such as 2021 for a baseline, are written out."""
    given = {str(year) for last in SETS[key].years for year in (last - 1, last)}
    for node in SETS[key].nodes():
        words = [node.name, node.full_mark, *(text for one in node.inputs for text in (one.label, one.period))]
        assert not given & {year for text in words for year in re.findall(r"năm (20[0-9]{2})", text)} - BASELINES, (
            node.code
        )


@pytest.mark.parametrize("key", SHIPPED_CROSSWALKS)
def test_a_crosswalk_has_no_fault(key):
    crosswalk = shipped_crosswalk(key)
    assert check_crosswalk(crosswalk, SETS[crosswalk.old_set], SETS[crosswalk.new_set]) == []


def test_the_crosswalk_of_the_departments_shows_every_change():
    crosswalk = shipped_crosswalk("crosswalk-department-2025-2026")
    assert {link.change for link in crosswalk.links} == set(Change)
    assert comparison(crosswalk, "3.2.2", "3.2.3") is Comparison.POINTS  # the apology has another number now
    assert comparison(crosswalk, "3.2.1", "3.2.1") is Comparison.SHARE
    assert comparison(crosswalk, "3.2.2", "3.2.2") is Comparison.NONE
