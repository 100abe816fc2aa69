"""What became of each criterion, and which points may be compared over the years."""

from dataclasses import replace
from decimal import Decimal

import pytest

from caicach.core.scoring.crosswalk import (
    Change,
    Comparison,
    Crosswalk,
    Link,
    change_between,
    check_crosswalk,
    comparison,
)
from caicach.core.scoring.errors import BadRule
from caicach.core.scoring.plain import from_plain, to_plain
from caicach.core.scoring.shapes.bands import Band, BandedInterpolated, BandedSteps
from caicach.core.scoring.shapes.outside import ExternalOnly
from tests.core.scoring.sets import RULE, leaf, parent, set_of

OLD = replace(set_of(parent("1", *(leaf(f"1.{number}", "1") for number in range(1, 8)))), key="old")
NEW = replace(
    set_of(
        parent(
            "1",
            leaf("1.1", "1"),
            replace(leaf("1.2", "1"), name="Nói cách khác"),
            leaf("1.3", "2"),
            *(leaf(f"1.{number}", "0.5") for number in (4, 5)),
            leaf("1.6", "2"),
            leaf("1.7", "1"),
        )
    ),
    key="new",
)


def link(change: Change, old: str = "", new: str = "") -> Link:
    return Link(change=change, old=tuple(old.split()), new=tuple(new.split()))


LINKS = (
    link(Change.SAME, "1.1", "1.1"),
    link(Change.REWORDED, "1.2", "1.2"),
    link(Change.REWEIGHTED, "1.3", "1.3"),
    link(Change.SPLIT, "1.4", "1.4 1.5"),
    link(Change.MERGED, "1.5 1.6", "1.6"),
    link(Change.DROPPED, "1.7"),
    link(Change.NEW, "", "1.7"),
)
GOOD = Crosswalk(old_set="old", new_set="new", links=LINKS)


def faults(crosswalk: Crosswalk, old=OLD, new=NEW) -> list[str]:
    return [
        f"{one.code.removeprefix('scoring.')} {'.'.join(one.place)}" for one in check_crosswalk(crosswalk, old, new)
    ]


def test_a_good_crosswalk_has_no_fault():
    assert faults(GOOD) == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("1.1", "1.1", Comparison.POINTS),
        ("1.2", "1.2", Comparison.POINTS),
        ("1.3", "1.3", Comparison.SHARE),
        ("1.4", "1.4", Comparison.NONE),
        ("1.5", "1.6", Comparison.NONE),
        ("1.7", "1.7", Comparison.NONE),
        ("1.1", "1.2", Comparison.NONE),
        ("9", "9", Comparison.NONE),
    ],
)
def test_points_are_compared_only_where_they_mean_the_same(old, new, expected):
    assert comparison(GOOD, old, new) is expected


def test_a_leaf_that_stands_nowhere_or_twice_is_told():
    without = replace(GOOD, links=LINKS[1:])
    assert faults(without) == ["leaf_without_link old.1.1", "leaf_without_link new.1.1"]
    twice = replace(GOOD, links=(*LINKS, link(Change.DROPPED, "1.1")))
    assert faults(twice) == ["repeated old.1.1"]


def test_a_code_of_no_leaf_is_told():
    assert faults(replace(GOOD, links=(*LINKS, link(Change.NEW, "", "1")))) == ["unknown_criterion new.1"]


def test_the_sets_are_those_that_it_names():
    assert faults(replace(GOOD, old_set="2024")) == ["other_set old_set"]


WRONG_PAIRS = {
    "name_differs": (Change.SAME, {"name": "Khác"}),
    "maximum_differs": (Change.SAME, {"max_score": Decimal("1.5")}),
    "rule_differs": (Change.REWORDED, {"rule": ExternalOnly(points="a")}),
    "maximum_is_the_same": (Change.REWEIGHTED, {}),
}


@pytest.mark.parametrize("fault", WRONG_PAIRS)
def test_a_pair_that_is_not_what_its_link_says_is_told(fault):
    change, changed = WRONG_PAIRS[fault]
    old, new = set_of(leaf("1", "1")), set_of(replace(leaf("1", "1"), **changed))
    crosswalk = Crosswalk(old_set="example", new_set="example", links=(link(change, "1", "1"),))
    assert faults(crosswalk, old, new) == [f"{fault} links.1.change"]


def steps(*bands: tuple[str, str]) -> BandedSteps:
    made = tuple(Band(at_least=Decimal(at_least), points=Decimal(points)) for at_least, points in bands)
    return BandedSteps(ratio=RULE.ratio, bands=made)


REWEIGHTED = [
    (RULE, RULE, []),
    (steps(("0.5", "0.5"), ("0.9", "1")), steps(("0.5", "1"), ("0.9", "2")), []),
    (steps(("0.5", "0.5"), ("0.9", "1")), steps(("0.5", "0.5"), ("0.9", "2")), ["rule_differs links.1.change"]),
    (steps(("0.5", "0.5"), ("0.9", "1")), steps(("0.5", "1"), ("0.8", "2")), ["rule_differs links.1.change"]),
    (RULE, ExternalOnly(points="a"), ["rule_differs links.1.change"]),
    (
        steps(("0.5", "0.5"), ("0.9", "1")),
        BandedInterpolated(ratio=RULE.ratio, bands=steps(("0.5", "1"), ("0.9", "2")).bands),
        ["rule_differs links.1.change"],
    ),
    (ExternalOnly(points="a"), ExternalOnly(points="a"), []),
    (None, None, []),
]


@pytest.mark.parametrize(("before", "after", "expected"), REWEIGHTED)
def test_a_reweighted_leaf_keeps_all_of_its_rule_but_the_weight(before, after, expected):
    old, new = set_of(leaf("1", "1", rule=before)), set_of(leaf("1", "2", rule=after))
    crosswalk = Crosswalk(old_set="example", new_set="example", links=(link(Change.REWEIGHTED, "1", "1"),))
    assert faults(crosswalk, old, new) == expected


@pytest.mark.parametrize(
    ("change", "old", "new"),
    [
        (Change.SAME, "1.1", ""),
        (Change.SPLIT, "1.1", "1.1"),
        (Change.MERGED, "1.1", "1.1"),
        (Change.NEW, "1.1", "1.1"),
        (Change.DROPPED, "1.1 1.2", ""),
    ],
)
def test_a_change_has_its_number_of_leaves(change, old, new):
    with pytest.raises(BadRule, match="wrong_number_of_leaves"):
        link(change, old, new)


def test_a_crosswalk_comes_back_the_same_from_plain_data():
    assert from_plain(Crosswalk, to_plain(GOOD)) == GOOD


@pytest.mark.parametrize(
    ("after", "change"),
    [
        (leaf("1", "2"), Change.SAME),
        (replace(leaf("1", "2"), name="Khác"), Change.REWORDED),
        (leaf("9", "3"), Change.REWEIGHTED),
        (leaf("1", "2", rule=ExternalOnly(points="a")), None),
    ],
)
def test_a_pair_is_called_what_it_is(after, change):
    named = replace(after, name=leaf("1", "2").name) if after.name == "Tiêu chí 9" else after
    assert change_between(leaf("1", "2"), named) is change


def test_a_pair_without_points_is_compared_without_failing():
    nothing = leaf("1", "0", rule=BandedSteps(ratio=RULE.ratio, bands=(Band(at_least=Decimal(1), points=Decimal(0)),)))
    assert change_between(leaf("1", "2"), nothing) is None
