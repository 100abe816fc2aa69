"""What the next points would cost."""

from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from caicach.core.scoring.outcome import Scored
from caicach.core.scoring.ratios import Ratio
from caicach.core.scoring.shapes.bands import Band, CountSteps
from caicach.core.scoring.shapes.conditions import ChecklistSum, Condition, Deduction, Penalty
from caicach.core.scoring.shapes.proportions import LinearRatio, TargetScaledRatio
from caicach.core.scoring.steps import NextStep, next_step

FIVE_HUNDREDTHS = Decimal("0.05")
RATIO = Ratio(part="a", whole="b")


def step(shape, max_score, input_name="a", gain=FIVE_HUNDREDTHS, **values):
    given_values = {name: Decimal(value) for name, value in values.items()}
    return next_step(shape, given_values, Decimal(max_score), input_name=input_name, least_gain=gain)


def test_twelve_more_files_are_five_hundredths_more():
    assert step(LinearRatio(ratio=RATIO), 1, a=180, b=240) == NextStep("a", Decimal(12), FIVE_HUNDREDTHS)


def test_the_next_band_may_be_far_away():
    bands = (Band(at_least=Decimal(1), points=Decimal(1)), Band(at_least=Decimal(20), points=Decimal(2)))
    assert step(CountSteps(count="a", bands=bands), 2, a=3) == NextStep("a", Decimal(17), Decimal(1))


def test_fewer_cases_are_worth_points_too():
    rule = Deduction(penalties=(Penalty(count="a", points_each=Decimal("0.25")),))
    assert step(rule, "1.5", a=2) == NextStep("a", Decimal(-1), Decimal("0.25"))


def test_less_than_the_wanted_gain_is_told_where_no_more_is_left():
    assert step(TargetScaledRatio(ratio=RATIO, target=Decimal("0.8")), 4, a=79, b=100, gain=Decimal(3)) == NextStep(
        "a", Decimal(1), FIVE_HUNDREDTHS
    )


@pytest.mark.parametrize("values", [{"a": 100, "b": 100}, {"b": 100}, {"a": 5, "b": 0}])
def test_there_is_no_next_step_at_the_top_or_without_figures(values):
    assert step(LinearRatio(ratio=RATIO), 1, **values) is None


def test_units_may_be_larger_than_one():
    found = next_step(
        LinearRatio(ratio=RATIO), {"a": Decimal(100), "b": Decimal(200)}, Decimal(1),
        input_name="a", least_gain=Decimal("0.1"), unit=Decimal(5),
    )  # fmt: skip
    assert found == NextStep("a", Decimal(20), Decimal("0.1"))


def test_fewer_than_none_is_never_asked():
    rule = Deduction(penalties=(Penalty(count="a", points_each=Decimal(1)),))
    found = next_step(
        rule, {"a": Decimal(1)}, Decimal(2), input_name="a", least_gain=Decimal(1), unit=Decimal(3),
    )  # fmt: skip
    assert found == NextStep("a", Decimal(-1), Decimal(1))


def test_an_input_that_no_change_helps_has_no_next_step():
    assert step(LinearRatio(ratio=RATIO), 1, input_name="c", a=1, b=2, c=1) is None


def test_nothing_is_gained_by_taking_the_whole_away():
    assert step(LinearRatio(ratio=RATIO), 1, input_name="b", a=0, b=2) is None


def test_a_yes_has_no_next_step():
    rule = ChecklistSum(conditions=(Condition(input="a", points=Decimal(1)),))
    assert next_step(rule, {"a": False}, Decimal(1), input_name="a", least_gain=FIVE_HUNDREDTHS) is None


@given(done=st.integers(0, 999), whole=st.integers(1, 1000), gain=st.sampled_from(["0.01", "0.05", "0.5"]))
def test_one_unit_less_would_not_do(done, whole, gain):
    assume(done < whole)
    shape, values = LinearRatio(ratio=RATIO), {"a": Decimal(done), "b": Decimal(whole)}
    found = next_step(shape, values, Decimal(1), input_name="a", least_gain=Decimal(gain))
    now = shape.score(values, Decimal(1))
    less = shape.score({**values, "a": values["a"] + found.change - 1}, Decimal(1))
    assert isinstance(now, Scored)
    assert isinstance(less, Scored)
    assert found.gain >= min(Decimal(gain), 1 - now.points) > less.points - now.points
