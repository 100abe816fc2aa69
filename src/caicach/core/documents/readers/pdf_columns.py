"""Words that stand in two columns without lines between: the head of a document and its signature."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from caicach.core.documents.readers.pdf_lines import Line, Segment
from caicach.core.documents.source import Cell, Place, Table
from caicach.core.text import nfc

_LEAST_GUTTER = 5.0
_FEWEST_LINES = 3


@dataclass(slots=True)
class TwoColumns:
    """Lines of both columns; `left_end` and `right_begin` bound the empty strip between them."""

    left_end: float
    right_begin: float
    lines: list[Line] = field(default_factory=list)

    def takes(self, line: Line) -> bool:
        """Whether the line leaves a strip empty that the lines before leave empty too."""
        return all(self._side(segment) for segment in line.segments)

    def goes_on_with(self, line: Line) -> bool:
        """Whether a line of the next page belongs to the left column: it fits and is set in the same size."""
        left, _ = self.sides()
        return self.takes(line) and line.x0 < self.left_end and abs(left[-1].size - line.size) < 0.6

    def add(self, line: Line) -> None:
        self.lines.append(line)
        for segment in line.segments:
            if self._side(segment) == "left":
                self.left_end = max(self.left_end, segment.x1)
            else:
                self.right_begin = min(self.right_begin, segment.x0)

    def _side(self, segment: Segment) -> str:
        if segment.x1 + _LEAST_GUTTER <= self.right_begin:
            return "left"
        return "right" if segment.x0 >= self.left_end + _LEAST_GUTTER else ""

    def sides(self) -> tuple[list[Line], list[Line]]:
        """The lines of the left column and those of the right one, each with its own segments only."""
        left: list[Line] = []
        right: list[Line] = []
        for line in self.lines:
            for segments, side in (
                ([one for one in line.segments if self._side(one) == "left"], left),
                ([one for one in line.segments if self._side(one) == "right"], right),
            ):
                if segments:
                    side.append(_part(line, segments))
        return left, right


def _part(line: Line, segments: Sequence[Segment]) -> Line:
    return Line(
        tuple(segments), line.baseline, line.top, line.bottom, line.size, line.is_bold, line.is_italic, line.page
    )


def two_columned(lines: Sequence[Line], centre: float) -> Iterator[Line | TwoColumns]:
    """The lines of a page, with those that clearly stand in two columns put together.

    centre: of the text of the page; a line around it (a title) stands in no column.
    """
    place = 0
    while place < len(lines):
        region = _region(lines, place, centre)
        if region is None:
            yield lines[place]
            place += 1
        else:
            yield region
            place += len(region.lines)


def _region(lines: Sequence[Line], place: int, centre: float) -> TwoColumns | None:
    """The region that begins at a line: it needs both sides, and a line of two segments soon."""
    pair = _first_pair(lines, place)
    if pair is None:
        return None
    region = TwoColumns(pair.segments[0].x1, pair.segments[-1].x0)
    for line in lines[place:]:
        if not region.takes(line) or _is_title(line, centre) or (region.lines and _is_far(region.lines[-1], line)):
            break
        region.add(line)
    left, right = region.sides()
    is_enough = left and right and len(left) + len(right) >= _FEWEST_LINES and pair in region.lines
    return region if is_enough else None


def _first_pair(lines: Sequence[Line], place: int) -> Line | None:
    """A line of two segments, at the place or up to two lines below one that stands in the right half alone."""
    first = lines[place]
    if len(first.segments) == 2:
        return first
    for line in lines[place + 1 : place + 3]:
        if len(line.segments) == 2 and len(first.segments) == 1 and first.x0 > line.segments[0].x1:
            return line
    return None


def _is_title(line: Line, centre: float) -> bool:
    return len(line.segments) == 1 and abs((line.x0 + line.x1) / 2 - centre) < 8


def _is_far(before: Line, line: Line) -> bool:
    return line.top - before.bottom > 9 * line.size


def table_of_columns(region: TwoColumns, *, page: int, number: int) -> Table:
    """One row of two cells, the lines of each column in its cell."""
    cells = []
    for column, side in enumerate(region.sides(), start=1):
        text = nfc("\n".join(line.text for line in side))
        place = Place(page=page, table=number, row=1, column=column)
        cells.append(Cell(text, place, is_bold=all(line.is_bold for line in side)))
    return Table((tuple(cells),), Place(page=page, table=number))
