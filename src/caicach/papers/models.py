"""Papers that people have sent to be checked, templates of the office, papers that were made from them."""

import uuid
from datetime import date
from typing import ClassVar, Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from caicach.agencies.models import Agency
from caicach.agencies.permissions import agencies_where
from caicach.files.models import Document, StoredFile
from caicach.jobs.models import Job
from caicach.papers.kinds import paper_kinds
from caicach.people.models import User
from caicach.people.permissions import Permission


class SentPaper(models.Model):
    """A Word file that a person has sent to be checked; the same content may come from several people."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="sent_papers")
    name = models.CharField(_("tên tệp"), max_length=150)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-sent_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["file", "sent_by"], name="sent_paper_once_for_each_person"),
        ]

    def __str__(self) -> str:
        return self.name


class TemplateVersion(models.Model):
    """A Word template that the office has uploaded for a kind of paper, and that passed its check."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(_("loại văn bản"), max_length=40)
    number = models.PositiveSmallIntegerField(_("bản"))
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("tên tệp"), max_length=150)
    preview = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")  # filled with demo values
    fields = models.JSONField(default=list)  # names of fields that it uses
    findings = models.PositiveSmallIntegerField(default=0)  # faults of form of the preview
    note = models.CharField(_("sửa gì"), max_length=300)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["kind", "-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "number"], name="template_version_once_for_each_number"),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.number})"


class TemplateUseQuerySet(models.QuerySet["TemplateUse"]):
    def valid_on(self, day: date) -> Self:
        """What was decided for a day, the latest decision first."""
        return self.filter(valid_from__lte=day).order_by("-pk")


class TemplateUse(models.Model):
    """The decision from which day on papers of a kind are made from which template; none: from the shipped one."""

    kind = models.CharField(max_length=40)
    template = models.ForeignKey(TemplateVersion, null=True, on_delete=models.PROTECT, related_name="uses")
    valid_from = models.DateField(_("dùng từ ngày"))
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(auto_now_add=True)
    after = models.PositiveBigIntegerField(null=True)  # the decision before, 0 for none: each is followed by one only

    objects = TemplateUseQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "-pk"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["kind", "after"], name="template_use_once_after_each")]

    def __str__(self) -> str:
        return f"{self.kind}: {self.template or _('mẫu có sẵn')}"


class MadePaperQuerySet(models.QuerySet["MadePaper"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Papers of the agencies whose register a person sees."""
        return self.filter(agency__in=agencies_where(user, Permission.DOCUMENT_VIEW))


class MadePaper(models.Model):
    """A paper that an agency has made from a template, until its signed copy stands in the register.

    source_path, source_title: the page it came from, and what that is called; key: one paper for each of them.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="made_papers")
    kind = models.CharField(_("loại văn bản"), max_length=40)
    title = models.CharField(_("trích yếu"), max_length=300)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("tên tệp"), max_length=150)
    template = models.ForeignKey(TemplateVersion, null=True, on_delete=models.PROTECT, related_name="papers")
    key = models.CharField(max_length=120, blank=True)
    source_path = models.CharField(max_length=300, blank=True)
    source_title = models.CharField(max_length=300, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("lập lúc"), auto_now_add=True)
    signed = models.ForeignKey(
        Document, null=True, blank=True, on_delete=models.PROTECT, related_name="made_papers",
        verbose_name=_("bản ký"),
    )  # fmt: skip
    version = models.PositiveIntegerField(default=1)

    objects = MadePaperQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at"]
        indexes: ClassVar = [
            models.Index(fields=["agency", "-made_at"], name="made_paper_agency"),
            models.Index(fields=["key"], name="made_paper_key"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def kind_name(self) -> str:
        """The kind in words; a kind that is no longer there keeps its code."""
        return next((one.name for one in paper_kinds() if one.code == self.kind), self.kind)


class PdfCopy(models.Model):
    """The PDF of a Word file that the system has made: asked for once, made by a job."""

    source = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="pdf_copy")
    pdf = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    problem = models.CharField(max_length=40, blank=True)  # the code for which there is none
    job = models.ForeignKey(Job, null=True, on_delete=models.SET_NULL, related_name="+")

    def __str__(self) -> str:
        return f"{self.source} → PDF"
