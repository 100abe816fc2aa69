"""Ranks by the share of the applicable maximum; ties by a declared rule; classes of results."""

from decimal import Decimal

import pytest

from caicach.core.scoring.criteria import ScoreBand, Ties
from caicach.core.scoring.outcome import NotApplicable
from caicach.core.scoring.ranking import band_of, rank
from caicach.core.scoring.totals import total
from tests.core.scoring.sets import leaf, scored, set_of

HUE = tuple(
    ScoreBand(name=name, at_least=Decimal(low))
    for name, low in (("Xuất sắc", "0.9"), ("Tốt", "0.8"), ("Khá", "0.7"), ("Trung bình", "0.5"))
)


@pytest.mark.parametrize(
    ("share", "name"),
    [
        ("0.97685", "Xuất sắc"), ("0.87187", "Tốt"), ("0.80696", "Tốt"), ("0.79455", "Khá"), ("0.73475", "Khá"),
        ("0.9", "Xuất sắc"), ("0.8999999", "Tốt"), ("0.5", "Trung bình"), ("0.3", ""),
    ],
)  # fmt: skip
def test_the_results_of_hue_fall_into_its_classes(share, name):
    assert band_of(HUE, Decimal(share)) == name


def results(criteria_set, **points):
    return {name: total(criteria_set, scored(c1=one, c2="10")) for name, one in points.items()}


@pytest.mark.parametrize(("ties", "ranks"), [(Ties.SKIP, [1, 2, 2, 4]), (Ties.DENSE, [1, 2, 2, 3])])
def test_equal_shares_share_a_rank(ties, ranks):
    criteria_set = set_of(leaf("1", "90"), leaf("2", "10"), ties=ties, bands=HUE)
    found = rank(criteria_set, results(criteria_set, a="60", b="85", c="70", d="70"))
    assert [one.agency for one in found] == ["b", "c", "d", "a"]
    assert [one.rank for one in found] == ranks
    assert [one.is_tied for one in found] == [False, True, True, False]
    assert [one.band for one in found] == ["Xuất sắc", "Tốt", "Tốt", "Khá"]
    assert [one.share for one in found] == [Decimal(share) for share in ("0.95", "0.8", "0.8", "0.7")]


def test_a_domain_may_decide_between_equal_shares():
    criteria_set = set_of(leaf("1", "90"), leaf("2", "10"), tie_breakers=("2",))
    equal = {"a": total(criteria_set, scored(c1="70", c2="5")), "b": total(criteria_set, scored(c1="68", c2="7"))}
    assert [(one.agency, one.rank) for one in rank(criteria_set, equal)] == [("b", 1), ("a", 2)]


def test_the_share_counts_and_not_the_points():
    criteria_set = set_of(leaf("1", "90"), leaf("2", "10"))
    found = {
        "whole": total(criteria_set, scored(c1="75", c2="5")),
        "part": total(criteria_set, scored(c1="74") | {"2": NotApplicable()}),
    }
    assert [one.agency for one in rank(criteria_set, found)] == ["part", "whole"]


def test_who_lacks_a_leaf_has_no_rank_yet():
    criteria_set = set_of(leaf("1", "90"), leaf("2", "10"))
    found = {"a": total(criteria_set, scored(c1="75")), "b": total(criteria_set, scored(c1="1", c2="1"))}
    assert [(one.agency, one.rank) for one in rank(criteria_set, found)] == [("b", 1)]
