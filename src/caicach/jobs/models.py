"""Long work: asked for by a person, done by a worker, taken over when its worker dies."""

import uuid
from datetime import datetime
from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from caicach.people.models import User


class JobState(models.TextChoices):
    WAITING = "waiting", _("đang chờ")
    RUNNING = "running", _("đang chạy")
    DONE = "done", _("đã xong")
    FAILED = "failed", _("không thành công")
    CANCELLED = "cancelled", _("đã hủy")


ENDED = (JobState.DONE, JobState.FAILED, JobState.CANCELLED)


class JobQuerySet(models.QuerySet["Job"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """A person sees the own jobs."""
        return self.filter(asked_by=user) if isinstance(user, User) and user.is_active else self.none()

    def open_for_work(self, now: datetime) -> Self:
        """Waiting, and not put off; or running under a lease that has run out."""
        is_due = Q(lease_until=None) | Q(lease_until__lt=now)
        return self.filter(is_due, state__in=(JobState.WAITING, JobState.RUNNING)).order_by("asked_at")


class Job(models.Model):
    """One piece of long work. `lease_until` is moved on by its worker; past it another worker may take over."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=60)
    params = models.JSONField(default=dict)
    state = models.CharField(_("trạng thái"), max_length=10, choices=JobState, default=JobState.WAITING)
    step = models.CharField(_("bước"), max_length=100, blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    lease_until = models.DateTimeField(null=True, blank=True)
    worker = models.CharField(max_length=80, blank=True)
    is_cancel_requested = models.BooleanField(default=False)
    result = models.JSONField(null=True, blank=True)
    failure = models.JSONField(null=True, blank=True)  # code and params of the error
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at"]
        indexes = [models.Index(fields=["state", "lease_until"], name="job_state_lease")]

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"

    @property
    def has_ended(self) -> bool:
        return self.state in ENDED
