"""What is asked of a round that is closed: that it may change again."""

import uuid
from typing import ClassVar, Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from caicach.agencies.permissions import can
from caicach.assessments.models import Round
from caicach.people.models import User
from caicach.people.permissions import Permission

_PERSON = settings.AUTH_USER_MODEL


class ReopeningState(models.TextChoices):
    WAITING = "waiting", _("chờ duyệt")
    GRANTED = "granted", _("đã mở lại")
    REFUSED = "refused", _("không đồng ý")
    TAKEN_BACK = "taken_back", _("đã rút lại")


class ReopeningQuerySet(models.QuerySet["Reopening"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """To who runs rounds and to who decides on reopening them."""
        if can(user, Permission.ROUND_MANAGE) or can(user, Permission.ROUND_REOPEN):
            return self
        return self.none()

    def waiting(self) -> Self:
        return self.filter(state=ReopeningState.WAITING)


class Reopening(models.Model):
    """A request that a closed round may change again. One asks with a reason, another decides; old ones stay.

    ended_by: who granted, refused or took it back. answer: why it was refused.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="reopenings")
    reason = models.CharField(_("lý do mở lại"), max_length=1000)
    state = models.CharField(_("trạng thái"), max_length=10, choices=ReopeningState, default=ReopeningState.WAITING)
    asked_by = models.ForeignKey(_PERSON, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(_("đề nghị lúc"))
    ended_by = models.ForeignKey(_PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(_("quyết định lúc"), null=True, blank=True)
    answer = models.CharField(_("trả lời"), max_length=1000, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = ReopeningQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["round"], condition=Q(state="waiting"), name="reopening_waits_once_for_each_round"
            ),
            models.CheckConstraint(
                name="reopening_is_decided_by_another_person",
                condition=~Q(state__in=["granted", "refused"])
                | (Q(ended_by__isnull=False) & Q(ended_at__isnull=False) & ~Q(ended_by=F("asked_by"))),
            ),
            models.CheckConstraint(name="reopening_says_why", condition=~Q(reason="")),
            models.CheckConstraint(
                name="reopening_is_refused_in_writing", condition=~Q(state="refused") | ~Q(answer="")
            ),
        ]

    def __str__(self) -> str:
        return self.name_of(str(self.round))

    @staticmethod
    def name_of(round: str) -> str:
        return _("Đề nghị mở lại “{round}”").format(round=round)

    @property
    def is_waiting(self) -> bool:
        return self.state == ReopeningState.WAITING
