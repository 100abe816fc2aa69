"""How the targets of plans are measured through the year, and the values that people type for them."""

import uuid
from datetime import date
from decimal import Decimal
from typing import ClassVar, Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from caicach.agencies.models import Agency, AgencyKind
from caicach.agencies.permissions import agencies_where, can
from caicach.core import targets
from caicach.core.period import Period
from caicach.files.models import Document
from caicach.indicators.models import Indicator
from caicach.people.models import User
from caicach.people.permissions import Permission
from caicach.plans.models import Plan, Target


class Way(models.TextChoices):
    LEDGER = "ledger", _("lấy từ sổ số liệu")
    TYPED = "typed", _("nhập giá trị kèm nguồn")


class Reach(models.TextChoices):
    """For whom the aim holds: all together, or each agency of a kind by itself."""

    WHOLE = "whole", _("một giá trị chung")
    DEPARTMENTS = "departments", _("từng sở, ban, ngành")
    COMMUNES = "communes", _("từng xã, phường")
    ALL = "all", _("từng sở, ban, ngành và xã, phường")


KINDS: dict[str, tuple[AgencyKind, ...]] = {
    Reach.WHOLE: (),
    Reach.DEPARTMENTS: (AgencyKind.DEPARTMENT,),
    Reach.COMMUNES: (AgencyKind.COMMUNE,),
    Reach.ALL: (AgencyKind.DEPARTMENT, AgencyKind.COMMUNE),
}
"""The kinds of agencies that each have to reach the aim."""


class Direction(models.TextChoices):
    AT_LEAST = targets.Direction.AT_LEAST.value, _("từ mức này trở lên")
    AT_MOST = targets.Direction.AT_MOST.value, _("không quá mức này")
    EXACTLY = targets.Direction.EXACTLY.value, _("đúng mức này")
    BETWEEN = targets.Direction.BETWEEN.value, _("trong khoảng")


class Course(models.TextChoices):
    LEVEL = targets.Course.LEVEL.value, _("giữ mức suốt năm")
    LINEAR = targets.Course.LINEAR.value, _("tăng (giảm) đều đến cuối năm")
    QUARTERS = targets.Course.QUARTERS.value, _("theo mức ghi cho từng quý")
    END = targets.Course.END.value, _("chỉ đo cuối năm")


class GaugeQuerySet(models.QuerySet["Gauge"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Gauges of the plans that a person sees, if figures are shown to them at all."""
        if not can(user, Permission.FIGURE_VIEW):
            return self.none()
        return self.filter(target__plan__in=Plan.objects.visible_to(user))

    def in_force(self, year: int) -> Self:
        """Gauges of the plans of a year that are in force."""
        return self.filter(target__plan__in=Plan.objects.in_force().filter(year=year))

    def about(self, agency: Agency) -> Self:
        """What an agency has to reach by itself, by its own plan, and what it has to tell for all together."""
        reaches = [reach for reach, kinds in KINDS.items() if agency.kind in kinds]
        return self.filter(Q(reach__in=reaches) | Q(target__plan__owner=agency) | Q(keeper=agency, way=Way.TYPED))


class Gauge(models.Model):
    """How one figure of a target is measured: from the ledger, or by typed values. It follows the plan's versions.

    place: which figure of the target's words, from 0. keeper: the agency that has to tell the value.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    target = models.ForeignKey(Target, on_delete=models.PROTECT, related_name="gauges")
    place = models.PositiveSmallIntegerField(default=0)
    name = models.CharField(_("nội dung đo"), max_length=300)
    unit = models.CharField(_("đơn vị tính"), max_length=40, blank=True)
    way = models.CharField(_("cách đo"), max_length=10, choices=Way)
    indicator = models.ForeignKey(
        Indicator, null=True, blank=True, on_delete=models.PROTECT, related_name="gauges", verbose_name=_("chỉ số")
    )
    reach = models.CharField(_("đo cho"), max_length=12, choices=Reach, default=Reach.WHOLE)
    keeper = models.ForeignKey(
        Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="kept_gauges",
        verbose_name=_("cơ quan cung cấp giá trị"),
    )  # fmt: skip
    direction = models.CharField(_("hướng"), max_length=10, choices=Direction)
    aim = models.DecimalField(_("mức phải đạt"), max_digits=20, decimal_places=6)
    upper = models.DecimalField(_("mức trên của khoảng"), max_digits=20, decimal_places=6, null=True, blank=True)
    is_strict = models.BooleanField(_("phải hơn (kém) hẳn mức này"), default=False)
    course = models.CharField(_("lộ trình"), max_length=10, choices=Course)
    first_on = models.DateField(_("đo từ ngày"))
    last_on = models.DateField(_("đến ngày"))
    start = models.DecimalField(_("mức đầu kỳ"), max_digits=20, decimal_places=6, null=True, blank=True)
    quarters = models.JSONField(default=list, blank=True)  # four decimals as text, "" where nothing is wanted
    is_to_check = models.BooleanField(default=False)  # its target came with other words in a new version
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1)

    objects = GaugeQuerySet.as_manager()

    class Meta:
        ordering = ["target__order", "place"]
        constraints: ClassVar = [
            models.UniqueConstraint(name="gauge_once_for_each_figure_of_a_target", fields=["target", "place"]),
            models.CheckConstraint(
                name="gauge_by_the_ledger_names_its_indicator",
                condition=Q(way="ledger", indicator__isnull=False) | Q(way="typed", indicator=None),
            ),
            models.CheckConstraint(
                name="gauge_of_a_span_has_two_ends",
                condition=Q(direction="between", upper__gte=F("aim")) | (~Q(direction="between") & Q(upper=None)),
            ),
            models.CheckConstraint(name="gauge_ends_after_it_begins", condition=Q(last_on__gt=F("first_on"))),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_whole(self) -> bool:
        return self.reach == Reach.WHOLE

    @property
    def is_typed(self) -> bool:
        return self.way == Way.TYPED

    @property
    def teller(self) -> Agency:
        """Who has to tell the value of all together: the keeper, else whose plan it is."""
        return self.keeper or self.target.plan.owner

    @property
    def as_aim(self) -> targets.Aim:
        """The aim as the core computes with it."""
        direction = targets.Direction(self.direction)
        return targets.Aim(direction=direction, value=self.aim, upper=self.upper, is_strict=self.is_strict)

    @property
    def path(self) -> targets.Path:
        quarters = [Decimal(text) if text else None for text in self.quarters]
        span = Period(self.first_on, self.last_on)
        return targets.Path(course=targets.Course(self.course), span=span, start=self.start, quarters=quarters)


class TargetValueQuerySet(models.QuerySet["TargetValue"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """What all reach together, and of what each reaches by itself the values of one's own agencies."""
        seen = self.filter(gauge__in=Gauge.objects.visible_to(user))
        own = agencies_where(user, Permission.FIGURE_VIEW)
        return seen.filter(Q(gauge__reach=Reach.WHOLE) | Q(agency__in=own))

    def current(self) -> Self:
        """Those that hold: nothing has taken their place and nobody has taken them back."""
        return self.filter(superseded_at=None)

    def known_on(self, day: date) -> Self:
        return self.filter(as_of__lte=day)


class TargetValue(models.Model):
    """One value of a gauge on a day, with where it comes from. A row never changes; another one takes its place.

    agency: of which agency it is; of a gauge for all together, whose plan it is.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    gauge = models.ForeignKey(Gauge, on_delete=models.PROTECT, related_name="values")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="target_values")
    as_of = models.DateField(_("số liệu đến ngày"))
    value = models.DecimalField(_("giá trị"), max_digits=20, decimal_places=6)
    source_text = models.CharField(_("nguồn"), max_length=300)
    document = models.ForeignKey(
        Document, null=True, blank=True, on_delete=models.PROTECT, related_name="target_values",
        verbose_name=_("văn bản trong sổ"),
    )  # fmt: skip
    supersedes = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="superseded_by"
    )
    superseded_at = models.DateTimeField(null=True, blank=True)
    taken_back_reason = models.CharField(_("lý do rút"), max_length=300, blank=True)
    taken_back_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    written_at = models.DateTimeField(auto_now_add=True)

    objects = TargetValueQuerySet.as_manager()

    class Meta:
        ordering = ["-as_of", "-written_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="target_value_once_for_gauge_agency_day",
                fields=["gauge", "agency", "as_of"],
                condition=Q(superseded_at=None),
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["gauge", "as_of"], name="target_value_day")]

    def __str__(self) -> str:
        return f"{self.gauge}, {self.agency}, {self.as_of:%d/%m/%Y}"
