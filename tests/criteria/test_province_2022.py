"""The ministry's set for provinces, as far as it is known: names and maxima are facts, no rule is confirmed."""

from collections import Counter
from decimal import Decimal

import pytest

from caicach.core.scoring.criteria import CriteriaSet, ScoredBy
from caicach.core.scoring.leaves import score_leaf
from caicach.core.scoring.outcome import Missing, Scored
from caicach.core.scoring.totals import total
from caicach.criteria.loading import shipped_set

SURVEYED = {
    "2.4", "4.1.4", "4.1.5", "4.1.6", "4.3.4", "5.2.3", "5.2.4", "5.3.2", "5.3.3", "5.5.2", "5.7", "6.1.4", "6.2.4",
    "6.2.5", "6.3.5", "7.3.2",
}  # fmt: skip


@pytest.fixture(scope="module")
def province() -> CriteriaSet:
    return shipped_set("province-2022")


def test_eight_domains_have_their_maxima(province):
    maxima = [str(domain.max_score) for domain in province.criteria]
    assert maxima == ["9.5", "10", "13", "10.5", "15", "12", "13.5", "16.5"]
    assert sum(domain.max_score for domain in province.criteria) == 100


def test_the_tree_has_thirty_seven_and_seventy_five_nodes_below_the_domains_and_ninety_one_leaves(province):
    levels = Counter(node.code.count(".") for node in province.nodes())
    assert levels == {0: 8, 1: 37, 2: 75}
    assert len(list(province.leaves())) == 91


def test_thirty_two_points_are_not_scored_by_the_province(province):
    outside = {leaf.code: leaf for leaf in province.leaves() if leaf.scored_by is not ScoredBy.APPRAISAL}
    assert outside.keys() == SURVEYED | {"8.1"}
    assert outside.pop("8.1").scored_by is ScoredBy.INDEX
    assert {leaf.scored_by for leaf in outside.values()} == {ScoredBy.SURVEY}
    assert sum(leaf.max_score for leaf in outside.values()) + 10 == 32


def test_no_rule_is_confirmed_and_each_says_where_it_comes_from(province):
    leaves = list(province.leaves())
    assert not [leaf.code for leaf in leaves if leaf.is_confirmed]
    assert not [leaf.code for leaf in leaves if not leaf.basis or not leaf.source]


def test_below_full_points_nothing_is_invented(province):
    """Rules that say more than full points are those that the scores of 2023 bear out, and results of others."""
    known_below = [leaf for leaf in province.leaves() if leaf.rule and not leaf.only_full_mark]
    appraised = {leaf.code: leaf.rule.name for leaf in known_below if leaf.scored_by is ScoredBy.APPRAISAL}
    assert appraised == dict.fromkeys(["1.7", "3.4.1", "3.4.2", "3.4.3", "6.1.3", "7.1.4"], "linear_ratio")
    one_initiative = {"initiatives": Decimal(1)}
    leaf = next(leaf for leaf in province.leaves() if leaf.code == "1.5")
    assert score_leaf(leaf, one_initiative) == Missing((), "known_at_full_only")
    assert score_leaf(leaf, one_initiative, given=Decimal(1)) == Scored(Decimal(1), "given")


def test_each_leaf_with_a_full_mark_says_it_in_words(province):
    assert not [leaf.code for leaf in province.leaves() if leaf.only_full_mark and not leaf.full_mark]


def test_the_name_of_domain_seven_is_put_right_with_a_note(province):
    seven = province.criteria[6]
    assert seven.name == "XÂY DỰNG VÀ PHÁT TRIỂN CHÍNH QUYỀN ĐIỆN TỬ, CHÍNH QUYỀN SỐ"
    assert "TỬ" in seven.source


def test_the_roundings_give_three_totals_of_one_table(province):
    """Domain 3 with 12.9045 is printed as 12.905; leaves 85.4145, printed 85.415, published 85.42."""
    outcomes = {leaf.code: Scored(Decimal(0), "entered") for leaf in province.leaves()}
    outcomes["3.4.1"] = Scored(Decimal("12.9045"), "entered")
    outcomes["8.1"] = Scored(Decimal("72.51"), "entered")
    result = total(province, outcomes)
    assert [result.exact, result.printed_total, result.published] == [
        Decimal("85.4145"), Decimal("85.415"), Decimal("85.42"),
    ]  # fmt: skip
