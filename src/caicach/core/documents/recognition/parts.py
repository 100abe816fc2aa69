"""The parts of a document: head, numbered sections of prose, and annexes with their tables."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from caicach.core.documents.recognition.outline import Mark, MarkKind, mark_of
from caicach.core.documents.source import Block, Paragraph, Place, Table
from caicach.core.text import fold, squeeze

_ROMAN_VALUES = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV"]
_ORDINALS = {"nhat": 1, "hai": 2, "ba": 3, "tu": 4, "nam": 5, **{str(number): number for number in range(1, 10)}}
_FOOT = re.compile(r"\s*nơi nhận\s*:", re.IGNORECASE)
_ANNEX = re.compile(r"phu luc|danh muc kem theo|bieu (?:so )?\d")
_PART_ALONE = re.compile(r"(?:phần|chương)\s+(?:[IVX]{1,4}|\d|thứ\s+\w+)\s*[.:]?", re.IGNORECASE)
_SECTION_NAMES = re.compile(
    r"(?:muc (?:dich|tieu)|chi tieu|yeu cau|nhiem vu(?: (?:cu the|trong tam|chu yeu)|,? (?:va )?giai phap)?$|noi dung|"
    r"to chuc (?:trien khai )?thuc hien|kinh phi|quan diem|che do (?:thong tin,? )?bao cao)\b"
)
_ATTACHED = re.compile(r"\(?\s*(?:ban hành )?(?:kèm|đính kèm) theo\b", re.IGNORECASE)
_OFFICE = re.compile(
    r"(?:(?:TM|KT|TL|TUQ|Q)\.?\s.+|(?:PHÓ )?(?:CHỦ TỊCH|GIÁM ĐỐC|CHÁNH VĂN PHÒNG|TRƯỞNG PHÒNG|TRƯỞNG BAN|CỤC TRƯỞNG))"
)


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


def is_office(text: str) -> bool:
    """A line that names the office of the signer: "KT. CHỦ TỊCH", "GIÁM ĐỐC"."""
    line = squeeze(text)
    return line.isupper() and len(line) < 80 and bool(_OFFICE.fullmatch(line))


def full_text(paragraph: Paragraph) -> str:
    """The words that a reader of the page sees, an automatic number included."""
    text = squeeze(paragraph.text)
    return f"{paragraph.list_mark} {text}" if paragraph.list_mark and text else text


def divide(blocks: Sequence[Block], layout: Sequence[Table] = ()) -> Parts:
    """Cut a document at its section headings.

    Headings are `A.`, `I.` or `1.` in sequence, whichever stands highest; an annex begins with its own heading, or
    behind the signature. After an annex has begun, numbers belong to the annex. layout: tables that only place words.
    """
    blocks = _with_part_titles(blocks)
    style = _heading_style(blocks)
    parts = Parts([], [])
    expected = 0
    for place, block in enumerate(blocks):
        mark = _heading_mark(block, style)
        last = parts.sections[-1] if parts.sections else None
        if last and any(block is table for table in layout):
            if isinstance(block, Table) and _FOOT.match(_first_words(block)):
                parts.sections.append(_foot_section(last, block))
        elif isinstance(block, Paragraph) and last and _FOOT.match(block.text):
            parts.sections.append(_foot_section(last, block))
        elif isinstance(block, Paragraph) and last and _begins_annex(block, blocks[place + 1 :], last):
            parts.sections.append(Section(full_text(block), "", block.place, is_annex=True))
            expected = 0
        elif mark and isinstance(block, Paragraph) and _is_section(mark, expected, style, last, blocks[place + 1 :]):
            expected = _value(mark, style)
            parts.sections.append(Section(mark.rest, mark.code, block.place, is_annex=bool(last and last.is_annex)))
        elif last:
            last.blocks.append(block)
        else:
            parts.front.append(block)
    return parts


def _with_part_titles(blocks: Sequence[Block]) -> list[Block]:
    """ "Phần I" and, on the next line, "MỤC TIÊU" are one heading."""
    result: list[Block] = []
    for block in blocks:
        before = result[-1] if result else None
        is_title = isinstance(block, Paragraph) and block.text.strip() and _PART_ALONE.fullmatch(_text_of(before))
        if is_title and isinstance(block, Paragraph) and isinstance(before, Paragraph):
            result[-1] = replace(before, text=f"{squeeze(before.text)}. {squeeze(block.text)}")
        else:
            result.append(block)
    return result


def _text_of(block: Block | None) -> str:
    return squeeze(block.text) if isinstance(block, Paragraph) else ""


def _first_words(table: Table) -> str:
    """The words of the cell that names the recipients; "" where none does."""
    return next((cell.text for cell in table.cells() if _FOOT.match(cell.text)), "")


def _foot_section(last: Section, block: Block) -> Section:
    """The foot; office and name of the signer may stand above "Nơi nhận" and belong to it too."""
    foot = Section("Nơi nhận", "", block.place, is_foot=True)
    tail = last.blocks[-8:]
    offices = [place for place, above in enumerate(tail) if isinstance(above, Paragraph) and is_office(above.text)]
    if offices and not last.is_annex:
        foot.blocks.extend(tail[offices[0] :])
        del last.blocks[len(last.blocks) - len(tail) + offices[0] :]
    foot.blocks.append(block)
    return foot


def _begins_annex(block: Paragraph, following: Sequence[Block], last: Section) -> bool:
    """A heading of an annex: by its words, by "(Kèm theo …)" below it, or by standing behind the signature."""
    text = full_text(block)
    if _is_annex_heading(block):
        return True
    if not text or text.endswith((".", ";", ":")) or len(text) > 200 or _FOOT.match(text):
        return False
    is_loud = text.isupper() or (block.is_centred and block.is_bold)
    if last.is_foot and isinstance(last.blocks[-1], Table):
        return is_loud
    return is_loud and not is_office(text) and any(_ATTACHED.match(line) for line in _next_lines(following))


def _next_lines(following: Sequence[Block]) -> Iterator[str]:
    """The three lines below a heading, up to a table."""
    lines = (full_text(block) if isinstance(block, Paragraph) else None for block in following)
    printed = (line for line in lines if line != "")
    return (line for line in islice(printed, 3) if line is not None)


def _is_annex_heading(block: Paragraph) -> bool:
    text = full_text(block)
    is_sentence = text.endswith((".", ";")) and len(text) > 16
    return bool(_ANNEX.match(fold(text))) and len(text) < 200 and text[0].isupper() and not is_sentence


def _is_section(mark: Mark, expected: int, style: MarkKind, last: Section | None, following: Sequence[Block]) -> bool:
    """Whether a marked heading opens a section. Within an annex a heading right above a table belongs to its rows."""
    below = next((block for block in following if isinstance(block, Table) or block.text.strip()), None)
    if last and (last.is_annex or last.is_foot) and isinstance(below, Table):
        return False
    return _is_next(mark, expected, style)


def _heading_style(blocks: Sequence[Block]) -> MarkKind:
    """The highest style in which headings count: letters where "A" stands before "I", else Roman numbers or numbers."""
    worded = _places(blocks, MarkKind.PART)
    if len(worded) > 1 and min(worded.values()) < _places(blocks, MarkKind.ROMAN).get("I", len(blocks)):
        return MarkKind.PART
    letters = _places(blocks, MarkKind.UPPER)
    romans = _places(blocks, MarkKind.ROMAN)
    if "A" in letters and "B" in letters and letters["A"] < romans.get("I", letters["A"] + 1):
        return MarkKind.UPPER
    return MarkKind.ROMAN if "I" in romans else MarkKind.NUMBER


def _places(blocks: Sequence[Block], style: MarkKind) -> dict[str, int]:
    """Where each code of a style first stands, up to the first table of the document or its foot."""
    found: dict[str, int] = {}
    for place, block in enumerate(blocks):
        if isinstance(block, Paragraph) and _FOOT.match(block.text) and found:
            break
        mark = _heading_mark(block, style)
        if mark and (style is not MarkKind.UPPER or _is_loud(block, mark)):
            found.setdefault(mark.code, place)
    return found


def _is_loud(block: Block, mark: Mark) -> bool:
    """In bold or capitals; plain text knows neither, there the usual words of a section's heading count."""
    is_named = bool(_SECTION_NAMES.match(fold(mark.rest))) and len(mark.rest) < 80 and mark.rest[-1] not in ".;:,"
    return isinstance(block, Paragraph) and (block.is_bold or mark.rest.isupper() or is_named)


def _heading_mark(block: Block, style: MarkKind) -> Mark | None:
    if not isinstance(block, Paragraph):
        return None
    text = full_text(block)
    mark = mark_of(text) if 3 < len(text) < 300 else None
    if mark is None or mark.kind is not style or mark.depth > 1 or not mark.rest:
        return None
    if style in (MarkKind.NUMBER, MarkKind.UPPER) and not _is_loud(block, mark):
        return None
    return mark


def _is_next(mark: Mark, expected: int, style: MarkKind) -> bool:
    """One number may be missing or printed twice; a jump back is no section of the main sequence."""
    return expected <= _value(mark, style) <= expected + 2 and _value(mark, style) > 0


def _value(mark: Mark, style: MarkKind) -> int:
    if style is MarkKind.PART:
        number = mark.code.split()[-1].upper()
        return _ROMAN_VALUES.index(number) + 1 if number in _ROMAN_VALUES else _ORDINALS.get(fold(number), 0)
    if style is MarkKind.ROMAN:
        return _ROMAN_VALUES.index(mark.code) + 1 if mark.code in _ROMAN_VALUES else 0
    return ord(mark.code[0]) - ord("A") + 1 if style is MarkKind.UPPER else int(mark.code)
