"""A part with its notes: each at its paragraph as it stands now, and those whose paragraph is gone."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from django.urls import reverse

from caicach.notes.anchors import Place, paragraphs_of, place_of
from caicach.notes.models import Note
from caicach.notes.permissions import may_note
from caicach.people.models import User
from caicach.reports.margins import Remark
from caicach.reports.models import PartSection, ReportPart


@dataclass(frozen=True, slots=True)
class ShownNote:
    note: Note
    is_changed: bool


@dataclass(slots=True)
class Paragraph:
    """number: from 1."""

    number: int
    words: str
    notes: list[ShownNote] = field(default_factory=list)


@dataclass(slots=True)
class NotedSection:
    """gone: notes whose paragraph is no longer there."""

    section: PartSection
    paragraphs: list[Paragraph]
    may_note: bool
    gone: list[ShownNote] = field(default_factory=list)

    @property
    def is_blank(self) -> bool:
        return not self.paragraphs and not self.gone

    @property
    def has_notes(self) -> bool:
        return bool(self.gone) or any(one.notes for one in self.paragraphs)


def read_part(part: ReportPart, user: User, *, is_open_only: bool = False) -> list[NotedSection]:
    """The sections in their order with their notes."""
    by_section = defaultdict(list)
    rows = Note.objects.filter(section__part=part).select_related("by").prefetch_related("answers__by")
    for note in rows.open() if is_open_only else rows:
        by_section[note.section_id].append(note)
    found = []
    for section in part.sections.select_related("owner"):
        section.part = part
        found.append(_noted(section, by_section[section.pk], is_allowed=may_note(user, section)))
    return found


def place_now(note: Note) -> Place:
    """Where a note stands today."""
    return place_of(note.words, note.paragraph, paragraphs_of(note.section.text))


def remarks_of(part: ReportPart, user: User) -> Iterator[Remark]:
    """The open notes, for the pages of the room of reports."""
    for note in Note.objects.open().filter(section__part=part):
        url = reverse("notes:note_detail", args=[note.pk])
        is_own = note.by_id == user.pk
        yield Remark(section=note.section_id, words=note.words, text=note.text, url=url, is_own=is_own)


def _noted(section: PartSection, notes: Sequence[Note], *, is_allowed: bool) -> NotedSection:
    words = paragraphs_of(section.text)
    found = NotedSection(section, [Paragraph(number, one) for number, one in enumerate(words, 1)], is_allowed)
    for note in notes:
        place = place_of(note.words, note.paragraph, words)
        beside = found.gone if place.paragraph is None else found.paragraphs[place.paragraph - 1].notes
        beside.append(ShownNote(note, place.is_changed))
    return found
