"""Letters of a page put together to printed lines, each with its segments where wide gaps divide it."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

Char = dict[str, Any]

_BLANK_GAP = 0.2  # of the letter size: a narrower gap divides no words
_SEGMENT_GAP = 1.5
_SAME_LINE = 0.35
_OVERPRINT = 0.12
_BOLD = re.compile(r"bold|black|heavy|demi", re.IGNORECASE)
_ITALIC = re.compile(r"italic|oblique", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Segment:
    """Words of a line without a wide gap between them."""

    text: str
    x0: float
    x1: float


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line. `baseline` grows downward; `size` is that of its letters."""

    segments: tuple[Segment, ...]
    baseline: float
    top: float
    bottom: float
    size: float
    is_bold: bool = False
    is_italic: bool = False
    page: int = 0

    @property
    def text(self) -> str:
        return " ".join(segment.text for segment in self.segments)

    @property
    def x0(self) -> float:
        return self.segments[0].x0

    @property
    def x1(self) -> float:
        return self.segments[-1].x1


def lines_of(chars: Sequence[Char], page: int = 0) -> list[Line]:
    """The lines of some letters, from top to bottom; letters printed twice count once."""
    upright = [char for char in chars if char["upright"]]
    if len(upright) * 2 < len(chars):
        return [line for line in (_turned(group, page) for group in _turned_groups(chars)) if line]
    return [line for line in (_line(group, page) for group in _groups(upright)) if line]


def _groups(chars: Sequence[Char]) -> Iterator[list[Char]]:
    """Letters on one baseline; those slightly off (raised figures) go with it."""
    ordered = sorted(chars, key=_baseline)
    group: list[Char] = []
    for char in ordered:
        if group and _baseline(char) - _baseline(group[0]) > _SAME_LINE * max(char["size"], group[0]["size"]):
            yield group
            group = []
        group.append(char)
    if group:
        yield group


def _baseline(char: Char) -> float:
    # The bottom of a letter's box hangs on the font; the place where it was set does not.
    rise = char["matrix"][5] - char["y0"]
    return float(char["bottom"] - rise)


def _line(group: list[Char], page: int) -> Line | None:
    letters = _with_marks_joined(group)
    letters.sort(key=lambda char: char["x0"])
    segments = tuple(_segments(letters))
    if not segments:
        return None
    seen = [char for char in letters if not char["text"].isspace()]
    return Line(
        segments=segments,
        baseline=_baseline(seen[0]),
        top=min(char["top"] for char in seen),
        bottom=max(char["bottom"] for char in seen),
        size=max(char["size"] for char in seen),
        is_bold=_share(seen, _BOLD) > 0.8,
        is_italic=_share(seen, _ITALIC) > 0.8,
        page=page,
    )


def _with_marks_joined(group: Sequence[Char]) -> list[Char]:
    """A combining mark set on its own goes with the letter printed before it."""
    letters: list[Char] = []
    for char in group:
        text = char["text"]
        if letters and text and all(unicodedata.combining(sign) for sign in text):
            letters[-1] = {**letters[-1], "text": letters[-1]["text"] + text}
        elif text and text != "\x00":
            letters.append(char)
    return letters


def _segments(letters: Sequence[Char]) -> Iterator[Segment]:
    words: list[str] = []
    begin = end = 0.0
    last: Char | None = None
    blank_between = False
    for char in letters:
        if char["text"].isspace():
            blank_between = True
            continue
        if last is not None and _is_overprint(last, char):
            continue
        gap = char["x0"] - end if last else 0.0
        if last is not None and gap > _SEGMENT_GAP * char["size"]:
            yield Segment("".join(words), begin, end)
            words = []
        elif last is not None and (blank_between or gap > _BLANK_GAP * char["size"]):
            words.append(" ")
        begin = begin if words else char["x0"]
        words.append(char["text"])
        end = max(char["x1"], end) if len(words) > 1 else char["x1"]
        last, blank_between = char, False
    if words:
        yield Segment("".join(words), begin, end)


def _is_overprint(last: Char, char: Char) -> bool:
    """The same letter set again at the same place makes it look bold."""
    return bool(last["text"] == char["text"] and abs(char["x0"] - last["x0"]) < _OVERPRINT * char["size"])


def _share(letters: Sequence[Char], font: re.Pattern[str]) -> float:
    known: dict[str, bool] = {}
    count = 0
    for char in letters:
        name = char["fontname"]
        if name not in known:
            known[name] = bool(font.search(name))
        count += known[name]
    return count / len(letters)


def _turned_groups(chars: Sequence[Char]) -> Iterator[list[Char]]:
    """Letters of a heading that runs upward or downward: each column of letters is a line."""
    ordered = sorted(chars, key=lambda char: char["x0"])
    group: list[Char] = []
    for char in ordered:
        if group and char["x0"] - group[0]["x0"] > 0.5 * char["width"]:
            yield group
            group = []
        group.append(char)
    if group:
        yield group


def _turned(group: list[Char], page: int) -> Line | None:
    runs_upward = group[0]["matrix"][1] > 0
    letters = sorted(group, key=lambda char: -char["bottom"] if runs_upward else char["top"])
    text = "".join(char["text"] for char in letters).strip()
    if not text:
        return None
    x0, x1 = min(char["x0"] for char in group), max(char["x1"] for char in group)
    top, bottom = min(char["top"] for char in group), max(char["bottom"] for char in group)
    return Line((Segment(text, x0, x1),), bottom, top, bottom, group[0]["size"], page=page)
