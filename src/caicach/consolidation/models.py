"""Consolidated reports: who puts together what of a round, its text with origins, answers, acts."""

import uuid
from typing import Any, ClassVar, Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from caicach.agencies.models import Agency
from caicach.agencies.permissions import agencies_where
from caicach.core.consolidating.passages import Section, section_from_plain
from caicach.files.models import Document, StoredFile
from caicach.people.models import User
from caicach.people.permissions import Permission
from caicach.reports.models import ReportRound, Signable


class ConsolidationQuerySet(models.QuerySet["Consolidation"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        return self.filter(agency__in=agencies_where(user, Permission.REPORT_VIEW))


class Consolidation(Signable):
    """What one agency puts together of a round: the sections of its domains, or the whole report of the province.

    built: the Word file that was made last; built_mark: of which text (`building.mark_of`).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(ReportRound, on_delete=models.PROTECT, related_name="consolidations")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="consolidations")
    level = models.SlugField(_("cấp"), max_length=20)
    is_whole = models.BooleanField(_("toàn báo cáo"))
    due_on = models.DateField(_("hạn"))
    signed_block = models.JSONField(default=dict, blank=True)  # who signed in what capacity, as the paper says it
    built = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    built_mark = models.CharField(max_length=64, blank=True)
    signed_copy = models.ForeignKey(
        Document, null=True, blank=True, on_delete=models.PROTECT, related_name="signed_reports"
    )
    closed_at = models.DateTimeField(_("đóng lúc"), null=True, blank=True)

    objects = ConsolidationQuerySet.as_manager()

    class Meta:
        ordering = ["is_whole", "agency__protocol_order", "agency__collation_key", "agency"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["round", "level", "agency"], name="consolidation_once_for_level_and_agency"
            ),
            models.CheckConstraint(
                name="consolidation_is_signed_by_somebody",
                condition=Q(signed_at=None, signed_by=None) | Q(signed_at__isnull=False, signed_by__isnull=False),
            ),
            models.CheckConstraint(
                name="consolidation_is_closed_with_its_signed_copy",
                condition=Q(closed_at=None) | Q(signed_at__isnull=False, signed_copy__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round}: {self.agency}"

    @property
    def is_closed(self) -> bool:
        return self.closed_at is not None


class ConsolidatedSection(models.Model):
    """A section of a consolidated report. content: passages with origins, and typed totals (core/consolidating)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    report = models.ForeignKey(Consolidation, on_delete=models.CASCADE, related_name="sections")
    code = models.SlugField(_("mã"), max_length=40)
    title = models.CharField(_("mục"), max_length=200)
    order = models.PositiveSmallIntegerField()
    content = models.JSONField(default=dict, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["order"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["report", "code"], name="consolidated_section_once_for_each_code")
        ]

    def __str__(self) -> str:
        return f"{self.order}. {self.title}"

    @property
    def told(self) -> Section:
        return section_from_plain(self.content)

    @property
    def is_blank(self) -> bool:
        return not self.content.get("passages")


class SectionStep(models.Model):
    """What a section held before an act, so that it can be taken back; an act that was taken back stays known."""

    section = models.ForeignKey(ConsolidatedSection, on_delete=models.CASCADE, related_name="steps")
    act = models.CharField(max_length=20)
    before = models.JSONField(default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.section}: {self.act}"


class ContradictionAnswer(models.Model):
    """Why a contradiction may stand. It holds for these places and values only: another value is another one."""

    report = models.ForeignKey(Consolidation, on_delete=models.CASCADE, related_name="answers")
    key = models.CharField(max_length=64)
    kind = models.CharField(max_length=20)
    told = models.TextField()
    reason = models.TextField(_("lý do"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["report", "key"], name="contradiction_answered_once"),
            models.CheckConstraint(name="contradiction_answer_has_a_reason", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.report}: {self.kind}"


class MoveKind(models.TextChoices):
    BEGUN = "begun", _("bắt đầu tổng hợp")
    READY = "ready", _("trình ký")
    SIGNED = "signed", _("ký")
    CLOSED = "closed", _("đưa bản đã ký vào sổ, đóng báo cáo")
    REOPENED = "reopened", _("mở lại")


class ConsolidationMove(models.Model):
    """What became of a consolidated report, act by act; never changed."""

    report = models.ForeignKey(Consolidation, on_delete=models.CASCADE, related_name="moves")
    kind = models.CharField(_("việc"), max_length=10, choices=MoveKind)
    on = models.DateField(_("ngày"))
    reason = models.TextField(_("lý do"), blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.report}: {self.get_kind_display()}"


def as_plain(report: Consolidation) -> list[Any]:
    """Everything that a signature stands for, in one fixed form."""
    return [[one.code, one.content] for one in report.sections.order_by("order")]
