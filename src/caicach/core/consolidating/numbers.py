"""The numbers of a sentence that say how many; days, numbers of papers and ordinals are none."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from caicach.core.figures import read_figure
from caicach.core.text import fold

_PAPER_SIGN = r"\b[0-9]+(?:/[0-9]{4})?/[A-ZĐ][\w-]*(?:\s*,\s*[0-9]+(?:/[0-9]{4})?/[A-ZĐ][\w-]*)*"
_NOT_COUNTS = re.compile(
    "|".join(
        (
            _PAPER_SIGN,
            r"(?i:\bngày\s+)[0-9]{1,2}(?:/[0-9]{1,2}(?:/[0-9]{4})?)?",
            r"[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}",
            r"(?i:\btháng\s+)[0-9]{1,2}(?:/[0-9]{4})?",
            r"(?i:\b(?:năm|giai đoạn|nhiệm kỳ)\s+)[0-9]{4}(?:\s*[-–]\s*[0-9]{4})?",
            r"(?i:\b(?:điều|khoản|mục|chương|phụ lục|biểu|quý|thứ|vị trí|hạng)\s+)[0-9]+(?![0-9.,]*\s*%)",
            r"\b(?:6|sáu|3|9)\s+tháng\b",
            r"^\s*[-–+(]*\s*[0-9]+(?:\.[0-9]+)*[.)](?=\s)",
            r"\b[0-9]+(?:\.[0-9]+){2,}\.?(?=\s)(?!\s*[a-zđ])",
            r"(?i:\bsố\s+)[0-9]+(?=\s*/)",
        )
    )
)
_NUMBER = re.compile(r"(?<![\w.,])[0-9]+(?:[.,][0-9]+)*(?![\w])")
_DIGIT = re.compile(r"[0-9]")
_UNIT = re.compile(r"\s*(%|[^\W\d_]+(?: [^\W\d_]+){0,3})?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number of a text: as it is printed, its value, whether it is a percentage, its place, the words behind it.

    value: None where it may be two numbers ("1.234" stands for 1234 in a Vietnamese paper, "1.23" for nothing).
    """

    printed: str
    value: Decimal | None
    is_percent: bool
    start: int
    end: int
    unit: str

    @property
    def places(self) -> int:
        """How many decimals are printed."""
        exponent = self.value.as_tuple().exponent if self.value is not None else 0
        return max(0, -exponent) if isinstance(exponent, int) else 0


def numbers_in(text: str) -> list[Number]:
    """The numbers of a text that count something."""
    return list(_numbers(text))


def numbers_outside(text: str, names: Iterable[str]) -> list[Number]:
    """The numbers of a text that do not stand in a name ("UBND xã Suối 12"); names: folded."""
    found = numbers_in(text)
    if not found:
        return found
    folded = folded_in_place(text)
    taken = [place for name in names if _DIGIT.search(name) for place in places_of(name, folded)]
    return [one for one in found if not any(start <= one.start < end for start, end in taken)]


def places_of(name: str, folded: str) -> Iterator[tuple[int, int]]:
    """Where a name stands in a text as whole words: "xa suoi 1" is not in "xa suoi 12"."""
    start = folded.find(name)
    while start >= 0:
        end = start + len(name)
        if not folded[max(start - 1, 0) : start].isalnum() and not folded[end : end + 1].isalnum():
            yield start, end
        start = folded.find(name, start + 1)


def folded_in_place(text: str) -> str:
    """A text folded letter by letter, so that places stay."""
    return "".join(one if len(one := fold(letter)) == 1 else letter for letter in text)


def _numbers(text: str) -> Iterator[Number]:
    blank = _NOT_COUNTS.sub(lambda found: " " * len(found[0]), text)
    for found in _NUMBER.finditer(blank):
        behind = _UNIT.match(blank, found.end())
        unit = (behind[1] or "").strip() if behind else ""
        yield Number(
            printed=found[0],
            value=read_figure(found[0], is_vietnamese=True).value,
            is_percent=unit == "%",
            start=found.start(),
            end=found.end(),
            unit=unit,
        )
