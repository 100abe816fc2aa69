"""Papers that were made are kept with what they came from, until their signed copy stands in the register.

Rooms above call `keep_paper` with what `making.make_paper` gave them; `link_signed` is also theirs to call.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse

from caicach.agencies.models import Agency
from caicach.agencies.permissions import require
from caicach.audit.trail import record
from caicach.core.text import squeeze
from caicach.documentregister.registering import register_upload
from caicach.documentregister.uses import Use
from caicach.files.models import Document, StoredFile
from caicach.files.policy import MEDIA_TYPES, clean_name
from caicach.files.services import keep_made_file
from caicach.jobs.faults import faultpoint
from caicach.papers.models import MadePaper
from caicach.papers.versions import valid_version
from caicach.people.models import User
from caicach.people.permissions import Permission
from caicach.ui.errors import RowMovedOn


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What a paper came from: a page of a room, and what it is called. key: finds its papers again."""

    path: str = ""
    title: str = ""
    key: str = ""


def keep_paper(
    *, content: bytes, kind: str, title: str, agency: Agency, on: date, by: User, source: Source | None = None
) -> MadePaper:
    """Keep a paper that an agency has made, the day it was made for being `on`."""
    require(by, Permission.DOCUMENT_REGISTER, agency)
    name = clean_name(f"{squeeze(title)[:100]}.docx")
    file = keep_made_file(content=content, name=name, media_type=MEDIA_TYPES["docx"], by=by)
    faultpoint("papers.file_kept")
    return _row(file, kind=kind, title=title, name=name, agency=agency, on=on, by=by, source=source or Source())


@transaction.atomic
def _row(file: StoredFile, *, on: date, by: User, source: Source, **told: Any) -> MadePaper:
    told["title"] = squeeze(told["title"])[:300]
    origin = {"key": source.key, "source_path": source.path, "source_title": source.title[:300]}
    template = valid_version(told["kind"], on)
    paper = MadePaper.objects.create(file=file, template=template, made_by=by, **told, **origin)
    record("papers.paper_made", actor=by, target=paper, kind=paper.kind, sha256=file.sha256)
    return paper


def papers_of(user: User, key: str) -> QuerySet[MadePaper]:
    """The papers made from one thing, as far as a person sees them, the newest first."""
    return MadePaper.objects.visible_to(user).filter(key=key).select_related("agency", "made_by", "signed", "file")


def register_signed(*, paper: MadePaper, version: int, upload: UploadedFile, by: User) -> Document:
    """Take the signed copy into the register of the agency, and link it with the paper it was made from."""
    require(by, Permission.DOCUMENT_REGISTER, paper.agency)
    document, _is_new = register_upload(upload, agency=paper.agency, by=by)
    link_signed(paper=paper, version=version, document=document, by=by)
    return document


@transaction.atomic
def link_signed(*, paper: MadePaper, version: int, document: Document, by: User) -> MadePaper:
    """Say which document of the register is the signed copy of a paper. RowMovedOn where somebody was quicker."""
    require(by, Permission.DOCUMENT_REGISTER, paper.agency)
    row = MadePaper.objects.select_for_update(of=("self",)).select_related("agency").get(pk=paper.pk)
    if row.version != version:
        raise RowMovedOn(row=row)
    row.signed, row.version = document, row.version + 1
    row.save(update_fields=["signed", "version"])
    record("papers.signed_linked", actor=by, target=row, document=str(document))
    return row


def uses_as_signed(document: Document, user: User) -> list[Use]:
    """Papers of which a document is the signed copy: what rests on it, for the register."""
    rows = MadePaper.objects.visible_to(user).filter(signed=document)
    return [Use(text=str(row), url=reverse("papers:made_detail", args=[row.pk])) for row in rows]


def may_have_made(user: User, file: StoredFile) -> bool:
    """Whoever sees a made paper may have it, and its PDF."""
    seen = MadePaper.objects.visible_to(user)
    return seen.filter(file=file).exists() or seen.filter(file__pdf_copy__pdf=file).exists()
