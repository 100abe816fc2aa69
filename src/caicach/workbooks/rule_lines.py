"""Reads the parameters of a rule from the lines of a cell, as plain data, with every line that is not understood."""

from collections.abc import Callable
from dataclasses import dataclass, is_dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from caicach.core.scoring.errors import SetProblem, problem
from caicach.core.scoring.ratios import Ratio
from caicach.core.scoring.shapes import SHAPES
from caicach.core.text import fold
from caicach.workbooks.notation import (
    item_type,
    parameters,
    plain_figure,
    split_outside,
    unquoted,
    without_none,
)
from caicach.workbooks.words import CHOICE_WORDS, LINE_WORDS, NO, PIECE_WORDS, SHAPE_WORDS, YES, meant

SHOWN = 80


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a cell, with how far in it begins."""

    number: int
    text: str
    depth: int


def lines_of(text: str) -> list[Line]:
    """The lines that are not blank."""
    return [
        Line(number, line.strip(), len(line) - len(line.lstrip(" \t\u00a0")))
        for number, line in enumerate(text.split("\n"), 1)
        if line.strip()
    ]


def read_rule(shape: str, text: str, found: list[SetProblem]) -> dict[str, Any]:
    """The rule as plain data. What cannot be read becomes a problem with the number of its line."""
    return _RuleReader(found).shape(shape, lines_of(text))


class _RuleReader:
    """Reads one rule and notes what it does not understand."""

    def __init__(self, found: list[SetProblem]) -> None:
        self.found = found

    def shape(self, shape: str, lines: list[Line]) -> dict[str, Any]:
        kind, read = SHAPES[shape], {"shape": shape}
        known = {name: LINE_WORDS[name] for name in parameters(kind)}
        for line, below in _blocks(lines):
            word, *rest = split_outside(line.text, ":", 1)
            name = meant(known, word)
            if name is None or not rest:
                self._not_understood(line, line.text, [f"{one}: …" for one in known.values()])
            elif name in read and not item_type(parameters(kind)[name][1]):
                self.found.append(problem("line_twice", line=line.number, value=known[name]))
            else:
                self._take(parameters(kind)[name][1], name, Line(line.number, rest[0], line.depth), below, read)
        return read

    def _take(self, kind: Any, name: str, line: Line, below: list[Line], read: dict[str, Any]) -> None:
        """One line, and what stands below it, into the rule that is being read."""
        item = item_type(kind)
        wanted = item or without_none(kind)
        if below and not (is_dataclass(wanted) and "shape" in PIECE_WORDS[wanted]):  # type: ignore[index]
            self.found.append(problem("line_further_in", line=below[0].number, value=below[0].text[:SHOWN]))
        value = self._pieces(wanted, line, below) if is_dataclass(wanted) else self.scalar(wanted, line.text, line)
        if item:
            read.setdefault(name, []).append(value)
        else:
            read[name] = value

    def _pieces(self, kind: Any, line: Line, below: list[Line]) -> dict[str, Any]:
        """The pieces of a line: the part and the whole of a ratio, or what the first words of each piece say."""
        read: dict[str, Any] = {}
        pieces = split_outside(line.text, ";")
        if kind is Ratio:
            part, *whole = split_outside(pieces[0], "/", 1)
            pieces[:1] = [part, *(f"/ {one}" for one in whole)]
        for place, piece in enumerate(pieces):
            name, text = _named(PIECE_WORDS[kind], piece, is_first=place == 0)
            if name is None or name in read:
                self._not_understood(line, piece, [f"{word} …".strip() for word in PIECE_WORDS[kind].values()])
            elif name == "shape":
                shape = self._chosen(SHAPE_WORDS, text)
                read[name] = self.shape(shape, below) if shape else None
            else:
                read[name] = self.scalar(without_none(parameters(kind)[name][1]), text, line)
        return read

    def scalar(self, kind: Any, text: str, line: Line) -> Any:
        """A figure, a number, a yes, a word of a list or a text; None with a problem more."""
        if isinstance(kind, type) and issubclass(kind, StrEnum):
            chosen = self._chosen(CHOICE_WORDS[kind], text)
            return chosen.value if chosen else None
        value = _READ.get(kind, _text)(text)
        if value is None:
            self.found.append(problem("piece_not_understood", line=line.number, value=text[:SHOWN]))
        return value

    def _chosen(self, words: dict[Any, str], text: str) -> Any:
        chosen = meant(words, text)
        if chosen is None:
            self.found.append(problem("no_choice", value=text[:SHOWN], words="; ".join(words.values())))
        return chosen

    def _not_understood(self, line: Line, text: str, words: list[str]) -> None:
        said = "; ".join(words)
        self.found.append(problem("line_not_understood", line=line.number, value=text[:SHOWN], words=said))


def _blocks(lines: list[Line]) -> list[tuple[Line, list[Line]]]:
    """Each line with those that stand further in below it."""
    blocks: list[tuple[Line, list[Line]]] = []
    for line in lines:
        if blocks and line.depth > blocks[-1][0].depth:
            blocks[-1][1].append(line)
        else:
            blocks.append((line, []))
    return blocks


def _named(words: dict[str, str], piece: str, *, is_first: bool) -> tuple[str | None, str]:
    """Which piece this is, and what it says. The first piece of some lines has no word."""
    free = next((name for name, word in words.items() if not word), None)
    if is_first and free:
        return (free, piece) if piece else (None, piece)
    for name, word in words.items():
        length = len(word.split())
        *head, rest = [*piece.split(None, length), ""][: length + 1]
        if word and rest and fold(" ".join(head)).rstrip(":") == fold(word):
            return name, rest
    return None, piece


def _whole_number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 7 else None


def _yes(text: str) -> bool | None:
    return {fold(YES): True, fold(NO): False}.get(fold(text))


def _text(text: str) -> str | None:
    try:
        return unquoted(text)
    except ValueError:
        return None


_READ: dict[Any, Callable[[str], Any]] = {Decimal: plain_figure, int: _whole_number, bool: _yes}
