"""Tables that stand between printed lines: the rectangles of their cells make the grid."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from caicach.core.documents.readers.pdf_lines import Char, lines_of
from caicach.core.documents.source import Cell, Place, Table
from caicach.core.text import nfc

Box = tuple[float, float, float, float]  # left, top, right, bottom

_SNAP = 1.5


@dataclass(slots=True)
class Frame:
    """The rectangles of one table, and for each place of its grid the number of the cell that covers it."""

    boxes: list[Box]
    columns: list[float]
    rows: list[float]
    grid: list[list[int]]

    @property
    def top(self) -> float:
        return self.rows[0]

    def cell_at(self, x: float, y: float) -> int:
        """Number of the cell at a point of the page; -1 outside."""
        column = bisect_right(self.columns, x) - 1
        row = bisect_right(self.rows, y) - 1
        if not (0 <= column < len(self.columns) - 1 and 0 <= row < len(self.rows) - 1):
            return -1
        return self.grid[row][column]


def frame_of(boxes: Iterable[Box]) -> Frame | None:
    """The grid of a table; None for a mere frame around words."""
    known = list(boxes)
    columns = _edges([side for box in known for side in (box[0], box[2])])
    rows = _edges([side for box in known for side in (box[1], box[3])])
    if len(columns) < 3 or len(known) < 2:
        return None
    grid = [[-1] * (len(columns) - 1) for _ in rows[1:]]
    for number, box in enumerate(known):
        for row in range(_place(rows, box[1]), _place(rows, box[3])):
            for column in range(_place(columns, box[0]), _place(columns, box[2])):
                grid[row][column] = number
    return Frame(known, columns, rows, grid)


def _edges(sides: list[float]) -> list[float]:
    edges: list[float] = []
    for side in sorted(sides):
        if not edges or side - edges[-1] > _SNAP:
            edges.append(side)
    return edges


def _place(edges: Sequence[float], side: float) -> int:
    return max(0, bisect_right(edges, side + _SNAP / 2) - 1)


def divide_chars(chars: Iterable[Char], frames: Sequence[Frame]) -> tuple[list[dict[int, list[Char]]], list[Char]]:
    """The letters of each cell of each frame, and those that stand in none."""
    inside: list[dict[int, list[Char]]] = [defaultdict(list) for _ in frames]
    outside: list[Char] = []
    for char in chars:
        x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
        for frame, cells in zip(frames, inside, strict=True):
            number = frame.cell_at(x, y)
            if number >= 0:
                cells[number].append(char)
                break
        else:
            outside.append(char)
    return inside, outside


def table_of(frame: Frame, letters: dict[int, list[Char]], *, page: int, number: int) -> Table:
    """The table of a frame: every place of the grid holds the cell that covers it."""
    made: dict[int, Cell] = {}
    rows = []
    for row, places in enumerate(frame.grid, start=1):
        cells = []
        for column, key in enumerate(places, start=1):
            place = Place(page=page, table=number, row=row, column=column)
            if key < 0:
                cells.append(Cell("", place))
                continue
            if key not in made:
                made[key] = _cell(frame, key, letters.get(key, []), place)
            cells.append(made[key])
        rows.append(tuple(cells))
    return Table(tuple(rows), Place(page=page, table=number))


def _cell(frame: Frame, key: int, letters: Sequence[Char], place: Place) -> Cell:
    lines = lines_of(letters)
    left, top, right, bottom = frame.boxes[key]
    return Cell(
        text=nfc("\n".join(line.text for line in lines)),
        place=place,
        row_span=max(1, _place(frame.rows, bottom) - _place(frame.rows, top)),
        column_span=max(1, _place(frame.columns, right) - _place(frame.columns, left)),
        is_bold=bool(lines) and all(line.is_bold for line in lines),
    )
