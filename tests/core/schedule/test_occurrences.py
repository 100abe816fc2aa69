"""On which days of a year a schedule falls due."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caicach.core.schedule.grammar import read_time_frame
from caicach.core.schedule.occurrences import Occurrence, due_date_in, occurrences_in_year
from caicach.core.schedule.schedule import Schedule, ScheduleKind

STEADY = settings(derandomize=True, deadline=None)


def due_days(words, *, start="", plan_year=2026, year=2026):
    schedule = read_time_frame(start, words, year=plan_year)
    return [f"{found.due_on:%d/%m}" for found in occurrences_in_year(schedule, year)]


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("Hằng quý", ["31/03", "30/06", "30/09", "31/12"]),
        ("6 tháng/lần", ["30/06", "31/12"]),
        ("Hằng năm", ["31/12"]),
        ("02 lần/năm", ["30/06", "31/12"]),
        ("3 lần/năm", ["30/04", "31/08", "31/12"]),
        ("04 lần/năm", ["31/03", "30/06", "30/09", "31/12"]),
        ("5 lần/năm", ["14/03", "26/05", "07/08", "19/10", "31/12"]),
        ("Tháng 6, tháng 12", ["30/06", "31/12"]),
        ("Trước ngày 15/11 hằng năm", ["15/11"]),
        ("Tháng 2 hằng năm", ["28/02"]),
        ("Trước 25/01/2026", ["25/01"]),
        ("Tháng 6", ["30/06"]),
        ("Định kỳ", []),
        ("Thường xuyên", []),
        ("Sau khi có kế hoạch", []),
        ("Theo quy định", []),
        ("Đột xuất", []),
        ("sớm", []),
        ("", []),
    ],
)
def test_a_schedule_is_due_on_these_days_of_2026(words, days):
    assert due_days(words) == days


def test_each_month_is_due_on_its_last_day_also_in_a_leap_year():
    assert due_days("Hằng tháng", year=2028)[:3] == ["31/01", "29/02", "31/03"]
    assert len(due_days("Hằng tháng")) == 12


def test_a_day_of_the_month_that_a_month_lacks_is_its_last():
    assert due_days("Trước ngày 30 hằng tháng")[:3] == ["30/01", "28/02", "30/03"]


def test_weeks_end_on_sundays_and_none_is_lost():
    schedule = Schedule(ScheduleKind.RECURRING, every="week")
    found = occurrences_in_year(schedule, 2026)
    assert {one.due_on.weekday() for one in found} == {6}
    assert len(found) == 52


def test_a_recurrence_that_begins_in_march_has_no_earlier_time():
    assert due_days("Hằng quý", start="Tháng 3") == ["31/03", "30/06", "30/09", "31/12"]
    assert due_days("Hằng tháng", start="Tháng 11") == ["30/11", "31/12"]


def test_a_window_is_due_once_in_the_year_of_its_end():
    schedule = read_time_frame("Tháng 12/2025", "Tháng 3/2026", year=2026)
    assert occurrences_in_year(schedule, 2025) == ()
    assert occurrences_in_year(schedule, 2026) == (Occurrence(date(2026, 1, 1), date(2026, 3, 31)),)


def test_the_planned_quantity_goes_with_each_time():
    schedule = read_time_frame("", "04 tin, bài/tháng", year=2026)
    assert {found.quantity for found in occurrences_in_year(schedule, 2026)} == {4}


def test_the_due_date_of_a_year_is_the_last_one():
    assert due_date_in(read_time_frame("", "Hằng quý", year=2026), 2026) == date(2026, 12, 31)
    assert due_date_in(read_time_frame("", "Thường xuyên", year=2026), 2026) is None


SCHEDULES = st.builds(
    Schedule,
    kind=st.sampled_from(ScheduleKind),
    start_on=st.none() | st.dates(date(2024, 1, 1), date(2026, 6, 30)),
    due_on=st.none() | st.dates(date(2026, 7, 1), date(2028, 12, 31)),
    every=st.sampled_from(["", "day", "week", "month", "quarter", "half_year", "year"]),
    times=st.integers(0, 40),
    due_day=st.none() | st.integers(1, 31),
    due_month=st.none() | st.integers(1, 12),
)


@STEADY
@given(schedule=SCHEDULES, year=st.integers(2024, 2028))
def test_occurrences_lie_within_the_year_and_the_schedule_in_order_without_repetition(schedule, year):
    found = occurrences_in_year(schedule, year)
    assert list(found) == sorted(found)
    assert len({one.due_on for one in found}) == len(found)
    for one in found:
        assert date(year, 1, 1) <= one.first_on <= one.due_on <= date(year, 12, 31)
        assert schedule.start_on is None or one.due_on >= schedule.start_on
        assert schedule.due_on is None or one.due_on <= schedule.due_on


@STEADY
@given(schedule=SCHEDULES, year=st.integers(2024, 2028))
def test_occurrences_without_a_printed_day_do_not_overlap(schedule, year):
    found = occurrences_in_year(replace(schedule, due_day=None), year)
    assert all(one.due_on < following.first_on for one, following in zip(found, found[1:], strict=False))
