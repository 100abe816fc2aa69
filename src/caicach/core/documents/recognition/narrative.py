"""Tasks in prose: a section of tasks without a table gives rows, as its outline divides them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from caicach.core.documents.reading import Level, RowReading, RowSource
from caicach.core.documents.recognition.outline import Mark, MarkKind, mark_of
from caicach.core.documents.recognition.parts import Section, full_text
from caicach.core.documents.source import Place
from caicach.core.text import fold

_TASKS = re.compile(r"nhiem vu|noi dung|giai phap|cong viec")
_NOT_TASKS = re.compile(r"muc tieu|to chuc thuc hien|muc dich|yeu cau|kinh phi|ke hoach cu the|phan cong|kem theo")
_LEVELS = (Level.DOMAIN, Level.TASK, Level.ACTIVITY)
_POINTER = re.compile(r"phu luc|kem theo|dinh kem|bieu (?:chi tiet|so)|danh muc .{0,40}duoi day")


def is_narrative(section: Section) -> bool:
    """Is this a section of tasks in prose: marked paragraphs on two levels or more, and no table?"""
    if section.is_annex or not _TASKS.search(section.key) or _NOT_TASKS.search(section.key) or any(section.tables()):
        return False
    marks = [mark for paragraph in section.paragraphs() if (mark := mark_of(full_text(paragraph)))]
    return len(marks) >= 3 and not all(_POINTER.search(fold(mark.rest)) for mark in marks)


def narrative_rows(sections: Sequence[Section], *, has_table: bool) -> tuple[RowReading, ...]:
    """Rows of all sections of tasks in prose; the section itself is the part.

    has_table: the document has a table of work too. A section that points to it is its introduction, not more work.
    """
    told = [section for section in sections if is_narrative(section)]
    return tuple(row for section in told if not (has_table and _points_to_table(section)) for row in _rows(section))


def _points_to_table(section: Section) -> bool:
    return any(_POINTER.search(fold(paragraph.text)) for paragraph in section.paragraphs())


def _rows(section: Section) -> Iterator[RowReading]:
    yield _row((section.code,), Level.PART, section.heading, section.place)
    stack: list[tuple[Mark, str]] = []
    dashes = 0
    held: RowReading | None = None
    for paragraph in section.paragraphs():
        text = full_text(paragraph)
        mark = mark_of(text)
        if mark is None:
            if held is not None:
                held = _with_more(held, text)
            continue
        if held is not None:
            yield held
        styles = [open_mark.style for open_mark, _ in stack]
        if mark.style in styles:
            del stack[styles.index(mark.style) :]
        dashes = dashes + 1 if mark.kind is MarkKind.DASH else 0
        stack.append((mark, f"-{dashes}" if mark.kind is MarkKind.DASH else mark.code))
        level = _LEVELS[min(len(stack), len(_LEVELS)) - 1]
        row = _row((section.code, *(code for _, code in stack)), level, mark.rest, paragraph.place)
        held = replace(row, has_dash=mark.kind is MarkKind.DASH)
    if held is not None:
        yield held


def _row(path: tuple[str, ...], level: Level, title: str, place: Place) -> RowReading:
    return RowReading(path=path, level=level, title=title, place=place, source=RowSource.NARRATIVE)


def _with_more(row: RowReading, text: str) -> RowReading:
    return replace(row, title=f"{row.title} {text}")
