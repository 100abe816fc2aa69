"""What the ledger knows stands locked in the form and is taken from the ledger, whatever the form says."""

from datetime import date
from decimal import Decimal

import pytest

from caicach.selfassessments.sheet_reading import apply_sheet, plan_sheet
from tests.assessments.test_ledger import figure
from tests.factories.assessments import TODAY, open_world
from tests.factories.criteria import set_with_figures
from tests.factories.indicators import IndicatorFactory
from tests.selfassessments.test_sheets import HEAD, PLACES, changed, table_of, workbook_of


@pytest.fixture
def world(db):
    IndicatorFactory(code="ty_le")
    made = open_world(checked=set_with_figures("bo-cham"))
    figure(made, 75)
    return made


def test_a_figure_of_the_ledger_stands_in_the_form_and_cannot_be_changed(world):
    sheet = workbook_of(world.own)["Tự chấm"]
    cell = sheet.cell(HEAD + 1, PLACES["value"])
    assert (cell.value, cell.protection.locked) == (75, True)


def test_a_form_that_only_holds_figures_of_the_ledger_changes_nothing(world):
    plan = plan_sheet(world.own, table_of(world.own), today=TODAY)
    assert (plan.changes, plan.problems) == ([], [])


def test_a_figure_changed_against_the_ledger_is_told(world):
    table = changed(world.own, value__1_1__a=80, explanation__1_1__a="Theo báo cáo.")
    plan = plan_sheet(world.own, table, today=TODAY)
    assert [problem.row for problem in plan.problems] == [HEAD + 1]


def test_a_leaf_is_filled_in_with_what_the_ledger_says(world):
    table = changed(world.own, explanation__1_1__a="Theo báo cáo.", done__1_1__a="x")
    plan = plan_sheet(world.own, table, today=TODAY)
    assert plan.problems == []
    apply_sheet(plan=plan, by=world.focal, today=TODAY)
    filled = world.entry("1.1").filled
    assert filled.as_core.values == {"a": Decimal(75), "b": Decimal(100)}
    assert set(filled.figures) == {"a", "b"}


def test_a_form_taken_before_the_ledger_was_corrected_takes_the_new_figure(world):
    first = changed(world.own, explanation__1_1__a="Theo báo cáo.")
    apply_sheet(plan=plan_sheet(world.own, first, today=TODAY), by=world.focal, today=TODAY)
    figure(world, 60, as_of=date(2026, 11, 10))
    plan = plan_sheet(world.own, first, today=TODAY)
    assert plan.problems == []
    assert plan.changes[0].claim.values["a"] == 60
