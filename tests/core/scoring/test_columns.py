"""Many at once is the same as one by one."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caicach.core.scoring.columns import rescored, score_column, score_set
from caicach.core.scoring.criteria import CriterionKind
from caicach.core.scoring.leaves import score_leaf
from caicach.core.scoring.outcome import Scored
from caicach.core.scoring.ratios import Ratio
from caicach.core.scoring.shapes.proportions import LinearRatio
from tests.core.scoring.cases import CASES
from tests.core.scoring.sets import leaf, parent, set_of

COUNTS = st.none() | st.integers(0, 30).map(Decimal)


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
    found = score_column(criterion, column, count)
    for place in range(count):
        outcome = score_leaf(criterion, {key: values[place] for key, values in column.items()})
        assert found.points[place] == (outcome.points if isinstance(outcome, Scored) else None)
        assert found.steps[place] == outcome.step


TREE = set_of(
    parent("1", leaf("1.1", "2"), leaf("1.2", "3")),
    leaf("2", "5"),
    leaf("T", "2", kind=CriterionKind.BONUS),
    bonus_limit=Decimal(2),
)


def columns(chosen, count):
    each = st.lists(COUNTS, min_size=count, max_size=count)
    return {one.code: {"a": chosen.draw(each), "b": chosen.draw(each)} for one in TREE.leaves()}


@given(chosen=st.data(), count=st.integers(1, 5))
def test_the_sums_of_many_are_those_of_each(chosen, count):
    found = score_set(TREE, columns(chosen, count), count)
    for agency in range(count):
        result = found.result(agency)
        assert found.exact[agency] == result.exact
        assert ("2" in result.missing) == (found.leaves["2"].points[agency] is None)


@given(chosen=st.data(), count=st.integers(1, 5), code=st.sampled_from(["1.2", "2", "T"]))
def test_one_changed_input_gives_what_all_anew_would_give(chosen, count, code):
    before, other = columns(chosen, count), columns(chosen, count)[code]
    found = rescored(score_set(TREE, before, count), code, other)
    anew = score_set(TREE, before | {code: other}, count)
    assert found.leaves == anew.leaves
    assert found.exact == anew.exact


def test_nothing_else_is_scored_again():
    scored = score_set(TREE, {one.code: {"a": [Decimal(1)], "b": [Decimal(2)]} for one in TREE.leaves()}, 1)
    found = rescored(scored, "2", {"a": [Decimal(2)], "b": [Decimal(2)]})
    assert found.leaves["1.1"] is scored.leaves["1.1"]
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
