"""Money in tables: thousands or decimals are told by the column itself, or asked."""

from decimal import Decimal

import pytest

from caicach.core.documents.recognition.budgets import BudgetColumn, budget_column


@pytest.mark.parametrize(
    ("text", "unit", "amount"),
    [
        ("150", "Kinh phí (triệu đồng)", "150"),
        ("12,5", "Kinh phí (triệu đồng)", "12.5"),
        ("1.250.000.000", "Kinh phí (đồng)", "1250"),
        ("1.250", "Kinh phí (đồng)", "0.00125"),
        ("150.000", "ĐVT: nghìn đồng", None),
        ("150.000.000 đồng", "", "150"),
        ("1,5 tỷ đồng", "", "1500"),
        ("2 tỉ", "", "2000"),
        ("1 250 000 000", "đồng", "1250"),
        ("150", "", None),
        ("khoảng 100 đến 150", "triệu đồng", None),
        ("", "triệu đồng", None),
    ],
)
def test_an_amount_needs_one_certain_figure_and_a_unit(text: str, unit: str, amount: str | None) -> None:
    assert BudgetColumn(unit).amount(text) == (Decimal(amount) if amount else None)


@pytest.mark.parametrize(
    ("texts", "total", "dots"),
    [
        (["1.250", "80,5"], "", True),
        (["1.250", "12.5"], "", False),
        (["1.250", "150", "80"], "1.480", True),
        (["1.250", "150", "80"], "1.500", None),
        (["1.250.000", "3"], "", True),
        (["1.250", "150"], "", None),
    ],
)
def test_a_column_tells_what_its_dots_mean(texts: list[str], total: str, dots: bool | None) -> None:
    column = budget_column(texts, total, "Kinh phí (triệu đồng)", "")
    assert column.dot_marks_thousands is dots


def test_a_doubtful_amount_is_no_figure_but_two_proposals() -> None:
    column = budget_column(["1.250", "150"], "", "Kinh phí (triệu đồng)", "")
    assert column.amount("1.250") is None
    assert column.proposals("1.250") == (Decimal(1250), Decimal("1.25"))


def test_a_unit_above_the_table_counts_where_the_heading_has_none() -> None:
    assert budget_column(["150"], "", "Kinh phí", "triệu đồng").amount("150") == Decimal(150)
