"""What was decided: plans, their targets and their rows, as the signed document says it."""

import uuid
from datetime import date
from typing import ClassVar, Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from caicach.agencies.models import Agency, AgencyGroup, Domain
from caicach.agencies.permissions import agencies_where, can
from caicach.files.models import StoredFile
from caicach.people.models import User
from caicach.people.permissions import Permission
from caicach.ui.searching import searched


class PlanKind(models.TextChoices):
    ANNUAL = "annual", _("kế hoạch năm")
    PERIOD = "period", _("kế hoạch giai đoạn")
    IMPROVEMENT = "improvement", _("kế hoạch cải thiện chỉ số")
    AGENCY = "agency", _("kế hoạch của cơ quan")
    CONCLUSION = "conclusion", _("kết luận cuộc họp")


class PlanState(models.TextChoices):
    DRAFT = "draft", _("dự thảo")
    ISSUED = "issued", _("đã ban hành")
    AMENDED = "amended", _("đã có bản mới")
    CLOSED = "closed", _("đã kết thúc")
    WITHDRAWN = "withdrawn", _("đã thu hồi")


class PlanQuerySet(models.QuerySet["Plan"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Decided plans of the province to all who view plans, an agency's to the agency; drafts to those who draft."""
        of_province, decided = ~Q(kind=PlanKind.AGENCY), ~Q(state=PlanState.DRAFT)
        shown = Q(kind=PlanKind.AGENCY, owner__in=agencies_where(user, Permission.AGENCY_PLAN_DRAFT))
        shown |= Q(kind=PlanKind.AGENCY, owner__in=agencies_where(user, Permission.PLAN_VIEW)) & decided
        if can(user, Permission.PLAN_VIEW):
            shown |= of_province & decided
        if can(user, Permission.PLAN_DRAFT):
            shown |= of_province
        return self.filter(shown)

    def in_force(self) -> Self:
        """Versions that count today: issued, not replaced, not withdrawn."""
        return self.filter(state__in=[PlanState.ISSUED, PlanState.CLOSED])

    def containing(self, words: str) -> Self:
        """Plans whose number, title or issuer holds every word, whatever the diacritics."""
        return searched(self, words)


class Plan(models.Model):
    """One version of a plan. An issued version never changes: a correction or an amendment is a new one."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    series = models.UUIDField(default=uuid.uuid4, db_index=True)  # the same for all versions
    number_of_version = models.PositiveSmallIntegerField(_("phiên bản"), default=1)
    kind = models.CharField(_("loại"), max_length=12, choices=PlanKind, default=PlanKind.ANNUAL)
    state = models.CharField(_("trạng thái"), max_length=10, choices=PlanState, default=PlanState.DRAFT)
    owner = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="plans")  # whose plan it is
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    year = models.PositiveSmallIntegerField(_("năm"))
    title = models.CharField(_("tên kế hoạch"), max_length=500)
    theme = models.TextField(_("chủ đề"), blank=True)
    document_kind = models.CharField(_("loại văn bản"), max_length=50, blank=True)
    number = models.CharField(_("số, ký hiệu"), max_length=60, blank=True)
    issued_on = models.DateField(_("ngày ban hành"), null=True, blank=True)
    issuer = models.CharField(_("cơ quan ban hành"), max_length=200, blank=True)
    signer = models.CharField(_("người ký"), max_length=100, blank=True)
    legal_bases = models.JSONField(_("căn cứ"), default=list, blank=True)
    recipients = models.JSONField(_("nơi nhận"), default=list, blank=True)
    source_file = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="plans")
    duties = models.JSONField(_("trách nhiệm của các cơ quan"), default=list, blank=True)
    totals = models.JSONField(_("tổng số in trong văn bản"), default=dict, blank=True)
    correction_reason = models.TextField(_("lý do đính chính"), blank=True)
    correction = models.JSONField(default=dict, blank=True)  # lineage, field, old, new of the corrected cell
    issued_at = models.DateTimeField(_("ban hành trong hệ thống lúc"), null=True, blank=True)
    assigned_at = models.DateTimeField(_("giao việc lúc"), null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    search_text = models.TextField(editable=False, default="")
    version = models.PositiveIntegerField(default=1)  # of the row, for lost updates

    objects = PlanQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "kind", "-number_of_version"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["series", "number_of_version"], name="plan_version_once_in_a_series"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_draft(self) -> bool:
        return self.state == PlanState.DRAFT

    @property
    def is_of_province(self) -> bool:
        return self.kind != PlanKind.AGENCY


class Target(models.Model):
    """A statement of what is to be reached; the figures in it are its measures (value, unit, comparator, upper)."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="targets")
    lineage = models.UUIDField(default=uuid.uuid4, db_index=True)  # the same target through all versions of a plan
    order = models.PositiveIntegerField()
    code = models.CharField(_("số"), max_length=20, blank=True)
    text = models.TextField(_("chỉ tiêu"))
    heading = models.CharField(_("mục"), max_length=300, blank=True)
    measures = models.JSONField(default=list, blank=True)
    domain = models.ForeignKey(Domain, null=True, blank=True, on_delete=models.PROTECT, related_name="targets")

    class Meta:
        ordering = ["order"]

    def __str__(self) -> str:
        return self.text[:100]


class ItemLevel(models.TextChoices):
    PART = "part", _("phần")
    DOMAIN = "domain", _("lĩnh vực")
    GROUP = "group", _("nhóm")
    TASK = "task", _("nhiệm vụ")
    ACTIVITY = "activity", _("hoạt động")


class PlanItemQuerySet(models.QuerySet["PlanItem"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Rows of the plans that a person sees."""
        return self.filter(plan__in=Plan.objects.visible_to(user))

    def leaves(self) -> Self:
        return self.filter(is_leaf=True)

    def containing(self, words: str) -> Self:
        """Rows whose text holds every word, whatever the diacritics."""
        return searched(self, words)

    def of_agency(self, agency: Agency, role: str = "") -> Self:
        """Rows on which the document names the agency itself, in one role or any."""
        duties = ItemDuty.objects.filter(agency=agency)
        return self.filter(pk__in=(duties.filter(role=role) if role else duties).values("item"))

    def due_between(self, first: date | None, last: date | None) -> Self:
        found = self.filter(due_on__gte=first) if first else self
        return found.filter(due_on__lte=last) if last else found


class PlanItem(models.Model):
    """A row of a plan, at any depth. Codes repeat; only the path is unique. `schedule` is the read time frame."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="items")
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.CASCADE, related_name="children")
    lineage = models.UUIDField(default=uuid.uuid4, db_index=True)  # the same row through all versions of a plan
    order = models.PositiveIntegerField(_("thứ tự"))
    level = models.CharField(_("cấp"), max_length=10, choices=ItemLevel)
    outline_code = models.CharField(_("số thứ tự"), max_length=60, blank=True)
    path = models.CharField(max_length=400)
    is_leaf = models.BooleanField(default=True)  # has no rows below it: only leaves are assigned
    title = models.TextField(_("nội dung"))
    acceptance_note = models.TextField(_("tiêu chuẩn hoàn thành"), blank=True)
    deliverable = models.TextField(_("sản phẩm"), blank=True)
    time_frame_text = models.CharField(_("thời gian thực hiện"), max_length=500, blank=True)
    schedule = models.JSONField(default=dict, blank=True)
    start_on = models.DateField(_("bắt đầu"), null=True, blank=True)
    due_on = models.DateField(_("kết thúc"), null=True, blank=True, db_index=True)
    lead_text = models.TextField(_("cơ quan chủ trì (như văn bản)"), blank=True)
    coordinating_text = models.TextField(_("cơ quan phối hợp (như văn bản)"), blank=True)
    budget_million_vnd = models.DecimalField(
        _("kinh phí (triệu đồng)"), max_digits=18, decimal_places=6, null=True, blank=True
    )
    note = models.TextField(_("ghi chú"), blank=True)
    domain = models.ForeignKey(Domain, null=True, blank=True, on_delete=models.PROTECT, related_name="items")
    source = models.CharField(max_length=10, default="table")
    source_place = models.JSONField(default=dict, blank=True)
    scores = models.JSONField(_("điểm"), default=dict, blank=True)  # of a criterion: max, previous, target
    search_text = models.TextField(editable=False, default="")
    version = models.PositiveIntegerField(default=1)

    objects = PlanItemQuerySet.as_manager()

    class Meta:
        ordering = ["order"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["plan", "path"], name="plan_item_path_once_in_a_plan")]

    def __str__(self) -> str:
        return f"{self.outline_code} {self.title}".strip()[:200]


class DutyRole(models.TextChoices):
    LEAD = "lead", _("chủ trì")
    COORDINATING = "coordinating", _("phối hợp")


class ItemDuty(models.Model):
    """Whom the document names for a row: an agency or a group. Assignments are made from it when a plan is issued."""

    item = models.ForeignKey(PlanItem, on_delete=models.CASCADE, related_name="duties")
    role = models.CharField(_("vai trò"), max_length=12, choices=DutyRole)
    agency = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="item_duties")
    group = models.ForeignKey(AgencyGroup, null=True, blank=True, on_delete=models.PROTECT, related_name="item_duties")
    printed = models.CharField(_("như văn bản"), max_length=300)
    is_addressed_to_head = models.BooleanField(default=False)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["role", "order"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="item_duty_is_of_an_agency_or_a_group",
                condition=Q(agency__isnull=False, group__isnull=True) | Q(agency__isnull=True, group__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return self.printed


class ItemLink(models.Model):
    """An agency's row carries out a row of the parent plan: the cascade."""

    item = models.ForeignKey(PlanItem, on_delete=models.CASCADE, related_name="carries_out")
    carried = models.ForeignKey(PlanItem, on_delete=models.PROTECT, related_name="carried_out_by")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["item", "carried"], name="item_link_once")]

    def __str__(self) -> str:
        return f"{self.item} → {self.carried}"


class RemovedRows(models.Model):
    """Rows that somebody took out of a draft, kept as they were so that taking them out can be undone."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="removed_rows")
    title = models.CharField(_("nội dung"), max_length=300)
    rows = models.JSONField(default=list)
    removed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-removed_at", "-pk"]

    def __str__(self) -> str:
        return self.title
