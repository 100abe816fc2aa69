"""Notices: what people and the machine tell a person, the mails that go out, calendars that others may read."""

import uuid
from typing import ClassVar, Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from caicach.agencies.models import Agency
from caicach.people.models import User
from caicach.work.models import Assignment

MOST_DIRECT = 3
DIGEST_SLOT = 0
LAST_SLOT = MOST_DIRECT


class NoticeKind(models.TextChoices):
    """Why a person is told."""

    RETURNED = "returned", _("kết quả bị trả lại")
    TOMORROW = "tomorrow", _("sát hạn")
    URGED = "urged", _("đôn đốc")
    SECURITY = "security", _("an toàn tài khoản")
    STEP = "step", _("nhắc hạn")
    ESCALATED = "escalated", _("báo thủ trưởng")
    ANSWERED = "answered", _("trả lời đôn đốc")
    WAITING = "waiting", _("chờ xác nhận")
    AMENDED = "amended", _("kế hoạch sửa đổi")
    INVITED = "invited", _("mời họp")


class MailKind(models.TextChoices):
    """What a mail is: the digest of a day, or one of the things that cannot wait for it."""

    DIGEST = "digest", _("bản tin trong ngày")
    RETURNED = "returned", _("kết quả bị trả lại")
    TOMORROW = "tomorrow", _("sát hạn")
    URGED = "urged", _("đôn đốc")
    INVITED = "invited", _("mời họp")
    SECURITY = "security", _("an toàn tài khoản")


MAY_BE_SWITCHED_OFF = (MailKind.DIGEST, MailKind.RETURNED, MailKind.TOMORROW, MailKind.URGED, MailKind.INVITED)


class MailState(models.TextChoices):
    """How far a mail is. Only `waiting` is ever sent."""

    WAITING = "waiting", _("chờ gửi")
    CLAIMED = "claimed", _("đang gửi")  # nothing of it has left yet
    HANDING = "handing", _("đang trao")  # from here on only the mail server knows
    SENT = "sent", _("đã gửi")
    REFUSED = "refused", _("bị từ chối")
    DOUBTFUL = "doubtful", _("không rõ đã tới")  # never sent again by itself; the next digest tells it
    DROPPED = "dropped", _("không cần gửi nữa")


class ReminderQuerySet(models.QuerySet["Reminder"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        return self.filter(assignment__in=Assignment.objects.visible_to(user).order_by().values("pk"))


class Reminder(models.Model):
    """Đôn đốc: a person urges an agency about a duty, and what the agency answers."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="reminders")
    text = models.TextField(_("nội dung đôn đốc"))
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_on = models.DateField(_("ngày đôn đốc"))
    made_at = models.DateTimeField()
    answer = models.TextField(_("trả lời"), blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = ReminderQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "pk"]
        indexes: ClassVar = [models.Index(fields=["-made_at"], name="reminder_made_at")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["assignment", "made_by", "made_on"], name="reminder_once_a_day_for_each_person"
            ),
            models.CheckConstraint(
                name="reminder_is_answered_whole",
                condition=Q(answered_at=None, answered_by=None, answer="")
                | (Q(answered_at__isnull=False, answered_by__isnull=False) & ~Q(answer="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assignment} {self.made_on:%d/%m/%Y}"


class Mail(models.Model):
    """A mail on its way out, written in the transaction of its cause. A day of a person has four places for mails."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mails")
    kind = models.CharField(_("loại"), max_length=12, choices=MailKind)
    key = models.CharField(max_length=150)
    day = models.DateField(_("ngày"))
    slot = models.PositiveSmallIntegerField()  # 0: the digest, 1 to 3: direct mails
    address = models.EmailField(_("địa chỉ"))
    subject = models.CharField(_("tiêu đề"), max_length=200)
    search_text = models.CharField(max_length=250, blank=True, editable=False)
    body = models.TextField()
    state = models.CharField(_("trạng thái"), max_length=10, choices=MailState, default=MailState.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField()
    held_until = models.DateTimeField(null=True, blank=True)
    problem = models.CharField(_("lỗi"), max_length=300, blank=True)
    again_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )  # who wanted it sent once more
    made_at = models.DateTimeField()
    sent_at = models.DateTimeField(_("gửi lúc"), null=True, blank=True)

    class Meta:
        ordering = ["-made_at", "pk"]
        indexes: ClassVar = [
            models.Index(fields=["state", "next_try_at"], name="mail_to_send"),
            models.Index(fields=["-made_at"], name="mail_made_at"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "key"], name="mail_once_for_each_key"),
            models.UniqueConstraint(fields=["user", "day", "slot"], name="mail_once_in_each_place_of_a_day"),
            models.CheckConstraint(
                name="mail_has_a_place",
                condition=Q(kind="digest", slot=DIGEST_SLOT)
                | (~Q(kind="digest") & Q(slot__gte=1, slot__lte=LAST_SLOT)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.day:%d/%m/%Y}: {self.subject}"


class NoticeQuerySet(models.QuerySet["Notice"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        return self.filter(user=user) if isinstance(user, User) else self.none()

    def unread(self) -> Self:
        return self.filter(read_at=None)


class Notice(models.Model):
    """One thing that a person is told, once: the key names the rule, the row and the day."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=12, choices=NoticeKind)
    key = models.CharField(max_length=150)
    day = models.DateField()
    text = models.CharField(max_length=600)
    path = models.CharField(max_length=200)
    assignment = models.ForeignKey(Assignment, null=True, blank=True, on_delete=models.CASCADE, related_name="notices")
    mail = models.ForeignKey(Mail, null=True, blank=True, on_delete=models.SET_NULL, related_name="notices")
    made_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        indexes: ClassVar = [
            models.Index(fields=["user", "-made_at"], name="notice_user_made_at"),
            models.Index(fields=["user"], name="notice_unread", condition=Q(read_at=None)),
        ]
        constraints: ClassVar = [models.UniqueConstraint(fields=["user", "key"], name="notice_once_for_each_key")]

    def __str__(self) -> str:
        return self.text


class DigestRun(models.Model):
    """A day for which all digests were made."""

    day = models.DateField(unique=True)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y}"


class MailRefusal(models.Model):
    """A kind of mail that a person does not want."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mail_refusals")
    kind = models.CharField(max_length=12, choices=MailKind)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "kind"], name="mail_refusal_once_for_each_kind"),
            models.CheckConstraint(name="security_mail_is_never_refused", condition=~Q(kind="security")),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.kind}"


class FeedQuerySet(models.QuerySet["Feed"]):
    def open(self) -> Self:
        return self.filter(revoked_at=None)

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """The own ones; what somebody made for an agency is shown to whoever speaks for that agency."""
        from caicach.notices.permissions import agencies_with_feeds

        if not isinstance(user, User):
            return self.none()
        return self.filter(Q(user=user, agency=None) | Q(agency__in=agencies_with_feeds(user).values("pk")))


class Feed(models.Model):
    """A calendar of deadlines behind a secret address; only the hash of the secret is kept."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="feeds")  # who made it
    agency = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="feeds")
    secret_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(_("dùng lần cuối"), null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = FeedQuerySet.as_manager()

    class Meta:
        ordering = [F("made_at").desc(), "pk"]

    def __str__(self) -> str:
        return str(self.agency or self.user)
