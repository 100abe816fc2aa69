"""Frames from which samples are drawn, draws that anybody can repeat, and the drawn units with what became of each."""

import uuid
from fractions import Fraction
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Frame(models.Model):
    """A list of those who may be asked. place_names: what its places are called, the widest first.

    digest: of its rows, whatever their order (`core.surveys.sampling.frames`). totals: by stratum, units and size.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(_("tên khung mẫu"), max_length=200)
    source_text = models.CharField(_("nguồn danh sách"), max_length=300)
    as_of = models.DateField(_("danh sách đến ngày"))
    place_names = models.JSONField(default=list, blank=True)
    totals = models.JSONField(default=dict)
    digest = models.CharField(max_length=64)
    forget_on = models.DateField(_("ngày xóa tên, địa chỉ"))
    forgotten_at = models.DateTimeField(null=True, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return self.name

    @property
    def units(self) -> int:
        return sum(units for units, _size in self.totals.values())


class FrameUnit(models.Model):
    """A row of a frame. label: how to find it, a name or an address; emptied on the frame's day, the key stays."""

    frame = models.ForeignKey(Frame, on_delete=models.CASCADE, related_name="rows")
    key = models.CharField(_("mã"), max_length=60)
    stratum = models.CharField(_("tầng"), max_length=150)
    places = models.JSONField(default=list, blank=True)
    size = models.PositiveIntegerField(_("quy mô"), default=1)
    label = models.CharField(_("tên, địa chỉ"), max_length=300, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["frame", "key"], name="frame_unit_once_for_each_key"),
            models.CheckConstraint(name="frame_unit_has_a_size", condition=Q(size__gte=1)),
        ]

    def __str__(self) -> str:
        return self.key


class Draw(models.Model):
    """A sample as it was drawn; never changed. rule: what the core draws by; sizing: how its size was reckoned."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    frame = models.ForeignKey(Frame, on_delete=models.PROTECT, related_name="draws")
    number = models.PositiveSmallIntegerField(_("lần rút"))
    seed = models.CharField(_("hạt giống"), max_length=60)
    rule = models.JSONField()
    sizing = models.JSONField()
    strata = models.JSONField()  # by stratum: units and size in the frame, units drawn
    shortages = models.JSONField(default=list, blank=True)
    digest = models.CharField(max_length=64)
    reason = models.CharField(_("lý do rút lại"), max_length=300, blank=True)
    drawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    drawn_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["frame", "-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["frame", "number"], name="draw_once_for_each_number"),
            models.CheckConstraint(name="draw_again_has_a_reason", condition=Q(number=1) | ~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.frame}, {self.number}"


class Outcome(models.TextChoices):
    WAITING = "waiting", _("chưa hỏi")
    REACHED = "reached", _("đã hỏi")
    REFUSED = "refused", _("từ chối")
    ABSENT = "absent", _("không gặp")
    RESERVE = "reserve", _("dự phòng")


LOST = (Outcome.REFUSED, Outcome.ABSENT)
"""In whose place one of the reserves may be asked."""


class SampledUnit(models.Model):
    """One that was drawn. reserve: 0 in the sample, else the rank among those of its place who stand in."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    draw = models.ForeignKey(Draw, on_delete=models.CASCADE, related_name="units")
    unit = models.ForeignKey(FrameUnit, on_delete=models.PROTECT, related_name="+")
    order = models.PositiveIntegerField()
    reserve = models.PositiveIntegerField(default=0)
    chance_numerator = models.CharField(max_length=80)
    chance_denominator = models.CharField(max_length=80)
    outcome = models.CharField(_("kết quả"), max_length=10, choices=Outcome, default=Outcome.WAITING)
    note = models.CharField(_("ghi chú"), max_length=300, blank=True)
    stands_in_for = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="stand_in"
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["unit__stratum", "unit__places", "reserve", "order"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["draw", "unit"], name="sampled_unit_once_in_a_draw"),
            models.CheckConstraint(
                name="only_a_reserve_stands_in", condition=Q(stands_in_for=None) | Q(reserve__gte=1)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit}"

    @property
    def probability(self) -> Fraction:
        return Fraction(int(self.chance_numerator), int(self.chance_denominator))

    @property
    def weight(self) -> Fraction:
        """How many units of the frame it stands for."""
        return 1 / self.probability

    @property
    def is_asked(self) -> bool:
        """In the sample, or called in for somebody."""
        return not self.reserve or self.stands_in_for_id is not None
