"""The tree of a table of work: from the outline marks of its rows to the path of each row."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from caicach.core.documents.recognition.columns import Role
from caicach.core.documents.recognition.grid import GridRow
from caicach.core.documents.recognition.outline import Mark, MarkKind, mark_in_code_cell, mark_of

Style = tuple[MarkKind, int]
BARE_HEADING: Style = (MarkKind.DOMAIN, 0)  # of headings within the table that bear no number
GROUP_NUMBER: Style = (MarkKind.NUMBER, 0)  # of numbered headings below which the numbers of the work begin anew
PLAIN: Style = (MarkKind.DASH, 0)  # of rows of work that bear no number
_ABOVE_HEADINGS = (MarkKind.PART, MarkKind.UPPER, MarkKind.ROMAN)


@dataclass(frozen=True, slots=True)
class Draft:
    """A row of the grid with its outline mark; `style` says on which level of the outline it stands."""

    row: GridRow
    mark: Mark | None
    is_group: bool = False

    @property
    def style(self) -> Style:
        if self.is_group:
            return GROUP_NUMBER
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


def with_groups(drafts: Sequence[Draft]) -> list[Draft]:
    """Tell a heading "1. Cải cách thể chế" from its rows "1", "2", …, whose numbers begin anew right below it."""
    return [
        replace(draft, is_group=True) if _counts_anew(draft, below) else draft
        for draft, below in zip(drafts, [*drafts[1:], None], strict=False)
    ]


def _counts_anew(heading: Draft, below: Draft | None) -> bool:
    plain = (MarkKind.NUMBER, 1)
    if not heading.row.is_heading or heading.style != plain or below is None or below.mark is None:
        return False
    return below.style == plain and below.mark.code == "1" and not below.row.is_heading


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
        if draft.style in styles:
            del self.stack[styles.index(draft.style) :]
        elif draft.is_group:
            self._leave_to(_ABOVE_HEADINGS)
        elif mark.kind is MarkKind.NUMBER:
            self._leave_siblings(mark)
        elif mark.kind in (MarkKind.UPPER, MarkKind.PART):
            self.stack.clear()
        code = self._next_code() if mark.kind is MarkKind.DASH else mark.code
        self.stack.append((draft.style, code))
        return self._path()

    def _leave_to(self, kinds: tuple[MarkKind, ...]) -> None:
        while self.stack and self.stack[-1][0][0] not in kinds:
            self.stack.pop()

    def _unnumbered(self, style: Style) -> tuple[str, ...]:
        """A heading ends the numbers above it, for they begin anew below it; a plain row is a leaf where it stands."""
        if style == BARE_HEADING:
            self._leave_to(_ABOVE_HEADINGS)
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
        while self.stack and self.stack[-1][0][0] is MarkKind.NUMBER and self.stack[-1][0] != GROUP_NUMBER:
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
