"""Days and numbers as officials write them."""

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from django.utils import formats, timezone
from django.utils.translation import gettext as _

DASH = "—"
MINUS = "−"
"""Of figures that people read; files for programs keep the hyphen, and fields take both."""


def shown_day(day: date | None) -> str:
    """dd/mm/yyyy in the time of Vietnam, or a dash where there is none."""
    if day is None or day == "":
        return DASH
    if isinstance(day, datetime):
        day = timezone.localdate(day) if timezone.is_aware(day) else day.date()
    return f"{day:%d/%m/%Y}"


def day_in_words(day: date) -> str:
    """The day as a sentence says it."""
    return _("ngày {day} tháng {month} năm {year}").format(day=day.day, month=day.month, year=day.year)


def shown_number(value: Decimal | float | int | None, places: int | None = None) -> str:
    """A number with decimal comma; zeros that say nothing fall away; a dash for no number, a true minus below zero."""
    if value is None or value == "":
        return DASH
    text = formats.number_format(value, decimal_pos=places, use_l10n=True, force_grouping=True).replace("-", MINUS)
    if places is not None or not isinstance(value, Decimal | float):
        return text
    mark = formats.get_format("DECIMAL_SEPARATOR", use_l10n=True)
    return text.rstrip("0").removesuffix(mark) if mark in text else text


def shown_points(score: Decimal | None) -> str:
    """Points with the digits that they have, at most four: rounded half up for the eye, never for a sum."""
    return shown_number(None if score is None else score.quantize(Decimal("0.0001"), ROUND_HALF_UP))


def shown_share(value: Decimal | float | int, total: Decimal | float | int) -> str:
    """A whole percentage, rounded half up; never 100% while something is missing, never 0% while something is there."""
    if not total:
        return DASH
    percent = int(Decimal(str(value)) * 100 / Decimal(str(total)) + Decimal("0.5"))
    if percent == 100 and value < total:
        percent = 99
    if percent == 0 and value > 0:
        percent = 1
    return f"{percent}%"
