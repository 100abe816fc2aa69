"""Working days of Viet Nam: Monday to Friday without the public holidays and the days given for them."""

from datetime import date, timedelta
from functools import lru_cache

import holidays

_SATURDAY = 5


def is_working_day(day: date) -> bool:
    return day.weekday() < _SATURDAY and day not in _holidays(day.year)


def next_working_day(day: date) -> date:
    """The first working day after `day`."""
    following = day + timedelta(days=1)
    while not is_working_day(following):
        following += timedelta(days=1)
    return following


@lru_cache(maxsize=20)
def _holidays(year: int) -> holidays.HolidayBase:
    return holidays.country_holidays("VN", years=year)
