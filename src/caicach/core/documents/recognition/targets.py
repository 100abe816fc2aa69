"""Targets in prose: the numbered or dashed statements below a heading of targets or objectives."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from caicach.core.documents.reading import TargetReading
from caicach.core.documents.recognition.measures import measures_of
from caicach.core.documents.recognition.outline import Mark, MarkKind, mark_of
from caicach.core.documents.recognition.parts import Section, full_text
from caicach.core.documents.source import Paragraph
from caicach.core.text import fold

_INDICATORS = re.compile(r"\bchi tieu\b")
_OBJECTIVES = re.compile(r"\bmuc tieu\b")
_GENERAL = re.compile(r"muc tieu (?:chung|tong quat)|quan diem")
_AIMS = re.compile(r"muc dich")
_OTHER = re.compile(r"nhiem vu|giai phap|yeu cau|to chuc thuc hien|kinh phi|noi dung")
_ANNEX_POINTER = re.compile(r"\(?(?:noi dung|chi tiet|nhiem vu)?.{0,40}(?:phu luc|bieu).{0,30}(?:kem theo|dinh kem)")


@dataclass(frozen=True, slots=True)
class _Line:
    paragraph: Paragraph
    text: str
    mark: Mark | None
    headings: tuple[tuple[str, str], ...]  # (code, folded heading) from the section down


def targets_of(sections: Sequence[Section]) -> tuple[TargetReading, ...]:
    """Statements below headings of indicators ("chỉ tiêu") where there are any, else of objectives ("mục tiêu").

    Where a document has neither, the improvements asked for under "mục đích" count.
    """
    lines = [line for section in sections if not section.is_annex for line in _lines(section)]
    for wanted in (_INDICATORS, _OBJECTIVES):
        chosen = [line for line in lines if _stands_under(line, wanted)]
        specific = [line for line in chosen if not any(_GENERAL.search(key) for _, key in line.headings)]
        if found := tuple(_read(specific or chosen)):
            return found
    aims = [line for line in lines if any(_AIMS.search(key) for _, key in line.headings) and measures_of(line.text)]
    return tuple(_target(line) for line in aims if line.mark)


def _stands_under(line: _Line, wanted: re.Pattern[str]) -> bool:
    """The innermost heading that speaks of either must speak of targets: "b) Nhiệm vụ" ends "a) Mục tiêu"."""
    keys = [key for _, key in line.headings]
    for key in reversed(keys):
        if wanted.search(key):
            return (
                not _OTHER.search(key)
                or key is not keys[0]
                or len(keys) == 1
                and key.startswith(("muc tieu", "chi tieu"))
            )
        if _OTHER.search(key):
            return False
    return False


def _lines(section: Section) -> Iterator[_Line]:
    """Each statement of a section with the headings above it."""
    open_headings: list[Mark] = []
    paragraphs = list(section.paragraphs())
    for place, paragraph in enumerate(paragraphs):
        text = full_text(paragraph)
        mark = mark_of(text)
        following = full_text(paragraphs[place + 1]) if place + 1 < len(paragraphs) else ""
        if mark:
            _close(open_headings, mark)
        if mark and is_heading(paragraph, mark, following):
            open_headings.append(mark)
            continue
        headings = ((section.code, section.key), *((heading.code, fold(heading.rest)) for heading in open_headings))
        yield _Line(paragraph, text, mark, headings)


def _close(open_headings: list[Mark], mark: Mark) -> None:
    """Leave the headings that a mark ends: those of its own style and of lower ones."""
    styles = [heading.style for heading in open_headings]
    if mark.style in styles:
        del open_headings[styles.index(mark.style) :]
    while open_headings and _is_upper_level(mark, open_headings[-1]):
        open_headings.pop()


def is_heading(paragraph: Paragraph, mark: Mark, following: str) -> bool:
    """A marked line that names what comes below it, and says nothing by itself."""
    if mark.kind in (MarkKind.DASH, MarkKind.ARTICLE) or not mark.rest or len(mark.rest) > 160:
        return False
    if paragraph.is_bold or mark.rest.isupper():
        return True
    if mark.rest.endswith((".", ";")) or (measures_of(mark.rest) and not mark.rest.endswith(":")):
        return False
    below = mark_of(following)
    is_deeper = below is not None and below.style != mark.style and not _is_upper_level(below, mark)
    return is_deeper or below is None


def _is_upper_level(below: Mark, mark: Mark) -> bool:
    order = [MarkKind.PART, MarkKind.UPPER, MarkKind.ROMAN, MarkKind.NUMBER, MarkKind.LOWER, MarkKind.DASH]
    if below.kind not in order or mark.kind not in order:
        return False
    return (order.index(below.kind), below.depth) < (order.index(mark.kind), mark.depth)


def _read(lines: Sequence[_Line]) -> Iterator[TargetReading]:
    """Marked statements; an unmarked one only where nothing else stands below its heading."""
    marked = {line.headings for line in lines if line.mark}
    for line in lines:
        if _ANNEX_POINTER.match(fold(line.text)) or len(line.text) < 12 or line.text.endswith(":"):
            continue
        if line.mark or line.headings not in marked:
            yield _target(line)


def _target(line: _Line) -> TargetReading:
    statement = line.mark.rest if line.mark else line.text
    code = line.mark.code if line.mark and line.mark.kind is not MarkKind.DASH else ""
    heading = next((key for _, key in reversed(line.headings) if not _OBJECTIVES.search(key)), "")
    return TargetReading(
        text=statement,
        place=line.paragraph.place,
        code=code,
        heading=heading,
        measures=measures_of(statement),
    )
