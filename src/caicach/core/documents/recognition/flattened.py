"""Tables that a conversion has flattened to lines, put together again: headings, rows by their numbers, cells."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from caicach.core.documents.recognition.columns import Role
from caicach.core.documents.recognition.flattened_cells import AGENCY, Widths, cells_of
from caicach.core.documents.recognition.flattened_headings import FlatHeading, heading_at
from caicach.core.documents.recognition.outline import Mark, MarkKind, mark_of
from caicach.core.documents.recognition.plan_levels import DOMAIN_WORDS
from caicach.core.documents.source import Block, Cell, Paragraph, Place, Table
from caicach.core.text import fold

_WORD_ALONE = re.compile(r"(?:nhiệm vụ|hoạt động|lĩnh vực)", re.IGNORECASE)
_WORD_BEGUN = re.compile(r"nhiệm|hoạt|lĩnh|nhiệm vụ|hoạt động|lĩnh vực", re.IGNORECASE)
_WORD_NUMBERED = re.compile(r"(?:nhiệm vụ|hoạt động|lĩnh vực)\s+(?:\d|[IVX]+\b)", re.IGNORECASE)
_NUMBER_FIRST = re.compile(r"\d{1,2}(?:\.\d{1,2}){0,3}\.?(?:\s|$)")
_BARE = re.compile(
    r"(?P<code>\d{1,3}|[IVX]{1,5}|[A-ZĐ]|"
    r"\d{1,2}(?:\.\d{1,3}){1,3})(?:\s+(?P<rest>[A-ZÀ-ỸĐ0-9“\"(].*)|$)"
)
_BARE_LETTER = re.compile(r"(?P<code>[a-zđ])\s+(?P<rest>[A-ZÀ-ỸĐ].*)")
_ENDS = re.compile(
    r"^[ivx]+[.\-)]?\s?(?:to chuc (?:trien khai )?thuc hien|kinh phi (?:thuc hien|bao dam)|che do bao cao)"
    r"|^(?:[a-d]|\d)[.)]\s?(?:to chuc (?:trien khai )?thuc hien|kinh phi thuc hien)$"
    r"|^phan (?:[ivx]+|thu \w+)$"
    r"|^(?:noi nhan|phu luc|tren day la)|^(?:tm|kt|tl)\. |^tong (?:diem|cong|kinh phi)"
)
_PAGE_TURN = "\f"
_LETTERS = "abcdđeghiklmnopqrstuvxy"


@dataclass(slots=True)
class _Row:
    code: str
    lines: list[str]
    place: Place
    is_heading: bool = False
    turns: list[int] = field(default_factory=list)  # before which line a new page begins

    def parts(self) -> list[list[str]]:
        """The lines of each page that the row stands on: within a page its cells follow one another."""
        cuts = [0, *(turn for turn in self.turns if 0 < turn < len(self.lines)), len(self.lines)]
        return [self.lines[begin:end] for begin, end in zip(cuts, cuts[1:], strict=False) if begin < end]


def rebuild_tables(blocks: Sequence[Block]) -> list[Block]:
    """The same blocks with each flattened table as a table; a document that has tables is left as it is."""
    return list(blocks if any(isinstance(block, Table) for block in blocks) else _rebuilt(tuple(blocks)))


@lru_cache(maxsize=1)  # asked for twice: when a document is read, and when its lines are sought in the reading
def _rebuilt(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    lines = [block for block in blocks if isinstance(block, Paragraph) and block.text.strip()]
    result: list[Block] = []
    place = 0
    while place < len(lines):
        heading = heading_at([line.text for line in lines[place : place + 30]], 0)
        if heading is None:
            result.append(lines[place])
            place += 1
            continue
        end = _end(lines, place + len(heading.lines))
        body = _without_headings(lines[place + len(heading.lines) : end], heading)
        rows = list(_rows(body, _Sequence(with_dashes=_is_dashed(body, heading))))
        if len(rows) < 2:
            result.append(lines[place])
            place += 1
            continue
        result.append(_table(rows, heading, len(result)))
        place = end
    return tuple(result)


def _end(lines: Sequence[Paragraph], start: int) -> int:
    """The table ends where the document goes on: a section on carrying out, an annex, the foot."""
    for place in range(start, len(lines)):
        if _ENDS.match(fold(lines[place].text)):
            return place
    return len(lines)


def _without_headings(lines: Sequence[Paragraph], heading: FlatHeading) -> list[Paragraph]:
    """Leave out the heading where a new page has printed it again, and rows of column numbers."""
    texts = [line.text.strip() for line in lines]
    printed = [text.strip() for text in heading.lines]
    kept: list[Paragraph] = []
    place = 0
    while place < len(lines):
        if texts[place : place + len(printed)] == printed:
            kept.append(replace(lines[place], text=_PAGE_TURN))
            place += len(printed)
        elif re.fullmatch(r"(?:\(\d{1,2}\)\s*){3,}", texts[place]):
            place += 1
        else:
            kept.append(lines[place])
            place += 1
    return kept


def _is_dashed(lines: Sequence[Paragraph], heading: FlatHeading) -> bool:
    """Whether dashes open rows: they are many, and what they open are not the agencies of a list."""
    marks = [mark for line in lines if (mark := mark_of(line.text))]
    dashed = [mark for mark in marks if mark.kind is MarkKind.DASH]
    listed = sum(bool(AGENCY.match(mark.rest)) for mark in dashed)
    if len(dashed) < 3 or listed * 3 > len(dashed):
        return False
    return len(dashed) * 2 > len(marks) or (heading.is_numbered and len(dashed) * 3 > len(lines) / 4)


def _rows(lines: Sequence[Paragraph], sequence: "_Sequence") -> Iterator[_Row]:
    """Rows by their numbers: a line begins a row where it opens with the number that may come next."""
    held: _Row | None = None
    place = 0
    while place < len(lines):
        if lines[place].text == _PAGE_TURN:
            if held:
                held.turns.append(len(held.lines))
            place += 1
            continue
        text, taken = _with_number_below(lines, place)
        mark = sequence.accept(text)
        if mark is not None:
            if held:
                yield held
            is_heading = mark.kind in (MarkKind.UPPER, MarkKind.ROMAN) and mark.rest.isupper()
            held = _Row(mark.code, [mark.rest] if mark.rest else [], lines[place].place, is_heading)
        elif held is None or _is_bare_heading(text, lines[place + taken :], sequence):
            if held:
                yield held
            held = _Row("", [text], lines[place].place, is_heading=True)
        else:
            held.lines.append(text)
        place += taken
    if held:
        yield held


def _is_bare_heading(text: str, below: Sequence[Paragraph], sequence: "_Sequence") -> bool:
    """A heading without a number among rows with dashes: a domain by its name, right above a dash."""
    if not sequence.with_dashes or not below:
        return False
    mark = mark_of(below[0].text)
    return mark is not None and mark.kind is MarkKind.DASH and bool(DOMAIN_WORDS.search(fold(text)))


def _with_number_below(lines: Sequence[Paragraph], place: int) -> tuple[str, int]:
    """ "Hoạt động" / "1.1" and "LĨNH" / "VỰC I" stand on two or three lines of a narrow column."""
    text = joined = lines[place].text.strip()
    for taken in (2, 3):
        if place + taken > len(lines) or not _WORD_BEGUN.fullmatch(joined):
            break
        below = lines[place + taken - 1].text.strip()
        if _WORD_ALONE.fullmatch(joined) and (_NUMBER_FIRST.match(below) or re.match(r"[IVX]{1,5}\b", below)):
            return f"{joined} {below}", taken
        if _WORD_NUMBERED.match(f"{joined} {below}"):
            return f"{joined} {below}", taken
        joined = f"{joined} {below}"
    return text, 1


class _Sequence:
    """Which numbers may come next: the next of an open style, or the first of a new one."""

    def __init__(self, *, with_dashes: bool = False) -> None:
        self.with_dashes = with_dashes
        self.last: dict[tuple[MarkKind, int], str] = {}
        self.ever: dict[tuple[MarkKind, int], int] = {}

    def accept(self, text: str) -> Mark | None:
        mark = mark_of(text) or _bare(text)
        if mark is not None and mark.kind is MarkKind.DASH and self.with_dashes:
            return mark
        if mark is None or mark.kind in (MarkKind.DASH, MarkKind.ARTICLE):
            return None
        if not self._may_follow(mark) or (_is_quiet_letter(mark) and not self._goes_on(mark)):
            return None
        for style in [style for style in self.last if _is_below(style, mark.style)]:
            del self.last[style]
        self.last[mark.style] = mark.code
        self.ever[mark.style] = _value(mark.code)
        return mark

    def _may_follow(self, mark: Mark) -> bool:
        if mark.kind in (MarkKind.TASK, MarkKind.ACTIVITY, MarkKind.DOMAIN, MarkKind.PART):
            return True
        before = self.last.get(mark.style)
        number, previous = _value(mark.code), _value(before) if before else 0
        if mark.kind is MarkKind.NUMBER and mark.depth > 1:
            parent = self.last.get((MarkKind.NUMBER, mark.depth - 1), "")
            follows = mark.code.rpartition(".")[0] == parent if parent else True
            return follows and number in (1, previous + 1, previous + 2)
        if number == previous + 1 or (number == previous + 2 and previous > 0):
            return True
        if before is None and number > 1 and number == max(self.ever.get(mark.style, 0), self._parent(mark)) + 1:
            return True
        return before is None and (
            number == 1 or (mark.kind in (MarkKind.UPPER, MarkKind.ROMAN) and _is_capital_heading(mark.rest))
        )

    def _goes_on(self, mark: Mark) -> bool:
        """A letter before words in small letters is a number only as the very first one, or behind its neighbour."""
        return mark.style in self.last or (mark.code == "A" and not self.ever)

    def _parent(self, mark: Mark) -> int:
        """The number above the open ones: "2." may follow "1.8" though no row bore "1."."""
        below = self.last.get((MarkKind.NUMBER, 2), "") if mark.style == (MarkKind.NUMBER, 1) else ""
        return int(below.partition(".")[0]) if below else 0


def _is_capital_heading(words: str) -> bool:
    """A heading in capitals; "III/2026" is none."""
    return words.isupper() and sum(letter.isalpha() for letter in words) > 5


def _is_quiet_letter(mark: Mark) -> bool:
    return mark.kind is MarkKind.UPPER and bool(mark.rest) and not mark.rest.isupper()


def _bare(text: str) -> Mark | None:
    """A number without its stop, alone on its line or before words in capitals."""
    if letter := _BARE_LETTER.fullmatch(text):
        return Mark(MarkKind.LOWER, letter["code"], letter["rest"].strip())
    found = _BARE.fullmatch(text)
    if not found:
        return None
    code, rest = found["code"], (found["rest"] or "").strip()
    if code[0].isdigit():
        return Mark(MarkKind.NUMBER, code, rest, code.count(".") + 1) if not rest[:1].isdigit() else None
    kind = MarkKind.ROMAN if re.fullmatch(r"[IVX]+", code) else MarkKind.UPPER
    return Mark(kind, code, rest) if rest[:1].isupper() else None


def _value(code: str) -> int:
    last = code.rpartition(".")[2]
    if last.isdigit():
        return int(last)
    if re.fullmatch(r"[IVX]+", last):
        values = {"I": 1, "V": 5, "X": 10}
        numbers = [values[letter] for letter in last]
        return sum(-n if n < following else n for n, following in zip(numbers, [*numbers[1:], 0], strict=True))
    letter = last[:1].casefold()
    return _LETTERS.index(letter) + 1 if letter in _LETTERS else 0


_DEPTH = [
    MarkKind.PART,
    MarkKind.UPPER,
    MarkKind.ROMAN,
    MarkKind.DOMAIN,
    MarkKind.TASK,
    MarkKind.NUMBER,
    MarkKind.LOWER,
]


def _is_below(style: tuple[MarkKind, int], other: tuple[MarkKind, int]) -> bool:
    if style[0] not in _DEPTH or other[0] not in _DEPTH:
        return False
    return (_DEPTH.index(style[0]), style[1]) > (_DEPTH.index(other[0]), other[1])


def _table(rows: Sequence[_Row], heading: FlatHeading, number: int) -> Table:
    """Divide all rows twice: the second time the widths of the columns are known."""
    labelled = sum(any(re.search(r"chủ trì\s*:", line, re.IGNORECASE) for line in row.lines) for row in rows)
    widths = Widths(is_labelled=labelled * 3 > len(rows))
    for _ in range(2):
        divided = [_cells(row, heading, widths) for row in rows]
        widths = Widths(_widths(rows, divided), widths.is_labelled)
    table = number + 1
    first = tuple(
        Cell(text, Place(block=rows[0].place.block, table=table, row=1, column=column))
        for column, text in enumerate(["TT", *(heading.name_of(role) for role in heading.roles)], start=1)
    )
    body = [
        _printed(row, cells, heading, table, place)
        for place, (row, cells) in enumerate(zip(rows, divided, strict=True), start=2)
    ]
    return Table((first, *body), Place(block=rows[0].place.block, table=table))


def _cells(row: _Row, heading: FlatHeading, widths: Widths) -> dict[Role, str]:
    if row.is_heading or len(row.lines) == 1 and row.lines[0].isupper():
        return {Role.TITLE: " ".join(row.lines)}
    return cells_of(row.parts(), heading.roles, widths)


def _widths(rows: Sequence[_Row], divided: Sequence[dict[Role, str]]) -> dict[Role, int]:
    """For each column a line length that nearly all its broken lines keep to."""
    lengths: dict[Role, list[int]] = {}
    for row, cells in zip(rows, divided, strict=True):
        if row.is_heading or len(cells) < 2:
            continue
        for role, text in cells.items():
            for line in row.lines:
                if len(line) > 3 and line in text and line != text:
                    lengths.setdefault(role, []).append(len(line))
    longest = {}
    for role, found in lengths.items():
        if len(found) >= 5:
            longest[role] = sorted(found)[int(len(found) * 0.97)]
    return longest


def _printed(row: _Row, cells: dict[Role, str], heading: FlatHeading, table: int, place: int) -> tuple[Cell, ...]:
    texts = [row.code, *(cells.get(role, "") for role in heading.roles)]
    return tuple(
        Cell(text, Place(block=row.place.block, table=table, row=place, column=column))
        for column, text in enumerate(texts, start=1)
    )
