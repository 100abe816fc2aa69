"""Stored files, addressed by what is in them."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class ScanState(models.TextChoices):
    WAITING = "waiting", _("chờ quét")
    CLEAN = "clean", _("sạch")
    INFECTED = "infected", _("nhiễm")
    UNSCANNABLE = "unscannable", _("không quét được")
    OFF = "off", _("không quét (đã tắt)")


class StoredFile(models.Model):
    """The content of one file, once, under its SHA-256; the names it was uploaded with stand where it is used."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sha256 = models.CharField(max_length=64, unique=True)
    size = models.PositiveBigIntegerField(_("dung lượng"))
    media_type = models.CharField(_("loại tệp"), max_length=100)
    name = models.CharField(_("tên tệp"), max_length=150)
    scan_state = models.CharField(_("quét vi-rút"), max_length=12, choices=ScanState, default=ScanState.OFF)
    stored_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    stored_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-stored_at"]

    def __str__(self) -> str:
        return self.name
