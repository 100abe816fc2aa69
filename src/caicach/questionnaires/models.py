"""Questionnaires, a row for each version; its content are the rows of its XLSForm, in which it also comes and goes."""

import uuid
from functools import cached_property
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from caicach.core.surveys import questionnaire as core
from caicach.core.surveys.versions import QuestionChange, changes
from caicach.core.surveys.xlsform.reading import read


class State(models.TextChoices):
    DRAFT = "draft", _("dự thảo")
    PUBLISHED = "published", _("đã công bố")
    WITHDRAWN = "withdrawn", _("đã thu hồi")


class Questionnaire(models.Model):
    """One version. `sheets`: {sheet: rows, headings first}, as `core.surveys.xlsform` reads them; always sound.

    follows: the version that this one is to take the place of.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    form_id = models.CharField(_("mã phiếu"), max_length=60)
    edition = models.CharField(_("phiên bản"), max_length=30)
    title = models.CharField(_("tên phiếu"), max_length=300)
    state = models.CharField(_("trạng thái"), max_length=10, choices=State, default=State.DRAFT)
    languages = models.JSONField(default=list)
    question_count = models.PositiveSmallIntegerField(_("số câu hỏi"))
    sheets = models.JSONField()
    sheets_hash = models.CharField(max_length=64)
    former_sheets = models.JSONField(null=True, blank=True)  # of a draft, before its last change
    follows = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="followed_by")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)
    published_at = models.DateTimeField(_("công bố lúc"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["form_id", "-made_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["form_id", "edition"], name="questionnaire_edition_once"),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.edition})" if self.edition else self.title

    @property
    def is_draft(self) -> bool:
        return self.state == State.DRAFT

    @cached_property
    def as_core(self) -> core.Questionnaire:
        """The questionnaire with its questions. Its sheets were sound when they were kept."""
        found = read(self.sheets).questionnaire
        if found is None:
            raise ValueError(f"the kept questionnaire {self.pk} is not sound")
        return found

    @cached_property
    def changes(self) -> tuple[QuestionChange, ...]:
        """What became of the questions of the version before; none where there is none."""
        return changes(self.follows.as_core, self.as_core) if self.follows else ()
