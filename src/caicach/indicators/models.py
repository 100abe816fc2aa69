"""The ledger: indicators, and the figures of agencies that are only added to, never overwritten."""

import uuid
from datetime import date
from decimal import Decimal
from typing import ClassVar, Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from caicach.agencies.models import Agency, DatedQuerySet
from caicach.agencies.permissions import agencies_where, can
from caicach.core.period import Period
from caicach.people.models import User
from caicach.people.permissions import Permission

NUMERATOR, DENOMINATOR = "numerator", "denominator"
HAND, IMPORT = "hand", "import"
TYPED = frozenset({HAND, IMPORT})
"""Sources of figures that a person brings; else the source is the code of the room that counted."""

SOURCE_LABELS = {HAND: _("nhập tay"), IMPORT: _("từ tệp")}
COUNTED = _("hệ thống tính")


class IndicatorKind(models.TextChoices):
    RATIO = "ratio", _("tỷ lệ")
    VALUE = "value", _("số")


class Writer(models.TextChoices):
    """Who writes the figures of an indicator."""

    WORK = "work", _("hệ thống tính từ các việc được giao")
    CASES = "cases", _("hệ thống giải quyết TTHC")
    SURVEY = "survey", _("khảo sát")
    REPORTS = "reports", _("báo cáo định kỳ")
    HAND = "hand", _("nhập tay hoặc từ tệp")


class IndicatorQuerySet(DatedQuerySet["Indicator"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """What is measured is known to all who see figures."""
        return self.all() if can(user, Permission.FIGURE_VIEW) else self.none()


class Indicator(models.Model):
    """What is measured of each agency: a ratio with its two counts, or one value. Dated, because methods change."""

    code = models.SlugField(_("mã"), max_length=60, unique=True)
    name = models.CharField(_("chỉ số"), max_length=300)
    kind = models.CharField(_("dạng"), max_length=10, choices=IndicatorKind)
    unit = models.CharField(_("đơn vị tính"), max_length=40, blank=True)
    numerator_label = models.CharField(_("tử số"), max_length=200, blank=True)
    denominator_label = models.CharField(_("mẫu số"), max_length=200, blank=True)
    domain_code = models.SlugField(_("lĩnh vực"), max_length=40, blank=True)
    description = models.TextField(_("cách tính"), blank=True)
    source_text = models.CharField(_("căn cứ"), max_length=300, blank=True)
    written_by = models.CharField(_("nguồn số liệu"), max_length=10, choices=Writer)
    is_less_better = models.BooleanField(_("càng ít càng tốt"), default=False)
    order = models.PositiveSmallIntegerField(default=1000)
    valid_from = models.DateField(_("từ ngày"), null=True, blank=True)
    valid_to = models.DateField(_("đến ngày"), null=True, blank=True)
    search_text = models.TextField(editable=False, default="")

    objects = IndicatorQuerySet.as_manager()

    class Meta:
        ordering = ["order", "code"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="indicator_ends_after_it_begins",
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
            ),
            models.CheckConstraint(
                name="indicator_of_a_ratio_names_its_two_counts",
                condition=~Q(kind="ratio") | ~(Q(numerator_label="") | Q(denominator_label="")),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_ratio(self) -> bool:
        return self.kind == IndicatorKind.RATIO

    @property
    def is_typed(self) -> bool:
        """Whether the form asks for it; what the system counts nobody is asked for."""
        return self.written_by != Writer.WORK

    @property
    def references(self) -> tuple[str, ...]:
        """How rules name its numbers: "code:numerator" and "code:denominator", or "code" of a value."""
        if self.is_ratio:
            return f"{self.code}:{NUMERATOR}", f"{self.code}:{DENOMINATOR}"
        return (self.code,)


class FigureQuerySet(models.QuerySet["Figure"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """The figures of one's own agencies; of all to those who watch the province."""
        return self.filter(agency__in=agencies_where(user, Permission.FIGURE_VIEW))

    def current(self) -> Self:
        """Those that nothing has taken the place of."""
        return self.filter(superseded_at=None)

    def of_period(self, first: date, last: date) -> Self:
        return self.filter(period_first=first, period_last=last)


class Figure(models.Model):
    """One number of an indicator for an agency and a period, with where it comes from. A row never changes.

    A new number is a new row that supersedes the old one. Once frozen it is superseded by a correction with a reason
    only. source: the code of the room that counted, or "hand", or "import".
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="figures")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="figures")
    period_first = models.DateField(_("từ ngày"))
    period_last = models.DateField(_("đến ngày"))
    numerator = models.DecimalField(_("tử số"), max_digits=20, decimal_places=6, null=True, blank=True)
    denominator = models.DecimalField(_("mẫu số"), max_digits=20, decimal_places=6, null=True, blank=True)
    value = models.DecimalField(_("giá trị"), max_digits=20, decimal_places=6, null=True, blank=True)
    source = models.SlugField(_("nguồn"), max_length=20)
    source_text = models.CharField(_("văn bản, báo cáo, hệ thống"), max_length=300)
    as_of = models.DateField(_("số liệu đến ngày"))
    rows_url = models.CharField(max_length=500, blank=True)  # the page with the rows that made it
    row_count = models.PositiveIntegerField(_("số dòng"), null=True, blank=True)
    supersedes = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="superseded_by"
    )
    superseded_at = models.DateTimeField(null=True, blank=True)
    frozen_at = models.DateTimeField(_("chốt lúc"), null=True, blank=True)
    correction_reason = models.TextField(_("lý do đính chính"), blank=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    written_at = models.DateTimeField(auto_now_add=True)

    objects = FigureQuerySet.as_manager()

    class Meta:
        ordering = ["indicator", "agency", "-period_last", "-written_at"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="figure_period_ends_after_it_begins", condition=Q(period_last__gte=F("period_first"))
            ),
            models.CheckConstraint(
                name="figure_is_two_counts_or_one_value",
                condition=Q(value=None, numerator__isnull=False, denominator__isnull=False)
                | Q(value__isnull=False, numerator=None, denominator=None),
            ),
            models.UniqueConstraint(
                name="figure_once_for_indicator_agency_period",
                fields=["indicator", "agency", "period_first", "period_last"],
                condition=Q(superseded_at=None),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["agency", "period_first", "period_last"], name="figure_agency_period"),
            models.Index(fields=["period_first", "period_last"], name="figure_period"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator}, {self.agency}, {self.period_first:%d/%m/%Y}–{self.period_last:%d/%m/%Y}"

    @property
    def is_current(self) -> bool:
        return self.superseded_at is None

    @property
    def is_frozen(self) -> bool:
        return self.frozen_at is not None

    @property
    def source_label(self) -> str:
        """Who brought it, in a word or two."""
        return str(SOURCE_LABELS.get(self.source, COUNTED))

    @property
    def period(self) -> Period:
        return Period(self.period_first, self.period_last)

    @property
    def rate(self) -> Decimal | None:
        """Numerator by denominator; None for a value, and where there was nothing to count."""
        if self.numerator is None or not self.denominator:
            return None
        return self.numerator / self.denominator


class ExternalQuerySet(models.QuerySet["ExternalResult"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Published results are known to all who see figures."""
        return self.all() if can(user, Permission.FIGURE_VIEW) else self.none()


class ExternalIndex(models.Model):
    """An index that others publish of all provinces.

    breaks: years from which on its method is another, with a word on it: no line may be drawn across.
    """

    code = models.SlugField(_("mã"), max_length=40, unique=True)
    name = models.CharField(_("chỉ số"), max_length=60)
    full_name = models.CharField(_("tên đầy đủ"), max_length=300)
    publisher = models.CharField(_("cơ quan công bố"), max_length=200)
    unit = models.CharField(_("đơn vị tính"), max_length=40, blank=True)
    breaks = models.JSONField(default=list, blank=True)
    order = models.PositiveSmallIntegerField(default=1000)

    class Meta:
        ordering = ["order", "code"]

    def __str__(self) -> str:
        return self.name


class ExternalResult(models.Model):
    """What one province got in one year, as published."""

    index = models.ForeignKey(ExternalIndex, on_delete=models.PROTECT, related_name="results")
    year = models.PositiveSmallIntegerField(_("năm"))
    province = models.CharField(_("tỉnh, thành phố"), max_length=100)
    province_key = models.CharField(max_length=100, editable=False)  # folded, to find it again
    value = models.DecimalField(_("kết quả"), max_digits=12, decimal_places=4)
    most = models.DecimalField(_("tối đa"), max_digits=12, decimal_places=4, null=True, blank=True)
    rank = models.PositiveSmallIntegerField(_("hạng"), null=True, blank=True)
    rank_of = models.PositiveSmallIntegerField(_("trong số"), null=True, blank=True)
    source_text = models.CharField(_("nguồn"), max_length=300)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    written_at = models.DateTimeField(auto_now=True)

    objects = ExternalQuerySet.as_manager()

    class Meta:
        ordering = ["index", "-year", F("rank").asc(nulls_last=True), "province_key"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="external_result_once_for_index_year_province", fields=["index", "year", "province_key"]
            ),
            models.CheckConstraint(
                name="external_rank_is_among_its_number",
                condition=Q(rank=None) | Q(rank_of=None) | Q(rank__lte=F("rank_of"), rank__gte=1),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.index} {self.year}, {self.province}"
