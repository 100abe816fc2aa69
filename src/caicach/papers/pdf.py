"""The PDF of a Word file that the system has made: asked for once, made by a job in the limited child."""

from functools import cache
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_noop

from caicach.core.documents.errors import UnreadableDocument
from caicach.core.documents.pdf_making import office_program
from caicach.files.models import StoredFile
from caicach.files.policy import MEDIA_TYPES
from caicach.files.services import checked_path_for_reading, keep_made_file
from caicach.jobs.context import JobContext
from caicach.jobs.models import Job
from caicach.jobs.services import enqueue
from caicach.papers.errors import NoPdfHere
from caicach.papers.models import PdfCopy
from caicach.people.models import User

MAKE_PDF = "papers.make_pdf"


@cache
def can_make_pdf() -> bool:
    """Whether LibreOffice is installed on this machine."""
    return bool(office_program())


@transaction.atomic
def ask_for_pdf(*, file: StoredFile, by: User, goes_on_at: str) -> PdfCopy:
    """Let a worker make the PDF; whoever asks again gets the one that is there or on its way."""
    if not can_make_pdf():
        raise NoPdfHere()
    copy, _ = PdfCopy.objects.select_for_update().get_or_create(source=file)
    is_on_its_way = copy.job is not None and not copy.job.has_ended
    if copy.pdf is None and not is_on_its_way:
        copy.job = enqueue(kind=MAKE_PDF, params={"copy": copy.pk, "path": goes_on_at}, by=by)
        copy.problem = ""
        copy.save()
    return copy


def make_asked_pdf(context: JobContext) -> dict[str, Any]:
    """The handler of the job."""
    copy = PdfCopy.objects.select_related("source").get(pk=context.job.params["copy"])
    context.progress(0, 1, gettext_noop("Tạo PDF"))
    content, problem = _made(copy.source)
    name = f"{copy.source.name.rpartition('.')[0]}.pdf"
    by = context.job.asked_by
    pdf = keep_made_file(content=content, name=name, media_type=MEDIA_TYPES["pdf"], by=by) if content and by else None
    with context.effect() as result:
        PdfCopy.objects.filter(pk=copy.pk).update(pdf=pdf, problem=problem)
        result |= {"is_made": pdf is not None}
    return result


def give_up_pdf(job: Job) -> None:
    """The job ended without its effect."""
    PdfCopy.objects.filter(pk=job.params["copy"], pdf=None).update(problem="took_too_long")


def _made(source: StoredFile) -> tuple[bytes, str]:
    """The PDF, or the code for which there is none."""
    from caicach.core.documents.jail import make_pdf  # late: a site that makes nothing starts no reader

    try:
        return make_pdf(checked_path_for_reading(source), name=source.name), ""
    except UnreadableDocument as refused:
        return b"", refused.code
