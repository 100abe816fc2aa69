"""What somebody says of a leaf, and what it comes to."""

from dataclasses import replace
from decimal import Decimal

import pytest

from caicach.core.scoring.claims import Claim, outcome_of
from caicach.core.scoring.criteria import WhenNotApplicable
from caicach.core.scoring.outcome import Missing, NotApplicable, Scored
from tests.core.scoring.sets import leaf

HALF = {"a": Decimal(1), "b": Decimal(2)}
LEAF = leaf("1", "2")


def test_figures_are_scored_by_the_rule():
    assert outcome_of(LEAF, Claim(values=HALF)) == Scored(Decimal(1), "in_proportion", (("rate", Decimal("0.5")),))
    assert outcome_of(LEAF, Claim()) == Missing(("a", "b"))


def test_given_points_count_where_no_rule_is_known():
    claim = Claim(values=HALF, given=Decimal("1.5"))
    assert outcome_of(replace(LEAF, rule=None), claim) == Scored(Decimal("1.5"), "given")
    assert outcome_of(LEAF, claim).points == 1


@pytest.mark.parametrize("points", ["0", "0.5", "2"])
def test_decided_points_stand_against_the_rule(points):
    assert outcome_of(LEAF, Claim(values=HALF, decided=Decimal(points))) == Scored(Decimal(points), "decided")


@pytest.mark.parametrize("points", ["-0.1", "2.1"])
def test_decided_points_beyond_the_maximum_are_refused(points):
    with pytest.raises(ValueError, match=f"^{points} points of 2$"):
        outcome_of(LEAF, Claim(decided=Decimal(points)))


def test_what_does_not_concern_an_agency_has_no_points_whatever_else_is_said():
    claim = Claim(values=HALF, decided=Decimal(1), is_not_applicable=True)
    assert outcome_of(LEAF, claim) == NotApplicable("declared")


def test_nobody_is_exempt_from_what_concerns_everybody():
    with pytest.raises(ValueError, match="^1 concerns everybody$"):
        outcome_of(leaf("1", "2", WhenNotApplicable.NEVER), Claim(is_not_applicable=True))


@pytest.mark.parametrize(
    ("claim", "is_empty"),
    [
        (Claim(), True),
        (Claim(values={"a": None}), True),
        (Claim(values={"a": None, "b": False}), False),
        (Claim(given=Decimal(0)), False),
        (Claim(decided=Decimal(0)), False),
        (Claim(is_not_applicable=True), False),
    ],
)
def test_a_claim_is_empty_until_something_is_said(claim, is_empty):
    assert claim.is_empty is is_empty
