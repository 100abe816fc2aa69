from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from random import Random

import pytest

from caicach.core.surveys.estimates.answers import Answers
from caicach.core.surveys.estimates.designs import Design, Kind, Margin, Measure
from caicach.core.surveys.estimates.errors import BadDesign
from caicach.core.surveys.estimates.estimating import differences, estimates
from caicach.core.surveys.estimates.frames import Sample
from caicach.core.surveys.indexes import index_differences, index_of_units, indexes
from caicach.core.surveys.satisfaction import Gaps, Group, Joining, Method, Question, Tally, explained, shown

LEVELS = ("1", "2", "3", "4", "5")


def question(name, weight=1):
    return Question(name=name, satisfied=("4", "5"), counted=LEVELS, weight=Decimal(weight))


ACCESS = Group(name="access", members=(question("q1"), question("q2")), joining=Joining.AVERAGED, weight=Decimal(3))
RESULT = Group(name="result", members=(question("q3", 2), question("q4")), joining=Joining.POOLED)
WHOLE = Group(name="services", members=(ACCESS, RESULT), joining=Joining.AVERAGED)
METHOD = Method(whole=WHOLE)
POOLED = Method(whole=replace(WHOLE, joining=Joining.POOLED))
TALLIES = {
    "q1": Tally(Fraction(8), Fraction(10)),
    "q2": Tally(Fraction(3), Fraction(5)),
    "q3": Tally(Fraction(7), Fraction(8)),
    "q4": Tally(Fraction(2), Fraction(4)),
}
DESIGN = Design(weight="w", strata=("s",), clusters=("c",))


def ballots(number=240):
    dice = Random(5)
    columns = {name: [] for name in ("unit", "s", "c", "w", "q1", "q2", "q3", "q4", "sex")}
    for at in range(number):
        row = {"unit": f"u{at % 3}", "s": f"s{at % 2}", "c": f"c{dice.randrange(6)}", "w": round(dice.uniform(1, 9), 2)}
        row |= {name: dice.choice((*LEVELS, "4", "5", "khong biet", None)) for name in ("q1", "q2", "q3", "q4")}
        for name, value in (row | {"sex": dice.choice("fm")}).items():
            columns[name].append(value)
    return columns


@pytest.fixture(scope="module")
def sample():
    with Answers.of_columns(ballots()) as answers:
        yield Sample(answers, DESIGN)


def test_averages_and_pools_are_made_as_the_method_says():
    step = explained(METHOD, TALLIES)
    access, result = step.members
    assert access.value == (Fraction(8, 10) + Fraction(3, 5)) / 2
    assert result.value == Fraction(2 * 7 + 2, 2 * 8 + 4)
    assert step.value == (3 * access.value + result.value) / 4
    assert [member.share for member in step.members] == [Fraction(3, 4), Fraction(1, 4)]
    assert [(leaf.name, leaf.value) for leaf in access.members] == [("q1", Fraction(4, 5)), ("q2", Fraction(3, 5))]


def test_a_pooled_whole_takes_no_notice_of_averages_below():
    step = explained(POOLED, TALLIES)
    assert (step.top, step.below) == (3 * (8 + 3) + 2 * 7 + 2, 3 * (10 + 5) + 2 * 8 + 4)


def test_a_question_without_answers_is_left_out_or_makes_the_whole_missing():
    tallies = TALLIES | {"q2": Tally(Fraction(0), Fraction(0))}
    assert explained(METHOD, tallies).members[0].value == Fraction(4, 5)
    strict = explained(replace(METHOD, gaps=Gaps.MISSING), tallies)
    assert (strict.value, strict.step, strict.members[1].value) == (None, "missing", Fraction(16, 20))


def test_what_is_printed_is_rounded_once_and_half_up():
    assert shown(Fraction(80825, 100000), 2) == Decimal("80.83")
    assert shown(Fraction(808249999, 10**9), 2) == Decimal("80.82")
    assert shown(Fraction(1), 2) == Decimal("100.00")
    assert shown(None, 2) is None


@pytest.mark.parametrize("method", [METHOD, POOLED, replace(METHOD, gaps=Gaps.MISSING)], ids=["mean", "pool", "strict"])
def test_the_index_of_the_database_is_the_exact_one(sample, method):
    for found in indexes(sample, method, ["unit"]):
        exact = explained(method, found.tallies).value
        assert found.estimate.value == pytest.approx(float(exact), rel=1e-14)
        assert found.percentage(method) == shown(exact, 2)
        assert 0 < found.estimate.low < found.estimate.value < found.estimate.high < 1


def tallied(columns, unit):
    """The sums of a unit, by hand."""
    rows = [at for at in range(len(columns["w"])) if columns["unit"][at] == unit]
    sums = {}
    for name in TALLIES:
        counted = [at for at in rows if columns[name][at] in LEVELS]
        held = [
            sum(Fraction(str(columns["w"][at])) for at in counted if columns[name][at] in good)
            for good in ("45", LEVELS)
        ]
        sums[name] = Tally(*held)
    return sums


def test_the_error_is_that_of_the_linearised_ballots():
    """Against differences: what each ballot does to the index was measured by weighing it a little more."""
    columns = ballots(60)
    with Answers.of_columns(columns) as answers:
        found = indexes(Sample(answers, DESIGN), METHOD, ["unit"])
    for one in found:
        assert dict(one.tallies) == tallied(columns, one.key[0])
        before = explained(METHOD, one.tallies).value
        influences = []
        for at in range(60):
            weights = [weight + (0.001 if place == at else 0) for place, weight in enumerate(columns["w"])]
            rounded = columns | {"w": [round(weight, 3) for weight in weights]}
            influences.append(float((explained(METHOD, tallied(rounded, one.key[0])).value - before) * 1000))
        with Answers.of_columns(columns | {"z": influences}) as answers:
            (total,) = estimates(Sample(answers, DESIGN), Measure(kind=Kind.TOTAL, value="z"))
        assert one.estimate.error == pytest.approx(total.error, rel=2e-3)


def test_without_effects_all_else_stays(sample):
    (found,), (plain,) = indexes(sample, METHOD), indexes(sample, METHOD, with_effects=False)
    assert plain.estimate == replace(found.estimate, design_effect=None, effective_n=None)


def test_one_pooled_question_is_a_proportion(sample):
    (found,) = indexes(sample, METHOD, node=question("q1"))
    columns = ballots()
    flags = [int(one in "45") if one in LEVELS else None for one in columns["q1"]]
    with Answers.of_columns(columns | {"flag": flags}) as answers:
        (same,) = estimates(Sample(answers, DESIGN), Measure(kind=Kind.PROPORTION, value="flag"))
    for name in ("value", "error", "low", "high", "n", "degrees", "design_effect"):
        assert getattr(found.estimate, name) == pytest.approx(getattr(same, name), rel=1e-9), name


def test_incomplete_ballots_are_left_out_of_everything_and_counted(sample):
    strict = replace(METHOD, least_answered=Fraction(1))
    (found,) = indexes(sample, strict)
    columns = ballots()
    full = sum(all(columns[name][at] in LEVELS for name in ("q1", "q2", "q3", "q4")) for at in range(240))
    assert (found.estimate.n, found.left_out) == (full, 240 - full)
    (of_question,) = indexes(sample, strict, node=question("q1"))
    assert of_question.estimate.n == full


def test_weights_that_do_not_count_ballots_of_the_population_are_refused():
    columns = ballots(60)
    with Answers.of_columns(columns | {"w": [weight / 1e5 for weight in columns["w"]]}) as answers:
        scaled = Sample(answers, DESIGN)
        with pytest.raises(BadDesign, match="weights_not_exact"):
            indexes(scaled, METHOD)


def test_two_units_differ_by_what_they_do_not_share(sample):
    one, other, _ = indexes(sample, METHOD, ["unit"])
    (found,) = index_differences(sample, METHOD, ["unit"], [(("u0",), ("u1",))])
    assert found.value == pytest.approx(one.estimate.value - other.estimate.value)
    apart_error = (one.estimate.error**2 + other.estimate.error**2) ** 0.5
    assert found.error != pytest.approx(apart_error, rel=1e-3)  # they were asked in the same clusters
    assert found.low < found.value < found.high
    (same,) = index_differences(sample, METHOD, ["unit"], [(("u0",), ("u1",))], node=question("q1"))
    columns = ballots()
    flags = [int(answer in "45") if answer in LEVELS else None for answer in columns["q1"]]
    with Answers.of_columns(columns | {"flag": flags}) as answers:
        measure = Measure(kind=Kind.PROPORTION, value="flag")
        (expected,) = differences(Sample(answers, DESIGN), measure, ["unit"], [(("u0",), ("u1",))])
    assert (same.value, same.error) == pytest.approx((expected.value, expected.error), rel=1e-9)


def test_the_province_may_be_the_mean_of_its_units(sample):
    weights = {"u0": Decimal(5), "u1": Decimal(3), "u2": Decimal(2)}
    units = {one.key[0]: one for one in indexes(sample, METHOD, ["unit"])}
    found, exact = index_of_units(sample, METHOD, "unit", weights)
    assert (
        exact == sum(Fraction(weights[name]) * explained(METHOD, one.tallies).value for name, one in units.items()) / 10
    )
    alone, _ = index_of_units(sample, METHOD, "unit", weights | {"u1": Decimal("1e-12"), "u2": Decimal("1e-12")})
    assert alone.error == pytest.approx(units["u0"].estimate.error, rel=1e-9)
    assert found.low < found.value < found.high
    with pytest.raises(BadDesign, match="unit_without_weight"):
        index_of_units(sample, METHOD, "unit", {"u0": Decimal(5)})


def test_an_index_that_the_fitted_weights_know_bears_no_error():
    columns = ballots()
    columns["said"] = ["yes" if one in {"4", "5"} else "no" if one in LEVELS else "none" for one in columns["q1"]]
    known = replace(DESIGN, margins=(Margin("said", {"yes": 600.0, "no": 300.0, "none": 100.0}),))
    with Answers.of_columns(columns) as answers:
        (found,) = indexes(Sample(answers, known), METHOD, node=question("q1"))
    assert found.estimate.value == pytest.approx(2 / 3, rel=1e-6)
    assert found.estimate.error == pytest.approx(0, abs=1e-6)


def test_a_question_may_not_stand_twice():
    with pytest.raises(ValueError, match="twice"):
        Method(whole=replace(WHOLE, members=(ACCESS, ACCESS)))
