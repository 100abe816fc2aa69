"""The trail: who did what to which row, chained so that a change of the past shows."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class AuditHead(models.Model):
    """The end of the chain: one row, locked while an event is added."""

    count = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, default="0" * 64)

    def __str__(self) -> str:
        return f"{self.count}: {self.hash[:12]}"


class AuditEvent(models.Model):
    """One change, with the hash of the one before it. Personal text is in `details`, its hash in the chain."""

    sequence = models.PositiveBigIntegerField(unique=True)
    code = models.CharField(_("việc"), max_length=60, db_index=True)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("lúc"), db_index=True)
    target_kind = models.CharField(max_length=60)
    target_key = models.CharField(max_length=40)
    target_name = models.CharField(_("đối tượng"), max_length=300)
    details = models.JSONField(_("nội dung"), default=dict)
    details_hash = models.CharField(max_length=64)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["-sequence"]
        indexes = [models.Index(fields=["target_kind", "target_key"], name="audit_event_target")]

    def __str__(self) -> str:
        return f"{self.sequence} {self.code}"

    @property
    def who(self) -> str:
        """Who did it: both names where one acted in the place of another; nobody's name is the machine's."""
        if self.actor is None:
            return gettext("hệ thống")
        acts_for = self.details.get("acts_for")
        if not acts_for:
            return str(self.actor)
        return gettext("%(one)s thay %(other)s") % {"one": self.actor, "other": acts_for["name"]}
