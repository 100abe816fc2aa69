"""A number on its way into the ledger, and whether it may stand there: right parts, exact digits, a source."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from caicach.agencies.models import Agency
from caicach.core.text import squeeze
from caicach.indicators import errors
from caicach.indicators.models import Indicator
from caicach.ui.formats import shown_day

MOST_DIGITS, MOST_WHOLE_DIGITS, MOST_DECIMALS = 15, 14, 6
"""What SQLite keeps exactly; both databases hold to it, so that a figure is the same on either."""

EntryKey = tuple[int, int, date, date]
Numbers = tuple[Decimal | None, Decimal | None, Decimal | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A number that somebody brings: of which indicator, agency and period, and from where."""

    indicator: Indicator
    agency: Agency
    first: date
    last: date
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    value: Decimal | None = None
    source: str
    source_text: str
    as_of: date
    rows_url: str = ""
    row_count: int | None = None

    @property
    def numbers(self) -> Numbers:
        return self.numerator, self.denominator, self.value

    @property
    def key(self) -> EntryKey:
        return self.indicator.pk, self.agency.pk, self.first, self.last


def check_entry(entry: Entry) -> None:
    """Raise what stands against an entry; nothing is rounded and nothing is guessed."""
    if entry.last < entry.first:
        raise ValueError(f"period ends before it starts: {entry.first} > {entry.last}")
    needed = (True, True, False) if entry.indicator.is_ratio else (False, False, True)
    if tuple(number is not None for number in entry.numbers) != needed:
        raise errors.WrongParts(indicator=entry.indicator, needed=parts_of(entry.indicator))
    for number in entry.numbers:
        if number is not None:
            check_digits(number)
    for count in (entry.numerator, entry.denominator):
        if count is not None and count < 0:
            raise errors.BelowZero(number=count)
    if not squeeze(entry.source_text):
        raise errors.NoSource()
    _check_days(entry)


def parts_of(indicator: Indicator) -> str:
    """What a figure of the indicator consists of, in words."""
    if not indicator.is_ratio:
        return _("một giá trị")
    labels = {"numerator": indicator.numerator_label, "denominator": indicator.denominator_label}
    return _("cả tử số (%(numerator)s) và mẫu số (%(denominator)s)") % labels


def check_digits(number: Decimal) -> None:
    """Raise TooManyDigits for what a database would have to round."""
    if not number.is_finite():
        raise ValueError(f"no number: {number}")
    decimals = max(0, -int(number.normalize().as_tuple().exponent))
    whole = max(0, number.adjusted() + 1) if number else 0
    if decimals > MOST_DECIMALS or whole > MOST_WHOLE_DIGITS or whole + decimals > MOST_DIGITS:
        raise errors.TooManyDigits(number=f"{number:f}")


def _check_days(entry: Entry) -> None:
    first, last = entry.indicator.valid_from, entry.indicator.valid_to
    if (first and entry.last < first) or (last and entry.first > last):
        days = {"first": shown_day(first), "last": shown_day(last)}
        raise errors.OutsideValidity(indicator=entry.indicator, **days)
