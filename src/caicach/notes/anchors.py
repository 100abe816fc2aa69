"""Where a note stands: its paragraph is found again by the words that it had, wherever it has moved to."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from caicach.core.text import is_blank, squeeze

_ALIKE = 0.6
"""From this share of equal letters a paragraph in the same place is the old one, written otherwise."""


@dataclass(frozen=True, slots=True)
class Place:
    """paragraph: from 1, none where it is gone. is_changed: it stands there, but in other words."""

    paragraph: int | None
    is_changed: bool = False


def paragraphs_of(text: str) -> list[str]:
    """The lines of a section that hold something, each with its blanks squeezed."""
    return [squeeze(line) for line in text.splitlines() if not is_blank(line)]


def place_of(words: str, paragraph: int, now: Sequence[str]) -> Place:
    """The paragraph with the same words, of several the nearest; else the one in its place, if it is much the same."""
    same = [number for number, held in enumerate(now, 1) if held == words]
    if same:
        return Place(min(same, key=lambda number: (abs(number - paragraph), number)))
    if paragraph <= len(now) and SequenceMatcher(None, words, now[paragraph - 1], autojunk=False).ratio() >= _ALIKE:
        return Place(paragraph, is_changed=True)
    return Place(None, is_changed=True)
