"""The document of the register that a typed value comes from: one that is there, or a file that enters it now."""

from django.core.files.uploadedfile import UploadedFile
from django.urls import reverse

from caicach.agencies.models import Agency
from caicach.agencies.permissions import agencies_where
from caicach.documentregister.reading_heads import ask_to_read
from caicach.documentregister.registering import register_upload
from caicach.documentregister.uses import Use
from caicach.files.models import Document, DocumentQuerySet
from caicach.people.models import User
from caicach.people.permissions import Permission
from caicach.targets.models import Gauge, TargetValue
from caicach.ui.formats import shown_day


def choosable(user: User) -> DocumentQuerySet:
    """The documents that this person may name: those in the registers that are shown to him, the newest first."""
    return Document.objects.standing().visible_to(user)


def register_of(user: User, gauge: Gauge) -> Agency | None:
    """Into whose register a file would go: of who has to tell the value where the person keeps it, else the own one."""
    kept = agencies_where(user, Permission.DOCUMENT_REGISTER)
    return kept.filter(pk=gauge.teller.pk).first() or kept.first()


def entered(upload: UploadedFile, *, agency: Agency, by: User) -> Document:
    """Enter a file; its head is read meanwhile."""
    document, is_new = register_upload(upload, agency=agency, by=by)
    if is_new:
        ask_to_read([document], by=by)
    return document


def values_from(document: Document, user: User) -> list[Use]:
    """Typed values that rest on a document, for the register: of those the person may not see nothing is told."""
    rows = TargetValue.objects.visible_to(user).filter(document=document).select_related("gauge", "agency")
    return [_use(row) for row in rows]


def _use(row: TargetValue) -> Use:
    text = f"{row.gauge.name}, {shown_day(row.as_of)}"
    return Use(text=text, url=reverse("targets:target_detail", args=[row.gauge.target_id]))
