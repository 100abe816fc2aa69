"""Figures as Vietnamese papers print them: marks of thousands and decimals, percent, money, amounts in words."""

import re
from dataclasses import dataclass
from decimal import Decimal

from caicach.core.text import fold, squeeze

_DIGITS = re.compile(r"(?P<sign>[-\u2212+]?) ?(?P<number>[0-9][0-9.,\u00a0\u202f ]*)(?P<unit>[^0-9]*)")
_MARKED = re.compile(r"[0-9]{1,3}(?P<mark>[.,])[0-9]{3}")  # "1.629": thousands here, a decimal mark elsewhere
_SPACED = re.compile(r"[0-9]{1,3}(?: [0-9]{3})+(?:[.,][0-9]+)?")
_FORMS = (  # pattern, mark of thousands, mark of decimals
    (re.compile(r"[0-9]+"), "", ""),
    (re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3}){2,}(?:,[0-9]+)?|[1-9][0-9]{0,2}\.[0-9]{3},[0-9]+"), ".", ","),
    (re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3}){2,}(?:\.[0-9]+)?|[1-9][0-9]{0,2},[0-9]{3}\.[0-9]+"), ",", "."),
    (re.compile(r"[0-9]+,[0-9]+"), "", ","),
    (re.compile(r"[0-9]+\.[0-9]+"), "", "."),
)
_MILLIONS = {"dong": Decimal("0.000001"), "nghin": Decimal("0.001"), "trieu": Decimal(1), "ty": Decimal(1000)}
_MONEY_UNITS = (
    (re.compile(r"(?:ty|ti)(?: dong| vnd| d)?"), "ty"),
    (re.compile(r"(?:trieu|tr\.?)(?: ?dong| vnd| ?\.?d)?"), "trieu"),
    (re.compile(r"(?:nghin|ngan|1\.?000)(?: dong| vnd| d)?"), "nghin"),
    (re.compile(r"dong|vnd|d"), "dong"),
)
_PIECE = re.compile(
    r"(?P<number>[0-9][0-9.,]*(?: [0-9]{3}(?![0-9]))*) ?(?P<unit>[a-z]+\.?(?: (?:dong|vnd|d)\b)?)?[ ,]*"
)


@dataclass(frozen=True, slots=True)
class FigureReading:
    """A printed figure. `value` None: not certain; then `proposals` are what it may be, the likeliest first."""

    value: Decimal | None
    unit: str = ""
    proposals: tuple[Decimal, ...] = ()


def read_figure(text: str, *, is_vietnamese: bool = False) -> FigureReading:
    """The figure that the text is, with its unit; "1.629" is a question between 1629 and 1,629.

    is_vietnamese: the writer is known to use the dot for thousands and the comma for decimals, as typed forms do.
    """
    match = _DIGITS.fullmatch(squeeze(text).strip(" ;"))
    if not match:
        return FigureReading(None)
    number, unit = match["number"].strip(" .,"), match["unit"].strip(" .;")
    sign = -1 if match["sign"] in {"-", "\u2212"} else 1
    if _SPACED.fullmatch(number):
        number = number.replace(" ", "")
    values = [sign * value for value in _values(number, is_vietnamese=is_vietnamese)]
    if len(values) == 1:
        return FigureReading(values[0], unit)
    return FigureReading(None, unit, tuple(values))


def read_typed_figure(text: str) -> FigureReading:
    """The figure that somebody types: the comma is the mark of decimals, a dot before three digits is a question."""
    found = read_figure(text)
    return read_figure(text, is_vietnamese=True) if found.proposals and "." not in text else found


def _values(number: str, *, is_vietnamese: bool) -> list[Decimal]:
    """What the digits may mean: one value, or two where a single mark stands before three digits."""
    if (marked := _MARKED.fullmatch(number)) and not number.startswith("0"):
        whole, part = Decimal(re.sub(r"[.,]", "", number)), Decimal(number.replace(",", "."))
        if is_vietnamese:
            return [whole if marked["mark"] == "." else part]
        return [whole, part] if marked["mark"] == "." else [part, whole]
    for pattern, thousands, decimals in _FORMS:
        if pattern.fullmatch(number):
            plain = number.replace(thousands, "") if thousands else number
            return [Decimal(plain.replace(decimals, ".") if decimals else plain)]
    return []


def read_money_million_vnd(text: str, *, unit: str = "") -> Decimal | None:
    """An amount of money in million đồng: "1 tỷ 200 triệu đồng", "1.500.000 đồng"; None where it is not certain.

    unit: of the column ("triệu đồng"), for a figure that bears none. Whole đồng have no decimals, so a mark before
    three digits divides thousands there; with larger units such a mark is a question.
    """
    words = fold(text).strip(" .;")
    above, total, at = _money_unit(fold(unit)), Decimal(0), 0
    while at < len(words):
        piece = _PIECE.match(words, at)
        amount = _amount(piece["number"].strip(" .,"), piece["unit"], above) if piece else None
        if piece is None or amount is None:
            return None
        total, at = total + amount, piece.end()
    return total.normalize() + Decimal(0) if words else None  # plus 0: no exponent after normalising


def _amount(number: str, printed_unit: str | None, above: str) -> Decimal | None:
    unit = _money_unit(printed_unit.strip()) if printed_unit else above
    value = read_figure(number, is_vietnamese=unit == "dong").value
    if not unit or value is None or (unit == "dong" and value % 1):
        return None
    return value * _MILLIONS[unit]


def _money_unit(words: str) -> str:
    bare = words.removeprefix("don vi tinh").removeprefix("dvt").strip(" :()")
    return next((unit for pattern, unit in _MONEY_UNITS if pattern.fullmatch(bare)), "")


_SAME_WORDS = {"tu": "bon", "ti": "ty", "ngan": "nghin", "nham": "lam"}
_FILLERS = {"dong", "chan", "va", "le", "linh", "vnd"}


_COUNTED_IN = ((1, ""), (1_000, " nghìn"), (1_000_000, " triệu"))  # "mười hai nghìn triệu" is said too


def is_amount_in_words(amount_vnd: int, words: str) -> bool:
    """Whether the words ("Bằng chữ: …") say this amount of đồng, in whichever spelling: tỉ or tỷ, lẻ or linh."""
    from num2words import num2words  # here: needed only where a total is printed in words

    ways = [(amount_vnd // size, unit) for size, unit in _COUNTED_IN if amount_vnd % size == 0]
    said = _counting_words(words)
    return any(said == _counting_words(num2words(count, lang="vi") + unit) for count, unit in ways)


def _counting_words(words: str) -> list[str]:
    """The words that count, in one spelling."""
    said = re.sub(r"[^a-z ]", " ", fold(words).replace("bang chu", " ").replace("viet nam", " "))
    said = said.replace("khong tram", " ")
    counted = [_SAME_WORDS.get(word, word) for word in said.split() if word not in _FILLERS]
    return ["nam" if word == "lam" else word for word in counted]
