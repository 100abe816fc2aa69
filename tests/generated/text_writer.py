"""Papers as plain text: tables as lines with tabs, or flattened with one cell after the other as PDF dumps are."""

import textwrap
from pathlib import Path

from tests.generated.blocks import Beside, Block, Break, Cell, Grid, Line, placed

PAGE_LINES = 46


def write_tabbed(blocks: list[Block], path: Path) -> Path:
    """Each row of a table is one line, its cells stand between tabs."""
    lines: list[str] = []
    for block in blocks:
        if isinstance(block, Line):
            lines += [block.text, ""]
        elif isinstance(block, Beside):
            lines += [*block.left, "", *block.right, ""]
        elif isinstance(block, Grid):
            lines += [*_tabbed(block), ""]
    path.write_text("\n".join(lines), "utf-8")
    return path


def _tabbed(grid: Grid) -> list[str]:
    found = []
    for row in placed(grid):
        cells = [""] * len(grid.widths)
        for column, cell in row:
            cells[column] = cell.text.replace("\n", " ")
        found.append("\t".join(cells))
    return found


def write_flattened(blocks: list[Block], path: Path) -> Path:
    """Wrapped lines as a PDF dump gives them: columns one after the other, page numbers and headings in between."""
    pages = _Pages()
    for block in blocks:
        if isinstance(block, Line):
            pages.add(textwrap.wrap(block.text, 88))
        elif isinstance(block, Beside):
            pages.add(_side_by_side(block))
        elif isinstance(block, Break):
            pages.turn()
        else:
            _flatten(block, pages)
    path.write_text("\n".join(pages.lines) + "\n", "utf-8")
    return path


class _Pages:
    """Lines with a page number wherever a page is full."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.on_page, self.page = 0, 1

    def add(self, lines: list[str]) -> None:
        for line in lines:
            if self.on_page >= PAGE_LINES:
                self.turn()
            self.lines.append(line)
            self.on_page += 1

    def turn(self) -> None:
        self.page, self.on_page = self.page + 1, 0
        self.lines.append(str(self.page))

    def has_room_for(self, count: int) -> bool:
        return self.on_page + count <= PAGE_LINES


def _side_by_side(block: Beside) -> list[str]:
    """The last line of both sides stands in one line where the head has number and date."""
    if block.left[-1].startswith("Số:"):
        return [*block.left[:-1], *block.right[:-1], f"{block.left[-1]} {block.right[-1]}"]
    return [*block.left, *(line for line in block.right if line)]


def _flatten(grid: Grid, pages: _Pages) -> None:
    rows = placed(grid)
    characters = [max(6, int(share / sum(grid.widths) * 150)) for share in grid.widths]
    heading = [line for row in rows[: grid.heads] for line in _flat_row(row, characters)]
    pages.add(heading)
    for row in rows[grid.heads :]:
        lines = _flat_row(row, characters)
        if not pages.has_room_for(len(lines)):
            pages.turn()
            pages.add(heading if grid.repeats_heading else [])
        pages.add(lines)


def _flat_row(row: list[tuple[int, Cell]], characters: list[int]) -> list[str]:
    lines: list[str] = []
    for column, cell in row:
        width = sum(characters[column : column + cell.span])
        wrapped = [line for text in cell.text.split("\n") for line in textwrap.wrap(text, width)]
        if lines and wrapped and column == 1 and len(lines) == 1:
            wrapped = [f"{lines.pop()} {wrapped[0]}", *wrapped[1:]]
        lines += wrapped
    return lines
