from math import inf, isclose

import pytest

from caicach.core.surveys.estimates.answers import Answers
from caicach.core.surveys.estimates.designs import Design, Interval, Kind, Lonely, Margin, Measure
from caicach.core.surveys.estimates.errors import BadDesign
from caicach.core.surveys.estimates.estimating import apart, differences, estimates
from caicach.core.surveys.estimates.frames import Sample
from caicach.core.surveys.estimates.intervals import t_quantile, wilson_interval

MEAN = Measure(kind=Kind.MEAN, value="y")
COLUMNS = {
    "w": [10, 10, 10, 20, 20, 20],
    "s": ["a", "a", "a", "b", "b", "b"],
    "c": ["1", "2", "2", "1", "2", "3"],
    "N": [30, 30, 30, 60, 60, 60],
    "y": [1, 2, 3, 2, 4, None],
    "f": [1, 1, 1, 1, 1, 1],
    "d": ["p", "p", "q", "p", "q", "q"],
}


def made(design, measure=MEAN, by=(), **changed):
    with Answers.of_columns({**COLUMNS, **changed}) as answers:
        return estimates(Sample(answers, design), measure, by)


def refused(design, **changed):
    with pytest.raises(BadDesign) as caught:
        made(design, **changed)
    return caught.value


def test_the_mean_of_all_drawn_alike_is_that_of_the_textbook():
    (found,) = made(Design(), y=[1, 2, 3, 4, 5, 6])
    assert (found.value, found.n, found.degrees, found.formula) == (3.5, 6, 5, "t")
    assert isclose(found.error, (3.5 / 6) ** 0.5)  # s^2 = 3.5
    assert isclose(found.design_effect, 1)


def test_a_missing_value_stays_in_the_design_and_is_counted():
    (found,) = made(Design(weight="w", strata=("s",)))
    assert (found.n, found.missing, found.weights) == (5, 1, 70)
    assert found.inputs == (("value", 180), ("below", 70))
    # of stratum b three were drawn: z = 20 (y - 18/7) / 70 of two of them, zero of the third
    z = [[10 * (y - 18 / 7) / 70 for y in (1, 2, 3)], [20 * (2 - 18 / 7) / 70, 20 * (4 - 18 / 7) / 70, 0]]
    variance = sum(1.5 * sum((one - sum(row) / 3) ** 2 for one in row) for row in z)
    assert isclose(found.error**2, variance)


def test_a_domain_keeps_the_clusters_where_it_does_not_occur():
    found = {one.key: one for one in made(Design(weight="w", strata=("s",), clusters=("c",)), by=["d"])}
    assert (found["p",].clusters, found["p",].strata, found["p",].degrees) == (3, 2, 1)
    z = [[10 * (1 - 1.75) / 40, 10 * (2 - 1.75) / 40], [20 * (2 - 1.75) / 40, 0, 0]]
    variance = sum(len(row) / (len(row) - 1) * sum((one - sum(row) / len(row)) ** 2 for one in row) for row in z)
    assert isclose(found["p",].error ** 2, variance)


def test_nothing_asked_of_nobody_has_no_figure():
    found = {one.key: one for one in made(Design(), by=["d"], y=[1, 2, None, 3, None, None])}
    assert (found["q",].value, found["q",].error, found["q",].low, found["q",].missing) == (None, None, None, 3)


def test_a_lonely_cluster_is_refused_with_its_stratum_until_a_rule_is_chosen():
    lonely = {"strata": ("s",), "clusters": ("c",)}
    error = refused(Design(**lonely), c=["1", "1", "1", "1", "2", "3"])
    assert (error.code, error.params) == ("estimates.lonely_cluster", {"stage": 1, "place": ("a",), "strata": 1})
    errors = {
        rule: made(Design(**lonely, lonely=rule), c=["1", "1", "1", "1", "2", "3"])[0].error
        for rule in (Lonely.CERTAINTY, Lonely.AVERAGE, Lonely.ADJUST)
    }
    assert isclose(errors[Lonely.AVERAGE] ** 2, 2 * errors[Lonely.CERTAINTY] ** 2)
    assert errors[Lonely.ADJUST] > errors[Lonely.CERTAINTY]


def test_all_of_a_population_leave_no_error():
    (found,) = made(Design(weight="w", populations=("N",)), N=[6] * 6)
    assert (found.error, found.low, found.high) == (0, found.value, found.value)
    rate = Measure(kind=Kind.PROPORTION, value="f")
    (found,) = made(Design(weight="w", populations=("N",)), rate, N=[6] * 6)
    assert (found.low, found.high, found.formula) == (1, 1, "census")


@pytest.mark.parametrize(
    ("design", "changed", "code"),
    [
        (Design(weight="v"), {}, "column_not_there"),
        (Design(weight="w"), {"w": [1, 1, 0, 1, 1, 1]}, "weight_not_above_zero"),
        (Design(weight="w"), {"w": [1, 1, None, 1, 1, 1]}, "weight_not_above_zero"),
        (Design(strata=("s",)), {"s": ["a", None, "a", "b", "b", "b"]}, "column_with_gaps"),
        (Design(weight="w", populations=("N",)), {"N": [5] * 6}, "population_below_sample"),
        (Design(weight="w", strata=("s",), populations=("N",)), {"N": [9, 9, 8, 9, 9, 9]}, "population_not_constant"),
        (Design(margins=(Margin("d", {"p": 5}),)), {}, "category_without_size"),
        (Design(margins=(Margin("d", {"p": 5, "q": 5, "r": 1}),)), {}, "category_without_answers"),
        (Design(margins=(Margin("d", {"p": 5, "q": 5}), Margin("s", {"a": 5, "b": 6}))), {}, "sizes_disagree"),
    ],
)
def test_a_design_that_does_not_fit_is_refused(design, changed, code):
    assert refused(design, **changed).code == f"estimates.{code}"


def test_only_yes_and_no_make_a_proportion():
    with pytest.raises(BadDesign, match="proportion_of_other_than_0_and_1"):
        made(Design(), Measure(kind=Kind.PROPORTION, value="y"))


def test_where_all_are_satisfied_the_interval_is_wilsons_with_the_clusters_as_n():
    (found,) = made(Design(strata=("s",), clusters=("c",)), Measure(kind=Kind.PROPORTION, value="f"))
    assert (found.value, found.error, found.formula, found.effective_n) == (1, 0, "wilson", 5)
    assert (found.low, found.high) == wilson_interval(1, 5, level=0.95, degrees=3)


def test_wilsons_interval_is_that_of_the_literature():
    low, high = wilson_interval(15 / 148, 148, level=0.95, degrees=inf)  # Newcombe, Statistics in Medicine 1998
    assert (round(low, 4), round(high, 4)) == (0.0624, 0.1605)


def test_both_intervals_of_a_proportion_stay_within_0_and_1():
    flags = [1, 1, 1, 1, 1, 0]
    for interval in Interval:
        (found,) = made(Design(), Measure(kind=Kind.PROPORTION, value="f", interval=interval), f=flags)
        assert 0 <= found.low < found.value < found.high <= 1
        assert found.formula == interval


def test_a_difference_of_two_domains_knows_what_they_share():
    with Answers.of_columns({**COLUMNS, "y": [1, 2, 12, 5, 15, 15]}) as answers:
        sample = Sample(answers, Design(clusters=("s",)))
        (found,) = differences(sample, MEAN, ["d"], [(("p",), ("q",))])
        one, other = estimates(sample, MEAN, ["d"])
    assert found.value == one.value - other.value
    assert found.error < (one.error**2 + other.error**2) ** 0.5  # both are high in the same clusters
    assert not isclose(apart(one, other).error, found.error)


def test_years_apart_add_their_variances():
    (one,), (other,) = made(Design(), y=[1, 2, 3, 4, 5, 6]), made(Design(), y=[2, 2, 2, 3, 3, 3])
    found = apart(one, other)
    assert isclose(found.error**2, one.error**2 + other.error**2)
    assert min(one.degrees, other.degrees) <= found.degrees <= one.degrees + other.degrees
    assert found.low < found.value < found.high


def test_columns_may_have_the_names_that_the_query_uses():
    plain = made(Design(weight="w", strata=("s",)), by=["d"])
    renamed = {"w": "x", "s": "z", "d": "held", "y": "d0"}
    columns = {renamed.get(name, name): column for name, column in COLUMNS.items()}
    with Answers.of_columns(columns) as answers:
        sample = Sample(answers, Design(weight="x", strata=("z",)))
        assert estimates(sample, Measure(kind=Kind.MEAN, value="d0"), ["held"]) == plain


def test_weights_fitted_to_sizes_add_up_to_them():
    design = Design(margins=(Margin("d", {"p": 30, "q": 70}), Margin("s", {"a": 45, "b": 55})))
    for by, sizes in (("d", [30, 70]), ("s", [45, 55])):
        found = made(design, Measure(kind=Kind.TOTAL, value="f"), [by])
        assert [one.value for one in found] == pytest.approx(sizes)
        assert [one.error for one in found] == pytest.approx([0, 0], abs=1e-9)  # known sizes have no error


@pytest.mark.parametrize(("degrees", "t"), [(1, 12.706204736), (5, 2.570581836), (30, 2.042272456), (inf, 1.959963985)])
def test_quantiles_of_t(degrees, t):
    assert t_quantile(0.975, degrees) == pytest.approx(t, rel=1e-9)
