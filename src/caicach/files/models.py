"""Stored files, addressed by what is in them, and the documents that they are."""

import uuid
from datetime import date
from typing import ClassVar, Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from caicach.agencies.models import Agency
from caicach.agencies.permissions import agencies_where
from caicach.core.documents.numbers import number_key
from caicach.core.text import fold
from caicach.people.models import User
from caicach.people.permissions import Permission
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
    scan_says = models.CharField(_("kết quả quét"), max_length=200, blank=True)  # of the virus, or why it is not known
    scan_attempts = models.PositiveSmallIntegerField(default=0)
    scanned_at = models.DateTimeField(_("quét lúc"), null=True, blank=True)
    verified_at = models.DateTimeField(_("đối chiếu lúc"), null=True, blank=True)
    is_whole = models.BooleanField(_("còn nguyên vẹn"), null=True, blank=True)  # when it was verified last
    stored_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    stored_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-stored_at"]
        indexes: ClassVar = [
            models.Index(fields=["stored_at"], name="file_to_scan", condition=Q(scan_state="waiting")),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_given_out(self) -> bool:
        """Whether people may have it: scanned and clean, or scanning is off."""
        return self.scan_state in (ScanState.CLEAN, ScanState.OFF)


class HeadState(models.TextChoices):
    """Where what the register says of a document comes from."""

    TYPED = "typed", _("nhập tay")
    WAITING = "waiting", _("đang đọc")
    READ = "read", _("đọc từ tệp")
    UNREADABLE = "unreadable", _("không đọc được")


class DocumentQuerySet(models.QuerySet["Document"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """What the agencies of a person have registered; for those who watch the province, what all have."""
        return self.filter(agency__in=agencies_where(user, Permission.DOCUMENT_VIEW))

    def standing(self) -> Self:
        """Without what was taken out of the register again."""
        return self.filter(withdrawn_at=None)

    def to_check(self) -> Self:
        """What a machine has read, or could not read, and nobody has looked at yet."""
        return self.standing().filter(checked_at=None)

    def containing(self, words: str) -> Self:
        """Documents whose number, title, issuer or file name holds every word, whatever the accents."""
        return searched(self, words)

    def not_before(self, first: date) -> Self:
        """What may prove a period by its day; what bears no day is not judged."""
        dated = self.annotate(counts=Coalesce("effective_on", "issued_on"))
        return dated.filter(Q(counts=None) | Q(counts__gte=first))

    def alike(self, number: str, issued_on: date | None) -> Self:
        """Documents with the same number, however it is written, and no other day."""
        same = self.standing().filter(number_key=number_key(number)).exclude(number_key="")
        return same.filter(Q(issued_on=issued_on) | Q(issued_on=None)) if issued_on else same


class Document(models.Model):
    """A paper that an agency has registered once: by its file, or by number and day where the file is elsewhere."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="documents")
    kind = models.CharField(_("loại văn bản"), max_length=40, blank=True)
    number = models.CharField(_("số, ký hiệu"), max_length=60, blank=True)
    number_key = models.CharField(max_length=60, blank=True, editable=False)
    title = models.CharField(_("tên văn bản"), max_length=300)
    issuer = models.CharField(_("cơ quan ban hành"), max_length=200, blank=True)
    issued_on = models.DateField(_("ngày ban hành"), null=True, blank=True)
    effective_on = models.DateField(_("có hiệu lực từ"), null=True, blank=True)  # none: from the day of issue
    signer = models.CharField(_("người ký"), max_length=100, blank=True)
    signer_position = models.CharField(_("chức vụ người ký"), max_length=150, blank=True)
    file = models.ForeignKey(
        StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="documents", verbose_name=_("tệp")
    )
    head_state = models.CharField(max_length=12, choices=HeadState, default=HeadState.TYPED)
    head_problem = models.CharField(max_length=40, blank=True)  # the code for which the head could not be read
    registered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    registered_at = models.DateTimeField(_("vào sổ lúc"), auto_now_add=True)
    checked_at = models.DateTimeField(null=True, blank=True)  # a person has seen what the register says
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.CharField(_("lý do gỡ khỏi sổ"), max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)
    search_text = models.TextField(editable=False, default="")

    objects = DocumentQuerySet.as_manager()

    class Meta:
        ordering = ["-registered_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agency", "file"], name="document_once_for_each_file_of_an_agency"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["number_key"], name="document_number"),
            models.Index(fields=["agency", "-registered_at"], name="document_agency"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()

    def put_in_order(self) -> None:
        """Check the columns, and write what the row is found by."""
        file_name = self.file.name if self.file else ""
        self.search_text = fold(" ".join([self.kind, self.number, self.title, self.issuer, self.signer, file_name]))
        self.full_clean(validate_unique=False, validate_constraints=False)

    @property
    def counts_from(self) -> date | None:
        """The day from which the paper says something: when it takes effect, else when it was issued."""
        return self.effective_on or self.issued_on


class DocumentVersion(models.Model):
    """One file of a document, from its first on; the newest is also the document's own."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField(_("bản"))
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="document_versions")
    note = models.CharField(_("khác bản trước ở chỗ nào"), max_length=300, blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["document", "number"], name="document_version_once_for_each_number"),
            models.UniqueConstraint(fields=["document", "file"], name="document_version_once_for_each_file"),
        ]

    def __str__(self) -> str:
        return f"{self.document} ({self.number})"
