"""What the ledger knows is not typed again: it fills the inputs of a leaf, and stands whatever else is sent."""

from datetime import date
from decimal import Decimal

import pytest

from caicach.assessments.errors import FiguresMoved
from caicach.assessments.ledger import ledger_values, outdated_leaves
from caicach.core.scoring.claims import Claim
from caicach.indicators.services import write_figure
from caicach.selfassessments.filling import fill, sign
from tests.factories.assessments import HALF, TODAY, open_world
from tests.factories.criteria import set_with_figures
from tests.factories.indicators import IndicatorFactory

PERIOD = {"first": date(2025, 12, 15), "last": date(2026, 12, 14)}


@pytest.fixture
def world(db):
    IndicatorFactory(code="ty_le")
    return open_world(checked=set_with_figures("bo-cham"))


def figure(world, numerator, denominator=100, **more):
    from caicach.indicators.models import Indicator

    given = {"source": "hand", "source_text": "Báo cáo 12", "as_of": date(2026, 11, 1), "by": None} | PERIOD | more
    return write_figure(
        indicator=Indicator.objects.get(code="ty_le"), agency=world.own.agency, numerator=Decimal(numerator),
        denominator=Decimal(denominator), **given,
    )  # fmt: skip


def filled(world, claim=HALF, is_done=True, code="1.1"):
    entry = world.entry(code)
    return fill(
        entry=entry, version=entry.version, claim=claim, explanation="", is_done=is_done, by=world.focal, today=TODAY
    )


def test_figures_of_the_ledger_stand_whatever_is_typed(world):
    row = figure(world, 75)
    entry = filled(world)
    assert entry.filled.points == Decimal("1.5")
    assert entry.filled.figures == {"a": str(row.pk), "b": str(row.pk)}


def test_without_a_figure_the_agency_types(world):
    assert ledger_values(world.entry("1.1").criterion.as_core, world.own.agency, world.round) == {}
    assert filled(world).filled.points == Decimal(1)


def test_a_figure_that_does_not_reach_the_end_of_the_period_counts_so_far(world):
    figure(world, 30, 40, last=date(2026, 10, 31))
    assert filled(world).filled.points == Decimal("1.5")


def test_a_figure_of_another_period_or_agency_does_not_count(world):
    figure(world, 90, first=date(2024, 12, 15), last=date(2025, 12, 14))
    entry = world.entry("1.1", world.twin)
    assert ledger_values(entry.criterion.as_core, world.twin.agency, world.round) == {}
    assert filled(world).filled.points == Decimal(1)


def test_nobody_signs_over_figures_that_were_corrected_meanwhile(world):
    figure(world, 75)
    filled(world)
    filled(world, code="2")
    figure(world, 60)
    assert outdated_leaves(world.own) == ["1.1"]
    world.own.refresh_from_db()
    with pytest.raises(FiguresMoved, match="1.1"):
        sign(assessment=world.own, version=world.own.version, by=world.head, today=TODAY)
    assert filled(world, Claim()).filled.points == Decimal("1.2")
    world.own.refresh_from_db()
    assert sign(assessment=world.own, version=world.own.version, by=world.head, today=TODAY).submitted_at
