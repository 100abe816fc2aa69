"""Money in a table: a figure with the unit of its cell, its column or the line above the table, in million đồng."""

import re
from decimal import Decimal

from caicach.core.text import fold, squeeze

_FIGURE = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d{1,3}(?:,\d{3}){2,}|\d+(?:[.,]\d+)?")
_UNITS: tuple[tuple[str, Decimal], ...] = (
    (r"ty\b", Decimal(1000)),
    (r"trieu|\btrd\b", Decimal(1)),
    (r"(?:nghin|ngan) (?:dong|vnd)|1\.?000 ?(?:dong|d)\b", Decimal("0.001")),
    (r"dong|vnd|\bd\b", Decimal("0.000001")),
)


def budget_of(text: str, unit_above: str, heading: str) -> Decimal | None:
    """The amount in million đồng; None where there is no single figure or no unit is known."""
    figures = _FIGURE.findall(squeeze(text))
    factor = _factor(text) or _factor(heading) or _factor(unit_above)
    if len(figures) != 1 or factor is None:
        return None
    return (_value(figures[0]) * factor).normalize() + Decimal(0)


def _factor(text: str) -> Decimal | None:
    key = fold(text)
    for pattern, factor in _UNITS:
        if re.search(pattern, key):
            return factor
    return None


def _value(figure: str) -> Decimal:
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", figure):
        return Decimal(figure.replace(".", "").replace(",", "."))
    if re.fullmatch(r"\d{1,3}(?:,\d{3}){2,}", figure):
        return Decimal(figure.replace(",", ""))
    return Decimal(figure.replace(",", "."))
