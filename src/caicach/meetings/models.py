"""A meeting of the steering committee: invited to, held, concluded. Its conclusions are the rows of a plan."""

import uuid
from datetime import date
from typing import ClassVar, Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from caicach.agencies.models import Agency
from caicach.agencies.permissions import agencies_where, can
from caicach.files.models import Document
from caicach.people.models import User
from caicach.people.permissions import Permission
from caicach.plans.models import PlanItem
from caicach.ui.searching import searched

_PERSON = settings.AUTH_USER_MODEL


class MeetingState(models.TextChoices):
    """How far a meeting is; computed from its days and from whether there are minutes."""

    PREPARING = "preparing", _("đang chuẩn bị")
    INVITED = "invited", _("đã mời")
    HELD = "held", _("đã họp")
    CANCELLED = "cancelled", _("đã hủy")


_IN_STATE = {
    MeetingState.PREPARING: Q(cancelled_at=None, invited_at=None, minutes=""),
    MeetingState.INVITED: Q(cancelled_at=None, invited_at__isnull=False, minutes=""),
    MeetingState.HELD: Q(cancelled_at=None) & ~Q(minutes=""),
    MeetingState.CANCELLED: Q(cancelled_at__isnull=False),
}


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Who prepares meetings sees all; others those to which the own agency is invited, or, who watch, anybody."""
        if can(user, Permission.MEETING_MANAGE):
            return self
        invited = self.filter(invited_at__isnull=False)
        seen = agencies_where(user, Permission.MEETING_VIEW)
        if not seen.query.has_filters():
            return invited
        taking_part = Participant.objects.filter(agency__in=seen.values("pk")).values("meeting")
        return invited.filter(pk__in=taking_part)

    def in_state(self, state: MeetingState) -> Self:
        return self.filter(_IN_STATE[state])

    def containing(self, words: str) -> Self:
        """Meetings whose title, place, agenda or minutes hold every word, whatever the accents."""
        return searched(self, words)


class Meeting(models.Model):
    """One meeting. conclusion_series: all versions of the plan whose rows are its conclusions."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    title = models.CharField(_("tên cuộc họp"), max_length=300)
    held_on = models.DateField(_("ngày họp"))
    begins_at = models.TimeField(_("giờ bắt đầu"), null=True, blank=True)
    place = models.CharField(_("địa điểm"), max_length=200, blank=True)
    chair = models.CharField(_("chủ trì"), max_length=150, blank=True)
    invited_at = models.DateTimeField(_("gửi giấy mời lúc"), null=True, blank=True)
    cancelled_at = models.DateTimeField(_("hủy lúc"), null=True, blank=True)
    cancel_reason = models.CharField(_("lý do hủy"), max_length=300, blank=True)
    minutes = models.TextField(_("biên bản"), blank=True)
    conclusion_series = models.UUIDField(null=True, blank=True, unique=True)
    made_by = models.ForeignKey(_PERSON, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    search_text = models.TextField(editable=False, default="")
    version = models.PositiveIntegerField(default=1)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ["-held_on", "-begins_at", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="meeting_is_cancelled_with_a_reason", condition=Q(cancelled_at=None) | ~Q(cancel_reason="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.held_on:%d/%m/%Y})"

    @property
    def state(self) -> MeetingState:
        if self.cancelled_at:
            return MeetingState.CANCELLED
        if self.minutes:
            return MeetingState.HELD
        return MeetingState.INVITED if self.invited_at else MeetingState.PREPARING

    def waits_for_minutes(self, today: date) -> bool:
        return self.state == MeetingState.INVITED and self.held_on < today


class Answer(models.TextChoices):
    """What an agency says to an invitation."""

    COMES = "comes", _("dự")
    SENDS = "sends", _("cử người khác dự")
    STAYS_AWAY = "absent", _("vắng")


class Participant(models.Model):
    """An agency that is asked to come. name: whom of it; is_present: none, not noted yet; substitute: who came.

    answer_words: who comes instead, or why nobody does.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="participants")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="meetings")
    name = models.CharField(_("người dự"), max_length=150, blank=True)
    is_present = models.BooleanField(_("có mặt"), null=True, blank=True)
    substitute = models.CharField(_("người dự thay"), max_length=150, blank=True)
    answer = models.CharField(_("trả lời giấy mời"), max_length=10, choices=Answer, blank=True)
    answer_words = models.CharField(_("người được cử, hoặc lý do vắng"), max_length=150, blank=True)
    answered_by = models.ForeignKey(_PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["agency__protocol_order", "agency__collation_key", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["meeting", "agency"], name="participant_once_for_each_agency"),
        ]

    def __str__(self) -> str:
        return f"{self.agency}: {self.name}" if self.name else str(self.agency)


class AgendaItem(models.Model):
    """A point of the agenda, with documents of the register. follows: an earlier conclusion that it looks at."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="agenda")
    order = models.PositiveSmallIntegerField(_("thứ tự"))
    title = models.CharField(_("nội dung"), max_length=500)
    presenter = models.ForeignKey(
        Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("cơ quan báo cáo")
    )
    documents = models.ManyToManyField(Document, blank=True, related_name="on_agendas")
    follows = models.ForeignKey(PlanItem, null=True, blank=True, on_delete=models.SET_NULL, related_name="on_agendas")

    class Meta:
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return self.title
