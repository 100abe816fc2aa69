"""Dates as they are printed and typed in Vietnam."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caicach.core.dates import dates_in, read_date

STEADY = settings(derandomize=True, deadline=None)

DAY = date(2026, 3, 5)


@pytest.mark.parametrize(
    "text",
    [
        "05/03/2026",
        "5/3/2026",
        "05-03-2026",
        "5.3.2026",
        "05 / 03 / 2026",
        "ngày 05/3/2026",
        "ngày 05 tháng 3 năm 2026",
        "Ngày 5 tháng 03 năm 2026.",
        "ngày 05 tháng 3/2026",
        "2026-03-05",
        "2026-03-05 00:00:00",
        "2026-03-05T00:00:00",
    ],
)
def test_the_day_stands_before_the_month(text):
    assert read_date(text) == DAY


@pytest.mark.parametrize(
    "text",
    ["", "31/02/2026", "29/02/2026", "32/01/2026", "01/13/2026", "5/3/26", "05/03", "03/2026", "30/12-2024"]
    + ["ngày /12/2024", "ngày … tháng 12 năm 2024", "2026-13-01", "05/03/0026", "hôm nay", "05/03/2026 và 06/03/2026"],
)
def test_what_is_not_one_whole_day_is_no_date(text):
    assert read_date(text) is None


def test_dates_inside_a_text_come_in_their_order():
    text = "Lạc Xuyên, ngày 05 tháng 3 năm 2026. Căn cứ Quyết định số 12/QĐ-UBND ngày 30/12/2024; hạn 31/02/2026."
    assert dates_in(text) == (DAY, date(2024, 12, 30))


def test_numbers_of_documents_are_no_dates():
    assert dates_in("Quyết định số 12/3/2026/QĐ-UBND, số 1/5/03/2026") == ()


@STEADY
@given(st.text(max_size=60))
def test_no_text_makes_it_fail(text):
    read_date(text)
    dates_in(text)


@STEADY
@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_a_printed_date_is_read_back(day):
    assert read_date(f"{day:%d/%m/%Y}") == day
    assert read_date(f"ngày {day.day:02d} tháng {day.month} năm {day.year}") == day
    assert dates_in(f"(ký ngày {day:%d/%m/%Y}).") == (day,)
