"""Papers that people have sent to be checked."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from caicach.files.models import StoredFile


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
