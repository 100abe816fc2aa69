from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caicach.core.surveys.sampling.allocation import Sharing, allocate, open_quotas, quotas, rounded
from caicach.core.surveys.sampling.errors import BadSample

SIZES = {"a": 100, "b": 400, "c": 900}


@pytest.mark.parametrize(
    ("sharing", "takes"),
    [
        (Sharing.PROPORTIONAL, {"a": 10, "b": 40, "c": 90}),
        (Sharing.EQUAL, {"a": 47, "b": 47, "c": 46}),  # 46 2/3 each: two go up, by name
        (Sharing.SQUARE_ROOT, {"a": 23, "b": 47, "c": 70}),  # 140 as 10 : 20 : 30 = 23.33, 46.67, 70
    ],
)
def test_a_total_is_shared_out_by_the_rule(sharing, takes):
    found = allocate(SIZES, 140, sharing)
    assert (found.takes, found.shortage, found.below_minimum) == (takes, 0, {})


def test_neymans_sharing_goes_by_size_times_deviation():
    spread = {"a": Decimal(8), "b": Decimal(1), "c": Decimal(0)}
    assert allocate(SIZES, 60, Sharing.NEYMAN, deviations=spread).takes == {"a": 40, "b": 20, "c": 0}
    assert allocate(SIZES, 60, Sharing.NEYMAN, minimum=6, deviations=spread).takes == {"a": 36, "b": 18, "c": 6}


def test_strata_that_do_not_differ_inside_are_taken_last():
    spread = {"a": Decimal(1), "b": Decimal(0), "c": Decimal(0)}
    assert allocate(SIZES, 230, Sharing.NEYMAN, deviations=spread).takes == {"a": 100, "b": 40, "c": 90}


def test_what_a_small_stratum_cannot_hold_goes_to_the_others():
    assert allocate({"a": 10, "b": 400, "c": 900}, 110, Sharing.EQUAL).takes == {"a": 10, "b": 50, "c": 50}


def test_a_minimum_is_met_at_the_cost_of_the_large():
    found = allocate({"a": 20, "b": 100, "c": 900}, 150, Sharing.PROPORTIONAL, minimum=30)
    assert found.takes == {"a": 20, "b": 30, "c": 100}
    assert found.below_minimum == {"a": 10}


def test_more_than_there_are_is_told_as_a_shortage():
    found = allocate(SIZES, 1_500, Sharing.EQUAL)
    assert (found.takes, found.shortage) == (SIZES, 100)


@pytest.mark.parametrize(
    ("sizes", "wishes", "code"),
    [
        (SIZES, {"total": 149, "minimum": 50}, "sampling.minimums_above_total"),
        ({}, {"total": 1}, "sampling.no_strata"),
        ({"a": 0}, {"total": 1}, "sampling.stratum_empty"),
        (SIZES, {"total": 0}, "sampling.total_below_one"),
        (SIZES, {"total": 9, "minimum": -1}, "sampling.minimum_below_zero"),
    ],
)
def test_wishes_that_do_not_fit_are_refused(sizes, wishes, code):
    with pytest.raises(BadSample) as refused:
        allocate(sizes, sharing=Sharing.EQUAL, **wishes)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("deviations", "code"),
    [
        ({"a": Decimal(1)}, "sampling.deviation_missing"),
        (dict.fromkeys("abcd", Decimal(1)), "sampling.stratum_unknown"),
        (dict.fromkeys("abc", Decimal(-1)), "sampling.deviation_below_zero"),
        (dict.fromkeys("abc", Decimal("NaN")), "sampling.deviation_below_zero"),
    ],
)
def test_deviations_are_of_all_strata_and_of_no_other(deviations, code):
    with pytest.raises(BadSample) as refused:
        allocate(SIZES, 10, Sharing.NEYMAN, deviations=deviations)
    assert refused.value.code == code


@given(
    sizes=st.dictionaries(st.text("abcdef", min_size=1, max_size=3), st.integers(1, 400), min_size=1, max_size=12),
    total=st.integers(1, 3_000),
    sharing=st.sampled_from(Sharing),
    minimum=st.integers(0, 60),
    spread=st.lists(st.integers(0, 5), min_size=12, max_size=12),
)
def test_sums_are_exact_within_minimum_and_size_and_the_larger_measure_never_gets_less(
    sizes, total, sharing, minimum, spread
):
    needed = sum(min(minimum, size) for size in sizes.values())
    total = max(total, needed, 1)
    deviations = {name: Decimal(number) for name, number in zip(sizes, spread, strict=False)}
    wishes = {"deviations": deviations} if sharing is Sharing.NEYMAN else {}
    found = allocate(sizes, total, sharing, minimum=minimum, **wishes)
    assert sum(found.takes.values()) + found.shortage == total
    assert found.shortage == max(0, total - sum(sizes.values()))
    assert all(min(minimum, size) <= found.takes[name] <= size for name, size in sizes.items())
    assert allocate(dict(reversed(sizes.items())), total, sharing, minimum=minimum, **wishes) == found
    if sharing is not Sharing.NEYMAN:
        ordered = sorted(sizes, key=lambda name: sizes[name])
        takes = [found.takes[name] for name in ordered]
        assert all(one <= other + 1 for one, other in zip(takes, takes[1:], strict=False))


@given(
    sizes=st.lists(st.integers(1, 400), min_size=1, max_size=9),
    total=st.integers(1, 900),
    minimum=st.integers(0, 20),
)
def test_shares_free_of_bounds_are_as_their_sizes(sizes, total, minimum):
    named = {str(number): size for number, size in enumerate(sizes)}
    if sum(min(minimum, size) for size in sizes) > total:
        return
    takes = allocate(named, total, Sharing.PROPORTIONAL, minimum=minimum).takes
    free = [name for name in named if minimum < takes[name] < named[name]]
    rates = [(Fraction(takes[name] - 1, named[name]), Fraction(takes[name] + 1, named[name])) for name in free]
    assert all(low < other_high for low, _ in rates for _, other_high in rates)


def test_largest_remainders_go_up_and_equal_ones_by_name():
    third = Fraction(1, 3)
    assert rounded({"b": 1 + third, "a": 1 + third, "c": third}) == {"a": 2, "b": 1, "c": 0}
    assert rounded({"a": Fraction(1, 5), "b": Fraction(9, 10), "c": Fraction(9, 10)}) == {"a": 0, "b": 1, "c": 1}


def test_quotas_follow_the_population_and_close_when_they_are_full():
    wanted = quotas(10, {"women": 53, "men": 47})
    assert wanted == {"women": 5, "men": 5}  # 5.3 and 4.7
    assert open_quotas(wanted, {"women": 5, "men": 2}) == {"men": 3}
    with pytest.raises(BadSample, match="quota_unknown"):
        open_quotas(wanted, {"others": 1})
