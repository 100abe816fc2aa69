"""The demonstration has figures for every leaf of the sets that it uses."""

from decimal import Decimal

import pytest

from caicach.core.scoring.leaves import score_leaf
from caicach.core.scoring.outcome import Scored
from caicach.criteria.loading import shipped_set
from caicach.demo.figures import figures_of, nothing_of

LEAVES = [leaf for key in ("department-2025", "department-2026", "commune-2026") for leaf in shipped_set(key).leaves()]


@pytest.mark.parametrize("quality", [40, 75, 99])
def test_every_leaf_gets_points_from_its_figures(quality):
    for leaf in LEAVES:
        for agency in ("so-mot", "so-hai", "xa-ba"):
            outcome = score_leaf(leaf, figures_of(leaf, key=f"{agency}|2025", quality=quality))
            assert isinstance(outcome, Scored), (leaf.code, outcome)
            assert 0 <= outcome.points <= leaf.max_score


def test_better_work_brings_more_points_in_all():
    def total(quality):
        keys = [f"so-{number}|2025" for number in range(5)]
        scored = [score_leaf(leaf, figures_of(leaf, key=key, quality=quality)) for leaf in LEAVES for key in keys]
        return sum((one.points for one in scored), Decimal(0))

    assert total(50) < total(75) < total(99)


def test_the_same_label_bears_the_same_count_in_each_leaf():
    leaves = {leaf.code: leaf for leaf in shipped_set("department-2026").leaves()}
    one, other = (figures_of(leaves[code], key="so-mot|2026", quality=60) for code in ("3.2.1", "3.2.4"))
    assert one["handled"] == other["handled"]


def test_no_case_is_only_said_where_the_rule_knows_it():
    told = {leaf.code for leaf in LEAVES if nothing_of(leaf)}
    assert "2.1" in told
    assert "3.2.1" not in told
