"""Several files into the register at once: each is taken or refused by itself, none holds up the others."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.core.files.uploadedfile import UploadedFile

from caicach.agencies.models import Agency
from caicach.agencies.permissions import require
from caicach.documentregister.reading_heads import ask_to_read
from caicach.documentregister.services import Head, register_document
from caicach.files.errors import FileRefused
from caicach.files.models import Document
from caicach.files.policy import EVIDENCE, clean_name
from caicach.files.quota import require_quota
from caicach.files.services import store_file
from caicach.jobs.faults import faultpoint
from caicach.jobs.models import Job
from caicach.people.models import User
from caicach.people.permissions import Permission


@dataclass(slots=True)
class TakenIn:
    """What became of the files: documents that are new, those that were there, and sentences about the refused."""

    new: list[Document] = field(default_factory=list)
    known: list[Document] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    job: Job | None = None


def take_in(uploads: Sequence[UploadedFile], *, agency: Agency, by: User) -> TakenIn:
    """Store and register files of an agency, and let a worker read their heads."""
    require(by, Permission.DOCUMENT_REGISTER, agency)
    told = TakenIn()
    for upload in uploads:
        try:
            document, is_new = register_upload(upload, agency=agency, by=by)
        except FileRefused as refusal:
            told.refused.append(str(refusal))
            continue
        (told.new if is_new else told.known).append(document)
    told.job = ask_to_read(told.new, by=by)
    faultpoint("files.taken_in")
    return told


def register_upload(
    upload: UploadedFile, *, agency: Agency, by: User, head: Head | None = None
) -> tuple[Document, bool]:
    """One file as a document of an agency, and whether it is new there. Without a head it is to be read."""
    name = clean_name(upload.name or "")
    require_quota(agency, name=name, size=upload.size or 0)
    assert upload.file is not None
    file = store_file(content=upload.file, name=name, by=by, policy=EVIDENCE)
    is_known = Document.objects.standing().filter(agency=agency, versions__file=file).exists()
    told = head or Head()
    document = register_document(agency=agency, head=told, by=by, file=file, is_head_typed=bool(told.title))
    return document, not is_known
