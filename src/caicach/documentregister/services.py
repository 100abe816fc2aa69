"""The register of documents: entered once, corrected, followed by new files, and used as evidence in many places."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from caicach.agencies.models import Agency
from caicach.agencies.permissions import agencies_where, require
from caicach.audit.trail import record
from caicach.core.documents.numbers import number_key, tidy_number
from caicach.core.text import squeeze
from caicach.documentregister.errors import DocumentInUse, SameFile
from caicach.documentregister.uses import uses_of
from caicach.files.models import Document, DocumentQuerySet, DocumentVersion, HeadState, StoredFile
from caicach.jobs.faults import faultpoint
from caicach.people.models import User
from caicach.people.permissions import Permission
from caicach.ui.errors import RowMovedOn

MOST_ALIKE = 10
_TEXTS = ("kind", "title", "issuer", "signer", "signer_position")


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What the register says of a paper."""

    title: str = ""
    kind: str = ""
    number: str = ""
    issuer: str = ""
    issued_on: date | None = None
    effective_on: date | None = None
    signer: str = ""
    signer_position: str = ""

    def fields(self) -> dict[str, Any]:
        """The same as the columns of a document: texts squeezed, the number in its tidy form."""
        texts = {name: squeeze(getattr(self, name)) for name in _TEXTS}
        number = tidy_number(self.number)
        days = {"issued_on": self.issued_on, "effective_on": self.effective_on}
        return {**texts, **days, "number": number, "number_key": number_key(number)}


@transaction.atomic
def register_document(
    *, agency: Agency, head: Head, by: User, file: StoredFile | None = None, is_head_typed: bool = True
) -> Document:
    """Enter a document of an agency; the same file, or the same number and day, is the row that is there already.

    is_head_typed: a person has written the head. Else it is to be read from the file, and seen by a person.
    """
    Agency.objects.select_for_update(of=("self",)).get(pk=agency.pk)  # who sends the same twice at once comes in turn
    known = _known(agency, head, file)
    if known is not None:
        if known.withdrawn_at is not None:
            return restore_document(document=known, version=known.version, by=by)
        return known
    row = Document(agency=agency, file=file, registered_by=by, **head.fields())
    row.title = row.title or _title_of(file)
    row.head_state = HeadState.TYPED if is_head_typed or file is None else HeadState.WAITING
    row.checked_at = timezone.now() if row.head_state == HeadState.TYPED else None
    row.put_in_order()
    row.save(force_insert=True)
    if file is not None:
        DocumentVersion.objects.create(document=row, number=1, file=file, added_by=by)
    record("files.document_registered", actor=by, target=row, sha256=file.sha256 if file else "")
    faultpoint("files.registered")
    return row


@transaction.atomic
def correct_document(*, document: Document, version: int, head: Head, by: User) -> Document:
    """Write what a person says of a document; from then on it is checked."""
    row = locked_document(document, version, by)
    before = {name: getattr(row, name) for name in head.fields()}
    for name, told in head.fields().items():
        setattr(row, name, told)
    row.checked_at = timezone.now()
    row.put_in_order()
    _keep(row)
    changed = {name: [before[name], getattr(row, name)] for name in before if before[name] != getattr(row, name)}
    record("files.document_corrected", actor=by, target=row, changed=changed)
    return row


@transaction.atomic
def add_version(*, document: Document, version: int, file: StoredFile, by: User, note: str = "") -> DocumentVersion:
    """Let a newer file follow; the older ones stay, and what they proved stays proved by them."""
    row = locked_document(document, version, by)
    taken = Document.objects.filter(agency=row.agency_id, file=file).exclude(pk=row.pk).first()
    if taken is not None or row.versions.filter(file=file).exists():
        raise SameFile(document=taken or row)
    newest = row.versions.order_by("-number").first()
    number = newest.number + 1 if newest else 1
    added = DocumentVersion.objects.create(document=row, number=number, file=file, note=squeeze(note), added_by=by)
    row.file = file
    row.put_in_order()
    _keep(row)
    record("files.version_added", actor=by, target=row, number=number, sha256=file.sha256)
    return added


@transaction.atomic
def withdraw_document(*, document: Document, version: int, reason: str, by: User) -> Document:
    """Take a document out of the register again, unless something rests on it. It can be put back."""
    row = locked_document(document, version, by)
    if uses := uses_of(row, by):
        raise DocumentInUse(document=row, places="; ".join(str(use.text) for use in uses[:3]))
    row.withdrawn_at, row.withdrawn_reason = timezone.now(), squeeze(reason)
    _keep(row)
    record("files.document_withdrawn", actor=by, target=row, reason=row.withdrawn_reason)
    return row


@transaction.atomic
def restore_document(*, document: Document, version: int, by: User) -> Document:
    """Put a document back into the register."""
    row = locked_document(document, version, by)
    if row.withdrawn_at is None:
        return row
    row.withdrawn_at, row.withdrawn_reason = None, ""
    _keep(row)
    record("files.document_restored", actor=by, target=row)
    return row


@dataclass(frozen=True, slots=True)
class Alike:
    """Documents that may be the same paper: those that the person sees, and how many there are elsewhere."""

    seen: list[Document]
    elsewhere: int


def alike(document: Document, user: User) -> Alike:
    """Documents of the same number and day, or with the same file; what other agencies have is only counted."""
    found = _alike(document)
    seen = list(found.filter(agency__in=agencies_where(user, Permission.DOCUMENT_VIEW))[:MOST_ALIKE])
    return Alike(seen, max(found.count() - len(seen), 0))


def _alike(document: Document) -> QuerySet[Document]:
    by_number = Document.objects.alike(document.number, document.issued_on)
    by_file = Document.objects.standing().filter(file=document.file).exclude(file=None)
    return (by_number | by_file).exclude(pk=document.pk).select_related("agency")


def locked_document(document: Document, version: int, by: User) -> Document:
    """The row as it is now, for a change by somebody who may; refused when it has moved on."""
    require(by, Permission.DOCUMENT_REGISTER, document.agency)
    row = Document.objects.select_for_update(of=("self",)).select_related("agency", "file").get(pk=document.pk)
    if row.version != version:
        raise RowMovedOn(row=row)
    return row


def standing_of(agency: Agency) -> DocumentQuerySet:
    """What an agency may use as evidence."""
    return Document.objects.standing().filter(agency=agency)


def _known(agency: Agency, head: Head, file: StoredFile | None) -> Document | None:
    own = standing_of(agency)
    if file is not None:
        held = own.filter(versions__file=file).first()
        return held or Document.objects.filter(agency=agency, file=file).first()
    key = number_key(head.number)
    return own.filter(number_key=key, issued_on=head.issued_on).first() if key and head.issued_on else None


def _title_of(file: StoredFile | None) -> str:
    return squeeze(file.name.rpartition(".")[0].replace("_", " ")) if file else ""


def _keep(row: Document) -> None:
    row.version += 1
    row.save()
