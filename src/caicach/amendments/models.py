"""Amending plans in force: the decision of each new version, and what became of each duty through it."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from caicach.files.models import Document
from caicach.plans.models import Plan
from caicach.work.models import Assignment


class Amendment(models.Model):
    """Why a plan has this version: the decision that amends and supplements it. Number, day, signer are the plan's."""

    plan = models.OneToOneField(Plan, on_delete=models.CASCADE, related_name="amendment")
    reason = models.TextField(_("lý do sửa đổi, bổ sung"))
    effective_on = models.DateField(_("có hiệu lực từ"), null=True, blank=True)  # none: from the day of issue
    document = models.ForeignKey(
        Document, null=True, blank=True, on_delete=models.PROTECT, related_name="amendments",
        verbose_name=_("bản đã ký trong sổ văn bản"),
    )  # fmt: skip
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["plan__number_of_version"]

    def __str__(self) -> str:
        return str(self.plan)


class Fate(models.TextChoices):
    """What a new version does to a duty."""

    NEW = "new", _("giao mới")
    DATES = "dates", _("đổi thời hạn")
    WITHDRAWN = "withdrawn", _("thu hồi")
    TAKEN_UP = "taken_up", _("giao lại")
    KEPT = "kept", _("giữ nguyên")
    PAST = "past", _("đã thu hồi từ trước")


class DutyChange(models.Model):
    """What a version of a plan did to one duty, with what it was before: for the record, and to undo it exactly.

    version_after: of the duty when the version had followed; higher since then: somebody has entered something.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="duty_changes")
    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="amended")
    fate = models.CharField(_("thay đổi"), max_length=10, choices=Fate)
    start_before = models.DateField(null=True, blank=True)
    due_before = models.DateField(_("hạn trước"), null=True, blank=True)
    extended_before = models.DateField(null=True, blank=True)
    waited_before = models.BooleanField(default=False)
    withdrawn_before = models.DateTimeField(null=True, blank=True)
    version_after = models.PositiveIntegerField()

    class Meta:
        ordering = ["assignment__item__order", "assignment__role", "assignment__agency__protocol_order", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(name="duty_change_once_in_a_version", fields=["plan", "assignment"]),
        ]

    def __str__(self) -> str:
        return f"{self.assignment} ({self.get_fate_display()})"
