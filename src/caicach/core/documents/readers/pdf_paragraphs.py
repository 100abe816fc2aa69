"""Printed lines of a PDF joined to paragraphs, by indent, by fullness and by what a line begins with."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from caicach.core.documents.readers.pdf_lines import Line
from caicach.core.documents.source import Paragraph, Place
from caicach.core.text import nfc

_INDENT = 8.0
_RIGHT_HALF = 110.0  # no first line is indented that far: the line above stands in the right half by itself
_FAR = 2.05  # baselines further apart than this many letter sizes do not belong together
_OPENS = re.compile(r"(?:[IVXLC]{1,6}\s?[.)]|[A-ZĐ]\s?[.)]|\d{1,2}(?:\.\d{1,2}){0,4}\s?[.)]?|[a-zđ]\s?[.)]|[-–—+•*])\s")
_ENDS = (".", ";", ":", "./", ",", "!", "?", ".”", ")")
_TORN_WORD = re.compile(r"\S-$")


@dataclass(frozen=True, slots=True)
class Measure:
    """The left and the right edge of the text of a page."""

    left: float
    right: float


def measure_of(lines: Sequence[Line]) -> Measure:
    """The edges that most lines keep."""
    if not lines:
        return Measure(0, 0)
    lefts, rights = sorted(line.x0 for line in lines), sorted(line.x1 for line in lines)
    return Measure(lefts[len(lefts) // 10], rights[-1 - len(rights) // 10])


def is_centred(line: Line, measure: Measure) -> bool:
    """Whether a line has as much room on its left as on its right, and some of it."""
    if _OPENS.match(line.text + " ") and not line.is_bold:
        return False
    before, behind = line.x0 - measure.left, measure.right - line.x1
    return before > 15 and behind > 15 and abs(before - behind) < max(6.0, 0.08 * (before + behind))


def paragraphs_of(lines: Iterable[Line], measures: dict[int, Measure], *, first_block: int) -> Iterator[Paragraph]:
    """The paragraphs of lines that follow one another, over page ends too."""
    held: list[Line] = []
    block = first_block
    for line in lines:
        if held and _begins(held, line, measures[held[-1].page], measures[line.page]):
            yield _paragraph(held, measures, block)
            held, block = [], block + 1
        held.append(line)
    if held:
        yield _paragraph(held, measures, block)


def _begins(held: Sequence[Line], line: Line, above: Measure, here: Measure) -> bool:
    last = held[-1]
    if line.page == last.page and line.baseline - last.baseline > _FAR * max(line.size, last.size):
        return True
    if all(one.is_bold for one in held) and not line.is_bold:
        return True  # a heading; one that runs into its text on the same line is not bold as a whole
    if is_centred(last, above) or is_centred(line, here):
        return _begins_centred(last, line, above, here)
    if _has_room_for(line, last, above):
        return True
    indent, last_indent = line.x0 - here.left, last.x0 - above.left
    if last_indent - indent > _RIGHT_HALF:
        return True
    if indent > last_indent + _INDENT:
        return not _hangs(held)
    opens = bool(_OPENS.match(line.text + " "))
    if opens and (indent > _INDENT or last.text.endswith(_ENDS)):
        return True
    return indent > _INDENT and abs(indent - last_indent) < 3 and len(held) == 1 and last.text.endswith(_ENDS[:3])


def _begins_centred(last: Line, line: Line, above: Measure, here: Measure) -> bool:
    """Centred lines go on only where the one above is long and both look the same."""
    if last.is_bold != line.is_bold or (last.text.isupper() != line.text.isupper() and last.is_bold):
        return True
    if not (is_centred(last, above) and is_centred(line, here)):
        return last.x0 - above.left >= 15 or _has_room_for(line, last, above)
    if (last.is_bold, last.is_italic) != (line.is_bold, line.is_italic):
        return True
    return _has_room_for(line, last, above) and not line.text[:1].islower()


def _has_room_for(line: Line, last: Line, measure: Measure) -> bool:
    """Whether the first word of a line would have fitted on the line above: then a new paragraph begins."""
    first = line.segments[0]
    word = first.text.split(" ", 1)[0]
    width = (first.x1 - first.x0) * len(word) / max(1, len(first.text))
    return last.x1 + width + 0.5 * line.size < measure.right


def _hangs(held: Sequence[Line]) -> bool:
    """ "- text" whose further lines stand further right than its first."""
    return len(held) == 1 and bool(_OPENS.match(held[0].text + " "))


def _paragraph(lines: Sequence[Line], measures: dict[int, Measure], block: int) -> Paragraph:
    text = ""
    for line in lines:
        text = text + line.text if not text or _TORN_WORD.search(text) else f"{text} {line.text}"
    return Paragraph(
        text=nfc(text),
        place=Place(page=lines[0].page, block=block),
        is_bold=all(line.is_bold for line in lines),
        is_italic=all(line.is_italic for line in lines),
        is_centred=all(is_centred(line, measures[line.page]) for line in lines),
    )
