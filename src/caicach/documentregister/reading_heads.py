"""Reading number, day, issuer, signer and title of registered files: long work, in the child within limits."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_noop

from caicach.audit.trail import record
from caicach.core.documents.errors import UnreadableDocument
from caicach.core.documents.reading import DocumentHead
from caicach.documentregister.services import Head
from caicach.files.models import Document, HeadState
from caicach.files.services import path_for_reading
from caicach.jobs.context import JobContext
from caicach.jobs.models import Job
from caicach.jobs.services import enqueue
from caicach.people.models import User
from caicach.ui.errors import CaicachError

READ_HEADS = "files.read_heads"
_LONGEST = {"title": 300, "issuer": 200, "number": 60, "signer": 100, "signer_position": 150, "kind": 40}


@transaction.atomic
def ask_to_read(documents: Sequence[Document], *, by: User) -> Job | None:
    """Let a worker read the heads of documents that wait for it; None where none does."""
    waiting = [str(document.pk) for document in documents if document.head_state == HeadState.WAITING]
    return enqueue(kind=READ_HEADS, params={"documents": waiting}, by=by) if waiting else None


def read_asked_heads(context: JobContext) -> dict[str, int]:
    """The handler of the job. A file that cannot be read is told so, and its head is typed by a person."""
    found: dict[UUID, Head | str] = {}
    keys = [UUID(key) for key in context.job.params["documents"]]
    for place, key in enumerate(keys):
        context.progress(place, len(keys), gettext_noop("Đọc số, ngày, trích yếu"))
        document = Document.objects.select_related("file").filter(pk=key, head_state=HeadState.WAITING).first()
        if document is not None:
            found[key] = _read(document)
    with context.effect() as result:
        read = [_write(key, told) for key, told in found.items()]
        result |= {"read": sum(read), "unreadable": len(read) - sum(read)}
    return result


def give_up_reading(job: Job) -> None:
    """The job ended without its effect: the heads are to be typed."""
    rows = Document.objects.filter(pk__in=job.params["documents"], head_state=HeadState.WAITING)
    rows.update(head_state=HeadState.UNREADABLE, head_problem="took_too_long")


def _read(document: Document) -> Head | str:
    """The head, or the code for which it cannot be read."""
    from caicach.core.documents.jail import read_head  # late: a site that reads nothing starts no reader

    assert document.file is not None
    try:
        return as_head(read_head(path_for_reading(document.file), name=document.file.name))
    except UnreadableDocument as refused:
        return refused.code
    except CaicachError as refused:
        return refused.code.rpartition(".")[2]


def as_head(read: DocumentHead) -> Head:
    """What the register takes of what was read."""
    texts: dict[str, Any] = {name: getattr(read, name)[:most] for name, most in _LONGEST.items()}
    return Head(**texts, issued_on=read.issued_on)


def _write(key: UUID, told: Head | str) -> bool:
    """Whether something was read. What a person has checked in between stands."""
    row = Document.objects.select_for_update(of=("self",)).select_related("file").get(pk=key)
    if row.checked_at is not None or row.head_state != HeadState.WAITING:
        return False
    if isinstance(told, str) or not (told.number or told.kind or told.issued_on):
        row.head_state = HeadState.UNREADABLE
        row.head_problem = told if isinstance(told, str) else "no_head"
        row.save(update_fields=["head_state", "head_problem"])
        return False
    for name, value in told.fields().items():
        if value:
            setattr(row, name, value)
    row.head_state = HeadState.READ
    row.put_in_order()
    row.save()
    record("files.head_read", actor=None, target=row, number=row.number)
    return True
