"""Reports: kinds as data, rounds, each agency's part with its sections and with figures frozen at the cut-off."""

import uuid
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar, Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from caicach.agencies.models import Agency, DatedQuerySet
from caicach.agencies.permissions import agencies_where, can
from caicach.core.period import Period
from caicach.core.reporting import YearlyWindow
from caicach.indicators.models import Figure, Indicator
from caicach.people.models import User
from caicach.people.permissions import Permission


class ReportKind(models.Model):
    """A kind of report as the shipped file says it: its window, due days of the levels, outline, annex.

    A kind without a window is reported for days that somebody types (a special report).
    """

    code = models.SlugField(_("mã"), max_length=40, unique=True)
    name = models.CharField(_("loại báo cáo"), max_length=200)
    window = models.JSONField(default=dict, blank=True)  # {"first": [12, 15], "last": [3, 14]}
    levels = models.JSONField(default=list)
    outline = models.JSONField(default=list)
    annex = models.JSONField(default=dict, blank=True)
    source_text = models.CharField(_("căn cứ"), max_length=300)
    order = models.PositiveSmallIntegerField(default=1000)
    valid_from = models.DateField(_("từ ngày"), null=True, blank=True)
    valid_to = models.DateField(_("đến ngày"), null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering = ["order", "code"]

    def __str__(self) -> str:
        return self.name

    @property
    def yearly(self) -> YearlyWindow | None:
        if not self.window:
            return None
        (one, two), (three, four) = self.window["first"], self.window["last"]
        return YearlyWindow((one, two), (three, four))


class ReportRoundQuerySet(models.QuerySet["ReportRound"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """That a report is asked for is known to all who report or read reports."""
        return self.all() if can(user, Permission.REPORT_VIEW) else self.none()


class ReportRound(models.Model):
    """One report of the province that agencies write parts of. Outline and annex are those of the day it was opened."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.ForeignKey(ReportKind, on_delete=models.PROTECT, related_name="rounds")
    name = models.CharField(_("tên báo cáo"), max_length=200)
    first = models.DateField(_("từ ngày"))
    last = models.DateField(_("đến ngày"))  # the cut-off: facts of later days do not count
    levels = models.JSONField(default=list)  # each with its due date, "due_on"
    outline = models.JSONField(default=list)
    annex = models.JSONField(default=dict, blank=True)
    opened_at = models.DateTimeField(auto_now_add=True)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )  # none: opened by itself

    objects = ReportRoundQuerySet.as_manager()

    class Meta:
        ordering = ["-last", "-first", "kind"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "first", "last", "name"], name="report_round_once_for_its_days"),
            models.CheckConstraint(name="report_round_ends_after_it_begins", condition=Q(last__gte=F("first"))),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def period(self) -> Period:
        return Period(self.first, self.last)

    @property
    def due_on(self) -> date:
        """The due day of the last level, which sends to the ministry."""
        return max(day for _level, day in self.due_days)

    @property
    def due_days(self) -> list[tuple[str, date]]:
        """The levels by name, each with its due date."""
        return [(one["name"], date.fromisoformat(one["due_on"])) for one in self.levels]


class ReportPartQuerySet(models.QuerySet["ReportPart"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        return self.filter(agency__in=agencies_where(user, Permission.REPORT_VIEW))


class ReportPart(models.Model):
    """What one agency reports in a round. On time is decided by the day of the first signature."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(ReportRound, on_delete=models.PROTECT, related_name="parts")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="report_parts")
    level = models.SlugField(_("cấp"), max_length=20)
    due_on = models.DateField(_("hạn gửi"))
    ready_at = models.DateTimeField(_("trình ký lúc"), null=True, blank=True)
    sent_on = models.DateField(_("ngày gửi"), null=True, blank=True)  # the first time; stays when it comes back
    signed_at = models.DateTimeField(_("ký lúc"), null=True, blank=True)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    signed_hash = models.CharField(max_length=64, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = ReportPartQuerySet.as_manager()

    class Meta:
        ordering = ["agency__protocol_order", "agency__collation_key", "agency"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "agency"], name="report_part_once_for_each_agency"),
            models.CheckConstraint(
                name="report_part_is_signed_by_somebody_and_sent",
                condition=Q(signed_at=None) | Q(signed_by__isnull=False, sent_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round}: {self.agency}"

    @property
    def is_signed(self) -> bool:
        return self.signed_at is not None

    @property
    def is_late(self) -> bool:
        return self.sent_on is not None and self.sent_on > self.due_on


class PartSection(models.Model):
    """A section of an agency's part: its words, and the duties and obstacles as they stood at the cut-off."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    part = models.ForeignKey(ReportPart, on_delete=models.CASCADE, related_name="sections")
    code = models.SlugField(_("mã"), max_length=40)
    title = models.CharField(_("mục"), max_length=200)
    guide = models.CharField(_("gợi ý"), max_length=500, blank=True)
    order = models.PositiveSmallIntegerField()
    text = models.TextField(_("nội dung"), blank=True)
    rows = models.JSONField(default=list, blank=True)
    is_open = models.BooleanField(_("đang mở"), default=True)
    return_note = models.TextField(_("ý kiến trả lại"), blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="report_sections"
    )  # none: whoever writes for the agency
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    written_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["order"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["part", "code"], name="part_section_once_for_each_code")
        ]

    def __str__(self) -> str:
        return f"{self.order}. {self.title}"


class PartFigure(models.Model):
    """A number of an agency's part. The counted one never changes; a typed one stands beside it with its reason."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    section = models.ForeignKey(PartSection, on_delete=models.CASCADE, related_name="figures")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="+")
    figure = models.ForeignKey(Figure, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    order = models.PositiveSmallIntegerField()
    given_numerator = models.DecimalField(_("tử số"), max_digits=20, decimal_places=6, null=True, blank=True)
    given_denominator = models.DecimalField(_("mẫu số"), max_digits=20, decimal_places=6, null=True, blank=True)
    given_value = models.DecimalField(_("giá trị"), max_digits=20, decimal_places=6, null=True, blank=True)
    reason = models.TextField(_("lý do"), blank=True)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    given_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["section", "order"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["section", "indicator"], name="part_figure_once_for_each_indicator"),
            models.CheckConstraint(
                name="part_figure_that_was_typed_has_a_reason",
                condition=Q(given_numerator=None, given_denominator=None, given_value=None) | ~Q(reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator}, {self.section.part.agency}"

    @property
    def is_given(self) -> bool:
        return self.given_value is not None or self.given_numerator is not None

    def number(self, name: str) -> Decimal | None:
        """ "numerator", "denominator" or "value" as it is reported: the typed one where there is one. None: missing."""
        if self.is_given:
            typed: Decimal | None = getattr(self, f"given_{name}")
            return typed
        counted: Decimal | None = getattr(self.figure, name) if self.figure else None
        return counted


class MoveKind(models.TextChoices):
    GIVEN = "given", _("giao người viết")
    READY = "ready", _("trình thủ trưởng")
    SIGNED = "signed", _("ký, gửi")
    RETURNED = "returned", _("trả lại một số mục")
    REOPENED = "reopened", _("mở lại")


class PartMove(models.Model):
    """What became of a part, act by act; never changed."""

    part = models.ForeignKey(ReportPart, on_delete=models.CASCADE, related_name="moves")
    kind = models.CharField(_("việc"), max_length=10, choices=MoveKind)
    on = models.DateField(_("ngày"))
    reason = models.TextField(_("lý do"), blank=True)
    sections = models.JSONField(default=list, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.part}: {self.get_kind_display()}"


def as_plain(part: ReportPart) -> list[Any]:
    """Everything that a signature stands for, in one fixed form."""
    sections = part.sections.order_by("order").prefetch_related("figures__figure", "figures__indicator")
    return [[one.code, one.text, one.rows, [_plain_figure(figure) for figure in one.figures.all()]] for one in sections]


def _plain_figure(row: PartFigure) -> list[str]:
    numbers = [row.number(name) for name in ("numerator", "denominator", "value")]
    told = ["" if number is None else f"{number.normalize():f}" for number in numbers]
    return [row.indicator.code, str(row.figure_id or ""), *told, row.reason]
