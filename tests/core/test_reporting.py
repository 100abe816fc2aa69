"""A reporting year begins and ends a fortnight before the calendar's."""

from datetime import date

import pytest

from caicach.core.period import Period
from caicach.core.reporting import reporting_year, reporting_year_of


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
