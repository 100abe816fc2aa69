"""Automatic numbers of Word: the marks that a reader of the page sees and that no run of text contains."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


@dataclass(slots=True)
class _ListLevel:
    format: str
    pattern: str
    start: int


@dataclass(slots=True)
class _List:
    """A list that paragraphs name; lists of one definition count on, but for the levels that one begins anew."""

    definition: str
    levels: dict[int, _ListLevel]
    restarts: dict[int, int] = field(default_factory=dict)


@dataclass(slots=True)
class Numbering:
    """The lists of one document; `mark` must be asked in reading order, for each paragraph once."""

    lists: dict[str, _List] = field(default_factory=dict)
    styles: dict[str, tuple[str, int]] = field(default_factory=dict)
    _counts: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))

    def mark(self, paragraph: Any) -> str:
        """The printed number or bullet of a paragraph, or nothing."""
        key, depth = self._list_of(paragraph)
        found = self.lists.get(key)
        level = found.levels.get(depth) if found else None
        if found is None or level is None or level.format == "none":
            return ""
        counts = self._counts[found.definition]
        counts[depth] = found.restarts.pop(depth, counts.get(depth, level.start - 1) + 1)
        for deeper in [known for known in counts if known > depth]:
            del counts[deeper]
        if level.format == "bullet":
            return "-"
        return self._print(found, depth)

    def _print(self, found: _List, depth: int) -> str:
        printed = found.levels[depth].pattern
        for upper in range(depth + 1):
            level = found.levels.get(upper)
            if level is not None:
                number = self._counts[found.definition].get(upper, level.start)
                printed = printed.replace(f"%{upper + 1}", _number(number, level.format))
        return printed.strip()

    def _list_of(self, paragraph: Any) -> tuple[str, int]:
        properties = paragraph.find(f"{W}pPr")
        if properties is None:
            return "", 0
        of_style = self.styles.get(_value(properties, "pStyle"), ("", 0))
        direct = properties.find(f"{W}numPr")
        if direct is None:
            return of_style
        return _value(direct, "numId") or of_style[0], whole_number(_value(direct, "ilvl"), of_style[1])


def numbering_of(numbering_root: Any | None, styles_root: Any | None) -> Numbering:
    """Read the list definitions out of the numbering and styles parts (lxml elements)."""
    found = Numbering()
    if numbering_root is None:
        return found
    abstract = {item.get(f"{W}abstractNumId"): item for item in numbering_root.iter(f"{W}abstractNum")}
    for item in numbering_root.iter(f"{W}num"):
        key = _value(item, "abstractNumId")
        if key in abstract:
            found.lists[item.get(f"{W}numId", "")] = _List(key, _levels(abstract[key]), _restarts(item))
    if styles_root is not None:
        for style in styles_root.iter(f"{W}style"):
            numbered = style.find(f"{W}pPr/{W}numPr")
            if numbered is not None:
                place = (_value(numbered, "numId"), whole_number(_value(numbered, "ilvl")))
                found.styles[style.get(f"{W}styleId", "")] = place
    return found


def _levels(definition: Any) -> dict[int, _ListLevel]:
    levels = {}
    for level in definition.findall(f"{W}lvl"):
        levels[whole_number(level.get(f"{W}ilvl", ""))] = _ListLevel(
            format=_value(level, "numFmt") or "decimal",
            pattern=_value(level, "lvlText"),
            start=whole_number(_value(level, "start"), 1),
        )
    return levels


def _restarts(item: Any) -> dict[int, int]:
    """The levels that a list begins anew, with their first number."""
    restarts = {}
    for override in item.findall(f"{W}lvlOverride"):
        if told := _value(override, "startOverride"):
            restarts[whole_number(override.get(f"{W}ilvl", ""))] = whole_number(told, 1)
    return restarts


def whole_number(text: str, default: int = 0) -> int:
    """A small number of the file; the default where there is none, or one that no document needs."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 7 else default


def _value(element: Any, name: str) -> str:
    child = element.find(f"{W}{name}")
    return "" if child is None else (child.get(f"{W}val") or "")


def _number(number: int, number_format: str) -> str:
    return _FORMATS.get(number_format, str)(number)


def _roman(number: int) -> str:
    text = ""
    for value, sign in _ROMAN:
        text, number = text + sign * (number // value), number % value
    return text


def _letter(number: int) -> str:
    """a to z, then aa, bb, …"""
    return "abcdefghijklmnopqrstuvwxyz"[(number - 1) % 26] * min(1 + (number - 1) // 26, 10)


_FORMATS: dict[str, Callable[[int], str]] = {
    "upperRoman": lambda number: _roman(number).upper(),
    "lowerRoman": _roman,
    "upperLetter": lambda number: _letter(number).upper(),
    "lowerLetter": _letter,
    "decimalZero": lambda number: f"{number:02d}",
}
