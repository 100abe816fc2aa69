"""A reporting year begins and ends a fortnight before the calendar's."""

from datetime import date

import pytest

from caicach.core.period import Period
from caicach.core.reporting import YearlyWindow, due_after, reporting_year, reporting_year_of


def test_a_reporting_year_runs_from_the_15th_of_december():
    assert reporting_year(2026) == Period(date(2025, 12, 15), date(2026, 12, 14))


@pytest.mark.parametrize(
    ("day", "year"), [(date(2025, 12, 14), 2025), (date(2025, 12, 15), 2026), (date(2026, 1, 1), 2026)]
)
def test_the_reporting_year_of_a_day(day, year):
    assert reporting_year_of(day) == reporting_year(year)
    assert day in reporting_year(year)


def test_a_period_does_not_end_before_it_starts():
    with pytest.raises(ValueError, match="ends before it starts"):
        Period(date(2026, 1, 2), date(2026, 1, 1))


QUARTER, YEAR = YearlyWindow((6, 15), (9, 14)), YearlyWindow((12, 15), (12, 14))
HALF = YearlyWindow((12, 15), (6, 14))


def test_a_window_may_begin_in_the_year_before():
    assert HALF.of(2026) == Period(date(2025, 12, 15), date(2026, 6, 14))
    assert QUARTER.of(2026) == Period(date(2026, 6, 15), date(2026, 9, 14))
    assert YEAR.of(2026) == reporting_year(2026)


@pytest.mark.parametrize(("today", "last"), [(date(2026, 6, 14), 2025), (date(2026, 6, 15), 2026)])
def test_a_window_is_over_on_the_day_after_its_last(today, last):
    assert HALF.newest_ended(today).last == date(last, 6, 14)


@pytest.mark.parametrize(
    ("cut_off", "day", "due"),
    [
        (date(2026, 9, 14), 16, date(2026, 9, 16)),  # Tuesday lies between
        (date(2026, 3, 14), 16, date(2026, 3, 17)),  # Saturday to Monday: no working day between
        (date(2026, 6, 14), 20, date(2026, 6, 20)),
    ],
)
def test_at_least_one_working_day_lies_between_the_cut_off_and_the_due_date(cut_off, day, due):
    assert due_after(cut_off, day) == due


@pytest.mark.parametrize(
    ("cut_off", "day", "due"),
    [
        (date(2026, 6, 14), 20, date(2026, 6, 22)),  # a Saturday
        (date(2027, 9, 1), 2, date(2027, 9, 7)),  # the national day, its second day, a weekend: the 6th lies between
        (date(2026, 9, 14), 16, date(2026, 9, 16)),  # a Wednesday stays
    ],
)
def test_a_due_date_on_a_day_off_becomes_the_next_working_day_where_the_rule_says_so(cut_off, day, due):
    assert due_after(cut_off, day, moves=True) == due


def test_public_holidays_are_no_working_days_between_the_cut_off_and_the_due_date():
    """From the eve of the holidays of April 2026 on there is none before the Monday that follows."""
    assert due_after(date(2026, 4, 29), 30) == date(2026, 5, 5)
