"""The notation of a cell: quoted texts, figures, and the parameters of a rule, a line each.

    tỷ lệ: done / all; mẫu bằng 0: điểm tối đa
    chỉ tiêu: 80%

Words are those of `words`. What holds a mark of the notation stands in quotation marks, where \\n is a new line.
"""

import re
from dataclasses import MISSING, Field, fields, is_dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cache
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from caicach.core.figures import read_typed_figure
from caicach.core.scoring.ratios import Ratio
from caicach.core.scoring.shapes.bands import CountSteps
from caicach.core.scoring.shapes.base import Shape
from caicach.core.scoring.shapes.composite import Part
from caicach.workbooks.words import CHOICE_WORDS, LINE_WORDS, NO, PIECE_WORDS, RATES, SHAPE_WORDS, YES

INDENT = "  "
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)


def quoted(text: str, marks: str = "") -> str:
    """A text as a piece of a line: as it is, or in quotation marks where it holds what divides pieces."""
    if text and text == text.strip() and not any(mark in text for mark in f'"\n\r{marks}'):
        return text
    inside = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")
    return f'"{inside}"'


def unquoted(text: str) -> str:
    """The text of a piece. Raises ValueError for quotation marks that are not closed."""
    text = text.strip()
    if not text.startswith('"'):
        return text
    if not re.fullmatch(r'"(?:[^"\\]|\\.)*"', text, re.DOTALL):
        raise ValueError(text)
    return _ESCAPED.sub(lambda found: {"n": "\n", "r": "\r"}.get(found[1], found[1]), text[1:-1])


def split_outside(text: str, mark: str, most: int = -1) -> list[str]:
    """The pieces between marks that stand outside of quotation marks; a quotation begins a piece, never inside one."""
    pieces: list[str] = []
    start, place, is_inside = 0, 0, False
    while place < len(text):
        letter = text[place]
        if is_inside and letter == "\\":
            place += 1
        elif letter == '"' and (is_inside or not text[start:place].strip() or text[place - 1] in " :;/"):
            is_inside = not is_inside
        elif letter == mark and not is_inside and (most < 0 or len(pieces) < most):
            pieces.append(text[start:place].strip())
            start = place + 1
        place += 1
    return [*pieces, text[start:].strip()]


def figure_text(figure: Decimal, *, is_rate: bool = False) -> str:
    """A figure with decimal comma; a rate in percent where that reads back as the very same figure."""
    plain = format(figure, "f")
    if is_rate:
        percent = format((figure * 100).normalize() + 0, "f")
        if plain_figure(f"{percent.replace('.', ',')}%") == plain:
            return f"{percent.replace('.', ',')}%"
    return plain.replace(".", ",")


def plain_figure(text: str) -> str | None:
    """The figure as plain data holds it: digits and a point. None: it is none, or it may be two."""
    found = read_typed_figure(text)
    if found.value is None or found.unit not in {"", "%"}:
        return None
    if found.unit == "%":
        return format((found.value / 100).normalize() + 0, "f")
    return format(found.value, "f")


@cache
def parameters(kind: type) -> dict[str, tuple[Field[Any], Any]]:
    """The fields of a shape or of a part of one, with their types."""
    hints = get_type_hints(kind)
    return {field.name: (field, hints[field.name]) for field in fields(kind)}


def item_type(kind: Any) -> Any:
    """The type of the items of a list, or None where it is no list."""
    return get_args(kind)[0] if get_origin(kind) is tuple else None


def without_none(kind: Any) -> Any:
    """The type without the possibility of being nothing."""
    return next(one for one in get_args(kind) if one is not type(None)) if isinstance(kind, UnionType) else kind


def is_rate(owner: type, name: str) -> bool:
    """Whether a parameter is a rate, written in percent. owner: the shape that it stands in."""
    return name in RATES or (name == "at_least" and owner is not CountSteps)


def shape_lines(shape: Shape) -> list[str]:
    """The parameters of a shape, a line each; what stands at its default is left out."""
    lines = []
    for name, (field, kind) in parameters(type(shape)).items():
        value = getattr(shape, name)
        if item_type(kind):
            for item in value:
                lines += _item_lines(LINE_WORDS[name], item, type(shape))
        elif is_dataclass(value):
            lines += _item_lines(LINE_WORDS[name], value, type(shape))
        elif field.default is MISSING or value != field.default:
            lines.append(f"{LINE_WORDS[name]}: {_scalar(value, is_rate=is_rate(type(shape), name))}")
    return lines


def _item_lines(word: str, item: Any, owner: type) -> list[str]:
    kind: Any = type(item)
    pieces, below = [], []
    for name, (field, _of_kind) in parameters(kind).items():
        value = getattr(item, name)
        if isinstance(value, Shape):
            pieces.append(_piece(Part, "shape", SHAPE_WORDS[value.name]))
            below = [INDENT + line for line in shape_lines(value)]
        elif field.default is MISSING or value != field.default:
            marks = ";/" if name == "part" else ";"
            pieces.append(_piece(kind, name, _scalar(value, is_rate=is_rate(owner, name), marks=marks)))
    if isinstance(item, Part):
        pieces.reverse()  # the points first, then how they are given
    if isinstance(item, Ratio):
        pieces[:2] = [f"{pieces[0]} {pieces[1]}"]
    return [f"{word}: {'; '.join(pieces)}", *below]


def _piece(kind: type, name: str, text: str) -> str:
    word = PIECE_WORDS[kind][name]
    return f"{word}{':' if ' ' in word else ''} {text}".strip()


def _scalar(value: Any, *, is_rate: bool = False, marks: str = ";") -> str:
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, StrEnum):
        return CHOICE_WORDS[type(value)][value]
    if isinstance(value, Decimal):
        return figure_text(value, is_rate=is_rate)
    return str(value) if isinstance(value, int) else quoted(value, marks)
