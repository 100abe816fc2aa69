"""What writers print: lines, columns side by side, tables, page breaks."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph. style: title, centre, bold, italic, italic_centre or plain."""

    text: str
    style: str = "plain"


@dataclass(frozen=True, slots=True)
class Beside:
    """Two columns without lines: head of the paper, or recipients and signature."""

    left: tuple[str, ...]
    right: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell over `span` columns and `down` rows."""

    text: str = ""
    span: int = 1
    down: int = 1
    is_bold: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its first `heads` rows are headings. Cells that another one covers are left out."""

    widths: tuple[float, ...]
    rows: tuple[tuple[Cell, ...], ...]
    heads: int = 1
    repeats_heading: bool = True


@dataclass(frozen=True, slots=True)
class Break:
    """A new page, upright or not."""

    is_landscape: bool = False


Block = Line | Beside | Grid | Break


def placed(grid: Grid) -> list[list[tuple[int, Cell]]]:
    """For each row its cells with the column they begin in."""
    covered: dict[tuple[int, int], bool] = {}
    found: list[list[tuple[int, Cell]]] = []
    for at, row in enumerate(grid.rows):
        column, line = 0, []
        for cell in row:
            while (at, column) in covered:
                column += 1
            line.append((column, cell))
            covered |= {(at + y, column + x): True for y in range(cell.down) for x in range(cell.span)}
            column += cell.span
        found.append(line)
    return found
