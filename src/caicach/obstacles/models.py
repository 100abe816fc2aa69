"""What stands in the way of duties: obstacles and their answers, requests for time or help, events waited for."""

import uuid
from datetime import date, timedelta
from typing import ClassVar, Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from caicach.agencies.models import Agency
from caicach.agencies.permissions import agencies_where
from caicach.people.models import User
from caicach.people.permissions import Permission
from caicach.work.models import Assignment, ProgressReport


class ObstacleState(models.TextChoices):
    """How an obstacle stands; computed from its days and those of its duty."""

    WAITING = "waiting", _("chờ trả lời")
    ANSWERED = "answered", _("đã trả lời")
    CLOSED = "closed", _("đã tháo gỡ")
    ENDED = "ended", _("việc đã kết thúc")


_DUTY_ENDED = Q(assignment__confirmed_on__isnull=False) | Q(assignment__withdrawn_at__isnull=False)
_STANDS = Q(closed_on=None) & ~_DUTY_ENDED
_IN_STATE = {
    ObstacleState.WAITING: _STANDS & Q(answered_on=None),
    ObstacleState.ANSWERED: _STANDS & Q(answered_on__isnull=False),
    ObstacleState.CLOSED: Q(closed_on__isnull=False),
    ObstacleState.ENDED: Q(closed_on=None) & _DUTY_ENDED,
}


class ObstacleQuerySet(models.QuerySet["Obstacle"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Whoever sees the duty, and the people of the agency that is asked."""
        agencies = agencies_where(user, Permission.ASSIGNMENT_VIEW)
        if not agencies.query.has_filters():
            return self
        duties = Assignment.objects.visible_to(user)
        return self.filter(Q(assignment__in=duties.values("pk")) | Q(addressed_to__in=agencies.values("pk")))

    def standing(self) -> Self:
        """What is neither closed nor of a duty that has ended."""
        return self.filter(_STANDS)

    def in_state(self, state: ObstacleState) -> Self:
        return self.filter(_IN_STATE[state])

    def at_least_old(self, days: int, today: date) -> Self:
        """What has stood in the way for so many days and still does."""
        return self.standing().filter(since_on__lte=today - timedelta(days=days))


class Obstacle(models.Model):
    """One thing that blocks a duty: what, whom it is put before, since when, answered when."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="obstacles")
    report = models.ForeignKey(
        ProgressReport, null=True, blank=True, on_delete=models.SET_NULL, related_name="obstacles"
    )  # the report in which it was told first
    text = models.TextField(_("vướng mắc"), max_length=5_000)
    addressed_to = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="obstacles_put_before")
    since_on = models.DateField(_("từ ngày"))
    raised_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    raised_at = models.DateTimeField(auto_now_add=True)
    answered_on = models.DateField(_("ngày trả lời"), null=True, blank=True)  # of the newest answer that still counts
    closed_on = models.DateField(_("ngày tháo gỡ"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = ObstacleQuerySet.as_manager()

    class Meta:
        ordering = ["since_on", "pk"]
        indexes: ClassVar = [
            models.Index(fields=["closed_on", "answered_on", "since_on"], name="obstacle_state"),
        ]

    def __str__(self) -> str:
        return self.text if len(self.text) <= 80 else f"{self.text[:79]}…"

    @property
    def state(self) -> ObstacleState:
        if self.closed_on:
            return ObstacleState.CLOSED
        if self.assignment.confirmed_on or self.assignment.withdrawn_at:
            return ObstacleState.ENDED
        return ObstacleState.ANSWERED if self.answered_on else ObstacleState.WAITING

    def days_on(self, today: date) -> int:
        """For how many days it has stood in the way, until it was closed."""
        return max(((self.closed_on or today) - self.since_on).days, 0)


class StepKind(models.TextChoices):
    """What was done about an obstacle."""

    ANSWERED = "answered", _("trả lời")
    PASSED_ON = "passed_on", _("chuyển cơ quan khác")
    CLOSED = "closed", _("ghi đã tháo gỡ")
    REOPENED = "reopened", _("nêu lại")


class ObstacleStep(models.Model):
    """One act about an obstacle; never changed, only followed."""

    obstacle = models.ForeignKey(Obstacle, on_delete=models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=12, choices=StepKind)
    text = models.TextField(blank=True, max_length=5_000)
    to_agency = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    on = models.DateField(_("ngày"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.obstacle}: {self.get_kind_display()}"


class RequestKind(models.TextChoices):
    TIME = "time", _("gia hạn")
    HELP = "help", _("hỗ trợ")


class RequestState(models.TextChoices):
    WAITING = "waiting", _("chờ quyết định")
    GRANTED = "granted", _("được chấp nhận")
    REFUSED = "refused", _("không được chấp nhận")
    TAKEN_BACK = "taken_back", _("đã rút")


class DutyRequestQuerySet(models.QuerySet["DutyRequest"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Whoever sees the duty."""
        agencies = agencies_where(user, Permission.ASSIGNMENT_VIEW)
        if not agencies.query.has_filters():
            return self
        return self.filter(assignment__in=Assignment.objects.visible_to(user).values("pk"))

    def waiting(self) -> Self:
        """What the coordinator has to decide: of duties that still stand."""
        return self.filter(state=RequestState.WAITING, assignment__withdrawn_at=None)


class DutyRequest(models.Model):
    """An agency asks for more time or for help with a duty; the coordinator decides. The old due date stays here."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="requests")
    kind = models.CharField(_("đề nghị"), max_length=8, choices=RequestKind)
    reason = models.TextField(_("lý do"), max_length=5_000)
    wished_on = models.DateField(_("ngày mong muốn"))
    due_before_on = models.DateField(_("hạn cũ"), null=True, blank=True)  # when it was asked, then when it was decided
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_on = models.DateField(_("ngày đề nghị"))
    asked_at = models.DateTimeField(auto_now_add=True)
    state = models.CharField(_("trạng thái"), max_length=12, choices=RequestState, default=RequestState.WAITING)
    granted_on = models.DateField(_("hạn mới"), null=True, blank=True)  # the day until which there is time now
    answer = models.TextField(_("trả lời"), blank=True, max_length=5_000)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_on = models.DateField(_("ngày quyết định"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = DutyRequestQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["assignment"], condition=Q(state="waiting"), name="duty_request_one_open_for_each_duty"
            ),
            models.CheckConstraint(
                name="duty_request_is_refused_with_a_reason", condition=~Q(state="refused") | ~Q(answer="")
            ),
            models.CheckConstraint(
                name="duty_request_for_time_is_granted_with_a_day",
                condition=~Q(state="granted", kind="time") | Q(granted_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.assignment}"


class TriggerEventQuerySet(models.QuerySet["TriggerEvent"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Whoever sees one of the duties that got their date from it."""
        duties = Assignment.objects.visible_to(user).values("pk")
        return self.filter(pk__in=TriggeredDuty.objects.filter(assignment__in=duties).values("event"))


class TriggerEvent(models.Model):
    """Something for which duties were waiting has happened: somebody recorded it, and their due dates followed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    words = models.TextField(_("sự kiện"))
    happened_on = models.DateField(_("ngày xảy ra"))
    source = models.CharField(_("căn cứ"), max_length=300)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_on = models.DateField(_("ngày ghi"))
    recorded_at = models.DateTimeField(auto_now_add=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    undone_at = models.DateTimeField(null=True, blank=True)

    objects = TriggerEventQuerySet.as_manager()

    class Meta:
        ordering = ["-recorded_at"]

    def __str__(self) -> str:
        return self.words if len(self.words) <= 120 else f"{self.words[:119]}…"


class TriggeredDuty(models.Model):
    """A duty that got its due date from an event, with what it was before, so that it can be undone."""

    event = models.ForeignKey(TriggerEvent, on_delete=models.CASCADE, related_name="duties")
    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="trigger_events")
    start_before_on = models.DateField(null=True, blank=True)
    due_on = models.DateField(_("hạn"))
    version_after = models.PositiveIntegerField()  # a duty with another version was touched since

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["event", "assignment"], name="triggered_duty_once_for_each_event"),
        ]

    def __str__(self) -> str:
        return f"{self.event}: {self.assignment}"
