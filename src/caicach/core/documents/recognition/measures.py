"""Figures in a sentence: "từ 98% trở lên", "tối thiểu 50%", "trong nhóm 10 …": several figures are several measures."""

import re
from collections.abc import Iterator
from decimal import Decimal

from caicach.core.documents.reading import Measure
from caicach.core.text import squeeze

_FIGURE = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:[,.]\d+)?"
_UNIT = r"%|bậc|hạng|điểm phần trăm|điểm"
_RANGE = re.compile(
    rf"(?:từ\s+)?(?P<low>{_FIGURE})\s*(?:%|)\s*(?:-|–|đến|tới)\s*(?P<high>{_FIGURE})\s*(?P<unit>{_UNIT})", re.IGNORECASE
)
_SINGLE = re.compile(rf"(?P<value>{_FIGURE})\s*(?P<unit>{_UNIT})", re.IGNORECASE)
_RANKED = re.compile(
    rf"(?:nhóm|tốp|top|vị trí thứ|xếp thứ|thứ hạng|xếp hạng)\s*(?:thứ\s*)?(?P<value>\d{{1,3}})\b(?!\s*(?:{_UNIT}|/))",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    rf"(?P<words>tối thiểu|ít nhất|không dưới|tối đa|không quá)\s+(?P<value>\d{{1,3}})\s+"
    rf"(?!(?:{_UNIT}|ngày|tháng|năm|giờ)\b)"
    r"(?=[^\W\d])",
    re.IGNORECASE,
)
_AT_LEAST_BEFORE = re.compile(
    r"(?:>=|≥|tối thiểu|ít nhất|không thấp hơn|không dưới|không ít hơn|đạt từ|thấp nhất)(?:\s+\S+){0,5}\s*$",
    re.IGNORECASE,
)
_FROM_BEFORE = re.compile(r"\btừ\s*$", re.IGNORECASE)
_OR_MORE_AFTER = re.compile(r"\s*(?:trở lên|trở đi)", re.IGNORECASE)
_OVER_BEFORE = re.compile(r"(?:>|\btrên|\bhơn|\bvượt|cao hơn|lớn hơn)(?:\s+mức)?\s*$", re.IGNORECASE)
_AT_MOST_BEFORE = re.compile(
    r"(?:<=|≤|tối đa|không quá|không vượt quá|nhiều nhất|không cao hơn|không lớn hơn)\s*$", re.IGNORECASE
)
_UNDER_BEFORE = re.compile(r"(?:<|\bdưới|thấp hơn|nhỏ hơn)(?:\s+mức)?\s*$", re.IGNORECASE)
_OR_LESS_AFTER = re.compile(r"\s*trở xuống", re.IGNORECASE)
_BETTER = re.compile(
    r"(?:tăng|cải thiện|nâng)\s+(?:(?P<unit>bậc|hạng|điểm)|(?:\S+\s+){0,14}?so với (?:năm|cùng kỳ))|"
    r"(?:cao|tốt|nhiều) hơn (?:so với )?(?:năm|cùng kỳ)",
    re.IGNORECASE,
)
_SHARED = re.compile(r"^\s*\S[^.;:]{0,90}\bvà\s*$")


def measures_of(text: str) -> tuple[Measure, ...]:
    """The measures of a sentence in their order; where none has a figure but improvement is asked, one without."""
    text = squeeze(text)
    found = sorted(_figures(text), key=lambda pair: pair[0])
    if found:
        return tuple(measure for _, measure in found)
    if better := _BETTER.search(text):
        return (Measure(value=None, unit=better["unit"] or "", comparator=">"),)
    return ()


def _figures(text: str) -> Iterator[tuple[int, Measure]]:
    taken: list[tuple[int, int]] = []
    for found in _RANGE.finditer(text):
        taken.append(found.span())
        low, high = _decimal(found["low"]), _decimal(found["high"])
        yield found.start(), Measure(low, found["unit"].casefold(), "range", high)
    end, comparator = 0, ""
    for found in _SINGLE.finditer(text):
        if any(first <= found.start() < last for first, last in taken):
            continue
        own = _comparator(text[: found.start()], text[found.end() :])
        shared = comparator if own == "=" and comparator == ">=" and _SHARED.match(text[end : found.start()]) else own
        end, comparator = found.end(), shared
        yield found.start(), Measure(_decimal(found["value"]), found["unit"].casefold(), shared)
    for found in _COUNTED.finditer(text):
        is_most = found["words"].casefold() in ("tối đa", "không quá")
        yield found.start(), Measure(_decimal(found["value"]), "", "<=" if is_most else ">=")
    for found in _RANKED.finditer(text):
        yield found.start(), Measure(_decimal(found["value"]), "hạng", "<=")


def _comparator(before: str, after: str) -> str:
    before = re.split(r"[.;]\s", before)[-1]
    if _OR_LESS_AFTER.match(after) or _AT_MOST_BEFORE.search(before):
        return "<="
    if _OR_MORE_AFTER.match(after) or _AT_LEAST_BEFORE.search(before):
        return ">="
    if _OVER_BEFORE.search(before):
        return ">"
    if _UNDER_BEFORE.search(before):
        return "<"
    return ">=" if _FROM_BEFORE.search(before) else "="


def _decimal(printed: str) -> Decimal:
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", printed):
        printed = printed.replace(".", "")
    return Decimal(printed.replace(",", "."))
