"""Stored files, addressed by what is in them, and the documents that they are."""

import uuid
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from caicach.agencies.models import Agency
from caicach.ui.searching import searched


class ScanState(models.TextChoices):
    WAITING = "waiting", _("chờ quét")
    CLEAN = "clean", _("sạch")
    INFECTED = "infected", _("nhiễm")
    UNSCANNABLE = "unscannable", _("không quét được")
    OFF = "off", _("không quét (đã tắt)")


class StoredFile(models.Model):
    """The content of one file, once, under its SHA-256; the names it was uploaded with stand where it is used."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sha256 = models.CharField(max_length=64, unique=True)
    size = models.PositiveBigIntegerField(_("dung lượng"))
    media_type = models.CharField(_("loại tệp"), max_length=100)
    name = models.CharField(_("tên tệp"), max_length=150)
    scan_state = models.CharField(_("quét vi-rút"), max_length=12, choices=ScanState, default=ScanState.OFF)
    stored_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    stored_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-stored_at"]

    def __str__(self) -> str:
        return self.name


class DocumentQuerySet(models.QuerySet["Document"]):
    def containing(self, words: str) -> Self:
        """Documents whose number, title, issuer or file name holds every word, whatever the accents."""
        return searched(self, words)


class Document(models.Model):
    """A paper that an agency has registered once: by its file, or by number and day where the file is elsewhere."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="documents")
    number = models.CharField(_("số, ký hiệu"), max_length=60, blank=True)
    title = models.CharField(_("tên văn bản"), max_length=300)
    issuer = models.CharField(_("cơ quan ban hành"), max_length=200, blank=True)
    issued_on = models.DateField(_("ngày ban hành"), null=True, blank=True)
    file = models.ForeignKey(
        StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="documents", verbose_name=_("tệp")
    )
    registered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    registered_at = models.DateTimeField(_("vào sổ lúc"), auto_now_add=True)
    search_text = models.TextField(editable=False, default="")

    objects = DocumentQuerySet.as_manager()

    class Meta:
        ordering = ["-registered_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agency", "file"], name="document_once_for_each_file_of_an_agency"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()
