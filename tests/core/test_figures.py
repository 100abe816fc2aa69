"""Figures, money and amounts in words as Vietnamese papers print them."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from num2words import num2words

from caicach.core.figures import is_amount_in_words, read_figure, read_money_million_vnd

STEADY = settings(derandomize=True, deadline=None)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("85,42", "85.42", ""),
        ("85.42", "85.42", ""),
        ("1.234,5", "1234.5", ""),
        ("1,234.5", "1234.5", ""),
        ("1.234.567", "1234567", ""),
        ("1,234,567", "1234567", ""),
        ("12 345", "12345", ""),
        ("1 629,5", "1629.5", ""),
        ("0,125", "0.125", ""),
        ("0.125", "0.125", ""),
        ("007", "7", ""),
        ("-5", "-5", ""),
        ("−5,5", "-5.5", ""),
        ("100%", "100", "%"),
        ("98 %", "98", "%"),
        ("25 hồ sơ", "25", "hồ sơ"),
    ],
)
def test_a_certain_figure_has_its_value_and_unit(text, value, unit):
    found = read_figure(text)
    assert (found.value, found.unit, found.proposals) == (Decimal(value), unit, ())


@pytest.mark.parametrize(
    ("text", "proposals"),
    [("1.629", ["1629", "1.629"]), ("1,234", ["1.234", "1234"]), ("-12.500", ["-12500", "-12.500"])],
)
def test_one_mark_before_three_digits_is_a_question(text, proposals):
    found = read_figure(text)
    assert found.value is None
    assert list(found.proposals) == [Decimal(proposal) for proposal in proposals]


@pytest.mark.parametrize(("text", "value"), [("1.629", "1629"), ("1,234", "1.234"), ("0.125", "0.125")])
def test_a_known_vietnamese_writer_leaves_no_question(text, value):
    assert read_figure(text, is_vietnamese=True).value == Decimal(value)


@pytest.mark.parametrize("text", ["", "abc", "1..2", "1.23.4", "1.629.5", ".", "≥ 98%", "5-10", "12.345.67"])
def test_what_is_no_single_figure_has_no_value(text):
    assert read_figure(text).value is None


@pytest.mark.parametrize(
    ("text", "unit", "million"),
    [
        ("1.500.000.000 đồng", "", "1500"),
        ("1.500.000đ", "", "1.5"),
        ("150 000 000 đồng", "", "150"),
        ("1,5 tỷ đồng", "", "1500"),
        ("250 triệu", "", "250"),
        ("20tr", "", "20"),
        ("1 tỷ 200 triệu đồng", "", "1200"),
        ("1 tỉ, 200 triệu", "", "1200"),
        ("250", "triệu đồng", "250"),
        ("12,5", "Triệu đồng", "12.5"),
        ("150.000.000", "ĐVT: đồng", "150"),
        ("500.000", "Đơn vị tính: đồng", "0.5"),
        ("1.000.000", "(1.000 đồng)", "1000"),
        ("2 tỷ", "triệu đồng", "2000"),
    ],
)
def test_money_becomes_million_dong(text, unit, million):
    assert read_money_million_vnd(text, unit=unit) == Decimal(million)


@pytest.mark.parametrize(
    ("text", "unit"),
    [("1.500", "triệu đồng"), ("1.500 nghìn đồng", ""), ("500", ""), ("", "đồng"), ("theo dự toán", "đồng")]
    + [("1,5 đồng", ""), ("5 hộp", "triệu đồng")],
)
def test_money_that_is_not_certain_has_no_amount(text, unit):
    assert read_money_million_vnd(text, unit=unit) is None


def test_an_amount_has_no_exponent():
    assert str(read_money_million_vnd("1.500.000.000 đồng")) == "1500"


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (1_250_000_000, "Một tỷ, hai trăm năm mươi triệu đồng chẵn./."),
        (1_250_000_000, "Bằng chữ: Một tỉ hai trăm năm mươi triệu đồng"),
        (1_005, "một ngàn không trăm linh năm đồng"),
        (25, "Hai mươi nhăm đồng"),
        (24, "hai mươi tư đồng"),
        (21, "Hai mươi mốt đồng"),
    ],
)
def test_words_that_say_the_amount_agree_with_it(amount, words):
    assert is_amount_in_words(amount, words)


def test_words_that_say_another_amount_do_not_agree():
    assert not is_amount_in_words(1_250_000_000, "Một tỷ hai trăm triệu đồng")
    assert not is_amount_in_words(500, "")


@STEADY
@given(st.text(max_size=40))
def test_no_text_makes_it_fail(text):
    read_figure(text)
    read_money_million_vnd(text)
    is_amount_in_words(5, text)


@STEADY
@given(st.integers(0, 10**12))
def test_grouped_dong_is_read_back(amount):
    printed = f"{amount:,}".replace(",", ".") + " đồng"
    assert read_money_million_vnd(printed) == Decimal(amount) / 10**6


@STEADY
@given(st.decimals(min_value=0, max_value=10**9, places=2))
def test_a_figure_in_vietnamese_print_is_read_back(value):
    printed = f"{value:,.2f}".translate(str.maketrans(",.", ".,"))
    assert read_figure(printed).value == value


@STEADY
@given(st.integers(1, 10**12))
def test_an_amount_agrees_with_its_own_words(amount):
    assert is_amount_in_words(amount, num2words(amount, lang="vi") + " đồng chẵn")


def test_thousands_of_millions_say_the_same_amount_as_billions() -> None:
    assert is_amount_in_words(21_550_000_000, "Hai mươi mốt nghìn năm trăm năm mươi triệu đồng")
    assert is_amount_in_words(21_550_000_000, "Hai mươi mốt tỷ năm trăm năm mươi triệu đồng")
    assert not is_amount_in_words(21_550_000_000, "Hai mươi mốt triệu năm trăm năm mươi nghìn đồng")
