"""Notes on paragraphs of an agency's part of a report: what somebody says of it, what is answered, that it is done."""

import uuid
from typing import ClassVar, Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from caicach.people.models import User
from caicach.reports.models import PartSection, ReportPart


class NoteQuerySet(models.QuerySet["Note"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Who sees a part sees what is noted on it."""
        return self.filter(section__part__in=ReportPart.objects.visible_to(user))

    def open(self) -> Self:
        return self.filter(done_at=None)


class Note(models.Model):
    """A note on one paragraph. The words are kept as they stood, so that a note whose paragraph changes can say so."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    section = models.ForeignKey(PartSection, on_delete=models.CASCADE, related_name="notes")
    paragraph = models.PositiveSmallIntegerField()  # from 1, as the section stood then
    words = models.TextField()
    text = models.TextField(_("ghi chú"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    is_answered = models.BooleanField(default=False)  # the last word is somebody else's than the writer's
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    done_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = NoteQuerySet.as_manager()

    class Meta:
        ordering = ["section__order", "paragraph", "at", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="note_is_done_by_somebody", condition=Q(done_at=None, done_by=None) | Q(done_by__isnull=False)
            )
        ]

    def __str__(self) -> str:
        return f"{self.section}: {self.text[:60]}"

    @property
    def is_open(self) -> bool:
        return self.done_at is None


class NoteAnswer(models.Model):
    """What is said to a note; never changed."""

    note = models.ForeignKey(Note, on_delete=models.CASCADE, related_name="answers")
    text = models.TextField(_("trả lời"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.text[:60]
