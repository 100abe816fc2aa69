"""A pasted notice as proposed conclusions: the forms in which a person corrects them, each beside its paragraph."""

from collections.abc import Mapping
from dataclasses import dataclass

from caicach.core.documents.concluding import Part, ProposedRow, read_part
from caicach.meetings.conclusions import Conclusion, reader_for
from caicach.meetings.forms import ConclusionForm
from caicach.meetings.models import Meeting
from caicach.plans.row_edits import CellReader

MOST_PARTS = 400
_ASKED = ("lead", "end")


@dataclass(frozen=True, slots=True)
class Line:
    """A part of the notice. form: none where it is left out. asked: labels of what was not found with certainty."""

    number: int
    part: Part
    form: ConclusionForm | None = None
    is_taken: bool = False
    asked: tuple[str, ...] = ()


def proposed_lines(meeting: Meeting, parts: list[Part]) -> list[Line]:
    """What the notice proposes; nothing is guessed."""
    reader = reader_for(meeting)
    lines = []
    for number, part in enumerate(parts):
        row = read_part(part, knows=lambda words: _is_certain(reader, words), on=meeting.held_on)
        lines.append(_proposed(number, row, reader) if row else Line(number, part))
    return lines


def sent_lines(meeting: Meeting, parts: list[Part], data: Mapping[str, str]) -> list[Line]:
    """What a person has made of them. A part that is taken in only now comes with its words and with questions."""
    reader = reader_for(meeting)
    lines = []
    for number, part in enumerate(parts):
        is_taken = f"take-{number}" in data
        if f"{prefix_of(number)}-title" in data:
            form = ConclusionForm(data, reader=reader, prefix=prefix_of(number))
            lines.append(Line(number, part, form, is_taken))
        elif is_taken:
            lines.append(_proposed(number, ProposedRow(part=part, title=part.words), reader))
        else:
            lines.append(Line(number, part))
    return lines


def conclusions_in(lines: list[Line]) -> list[Conclusion] | None:
    """The conclusions that are taken; none where one of them still needs an answer."""
    taken = [line.form for line in lines if line.form is not None and line.is_taken]
    if any(not form.is_valid() for form in taken):
        return None
    return [form.conclusion() for form in taken]


def prefix_of(number: int) -> str:
    return f"row-{number}"


def _proposed(number: int, row: ProposedRow, reader: CellReader) -> Line:
    said = {
        "title": row.title, "lead": row.lead, "coordinating": row.coordinating, "end": row.end,
        "deliverable": row.deliverable,
    }  # fmt: skip
    form = ConclusionForm(reader=reader, prefix=prefix_of(number), initial=said)
    asked = tuple(str(form.fields[name].label) for name in _ASKED if not said[name])
    return Line(number, row.part, form, True, asked)


def _is_certain(reader: CellReader, words: str) -> bool:
    names = reader.duty_names(words)
    return bool(names) and all(name.key for name in names)
