from collections import Counter
from dataclasses import replace
from fractions import Fraction
from hashlib import sha256
from itertools import combinations
from math import sqrt
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caicach.core.surveys.sampling.drawing import draw, pick
from caicach.core.surveys.sampling.errors import BadSample
from caicach.core.surveys.sampling.frames import Problem, problems_of
from caicach.core.surveys.sampling.plans import Chance, Method, Rule, Shortage, Stage, StratumTold, Unit
from tests.core.surveys.sampling.frames import by_itself, households

TWO_STAGES = Rule(seed="2026", takes={"north": 2, "south": 1}, first=Method.BY_SIZE, later=(Stage(3),), reserves=2)
ONE_STAGE = Rule(seed="2026", takes={"north": 5, "south": 4}, reserves=3)


def keys(drawn):
    return [one.unit.key for one in drawn]


def test_a_simple_draw_takes_the_smallest_tickets():
    names = [f"h{number}" for number in range(20)]
    head = b"16:caicach.sample.15:order4:20261:s"
    expected = sorted(names, key=lambda name: sha256(head + name.encode()).digest())
    picked = pick(dict.fromkeys(names, 1), Stage(4), seed="2026", place=("s",), reserves=3)
    assert list(picked.chances) == expected[:4]
    assert list(picked.reserves) == expected[4:7]
    assert set(picked.chances.values()) == {Fraction(1, 5)}


def test_the_golden_sample_is_the_same_on_every_machine():
    drawn = draw(households(), TWO_STAGES)
    assert drawn.frame_digest == "22e020f877d3eb10a54cf927b461be224b6b8062244f32a4dd4282923e9122c1"
    assert drawn.digest == "77c3d1ebf4b770de9c36bb0c9549d83a4b36deecd6cec5f47b084dd54268f8b6"


@given(order=st.permutations(households()))
def test_the_order_of_rows_and_takes_plays_no_part(order):
    rule = replace(TWO_STAGES, takes=dict(reversed(TWO_STAGES.takes.items())))
    assert draw(order, rule) == draw(households(), TWO_STAGES)


def test_chances_and_weights_of_two_stages_are_exact():
    drawn = draw(households(), TWO_STAGES)
    sizes = {"n1": 12, "n2": 6, "n3": 15, "s1": 7, "s2": 15}
    rows = {"n1": 6, "n2": 3, "n3": 8, "s1": 4, "s2": 8}
    for one in drawn.sample:
        (village,) = one.unit.places
        take, whole = (2, 33) if one.unit.stratum == "north" else (1, 22)
        first = Chance(Fraction(take * sizes[village], whole), take, 3 if take == 2 else 2)
        assert one.chances == (first, Chance(Fraction(3, rows[village]), 3, rows[village]))
        assert one.weight == Fraction(whole, take * sizes[village]) * Fraction(rows[village], 3)


def test_weights_of_a_simple_draw_add_up_to_the_frame():
    drawn = draw(by_itself(households()), ONE_STAGE)
    assert sum(one.weight for one in drawn.sample) == 29
    assert drawn.strata == {"north": StratumTold(17, 33, 5), "south": StratumTold(12, 22, 4)}


def test_reserves_are_ranked_and_bear_the_chances_of_their_place():
    drawn = draw(by_itself(households()), ONE_STAGE)
    waiting = drawn.stand_ins(("south",))
    assert [(one.reserve, one.order) for one in waiting] == [(1, 5), (2, 6), (3, 7)]
    assert {one.weight for one in waiting} == {Fraction(12, 4)}
    longer = draw(by_itself(households()), replace(ONE_STAGE, takes={"north": 5, "south": 7}, reserves=0))
    of_south = [one for one in longer.sample if one.unit.stratum == "south"]
    assert keys(of_south)[4:] == keys(waiting)  # who stands in would have been next


def test_a_unit_that_is_added_moves_nobody_else():
    units = by_itself(households())
    before = draw(units, ONE_STAGE)
    after = draw([*units, Unit("s9-00", "south")], ONE_STAGE)
    assert [key for key in keys(after.units) if key != "s9-00"] == [
        key for key in keys(before.units) if key in keys(after.units)
    ]
    assert after.frame_digest != before.frame_digest


def test_places_that_hold_too_few_are_taken_whole_and_told():
    rule = Rule(seed="1", takes={"north": 4, "south": 0}, later=(Stage(4),), reserves=2)
    drawn = draw(households(), rule)
    assert drawn.shortages == (
        Shortage(("north",), 4, 3),
        Shortage(("north", "n2"), 4, 3, reserves=2),
    )
    assert {one.chances for one in drawn.sample if one.place == ("north", "n2")} == {
        (Chance(Fraction(1), 3, 3), Chance(Fraction(1), 3, 3))
    }
    assert drawn.strata["south"].is_left_out
    assert drawn.strata["south"].units == 12


def test_whoever_is_large_enough_is_certain_and_the_rest_share_what_is_left():
    sizes = {"giant": 90, "big": 5, "a": 2, "b": 2, "c": 1}
    picked = pick(sizes, Stage(3, Method.BY_SIZE), seed="1", place=("s",))
    assert picked.chances.pop("giant") == 1
    assert picked.chances.pop("big") == 1  # 2 * 5 of the 10 that are left
    assert len(picked.chances) == 1
    assert all(chance == Fraction(sizes[name], 5) for name, chance in picked.chances.items())


def test_in_the_order_of_keys_neighbours_are_seldom_drawn_together():
    sizes = {f"{number:02}": 1 for number in range(12)}
    drawn = pick(sizes, Stage(4, Method.BY_SIZE_IN_ORDER), seed="1", place=("s",)).chances
    assert len({int(name) % 3 for name in drawn}) == 1  # every third


@pytest.mark.parametrize("rule", [TWO_STAGES, ONE_STAGE])
def test_everything_that_is_asked_moves_the_digest(rule):
    units = households() if rule.later else by_itself(households())
    others = [
        replace(rule, seed="2027"),
        replace(rule, reserves=1),
        replace(rule, takes={**rule.takes, "south": 2}),
        *([replace(rule, later=(Stage(2),)), replace(rule, first=Method.SIMPLE)] if rule.later else []),
    ]
    digests = {draw(units, one).digest for one in [rule, *others]}
    digests.add(draw([replace(units[0], size=9), *units[1:]], rule).digest)
    assert len(digests) == len(others) + 2


def test_letters_typed_apart_are_the_same_key():
    composed = [Unit(f"Hộ {number}", "Đắk Lắk") for number in range(9)]
    apart = [Unit(normalize("NFD", unit.key), normalize("NFD", unit.stratum)) for unit in composed]
    takes = {"Đắk Lắk": 3}
    assert draw(apart, Rule(seed="1", takes=takes)) == draw(composed, Rule(seed="1", takes=takes))
    taken_apart = {normalize("NFD", name): take for name, take in takes.items()}
    assert draw(apart, Rule(seed="1", takes=taken_apart)) == draw(composed, Rule(seed="1", takes=takes))


def test_every_fault_of_the_frame_is_told_with_its_row():
    units = [
        Unit("a", "s", ("v",)),
        Unit("", "s", ("v",)),
        Unit("a", " ", ("",)),
        Unit("b", "s", (), size=0),
        Unit("\ud800", "s", ("v",)),
    ]
    assert problems_of(units) == (
        Problem(2, "key_blank"),
        Problem(3, "stratum_blank"),
        Problem(3, "place_blank"),
        Problem(3, "key_again", first=1),
        Problem(4, "places_not_as_in_first_row"),
        Problem(4, "size_below_one"),
        Problem(5, "text_broken"),
    )


@pytest.mark.parametrize(
    ("units", "wishes", "code"),
    [
        ([], {}, "sampling.frame_empty"),
        ([Unit("a", "s"), Unit("a", "s")], {}, "sampling.frame_at_fault"),
        ([Unit("a", "s", ("v",))], {}, "sampling.stages_not_as_in_frame"),
        ([Unit("a", "t")], {"takes": {}}, "sampling.stratum_without_take"),
        ([Unit("a", "s")], {"takes": {"s": 1, "t": 1}}, "sampling.stratum_not_in_frame"),
        ([Unit("a", "s")], {"takes": {"s": 0}}, "sampling.nothing_to_draw"),
    ],
)
def test_a_rule_that_does_not_fit_the_frame_is_refused(units, wishes, code):
    with pytest.raises(BadSample) as refused:
        draw(units, Rule(**{"seed": "1", "takes": {"s": 1}} | wishes))
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("wishes", "code"),
    [
        ({"takes": {"s": -1}}, "sampling.take_below_zero"),
        ({"later": (Stage(1), Stage(0))}, "sampling.take_below_one"),
        ({"reserves": -1}, "sampling.reserves_below_zero"),
        ({"reserves": 1, "first": Method.BY_SIZE}, "sampling.reserves_need_simple_draw"),
    ],
)
def test_a_rule_without_sense_is_refused(wishes, code):
    with pytest.raises(BadSample) as refused:
        Rule(**{"seed": "1", "takes": {"s": 1}} | wishes)
    assert refused.value.code == code


@given(
    sizes=st.dictionaries(st.text("abcdef", min_size=1, max_size=3), st.integers(1, 50), min_size=1, max_size=12),
    take=st.integers(1, 14),
    method=st.sampled_from(Method),
    seed=st.integers(0, 999).map(str),
)
def test_as_many_as_wanted_are_drawn_and_chances_over_all_units_add_up_to_them(sizes, take, method, seed):
    picked = pick(sizes, Stage(take, method), seed=seed, place=("s",))
    assert len(picked.chances) == min(take, len(sizes))
    assert all(0 < chance <= 1 for chance in picked.chances.values())
    if method is not Method.SIMPLE:
        certain = [name for name, chance in picked.chances.items() if chance == 1]
        left = min(take, len(sizes)) - len(certain)
        whole = sum(size for name, size in sizes.items() if name not in certain)
        for name in set(picked.chances) - set(certain):
            assert picked.chances[name] == Fraction(left * sizes[name], whole)


SEEDS = 3_000


def far(count, chance):
    """By how many standard errors a frequency over all seeds is off its chance."""
    return abs(count - SEEDS * chance) / sqrt(SEEDS * chance * (1 - chance))


@pytest.mark.parametrize("method", list(Method))
def test_over_many_seeds_units_come_as_often_as_their_chances_say(method):
    sizes = {"a": 1, "b": 2, "c": 3, "d": 4, "e": 5, "f": 15}
    found, chances = Counter(), {}
    for seed in range(SEEDS):
        picked = pick(sizes, Stage(3, method), seed=str(seed), place=("s",))
        found.update(list(picked.chances))
        chances |= picked.chances
    assert sum(chances.values()) == 3  # 3/6 each; by size f is certain, the others 2 * size / 15
    if method is not Method.SIMPLE:
        assert chances["f"] == 1
        assert found.pop("f") == SEEDS
    assert max(far(found[name], chances[name]) for name in found) < 4


def test_over_many_seeds_all_pairs_of_a_simple_draw_are_equally_likely():
    sizes = dict.fromkeys("abcdef", 1)
    found = Counter()
    for seed in range(SEEDS):
        picked = pick(sizes, Stage(3), seed=str(seed), place=("s",))
        found.update(combinations(sorted(picked.chances), 2))
    assert max(far(found[pair], 0.2) for pair in combinations("abcdef", 2)) < 4  # 3 * 2 of 6 * 5


def test_over_many_seeds_the_weighted_total_of_two_stages_is_the_true_one():
    units = households()
    truth = sum(int(unit.key[-2:]) ** 2 for unit in units)
    totals = []
    for seed in range(600):
        drawn = draw(units, replace(TWO_STAGES, seed=str(seed)))
        totals.append(float(sum(one.weight * int(one.unit.key[-2:]) ** 2 for one in drawn.sample)))
    mean = sum(totals) / len(totals)
    error = sqrt(sum((total - mean) ** 2 for total in totals) / (len(totals) - 1) / len(totals))
    assert abs(mean - truth) < 4 * error
    assert error < 0.05 * truth
