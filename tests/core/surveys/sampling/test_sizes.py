from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caicach.core.surveys.sampling.errors import BadSample
from caicach.core.surveys.sampling.sizes import error_of, normal_quantile, size_by_error, size_by_precision

FIVE_PERCENT = Decimal("0.05")


@pytest.mark.parametrize(
    ("population", "error", "n"),
    [(10_000, "0.05", 385), (2_000, "0.05", 334), (400, "0.05", 200), (100_000, "0.01", 9_091), (1, "0.05", 1)],
)
def test_size_by_precision_is_n_over_one_plus_n_e_squared_rounded_up(population, error, n):
    assert size_by_precision(population, Decimal(error)).n == n  # 10,000/26; 2,000/6; 400/2; 100,000/11; 1/1.0025


def test_an_even_quotient_is_not_rounded_up():
    found = size_by_precision(400, FIVE_PERCENT)  # in floats 400 * 0.05 ** 2 is 1.0000000000000002
    assert found.steps[-1].value == 200


@pytest.mark.parametrize(
    ("level", "z"), [("0.90", "1.644854"), ("0.95", "1.959964"), ("0.99", "2.575829"), ("0.999", "3.290527")]
)
def test_normal_quantiles_are_those_of_the_tables(level, z):
    assert normal_quantile(Decimal(level)) == Fraction(Decimal(z))


def test_a_share_within_five_points_needs_385_of_very_many_and_323_of_two_thousand():
    assert size_by_error(FIVE_PERCENT).n == 385  # 1.959964^2 / 4 / 0.0025 = 384.146
    assert size_by_error(FIVE_PERCENT, population=2_000).n == 323  # 384.146 / (1 + 383.146 / 2000) = 322.385


def test_the_design_effect_stands_within_the_finite_population():
    found = size_by_error(FIVE_PERCENT, population=2_000, design_effect=Decimal("1.5"))
    assert found.n == 448  # 576.219 * 2000 / (1999 + 576.219) = 447.511
    assert [step.code for step in found.steps] == [
        "normal_quantile",
        "one_by_one",
        "design_effect",
        "finite_population",
    ]


def test_a_rarer_thing_needs_fewer():
    assert size_by_error(FIVE_PERCENT, share=Decimal("0.1")).n == 139  # 1.959964^2 * 0.09 / 0.0025 = 138.293


def test_more_are_drawn_where_not_all_answer():
    found = size_by_error(FIVE_PERCENT, answering=Decimal("0.8"))
    assert (found.n, found.asked, found.shortage) == (385, 482, 0)  # 385 / 0.8 = 481.25


def test_what_the_population_lacks_is_told():
    found = size_by_precision(150, FIVE_PERCENT, answering=Decimal("0.5"), least=200)
    assert (found.n, found.asked, found.shortage) == (150, 150, 150)  # 200 wanted of 150, and 300 to be drawn
    assert found.steps[1].code == "least"


@given(
    population=st.integers(1, 5_000_000),
    error=st.integers(5, 400).map(lambda number: Decimal(number).scaleb(-3)),
    effect=st.integers(50, 500).map(lambda number: Decimal(number).scaleb(-2)),
    share=st.integers(1, 99).map(lambda number: Decimal(number).scaleb(-2)),
)
def test_the_size_holds_the_error_and_one_less_does_not(population, error, effect, share):
    wishes = {"population": population, "share": share, "design_effect": effect}
    n = size_by_error(error, **wishes).n
    assert 1 <= n <= population
    assert error_of(n, **wishes) <= error.quantize(Decimal("0.0001"))
    if n > 1:
        variance = Fraction(effect) * Fraction(share) * (1 - Fraction(share)) / (n - 1)
        kept = Fraction(population - n + 1, population - 1)
        assert normal_quantile(Decimal("0.95")) ** 2 * variance * kept > Fraction(error) ** 2


def test_everybody_asked_leaves_no_error():
    assert error_of(1, population=1) == error_of(70, population=70) == 0


@pytest.mark.parametrize(
    ("wishes", "code"),
    [
        ({"error": Decimal(0)}, "sampling.not_between_zero_and_one"),
        ({"error": Decimal(1)}, "sampling.not_between_zero_and_one"),
        ({"share": Decimal(0)}, "sampling.not_between_zero_and_one"),
        ({"level": Decimal(1)}, "sampling.not_between_zero_and_one"),
        ({"population": 0}, "sampling.population_empty"),
        ({"answering": Decimal(0)}, "sampling.answering_not_a_share"),
        ({"design_effect": Decimal(0)}, "sampling.design_effect_not_above_zero"),
        ({"least": -1}, "sampling.least_below_zero"),
    ],
)
def test_wishes_without_sense_are_refused(wishes, code):
    with pytest.raises(BadSample) as refused:
        size_by_error(**{"error": FIVE_PERCENT} | wishes)
    assert refused.value.code == code
