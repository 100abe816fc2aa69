"""The sheets of an XLSForm as rows by column and language, and the problems of their headings."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from caicach.core.surveys.questionnaire import NO_LANGUAGE, Text
from caicach.core.surveys.xlsform.words import COLUMNS, LANGUAGES, OTHER_WORDS, REFUSED_SHEETS, SPOKEN
from caicach.core.text import nfc

Cell = str | float | bool | None
Sheets = Mapping[str, Sequence[Sequence[Cell]]]
"""The rows of each sheet from its first line on, as a reader of workbooks gives them."""

Key = tuple[str, str]
_CODES = {name: code for code, name in LANGUAGES.items()}


@dataclass(frozen=True, slots=True, order=True, kw_only=True)
class Problem:
    """What is not understood. row: as a spreadsheet counts, 0: the sheet. at: letter of an expression, from 1."""

    sheet: str
    row: int
    column: str
    code: str
    found: str = ""
    at: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """One row below the headings."""

    number: int
    cells: Mapping[Key, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get((column, ""), "")

    def spoken(self, column: str) -> Text:
        """The words of each language that has some."""
        return {tongue: words for (name, tongue), words in self.cells.items() if name == column and words}


@dataclass(slots=True)
class Book:
    """All sheets that count. languages: in the order of their headings, that in which the form opens first."""

    rows: dict[str, list[Row]] = field(default_factory=dict)
    languages: tuple[str, ...] = ()
    problems: list[Problem] = field(default_factory=list)

    def refuse(self, sheet: str, row: int, column: str, code: str, found: str = "") -> None:
        self.problems.append(Problem(sheet=sheet, row=row, column=column, code=code, found=found))


def book_of(sheets: Sheets) -> Book:
    """The rows of the four sheets that count."""
    book = Book()
    lines = {name.strip().casefold(): rows for name, rows in sheets.items()}
    for name in lines:
        if name in REFUSED_SHEETS:
            book.refuse(name, 0, "", "sheet", name)
    if "survey" not in lines:
        book.refuse("survey", 0, "", "no_sheet", "survey")
    book.rows["settings"] = _rows(book, "settings", lines.get("settings", ()), NO_LANGUAGE)
    opening = _opening(book)
    for name in ("survey", "choices", "factors"):
        book.rows[name] = _rows(book, name, lines.get(name, ()), opening or NO_LANGUAGE)
    _set_languages(book, opening)
    return book


def text_of_cell(cell: Cell) -> str:
    """Whole numbers without a point: 1 is the name of a choice."""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return nfc("" if cell is None else str(cell)).strip()


def _opening(book: Book) -> str:
    """The language that the settings name."""
    rows = book.rows["settings"]
    for row in rows[1:]:
        book.refuse("settings", row.number, "", "one_row")
    named = rows[0]["default_language"] if rows else ""
    return _CODES.get(named, named)


def _rows(book: Book, sheet: str, lines: Sequence[Sequence[Cell]], opening: str) -> list[Row]:
    texts = [[text_of_cell(cell) for cell in line] for line in lines]
    if not texts:
        return []
    keys = dict(_keys(book, sheet, texts, opening))
    rows = []
    for number, line in enumerate(texts[1:], 2):
        cells = {key: line[place] for place, key in keys.items() if place < len(line)}
        if any(cells.values()):
            rows.append(Row(number, cells))
    return rows


def _keys(book: Book, sheet: str, texts: list[list[str]], opening: str) -> Iterator[tuple[int, Key]]:
    """The place of each column that is understood. One without any cell below it is passed over."""
    seen: set[Key] = set()
    mark = "::" if any("::" in heading for heading in texts[0]) else ":"
    for place in range(max(map(len, texts))):
        heading = texts[0][place] if place < len(texts[0]) else ""
        below = next((row for row, line in enumerate(texts[1:], 2) if place < len(line) and line[place]), 0)
        key = _key(heading, opening, mark)
        if key[0] not in COLUMNS[sheet] or (key[1] and key[0] not in SPOKEN):
            if below:
                book.refuse(sheet, 1 if heading else below, heading, "column", heading)
        elif key in seen:
            book.refuse(sheet, 1, heading, "column_twice", heading)
        else:
            seen.add(key)
            yield place, key


def _key(heading: str, opening: str, mark: str) -> Key:
    """mark: what stands before a language; older forms write one colon."""
    column, language = _parted([part.strip() for part in heading.split(mark)])
    if language:
        return column, _CODES.get(language, language)
    return column, opening if column in SPOKEN else ""


def _parted(parts: list[str]) -> tuple[str, str]:
    """The column, by as many parts as one of its spellings has, and the language after it."""
    for length in (3, 2, 1):
        column = "_".join(":".join(parts[:length]).casefold().split())
        if length == 1 or column in OTHER_WORDS:
            break
    return OTHER_WORDS.get(column, column), "::".join(parts[length:])


def _set_languages(book: Book, opening: str) -> None:
    """Those in which there is a word anywhere."""
    rows = [row for name in ("survey", "choices", "factors") for row in book.rows[name]]
    spoken = dict.fromkeys(tongue for row in rows for (_, tongue), words in row.cells.items() if tongue and words)
    if opening and opening not in spoken:
        book.refuse("settings", 2, "default_language", "no_such_language", LANGUAGES.get(opening, opening))
    first = [opening] if opening in spoken else []
    book.languages = tuple(dict.fromkeys([*first, *spoken]))
