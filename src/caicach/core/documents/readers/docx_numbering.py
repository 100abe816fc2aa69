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
class Numbering:
    """The lists of one document; `mark` must be asked in reading order, for each paragraph once."""

    levels: dict[str, dict[int, _ListLevel]] = field(default_factory=dict)
    styles: dict[str, tuple[str, int]] = field(default_factory=dict)
    _counts: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))

    def mark(self, paragraph: Any) -> str:
        """The printed number or bullet of a paragraph, or nothing."""
        list_key, depth = self._list_of(paragraph)
        level = self.levels.get(list_key, {}).get(depth)
        if level is None or level.format == "none":
            return ""
        counts = self._counts[list_key]
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [known for known in counts if known > depth]:
            del counts[deeper]
        if level.format == "bullet":
            return "-"
        return self._print(list_key, depth)

    def _print(self, list_key: str, depth: int) -> str:
        printed = self.levels[list_key][depth].pattern
        for upper in range(depth + 1):
            level = self.levels[list_key].get(upper)
            if level is not None:
                number = self._counts[list_key].get(upper, level.start)
                printed = printed.replace(f"%{upper + 1}", _number(number, level.format))
        return printed.strip()

    def _list_of(self, paragraph: Any) -> tuple[str, int]:
        properties = paragraph.find(f"{W}pPr")
        if properties is None:
            return "", 0
        direct = properties.find(f"{W}numPr")
        if direct is not None:
            return _value(direct, "numId"), int(_value(direct, "ilvl") or 0)
        return self.styles.get(_value(properties, "pStyle"), ("", 0))


def numbering_of(numbering_root: Any | None, styles_root: Any | None) -> Numbering:
    """Read the list definitions out of the numbering and styles parts (lxml elements)."""
    found = Numbering()
    if numbering_root is None:
        return found
    abstract = {item.get(f"{W}abstractNumId"): item for item in numbering_root.iter(f"{W}abstractNum")}
    for item in numbering_root.iter(f"{W}num"):
        definition = abstract.get(_value(item, "abstractNumId"))
        if definition is not None:
            found.levels[item.get(f"{W}numId", "")] = _levels(definition)
    if styles_root is not None:
        for style in styles_root.iter(f"{W}style"):
            numbered = style.find(f"{W}pPr/{W}numPr")
            if numbered is not None:
                place = (_value(numbered, "numId"), int(_value(numbered, "ilvl") or 0))
                found.styles[style.get(f"{W}styleId", "")] = place
    return found


def _levels(definition: Any) -> dict[int, _ListLevel]:
    levels = {}
    for level in definition.findall(f"{W}lvl"):
        levels[int(level.get(f"{W}ilvl", 0))] = _ListLevel(
            format=_value(level, "numFmt") or "decimal",
            pattern=_value(level, "lvlText"),
            start=int(_value(level, "start") or 1),
        )
    return levels


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
    return "abcdefghijklmnopqrstuvwxyz"[(number - 1) % 26]


_FORMATS: dict[str, Callable[[int], str]] = {
    "upperRoman": lambda number: _roman(number).upper(),
    "lowerRoman": _roman,
    "upperLetter": lambda number: _letter(number).upper(),
    "lowerLetter": _letter,
    "decimalZero": lambda number: f"{number:02d}",
}
