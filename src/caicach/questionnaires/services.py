"""Every change to questionnaires: read in as a draft, edited, published, followed by a new edition, withdrawn."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.utils import timezone

from caicach.agencies.permissions import require, require_or_machine
from caicach.audit.trail import record
from caicach.core.surveys import questionnaire as core
from caicach.core.surveys.xlsform.writing import sheets
from caicach.people.models import User
from caicach.people.permissions import Permission
from caicach.questionnaires import errors
from caicach.questionnaires.models import Questionnaire, State
from caicach.questionnaires.phrases import fault_sentence
from caicach.ui.errors import RowMovedOn

Change = Callable[[core.Questionnaire], core.Questionnaire]


@transaction.atomic
def keep_draft(*, made: core.Questionnaire, by: User | None) -> Questionnaire:
    """Keep a sound questionnaire as a draft; a draft of the same edition it takes the place of.

    by: None for a command on the server.
    """
    require_or_machine(by, Permission.QUESTIONNAIRE_WRITE)
    row = _of_edition(made.name, made.version) or Questionnaire(form_id=made.name, edition=made.version)
    if not row.is_draft:
        if row.sheets_hash == hash_of(sheets(made)):
            return row
        raise errors.EditionTaken(form_id=made.name, edition=made.version)
    if row._state.adding:
        row.made_by, row.follows = by, latest_published(made.name)
    _write(row, made)
    record("questionnaires.read_in", actor=by, target=row, sha256=row.sheets_hash, questions=row.question_count)
    return row


@transaction.atomic
def change_draft(*, questionnaire: Questionnaire, version: int, change: Change, by: User) -> Questionnaire:
    """Change a draft; what would not be sound then is not kept."""
    require(by, Permission.QUESTIONNAIRE_WRITE)
    row = _locked_draft(questionnaire, version)
    made = change(row.as_core)
    if sheets(made) == row.sheets:
        return row
    if (made.name, made.version) != (row.form_id, row.edition) and _of_edition(made.name, made.version):
        raise errors.EditionTaken(form_id=made.name, edition=made.version)
    _write(row, made)
    record("questionnaires.changed", actor=by, target=row, sha256=row.sheets_hash, questions=row.question_count)
    return row


@transaction.atomic
def undo_change(*, questionnaire: Questionnaire, version: int, by: User) -> Questionnaire:
    """Give a draft back what it was before its last change; once more gives the change back."""
    require(by, Permission.QUESTIONNAIRE_WRITE)
    row = _locked_draft(questionnaire, version)
    if row.former_sheets is None:
        raise errors.NothingToUndo()
    row.sheets, row.former_sheets = row.former_sheets, row.sheets
    row.__dict__.pop("as_core", None)
    _take_over(row, row.as_core)
    _save(row)
    record("questionnaires.undone", actor=by, target=row, sha256=row.sheets_hash, questions=row.question_count)
    return row


@transaction.atomic
def publish(*, questionnaire: Questionnaire, version: int, by: User | None) -> Questionnaire:
    """From now on it never changes; surveys may ask it."""
    require_or_machine(by, Permission.QUESTIONNAIRE_WRITE)
    row = _locked_draft(questionnaire, version)
    row.state, row.published_at, row.former_sheets = State.PUBLISHED, timezone.now(), None
    _save(row)
    record("questionnaires.published", actor=by, target=row, sha256=row.sheets_hash)
    return row


@transaction.atomic
def start_edition(*, questionnaire: Questionnaire, edition: str, by: User) -> Questionnaire:
    """A draft that begins as a copy of what is published and is to take its place."""
    require(by, Permission.QUESTIONNAIRE_WRITE)
    row = _locked(questionnaire)
    if row.state != State.PUBLISHED:
        raise errors.NotPublished(questionnaire=row)
    if _of_edition(row.form_id, edition):
        raise errors.EditionTaken(form_id=row.form_id, edition=edition)
    made = Questionnaire(form_id=row.form_id, edition=edition, made_by=by, follows=row)
    _write(made, replace(row.as_core, version=edition))
    record("questionnaires.edition_started", actor=by, target=made, follows=str(row.pk), sha256=made.sheets_hash)
    return made


@transaction.atomic
def withdraw(*, questionnaire: Questionnaire, version: int, by: User) -> Questionnaire:
    """Nothing new is asked with it; what was answered stays."""
    require(by, Permission.QUESTIONNAIRE_WRITE)
    row = _locked(questionnaire, version)
    if row.state != State.PUBLISHED:
        raise errors.NotPublished(questionnaire=row)
    row.state = State.WITHDRAWN
    _save(row)
    record("questionnaires.withdrawn", actor=by, target=row)
    return row


@transaction.atomic
def discard(*, questionnaire: Questionnaire, version: int, by: User) -> None:
    """Throw a draft away."""
    require(by, Permission.QUESTIONNAIRE_WRITE)
    row = _locked_draft(questionnaire, version)
    record("questionnaires.discarded", actor=by, target=row, sha256=row.sheets_hash)
    row.delete()


def latest_published(form_id: str) -> Questionnaire | None:
    """The edition that is in use."""
    found = Questionnaire.objects.filter(form_id=form_id, state=State.PUBLISHED)
    return found.order_by("-published_at", "pk").first()


def hash_of(content: Any) -> str:
    """The SHA-256 of sheets, the same wherever it is computed."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _of_edition(form_id: str, edition: str) -> Questionnaire | None:
    return Questionnaire.objects.select_for_update().filter(form_id=form_id, edition=edition).first()


def _locked(questionnaire: Questionnaire, version: int | None = None) -> Questionnaire:
    row = Questionnaire.objects.select_for_update(of=("self",)).filter(pk=questionnaire.pk).first()
    if row is None or version not in (None, row.version):
        raise RowMovedOn(row=questionnaire)
    return row


def _locked_draft(questionnaire: Questionnaire, version: int) -> Questionnaire:
    row = _locked(questionnaire)
    if not row.is_draft:
        raise errors.NotDraft(questionnaire=row)
    if row.version != version:
        raise RowMovedOn(row=row)
    return row


def _write(row: Questionnaire, made: core.Questionnaire) -> None:
    """Keep a sound questionnaire in a draft; what it was before can be had again."""
    if found := core.faults(made):
        raise errors.NotSound(why=" ".join(fault_sentence(one) for one in found[:3]))
    row.former_sheets = None if row._state.adding else row.sheets
    row.sheets = sheets(made)
    row.__dict__.pop("as_core", None)
    _take_over(row, made)
    row.full_clean(exclude=["sheets", "former_sheets", "languages"], validate_constraints=False)
    if row._state.adding:
        row.save()
    else:
        _save(row)


def _take_over(row: Questionnaire, made: core.Questionnaire) -> None:
    row.form_id, row.edition, row.title = made.name, made.version, made.title
    row.languages = list(made.languages)
    row.question_count = sum(question.kind.is_asked for question in made.questions())
    row.sheets_hash = hash_of(row.sheets)


def _save(row: Questionnaire) -> None:
    row.version += 1
    row.save()
