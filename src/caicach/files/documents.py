"""Registering documents: once, and then used as evidence in many places."""

from datetime import date

from django.db import transaction

from caicach.agencies.models import Agency
from caicach.audit.trail import record
from caicach.core.text import fold
from caicach.files.models import Document, StoredFile
from caicach.people.models import User


@transaction.atomic
def register_document(
    *,
    agency: Agency,
    title: str,
    by: User,
    number: str = "",
    issuer: str = "",
    issued_on: date | None = None,
    file: StoredFile | None = None,
) -> Document:
    """Enter a document of an agency; the same file, or the same number and day, is the row that is there already."""
    known = _known(agency, number, issued_on, file)
    if known is not None:
        return known
    row = Document(
        agency=agency,
        title=title.strip(),
        number=number.strip(),
        issuer=issuer.strip(),
        issued_on=issued_on,
        file=file,
        registered_by=by,
    )
    row.search_text = fold(" ".join([row.number, row.title, row.issuer, file.name if file else ""]))
    row.full_clean()
    row.save(force_insert=True)
    record("files.document_registered", actor=by, target=row, sha256=file.sha256 if file else "")
    return row


def _known(agency: Agency, number: str, issued_on: date | None, file: StoredFile | None) -> Document | None:
    own = Document.objects.filter(agency=agency)
    if file is not None and (found := own.filter(file=file).first()):
        return found
    if file is None and number.strip() and issued_on:
        return own.filter(number__iexact=number.strip(), issued_on=issued_on).first()
    return None
