"""What happens to a note: written on a paragraph, answered, done, opened again."""

from django.db import transaction
from django.utils import timezone

from caicach.audit.trail import record
from caicach.core.text import nfc
from caicach.notes import errors
from caicach.notes.anchors import paragraphs_of
from caicach.notes.models import Note, NoteAnswer
from caicach.notes.permissions import require_noter
from caicach.people.models import User
from caicach.reports.models import PartSection
from caicach.ui.errors import RowMovedOn


@transaction.atomic
def write_note(*, section: PartSection, version: int, paragraph: int, text: str, by: User) -> Note:
    """Note something on a paragraph (from 1) of a section as it was seen; RowMovedOn where it was written anew."""
    row = PartSection.objects.select_for_update(of=("self",)).select_related("part__agency").get(pk=section.pk)
    require_noter(by, row)
    if row.version != version:
        raise RowMovedOn(row=row)
    now = paragraphs_of(row.text)
    if not 1 <= paragraph <= len(now):
        raise errors.NoSuchParagraph(section=row.title, paragraph=paragraph)
    note = Note.objects.create(section=row, paragraph=paragraph, words=now[paragraph - 1], text=_tidy(text), by=by)
    record("notes.written", actor=by, target=note, words=note.words, text=note.text)
    return note


@transaction.atomic
def answer_note(*, note: Note, version: int, text: str, by: User) -> Note:
    """Say something to a note; whoever wrote it and whoever writes the section see it on their desks in turn."""
    row = _locked(note, version, by)
    if not row.is_open:
        raise errors.NoteDone()
    answer = NoteAnswer.objects.create(note=row, text=_tidy(text), by=by)
    row.is_answered = row.by_id != by.pk
    _store(row)
    record("notes.answered", actor=by, target=row, text=answer.text)
    return row


@transaction.atomic
def settle_note(*, note: Note, version: int, by: User) -> Note:
    """Nothing more is to be done about it."""
    row = _locked(note, version, by)
    if not row.is_open:
        raise errors.NoteDone()
    row.done_by, row.done_at = by, timezone.now()
    _store(row)
    record("notes.settled", actor=by, target=row)
    return row


@transaction.atomic
def reopen_note(*, note: Note, version: int, by: User) -> Note:
    """It was not done after all."""
    row = _locked(note, version, by)
    if row.is_open:
        raise errors.NoteOpen()
    row.done_by, row.done_at, row.is_answered = None, None, row.by_id != by.pk
    _store(row)
    record("notes.reopened", actor=by, target=row)
    return row


def _locked(note: Note, version: int, by: User) -> Note:
    row = Note.objects.select_for_update(of=("self",)).select_related("section__part__agency").get(pk=note.pk)
    require_noter(by, row.section)
    if row.version != version:
        raise RowMovedOn(row=row)
    return row


def _store(row: Note) -> None:
    row.version += 1
    row.save(update_fields=["is_answered", "done_by", "done_at", "version"])


def _tidy(text: str) -> str:
    return nfc(text).strip()
