"""Import runs: a file or pasted text on its way into a room, with every doubt answered by a person."""

import uuid
from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from caicach.files.models import StoredFile
from caicach.intake.scope import runs_seen_by
from caicach.jobs.models import Job
from caicach.people.models import User


class RunState(models.TextChoices):
    READING = "reading", _("đang đọc")
    REVIEW = "review", _("chờ xem lại")
    DONE = "done", _("đã nhập")
    FAILED = "failed", _("không đọc được")
    ABANDONED = "abandoned", _("đã bỏ")


class ImportRunQuerySet(models.QuerySet["ImportRun"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        return self.filter(runs_seen_by(user))


class ImportRun(models.Model):
    """One attempt to bring a source into a room. `importer` names the room's registered importer."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    importer = models.CharField(max_length=40)
    params = models.JSONField(default=dict, blank=True)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="import_runs")
    file_name = models.CharField(_("tên tệp"), max_length=150)
    state = models.CharField(_("trạng thái"), max_length=10, choices=RunState, default=RunState.READING)
    step = models.PositiveSmallIntegerField(default=1)
    job = models.ForeignKey(Job, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    reading = models.JSONField(null=True, blank=True)  # as the reader gave it; never edited
    failure = models.JSONField(null=True, blank=True)
    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField(auto_now_add=True)
    result_key = models.CharField(max_length=40, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = ImportRunQuerySet.as_manager()

    class Meta:
        ordering = ["-begun_at"]

    def __str__(self) -> str:
        return f"{self.file_name} ({self.get_state_display()})"


class Decision(models.Model):
    """What a person said to one problem, or a correction of one read value, of a run."""

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="decisions")
    key = models.CharField(max_length=200)  # of the problem: code, place, subject, field
    value = models.JSONField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "key"], name="decision_once_for_each_problem")]

    def __str__(self) -> str:
        return self.key
