"""A questionnaire from the rows of an XLSForm: whole, or every problem at once with its sheet and row."""

from collections import defaultdict
from dataclasses import dataclass

from caicach.core.surveys.expressions import BadExpression, parsed
from caicach.core.surveys.questionnaire import (
    Choice,
    ChoiceList,
    Factor,
    Fault,
    Group,
    Part,
    Question,
    Questionnaire,
    Text,
    faults,
)
from caicach.core.surveys.xlsform.rows import Book, Problem, Row, Sheets, book_of
from caicach.core.surveys.xlsform.words import APPEARANCES, BEGIN, END, KINDS

_YES, _NO = ("yes", "true", "true()"), ("no", "false")
_MARKS = str.maketrans({"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"'})
"""Spreadsheets bend quotation marks as one types."""


@dataclass(frozen=True, slots=True)
class Read:
    """The questionnaire, or None with the problems in the order of the sheets' rows."""

    questionnaire: Questionnaire | None
    problems: tuple[Problem, ...]


def read(sheets: Sheets, name: str = "form") -> Read:
    """name: where the settings give none, as that of the file."""
    book = book_of(sheets)
    reader = _Reader(book)
    settings = book.rows["settings"][0] if book.rows["settings"] else Row(2, {})
    form_id = settings["form_id"] or name
    form = Questionnaire(
        name=form_id,
        title=settings["form_title"] or form_id,
        version=settings["version"],
        languages=book.languages,
        members=reader.members(),
        lists=reader.lists(),
        parts=reader.parts(),
    )
    problems = {*book.problems, *(reader.placed(fault) for fault in faults(form))}
    return Read(None if problems else form, tuple(sorted(problems)))


class _Reader:
    """Knows at which row each name stands."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.places: dict[tuple[str, str, str], list[int]] = defaultdict(list)

    def placed(self, fault: Fault) -> Problem:
        """Groups are known after what is in them, yet stand before it."""
        part = fault.kind == "factors" and fault.column.startswith("part")
        rows = sorted(self.places.get((fault.kind, "part" if part else fault.list, fault.of), [0]))
        row = rows[fault.number]
        return Problem(
            sheet=fault.kind, row=row, column=fault.column, code=fault.code, found=fault.found or fault.of, at=fault.at
        )

    def members(self) -> tuple[Group | Question, ...]:
        """Rows between begin_group and end_group become one group."""
        open_groups: list[tuple[Row, list[Group | Question]]] = []
        here: list[Group | Question] = []
        for row in self.book.rows["survey"]:
            word = row["type"].casefold()
            if word in BEGIN:
                open_groups.append((row, here))
                here = []
            elif word not in END:
                here += self.question(row)
            elif open_groups:
                begun, outside = open_groups.pop()
                here = [*outside, *self.group(begun, here)]
            else:
                self.refuse(row, "type", "no_begin", row["type"])
        for begun, outside in reversed(open_groups):
            self.refuse(begun, "type", "no_end", begun["name"])
            here = [*outside, *self.group(begun, here)]
        return tuple(here)

    def refuse(self, row: Row, column: str, code: str, found: str = "", sheet: str = "survey") -> None:
        self.book.refuse(sheet, row.number, column, code, found)

    def name(self, row: Row, sheet: str = "survey", column: str = "name", of_list: str = "") -> str:
        if row[column]:
            self.places[sheet, of_list, row[column]].append(row.number)
        else:
            self.refuse(row, column, "no_name", sheet=sheet)
        return row[column]

    def group(self, row: Row, members: list[Group | Question]) -> list[Group]:
        for column in ("hint", "constraint_message"):
            if row.spoken(column):
                self.refuse(row, column, "out_of_place", "group")
        for column in ("required", "constraint", "calculation", "factor", "satisfied", "counted"):
            if row[column]:
                self.refuse(row, column, "out_of_place", "group")
        if not (name := self.name(row)):
            return []
        return [
            Group(
                name=name,
                members=tuple(members),
                label=row.spoken("label"),
                relevant=_straight(row["relevant"]),
                appearance=self.appearance(row),
            )
        ]

    def question(self, row: Row) -> list[Question]:
        """Nothing where its type or name is not known: the row is refused."""
        word, choices = self.type(row)
        if word not in KINDS:
            self.refuse(row, "type", "type" if row["type"] else "no_type", row["type"])
            return []
        if not (name := self.name(row)):
            return []
        return [
            Question(
                name=name,
                kind=KINDS[word],
                label=row.spoken("label"),
                hint=row.spoken("hint"),
                choices=choices,
                relevant=_straight(row["relevant"]),
                required=_required(row["required"]),
                constraint=_straight(row["constraint"]),
                constraint_message=row.spoken("constraint_message"),
                calculation=_straight(row["calculation"]),
                appearance=self.appearance(row),
                factor=row["factor"],
                satisfied=tuple(row["satisfied"].split()),
                counted=tuple(row["counted"].split()),
            )
        ]

    def type(self, row: Row) -> tuple[str, str]:
        """The word of the type and the name of its list."""
        words = row["type"].split()
        for length in range(len(words), 0, -1):
            word = " ".join(words[:length]).casefold()
            if word in KINDS and KINDS[word].has_choices:
                if len(words) == length + 1:
                    return word, words[-1]
                return "", ""  # no list, or a word after it: or_other
        return " ".join(words).casefold(), ""

    def appearance(self, row: Row) -> str:
        for word in row["appearance"].split():
            if word not in APPEARANCES:
                self.refuse(row, "appearance", "appearance", word)
        return row["appearance"]

    def lists(self) -> tuple[ChoiceList, ...]:
        """In the order in which their first choices stand."""
        choices: dict[str, list[Choice]] = {}
        for row in self.book.rows["choices"]:
            list_name = row["list_name"]
            if not list_name:
                self.refuse(row, "list_name", "no_name", sheet="choices")
            elif name := self.name(row, "choices", of_list=list_name):
                if list_name not in choices:
                    self.places["choices", "", list_name].append(row.number)
                choices.setdefault(list_name, []).append(Choice(name=name, label=row.spoken("label")))
        return tuple(ChoiceList(name=name, choices=tuple(some)) for name, some in choices.items())

    def parts(self) -> tuple[Part, ...]:
        """A part's words may stand in its first row alone; elsewhere they are the same."""
        labels: dict[str, Text] = {}
        factors: dict[str, list[Factor]] = {}
        for row in self.book.rows["factors"]:
            part, label = row["part"], row.spoken("part_label")
            if not part:
                self.refuse(row, "part", "no_name", sheet="factors")
            elif name := self.name(row, "factors"):
                if part not in labels:
                    self.places["factors", "part", part].append(row.number)
                if label and label != labels.setdefault(part, label):
                    self.refuse(row, "part_label", "differs", part, sheet="factors")
                labels.setdefault(part, label)
                factors.setdefault(part, []).append(Factor(name=name, label=row.spoken("label")))
        return tuple(Part(name=name, label=labels[name], factors=tuple(some)) for name, some in factors.items())


def _straight(text: str) -> str:
    """An expression; marks are made straight only where it is not understood otherwise."""
    try:
        parsed(text)
    except BadExpression:
        return text.translate(_MARKS)
    return text


def _required(cell: str) -> str:
    word = cell.casefold()
    if word in _YES:
        return "true()"
    return "" if word in _NO else _straight(cell)
