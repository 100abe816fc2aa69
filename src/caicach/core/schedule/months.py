"""Spans of the calendar: months, quarters, halves of a year, and their first and last days."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

FIRST_YEAR, LAST_YEAR = 1990, 2100  # years that a plan may speak of; others are misprints


@dataclass(frozen=True, slots=True)
class Span:
    """Days from `first` to `last`, both included. `is_day`: a day itself was meant, not a whole month or more."""

    first: date
    last: date
    is_day: bool = False

    @property
    def is_one_month(self) -> bool:
        """Whether it is exactly one calendar month."""
        return not self.is_day and self == month_span(self.first.year, self.first.month)


def month_text(day: date | None) -> str | None:
    """The month of a day as `2026-03`; None stays None."""
    return None if day is None else f"{day.year:04d}-{day.month:02d}"


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def month_span(year: int, month: int, months: int = 1) -> Span:
    """A span of whole months within one year, beginning with `month`."""
    return Span(date(year, month, 1), month_end(year, month + months - 1))


def year_span(year: int) -> Span:
    """A whole calendar year."""
    return month_span(year, 1, 12)
