"""The tree of a table of work: from the outline marks of its rows to the path of each row."""

from dataclasses import dataclass, field

from caicach.core.documents.recognition.columns import Role
from caicach.core.documents.recognition.grid import GridRow
from caicach.core.documents.recognition.outline import Mark, MarkKind, mark_in_code_cell, mark_of

Style = tuple[MarkKind, int]
BARE_HEADING: Style = (MarkKind.DOMAIN, 0)  # of headings within the table that bear no number
PLAIN: Style = (MarkKind.DASH, 0)  # of rows of work that bear no number
_ABOVE_HEADINGS = (MarkKind.PART, MarkKind.UPPER, MarkKind.ROMAN)


@dataclass(frozen=True, slots=True)
class Draft:
    """A row of the grid with its outline mark; `style` says on which level of the outline it stands."""

    row: GridRow
    mark: Mark | None

    @property
    def style(self) -> Style:
        if self.mark is not None:
            return self.mark.style
        return BARE_HEADING if self.row.is_heading else PLAIN


def draft_of(row: GridRow) -> Draft:
    """The mark stands in the code cell, or at the head of the title where the code cell is empty."""
    if code := row.text(Role.CODE):
        return Draft(row, mark_in_code_cell(code))
    mark = mark_of(row.text(Role.TITLE))
    is_list = mark is not None and mark.kind is MarkKind.DASH and "\n" in row.text(Role.TITLE)
    return Draft(row, None if is_list else mark)


@dataclass(slots=True)
class Tree:
    """Turns marks into paths: a style that is open already ends all that stands below it.

    Rows without a number of their own, dashes among them, are counted below their parent: `-1`, `-2`, …
    """

    above: tuple[str, ...]
    stack: list[tuple[Style, str]] = field(default_factory=list)
    counted: dict[tuple[str, ...], int] = field(default_factory=dict)

    def path(self, draft: Draft) -> tuple[str, ...]:
        """The path of the next row of the table."""
        mark = draft.mark
        if mark is None:
            return self._unnumbered(draft.style)
        styles = [style for style, _ in self.stack]
        if mark.style in styles:
            del self.stack[styles.index(mark.style) :]
        elif mark.kind is MarkKind.NUMBER:
            self._leave_siblings(mark)
        elif mark.kind in (MarkKind.UPPER, MarkKind.PART):
            self.stack.clear()
        code = self._next_code() if mark.kind is MarkKind.DASH else mark.code
        self.stack.append((mark.style, code))
        return self._path()

    def _unnumbered(self, style: Style) -> tuple[str, ...]:
        """A heading ends the numbers above it, for they begin anew below it; a plain row is a leaf where it stands."""
        if style == BARE_HEADING:
            while self.stack and self.stack[-1][0][0] not in _ABOVE_HEADINGS:
                self.stack.pop()
        else:
            self._leave_plain()
        code = self._next_code()
        self.stack.append((style, code))
        return self._path()

    def _next_code(self) -> str:
        parent = self._path()
        self.counted[parent] = self.counted.get(parent, 0) + 1
        return f"-{self.counted[parent]}"

    def _path(self) -> tuple[str, ...]:
        return (*self.above, *(code for _, code in self.stack))

    def _leave_siblings(self, mark: Mark) -> None:
        """ "1.2" stands below "1" and nowhere else: what is deeper, or of another number, is left."""
        self._leave_plain()
        while self.stack and self.stack[-1][0][0] is MarkKind.NUMBER:
            own = mark.code.split(".")
            other = self.stack[-1][1].split(".")
            if len(other) < len(own):
                return
            self.stack.pop()
        while self.stack and self.stack[-1][0][0] in (MarkKind.LOWER, MarkKind.DASH):
            self.stack.pop()
        self._leave_plain()

    def _leave_plain(self) -> None:
        if self.stack and self.stack[-1][0] == PLAIN:
            self.stack.pop()
