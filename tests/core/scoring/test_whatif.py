from decimal import Decimal
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caicach.core.scoring.claims import Claim, outcome_of
from caicach.core.scoring.criteria import Criterion, ScoredBy
from caicach.core.scoring.shapes.conditions import ChecklistSum, ComplianceCheck, Condition, Level
from caicach.core.scoring.whatif import BestSet, Option, Reach, best_set, reaches
from tests.core.scoring.sets import leaf

GAINS = st.integers(0, 400).map(lambda cents: Decimal(cents) / 100)
OPTIONS = st.lists(st.tuples(GAINS, st.integers(1, 6)), max_size=8).map(
    lambda pairs: [Option(str(place), gain, effort) for place, (gain, effort) in enumerate(pairs)]
)
EFFORTS = st.integers(0, 20)


def by_hand(options, effort):
    """The most that any set gains, of all sets that there are."""
    sets = (chosen for size in range(len(options) + 1) for chosen in combinations(options, size))
    fitting = [chosen for chosen in sets if sum(one.effort for one in chosen) <= effort]
    return max(sum((one.gain for one in chosen), Decimal(0)) for chosen in fitting)


@given(options=OPTIONS, effort=EFFORTS)
def test_the_best_set_gains_as_much_as_the_best_of_all_sets(options, effort):
    assert best_set(options, effort).gain == by_hand(options, effort)


@given(options=OPTIONS, effort=EFFORTS)
def test_the_best_set_never_exceeds_the_effort_and_is_what_it_says(options, effort):
    found = best_set(options, effort)
    assert found.effort == sum(one.effort for one in found.options) <= effort
    assert found.gain == sum(one.gain for one in found.options)
    assert len(set(found.options)) == len(found.options)


@given(options=OPTIONS, effort=EFFORTS)
def test_the_best_set_is_never_worse_than_one_measure(options, effort):
    affordable = [one.gain for one in options if one.effort <= effort]
    assert best_set(options, effort).gain >= max(affordable, default=0)


@given(options=OPTIONS, effort=EFFORTS)
def test_more_effort_never_gains_less(options, effort):
    assert best_set(options, effort + 1).gain >= best_set(options, effort).gain


def test_of_equal_sets_the_one_with_least_effort_is_taken():
    cheap, dear = Option("a", Decimal(1), 2), Option("b", Decimal(1), 5)
    assert best_set([dear, cheap], 5) == BestSet((cheap,), Decimal(1), 2)


@pytest.mark.parametrize(
    ("options", "effort"), [([Option("a", Decimal(1), 0)], 3), ([Option("a", Decimal(-1), 1)], 3), ([], -1)]
)
def test_a_measure_that_costs_nothing_or_loses_points_is_refused(options, effort):
    with pytest.raises(ValueError, match="effort|costs"):
        best_set(options, effort)


def test_the_smallest_change_of_each_figure_is_told():
    one = leaf("1", "2")
    found = reaches(one, Claim(values={"a": Decimal(50), "b": Decimal(100)}))
    assert found[0] == Reach("a", Decimal(53), Decimal(3), Decimal("0.06"))
    assert found[1].input == "b"
    assert found[1].change < 0


def test_a_yes_and_a_level_can_be_reached_too():
    checklist = ChecklistSum(
        conditions=(Condition(input="x", points=Decimal(1)), Condition(input="y", points=Decimal(1)))
    )
    found = reaches(leaf("1", "2", rule=checklist, inputs=()), Claim(values={"x": True, "y": False}))
    assert found == [Reach("y", True, None, Decimal(1))]
    levels = tuple(Level(code=code, points=Decimal(points)) for code, points in (("good", 2), ("late", 1), ("none", 0)))
    rule = ComplianceCheck(level="level", levels=levels)
    assert reaches(leaf("1", "2", rule=rule, inputs=()), Claim(values={"level": "none"})) == [
        Reach("level", "late", None, Decimal(1))
    ]


@pytest.mark.parametrize(
    ("criterion", "claim"),
    [
        (leaf("1", "2"), Claim(values={"a": Decimal(100), "b": Decimal(100)})),
        (leaf("1", "2"), Claim(values={"a": None, "b": Decimal(100)})),
        (leaf("1", "2"), Claim(is_not_applicable=True)),
        (leaf("1", "2"), Claim(values={"a": Decimal(1), "b": Decimal(2)}, decided=Decimal(1))),
        (leaf("1", "2", rule=None), Claim(given=Decimal(1))),
        (leaf("1", "2", only_full_mark=True), Claim(values={"a": Decimal(1), "b": Decimal(2)}, given=Decimal(1))),
        (leaf("1", "2", scored_by=ScoredBy.SURVEY), Claim(values={"a": Decimal(1), "b": Decimal(2)})),
    ],
    ids=["full", "missing", "not applicable", "decided", "no rule", "only full marks", "survey"],
)
def test_nothing_is_proposed_where_no_figure_of_the_agency_moves_the_points(criterion: Criterion, claim: Claim):
    assert reaches(criterion, claim) == []


@given(part=st.integers(0, 300), whole=st.integers(1, 300))
def test_what_is_proposed_comes_true(part, whole):
    criterion = leaf("1", "1.5")
    claim = Claim(values={"a": Decimal(min(part, whole)), "b": Decimal(whole)})
    before = outcome_of(criterion, claim).points
    for one in reaches(criterion, claim):
        then = outcome_of(criterion, Claim(values={**claim.values, one.input: one.value}))
        assert then.points - before == one.gain > 0
