"""What pages and papers make of a published result."""

from decimal import Decimal

import pytest

from caicach.core.scoring.criteria import CriterionKind
from caicach.criteria.services import issue_set, keep_draft
from caicach.people.permissions import Role
from caicach.publications.services import prepare
from caicach.publications.showing import (
    beside_the_total,
    most_lost,
    moves_by_appraisal,
    moves_by_correction,
    node_rows,
    percent,
    with_two_places,
)
from tests.core.scoring.sets import leaf, set_of
from tests.factories.agencies import AgencyFactory
from tests.factories.assessments import person
from tests.factories.publications import closed_round


@pytest.fixture
def result(db):
    """Half of each leaf: within the total 2.5 and 1 of 5 and 2, a bonus of 0.5, a penalty of 0.25."""
    more = {"bonus_limit": Decimal(1), "penalty_limit": Decimal(1)}
    bonus, penalty = (leaf(code, top, kind=kind) for code, top, kind in (
        ("T", "1", CriterionKind.BONUS), ("P", "0.5", CriterionKind.PENALTY),
    ))  # fmt: skip
    checked = set_of(leaf("1", "2"), leaf("2", "5"), bonus, penalty, **more)
    draft = keep_draft(checked=checked, by=None)[0]
    criteria_set = issue_set(criteria_set=draft, version=draft.version, by=None)
    round = closed_round([AgencyFactory()], "thuong-phat", criteria_set)
    return prepare(round=round, by=person(AgencyFactory(), Role.COORDINATOR)).results.get()


def test_neither_a_bonus_nor_a_penalty_is_a_loss(result):
    assert [row.node.code for row in most_lost(result)] == ["2", "1"]


def test_bonus_and_penalty_stand_beside_the_points_and_in_the_index(result):
    assert beside_the_total(result) == [("điểm thưởng", "+0,50"), ("điểm trừ", "−0,25")]
    assert result.published == Decimal("3.5")
    assert percent(result.share) == "53,5714%"


def test_every_node_has_a_row_with_what_was_said(result):
    rows = {row.node.code: row for row in node_rows(result)}
    assert rows["2"].said == ["", "2,5", "", ""]
    assert rows["2"].points == "2,5"
    assert not rows["2"].is_changed


@pytest.mark.parametrize(
    ("value", "text"),
    [("0.8", "80,00%"), ("0.854321", "85,4321%"), ("0.79996", "79,996%"), ("1", "100,00%"), ("0", "0,00%")],
)
def test_a_percentage_is_never_rounded(value, text):
    assert percent(Decimal(value)) == text


def test_what_there_is_not_is_a_dash():
    assert percent(None) == "—"
    assert with_two_places(None) == "—"


def test_the_agencies_furthest_from_their_own_scores_come_first(world):
    moves = moves_by_appraisal(world.prepared().results.all(), 5)
    assert [(one.result.name, one.difference) for one in moves] == [("Sở Y tế", Decimal("-0.5"))]


def test_a_correction_without_a_change_changes_nothing(world):
    world.approved()
    assert moves_by_correction(world.prepared(reason="Sai tên tiêu chí")) == []
