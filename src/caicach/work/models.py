"""Carrying out: what each agency owes, what it has done, and what the machine computes from that."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from caicach.agencies.models import Agency, AgencyGroup
from caicach.files.models import StoredFile
from caicach.plans.models import DutyRole, PlanItem


class Assignment(models.Model):
    """One agency's duty on one leaf item of a plan, as lead or as coordinating agency."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    item = models.ForeignKey(PlanItem, on_delete=models.PROTECT, related_name="assignments")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="assignments")
    role = models.CharField(_("vai trò"), max_length=12, choices=DutyRole)
    group = models.ForeignKey(AgencyGroup, null=True, blank=True, on_delete=models.PROTECT, related_name="assignments")
    start_on = models.DateField(_("bắt đầu"), null=True, blank=True)
    due_on = models.DateField(_("kết thúc"), null=True, blank=True)  # none: ongoing, or waiting for an event
    progress_percent = models.PositiveSmallIntegerField(_("tiến độ"), null=True, blank=True)  # none: not reported
    submitted_on = models.DateField(_("ngày gửi kết quả"), null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    confirmed_on = models.DateField(_("ngày xác nhận"), null=True, blank=True)
    returned_on = models.DateField(_("ngày trả lại"), null=True, blank=True)
    return_reason = models.TextField(_("lý do trả lại"), blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    moved_from = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="moved_to")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["due_on", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="assignment_has_submitted_on_if_confirmed",
                condition=Q(confirmed_on=None) | Q(submitted_on__isnull=False),
            ),
            models.CheckConstraint(
                name="assignment_progress_is_a_percentage",
                condition=Q(progress_percent=None) | Q(progress_percent__lte=100),
            ),
            models.UniqueConstraint(fields=["item", "agency", "role"], name="assignment_once_for_each_role"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["agency", "due_on"], name="assignment_agency_due"),
            models.Index(fields=["item", "role"], name="assignment_item_role"),
        ]

    def __str__(self) -> str:
        return f"{self.agency}: {self.item}"


class Occurrence(models.Model):
    """One due instance of a recurring duty."""

    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="occurrences")
    first_on = models.DateField(_("từ ngày"))
    due_on = models.DateField(_("hạn"))
    planned_quantity = models.PositiveIntegerField(_("số lượng giao"), null=True, blank=True)
    actual_quantity = models.PositiveIntegerField(_("số lượng đạt"), null=True, blank=True)
    done_on = models.DateField(_("ngày xong"), null=True, blank=True)

    class Meta:
        ordering = ["due_on"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["assignment", "due_on"], name="occurrence_once_for_each_due_date")
        ]

    def __str__(self) -> str:
        return f"{self.assignment} {self.due_on:%d/%m/%Y}"


class ProgressReport(models.Model):
    """What an agency says of its duty on a day: words, percentage, quantity, files. Never changed, only followed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="reports")
    text = models.TextField(_("kết quả thực hiện"), blank=True)
    progress_percent = models.PositiveSmallIntegerField(_("tiến độ"), null=True, blank=True)
    actual_quantity = models.PositiveIntegerField(_("số lượng đạt"), null=True, blank=True)
    files = models.ManyToManyField(StoredFile, related_name="progress_reports", blank=True)
    reported_on = models.DateField(_("ngày"))
    reported_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reported_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-reported_at"]

    def __str__(self) -> str:
        return f"{self.assignment} {self.reported_on:%d/%m/%Y}"


class HandOut(models.Model):
    """Within an agency: who looks after a duty, from a day on; the newest open one counts, the others are history."""

    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="hand_outs")
    unit = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="hand_outs")
    from_on = models.DateField(_("từ ngày"))
    to_on = models.DateField(_("đến ngày"), null=True, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-from_on", "-pk"]

    def __str__(self) -> str:
        return f"{self.assignment}: {self.person or self.unit}"
