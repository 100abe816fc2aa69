"""Reporting periods: they begin and end in the middle of a month, a fortnight before the calendar's.

Source: Nghị định 09/2019/NĐ-CP, Điều 12: a year from 15/12 of the year before to 14/12.
"""

from datetime import date

from caicach.core.period import Period


def reporting_year(year: int) -> Period:
    """15/12 of the year before to 14/12."""
    return Period(date(year - 1, 12, 15), date(year, 12, 14))


def reporting_year_of(day: date) -> Period:
    """The reporting year in which a day lies."""
    return reporting_year(day.year + 1 if (day.month, day.day) > (12, 14) else day.year)
