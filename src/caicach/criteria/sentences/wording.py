"""Figures, rates, points and the names of inputs as sentences of rules put them."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _

from caicach.core.scoring.criteria import Criterion
from caicach.core.scoring.ratios import Ratio
from caicach.ui.formats import shown_number

POINT_DIGITS, PERCENT_DIGITS, MOST_DIGITS = 4, 2, 10


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one criterion, or of one part of it: what its inputs are called, and its maximum."""

    labels: Mapping[str, str]
    units: Mapping[str, str]
    max_score: Decimal
    is_part: bool = False

    @classmethod
    def of(cls, criterion: Criterion) -> "Wording":
        labels = {one.name: one.label for one in criterion.inputs}
        return cls(labels, {one.name: one.unit for one in criterion.inputs}, criterion.max_score)

    @property
    def most(self) -> str:
        """The maximum as a figure."""
        return points(self.max_score)

    def label(self, name: str) -> str:
        """What an input is called, in the middle of a sentence."""
        return lower_first(self.labels.get(name) or name)

    def value(self, name: str, value: Decimal | bool) -> str:
        """What was entered for an input."""
        if isinstance(value, bool):
            return _("có") if value else _("không")
        return shown_number(value) + ("%" if self.units.get(name) == "%" else "")

    def ratio(self, ratio: Ratio) -> str:
        """part / whole, with what changes them."""
        whole = self.label(ratio.whole)
        if ratio.other_whole:
            other = self.label(ratio.other_whole)
            whole = _("số lớn hơn trong hai số ({whole}; {other})").format(whole=whole, other=other)
        text = f"{self.label(ratio.part)} / {whole}"
        return f"{text} × {self.label(ratio.correction)}" if ratio.correction else text


def lower_first(text: str) -> str:
    """Without the capital of a beginning, unless it begins an abbreviation such as TTHC."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def upper_first(text: str) -> str:
    """With the capital of a beginning."""
    return text[:1].upper() + text[1:]


def points(score: Decimal) -> str:
    """Points with the digits that they have, at most four."""
    return shown_number(_rounded(score, POINT_DIGITS))


def equals(score: Decimal) -> str:
    """`= 1,5`, or `≈ 0,6667` where four digits do not hold it."""
    return f"{'=' if _rounded(score, POINT_DIGITS) == score else '≈'} {points(score)}"


def percent(rate: Decimal, *bounds: Decimal) -> str:
    """A rate in percent, `≈ 33,33%` where two digits do not hold it; more digits where it would look like a bound."""
    digits = PERCENT_DIGITS
    while digits < MOST_DIGITS and any(_rounded(rate * 100, digits) == bound * 100 != rate * 100 for bound in bounds):
        digits += 1
    shown = _rounded(rate * 100, digits)
    return f"{'' if shown == rate * 100 else '≈ '}{shown_number(shown)}%"


def _rounded(figure: Decimal, digits: int) -> Decimal:
    return figure.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
