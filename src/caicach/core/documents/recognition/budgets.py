"""Money in a table: figures with the unit of their cell, their column or the line above the table, in million đồng."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from caicach.core.text import fold, squeeze

_FIGURE = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d{1,3}(?:,\d{3}){2,}|\d{1,3}(?: \d{3})+(?![\d.,])|\d+(?:[.,]\d+)?")
_UNITS: tuple[tuple[str, Decimal], ...] = (
    (r"\bt[yi]\b", Decimal(1000)),
    (r"trieu|\btrd\b|\btr\.? ?d", Decimal(1)),
    (r"(?:nghin|ngan) (?:dong|vnd)|1\.?000 ?(?:dong|d)\b", Decimal("0.001")),
    (r"dong|vnd|\bd\b", Decimal("0.000001")),
)
_SMALLEST = Decimal("0.000001")
_ONE_DOT = re.compile(r"\d{1,3}\.\d{3}")  # a thousand and more, or three decimals
_SHOWS_THOUSANDS = re.compile(r"\d\.\d{3}\.\d{3}|\d\.\d{3},\d|\d,\d{1,2}(?!\d)")
_SHOWS_DECIMALS = re.compile(r"\d\.\d{1,2}(?!\d)|\d,\d{3}\.\d")


@dataclass(frozen=True, slots=True)
class BudgetColumn:
    """How the figures of a column are to be read.

    unit: of the heading or the line above the table, as printed. dot_marks_thousands: None where the column does not
    tell; then "1.250" is a question and not a figure.
    """

    unit: str = ""
    dot_marks_thousands: bool | None = None

    def amount(self, text: str) -> Decimal | None:
        """The amount in million đồng; None where there is no single certain figure or no unit is known."""
        figures = _FIGURE.findall(squeeze(text))
        factor = _factor(text) or _factor(self.unit)
        if len(figures) != 1 or factor is None:
            return None
        values = self._values(figures[0], factor)
        return values[0] if len(values) == 1 else None

    def proposals(self, text: str) -> tuple[Decimal, ...]:
        """What a doubtful amount may be, the likeliest first."""
        figures = _FIGURE.findall(squeeze(text))
        factor = _factor(text) or _factor(self.unit) or Decimal(1)
        return self._values(figures[0], factor) if len(figures) == 1 else ()

    def _values(self, figure: str, factor: Decimal) -> tuple[Decimal, ...]:
        if not _ONE_DOT.fullmatch(figure) or factor == _SMALLEST:
            return (_amount(_plain(figure), factor),)
        whole, part = _amount(Decimal(figure.replace(".", "")), factor), _amount(Decimal(figure), factor)
        if self.dot_marks_thousands is None:
            return (whole, part)
        return (whole,) if self.dot_marks_thousands else (part,)


def budget_column(texts: Sequence[str], total: str, heading: str, unit_above: str) -> BudgetColumn:
    """Learn from all cells of a column how it is written. total: of the row of totals, which also proves the dots."""
    unit = heading if _factor(heading) else unit_above
    printed = [squeeze(text) for text in (*texts, total) if text.strip()]
    if any(_SHOWS_THOUSANDS.search(text) for text in printed):
        return BudgetColumn(unit, dot_marks_thousands=True)
    if any(_SHOWS_DECIMALS.search(text) for text in printed):
        return BudgetColumn(unit, dot_marks_thousands=False)
    for dots in (True, False):
        column = BudgetColumn(unit, dot_marks_thousands=dots)
        amounts = [amount for text in texts if (amount := column.amount(text)) is not None]
        if len(amounts) > 1 and sum(amounts, Decimal(0)) == column.amount(total):
            return column
    return BudgetColumn(unit)


def _amount(value: Decimal, factor: Decimal) -> Decimal:
    return (value * factor).normalize() + Decimal(0)  # plus 0: no exponent after normalising


def _factor(text: str) -> Decimal | None:
    key = fold(text)
    for pattern, factor in _UNITS:
        if re.search(pattern, key):
            return factor
    return None


def _plain(figure: str) -> Decimal:
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", figure):
        return Decimal(figure.replace(".", "").replace(",", "."))
    if re.fullmatch(r"\d{1,3}(?:[, ]\d{3})+", figure) and (" " in figure or figure.count(",") > 1):
        return Decimal(re.sub("[, ]", "", figure))
    return Decimal(figure.replace(",", "."))
