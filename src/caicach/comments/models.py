"""Comments on drafts of consolidated reports: who is asked until when, what is said, what becomes of it."""

import uuid
from typing import ClassVar, Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from caicach.agencies.models import Agency
from caicach.agencies.permissions import agencies_where
from caicach.consolidation.models import ConsolidatedSection, Consolidation
from caicach.people.models import User
from caicach.people.permissions import Permission


class CommentCallQuerySet(models.QuerySet["CommentCall"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """What an own agency asks, and what it is asked: with the call it sees the draft, and not what others wrote."""
        own = agencies_where(user, Permission.REPORT_VIEW)
        return self.filter(Q(agency__in=own) | Q(report__agency__in=own))


class CommentCall(models.Model):
    """One agency asked for its comments on a draft, until a day; and that it has answered."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    report = models.ForeignKey(Consolidation, on_delete=models.CASCADE, related_name="calls")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="comment_calls")
    due_on = models.DateField(_("hạn góp ý"))
    note = models.TextField(_("nội dung cần góp ý"), blank=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = CommentCallQuerySet.as_manager()

    class Meta:
        ordering = ["agency__protocol_order", "agency__collation_key", "agency"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["report", "agency"], name="comment_call_once_for_each_agency")
        ]

    def __str__(self) -> str:
        return f"{self.report}: {self.agency}"


class Verdict(models.TextChoices):
    WAITING = "waiting", _("chưa xử lý")
    ACCEPTED = "accepted", _("tiếp thu")
    PARTLY = "partly", _("tiếp thu một phần")
    KEPT = "kept", _("giữ như dự thảo")


class Comment(models.Model):
    """What an agency says of a section, and what became of it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    call = models.ForeignKey(CommentCall, on_delete=models.CASCADE, related_name="comments")
    section = models.ForeignKey(ConsolidatedSection, on_delete=models.CASCADE, related_name="comments")
    text = models.TextField(_("ý kiến"))
    verdict = models.CharField(_("tiếp thu"), max_length=10, choices=Verdict, default=Verdict.WAITING)
    reply = models.TextField(_("giải trình"), blank=True)
    replied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    replied_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["section__order", "call__agency__protocol_order", "call__agency__collation_key", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["call", "section"], name="comment_once_for_each_section"),
            models.CheckConstraint(
                name="comment_that_is_not_taken_over_whole_is_explained",
                condition=Q(verdict__in=("waiting", "accepted")) | ~Q(reply=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.call.agency}: {self.section}"
