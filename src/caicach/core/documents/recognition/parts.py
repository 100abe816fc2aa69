"""The parts of a document: head, numbered sections of prose, and annexes with their tables."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from caicach.core.documents.recognition.outline import Mark, MarkKind, mark_of
from caicach.core.documents.source import Block, Paragraph, Place, Table
from caicach.core.text import fold, squeeze

_ROMAN_VALUES = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV"]
_FOOT = re.compile(r"\s*nơi nhận\s*:", re.IGNORECASE)
_ANNEX = re.compile(r"phu luc|danh muc kem theo|bieu \d")


@dataclass(slots=True)
class Section:
    """A top-level section (`II. NHIỆM VỤ`) or an annex: its heading and all that stands below."""

    heading: str
    code: str
    place: Place
    blocks: list[Block] = field(default_factory=list)
    is_annex: bool = False
    is_foot: bool = False  # recipients and signature

    @property
    def key(self) -> str:
        return fold(self.heading)

    def paragraphs(self) -> Iterator[Paragraph]:
        return (block for block in self.blocks if isinstance(block, Paragraph) and block.text.strip())

    def tables(self) -> Iterator[Table]:
        return (block for block in self.blocks if isinstance(block, Table))


@dataclass(slots=True)
class Parts:
    """All blocks of a document, in order: what stands before the first section, and the sections."""

    front: list[Block]
    sections: list[Section]


def full_text(paragraph: Paragraph) -> str:
    """The words that a reader of the page sees, an automatic number included."""
    text = squeeze(paragraph.text)
    return f"{paragraph.list_mark} {text}" if paragraph.list_mark and text else text


def divide(blocks: Sequence[Block]) -> Parts:
    """Cut a document at its section headings.

    Headings are `I.`, `II.`, … in sequence; where a document has none, `1.`, `2.`, … in bold or capitals; an annex
    begins with its own heading. After an annex has begun, numbers belong to the annex.
    """
    style = _heading_style(blocks)
    parts = Parts([], [])
    expected = 0
    for block in blocks:
        mark = _heading_mark(block, style)
        if isinstance(block, Paragraph) and parts.sections and _FOOT.match(block.text):
            parts.sections.append(Section("Nơi nhận", "", block.place, [block], is_foot=True))
        elif isinstance(block, Paragraph) and _is_annex_heading(block) and parts.sections:
            parts.sections.append(Section(full_text(block), "", block.place, is_annex=True))
            expected = 0
        elif mark and isinstance(block, Paragraph) and _is_next(mark, expected, style):
            expected = _value(mark, style)
            is_annex = bool(parts.sections) and parts.sections[-1].is_annex
            parts.sections.append(Section(mark.rest, mark.code, block.place, is_annex=is_annex))
        elif parts.sections:
            parts.sections[-1].blocks.append(block)
        else:
            parts.front.append(block)
    return parts


def _is_annex_heading(block: Paragraph) -> bool:
    text = full_text(block)
    is_sentence = text.endswith((".", ";")) and len(text) > 30
    return bool(_ANNEX.match(fold(text))) and len(text) < 200 and text[0].isupper() and not is_sentence


def _heading_style(blocks: Iterable[Block]) -> MarkKind:
    marks = [_heading_mark(block, MarkKind.ROMAN) for block in blocks if isinstance(block, Paragraph)]
    return MarkKind.ROMAN if any(mark and mark.code == "I" for mark in marks) else MarkKind.NUMBER


def _heading_mark(block: Block, style: MarkKind) -> Mark | None:
    if not isinstance(block, Paragraph):
        return None
    text = full_text(block)
    mark = mark_of(text) if 3 < len(text) < 300 else None
    if mark is None or mark.kind is not style or mark.depth > 1 or not mark.rest:
        return None
    if style is MarkKind.NUMBER and not (block.is_bold or mark.rest.isupper()):
        return None
    return mark


def _is_next(mark: Mark, expected: int, style: MarkKind) -> bool:
    """One number may be missing or printed twice; a jump back is no section of the main sequence."""
    return expected <= _value(mark, style) <= expected + 2 and _value(mark, style) > 0


def _value(mark: Mark, style: MarkKind) -> int:
    if style is MarkKind.ROMAN:
        return _ROMAN_VALUES.index(mark.code) + 1 if mark.code in _ROMAN_VALUES else 0
    return int(mark.code)
