"""A round of assessment: who is assessed by which set, by whom, until when, and every score that was ever given."""

import uuid
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import ClassVar, Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from caicach.agencies.models import Agency
from caicach.agencies.permissions import agencies_where, can
from caicach.core.scoring.claims import Claim, outcome_of
from caicach.core.scoring.outcome import Outcome
from caicach.core.scoring.plain import from_plain
from caicach.criteria.models import CriteriaSet, Criterion
from caicach.files.models import Document
from caicach.people.models import User
from caicach.people.permissions import Permission

_PERSON = settings.AUTH_USER_MODEL


class RoundState(models.TextChoices):
    DRAFT = "draft", _("đang chuẩn bị")
    OPEN = "open", _("đang thực hiện")
    CLOSED = "closed", _("đã chốt")
    ENDED = "ended", _("đã dừng, thay bằng đợt khác")


class RoundQuerySet(models.QuerySet["Round"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Rounds that have begun, to whom any of its agencies is visible; those in preparation to who prepares them."""
        if can(user, Permission.ROUND_MANAGE):
            return self
        begun = self.exclude(state=RoundState.DRAFT)
        if can(user, Permission.OUTSIDE_SCORE_ENTER):
            return begun
        seen = agencies_where(user, Permission.ASSESSMENT_VIEW)
        return begun if not seen.query.has_filters() else begun.filter(assessments__agency__in=seen).distinct()


class Round(models.Model):
    """One evaluation of one kind of agency for one year.

    period_first, period_last: the days whose figures count. agencies_on: the day on which the agencies were taken from
    the register. second_share: which share of the leaves is read a second time, chosen by `seed`. may_lower: whether
    an appeal may also end with fewer points. unranked: groups without ranking this year, each with the reason.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(_("tên đợt"), max_length=200)
    year = models.PositiveSmallIntegerField(_("năm đánh giá"))
    criteria_set = models.ForeignKey(CriteriaSet, on_delete=models.PROTECT, related_name="rounds")
    previous = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="following")
    replaces = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by")
    period_first = models.DateField(_("số liệu từ ngày"))
    period_last = models.DateField(_("số liệu đến ngày"))
    agencies_on = models.DateField(_("danh sách cơ quan tính đến ngày"))
    second_share = models.DecimalField(_("tỷ lệ đọc lại"), max_digits=4, decimal_places=3, default=Decimal("0.05"))
    seed = models.CharField(_("mã chọn ngẫu nhiên"), max_length=40)
    may_lower = models.BooleanField(_("giải trình có thể bị hạ điểm"), default=False)
    unranked = models.JSONField(default=dict, blank=True)
    state = models.CharField(_("trạng thái"), max_length=10, choices=RoundState, default=RoundState.DRAFT)
    opened_at = models.DateTimeField(_("bắt đầu lúc"), null=True, blank=True)
    closed_at = models.DateTimeField(_("chốt lúc"), null=True, blank=True)
    made_by = models.ForeignKey(_PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1)

    objects = RoundQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "name"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_open(self) -> bool:
        return self.state == RoundState.OPEN


class Phase(models.TextChoices):
    """What is done when; each phase has its own window."""

    FILLING = "filling", _("tự đánh giá")
    APPRAISAL = "appraisal", _("thẩm định")
    APPEAL = "appeal", _("giải trình")
    DECISION = "decision", _("xem xét giải trình")


class Window(models.Model):
    """From a day to a day a phase is open, for all or for one agency. The newest row counts; none is ever changed."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="windows")
    phase = models.CharField(_("bước"), max_length=10, choices=Phase)
    agency = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    opens_on = models.DateField(_("từ ngày"))
    closes_on = models.DateField(_("đến hết ngày"))
    reason = models.CharField(_("lý do"), max_length=500, blank=True)
    set_by = models.ForeignKey(_PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="window_closes_after_it_opens", condition=Q(closes_on__gte=models.F("opens_on"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_phase_display()}: {self.opens_on:%d/%m/%Y} – {self.closes_on:%d/%m/%Y}"

    def is_open(self, today: date) -> bool:
        return self.opens_on <= today <= self.closes_on


class RoundAppraiser(models.Model):
    """A body that appraises a criterion and what stands below it; there may be several, also outside the tree."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="appraisers")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["criterion__order", "agency__protocol_order"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["round", "criterion", "agency"], name="round_appraiser_once_for_each_criterion"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.criterion.code}: {self.agency}"


class AssessmentQuerySet(models.QuerySet["Assessment"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        seen = agencies_where(user, Permission.ASSESSMENT_VIEW)
        begun = self.exclude(round__state=RoundState.DRAFT)
        return begun if not seen.query.has_filters() else begun.filter(agency__in=seen)

    def standing(self) -> Self:
        """Without agencies that left the round."""
        return self.filter(left_at=None)


class Assessment(models.Model):
    """An agency in a round.

    group: in which it is ranked. ready_at: the focal point has put it before the head. submitted_at: the head has
    signed; `submitted_hash` covers every claim and piece of evidence of that moment, `route` who appraises which leaf.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="assessments")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="assessments")
    group = models.CharField(_("nhóm xếp hạng"), max_length=100, blank=True)
    ready_at = models.DateTimeField(_("trình ký lúc"), null=True, blank=True)
    ready_by = models.ForeignKey(_PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField(_("gửi lúc"), null=True, blank=True)
    submitted_by = models.ForeignKey(_PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    submitted_hash = models.CharField(max_length=64, blank=True)
    route = models.JSONField(default=dict, blank=True)
    left_at = models.DateTimeField(_("rời đợt lúc"), null=True, blank=True)
    left_reason = models.CharField(_("lý do rời đợt"), max_length=500, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        ordering = ["agency__protocol_order", "agency__collation_key", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "agency"], name="assessment_once_for_each_agency_of_a_round"),
            models.CheckConstraint(
                name="assessment_is_signed_by_somebody", condition=Q(submitted_at=None) | Q(submitted_by__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency}: {self.round}"


class Stage(models.TextChoices):
    """Whose word a score is."""

    FILLED = "filled", _("tự chấm")
    APPRAISED = "appraised", _("thẩm định")
    SECOND = "second", _("đọc lại")
    DECIDED = "decided", _("sau giải trình")
    OUTSIDE = "outside", _("khảo sát, nguồn ngoài")


class AppraisalState(models.TextChoices):
    WAITING = "waiting", _("chờ thẩm định")
    ACCEPTED = "accepted", _("chấp nhận")
    CHANGED = "changed", _("sửa điểm")
    RETURNED = "returned", _("trả lại")


class EntryQuerySet(models.QuerySet["Entry"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        return self.filter(assessment__in=Assessment.objects.visible_to(user).values("pk"))

    def with_scores(self) -> Self:
        return self.select_related("filled", "appraised", "second", "decided", "outside")


class Entry(models.Model):
    """A leaf of the set for one agency: the score of each stage that holds now; earlier ones stay in `scores`."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="entries")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="entries")
    is_done = models.BooleanField(_("đã xong"), default=False)
    explanation = models.TextField(_("giải trình"), blank=True)
    filled = models.ForeignKey("Score", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    appraised = models.ForeignKey("Score", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey("Score", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decided = models.ForeignKey("Score", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    outside = models.ForeignKey("Score", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    appraisal = models.CharField(_("thẩm định"), max_length=10, choices=AppraisalState, default=AppraisalState.WAITING)
    return_reason = models.CharField(_("lý do trả lại"), max_length=1000, blank=True)
    return_until = models.DateField(_("bổ sung đến hết ngày"), null=True, blank=True)
    answered_at = models.DateTimeField(_("bổ sung lúc"), null=True, blank=True)
    agreed_at = models.DateTimeField(_("đồng ý lúc"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering = ["assessment", "criterion__order"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["assessment", "criterion"], name="entry_once_for_each_leaf_of_an_agency"),
        ]
        indexes: ClassVar = [models.Index(fields=["criterion", "appraisal"], name="entry_criterion_appraisal")]

    def __str__(self) -> str:
        return f"{self.criterion}: {self.assessment.agency}"

    @property
    def counting(self) -> "Score | None":
        """The score that counts now: of an outside source, else after an appeal, else as appraised."""
        return self.outside or self.decided or self.appraised

    @property
    def newest(self) -> "Score | None":
        """What is known so far: as `counting`, else what the agency says of itself."""
        return self.counting or self.filled


class Score(models.Model):
    """What somebody said of a leaf at one moment, with what it came from. Rows are only ever added.

    claim: `core.scoring.claims.Claim` as plain data. points: as computed then, six digits, for lists; results are
    computed from the claims. figures: by the name of the input, the ledger row that filled it.
    """

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="scores")
    stage = models.CharField(_("giá trị"), max_length=10, choices=Stage)
    claim = models.JSONField(default=dict)
    points = models.DecimalField(_("điểm"), max_digits=12, decimal_places=6, null=True, blank=True)
    is_not_applicable = models.BooleanField(_("không áp dụng"), default=False)
    figures = models.JSONField(default=dict, blank=True)
    reason_code = models.CharField(_("lý do"), max_length=40, blank=True)
    reason = models.CharField(_("lý do cụ thể"), max_length=2000, blank=True)
    source = models.CharField(_("nguồn"), max_length=300, blank=True)
    by = models.ForeignKey(_PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("lúc"), auto_now_add=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.get_stage_display()}: {self.points}"

    @cached_property
    def as_core(self) -> Claim:
        """The claim, ready to score."""
        return from_plain(Claim, self.claim)

    @cached_property
    def outcome(self) -> Outcome:
        """The claim scored anew by the rule of its set."""
        return outcome_of(self.entry.criterion.as_core, self.as_core)


class EntryEvidence(models.Model):
    """A document that proves an entry, and the place in it. What was there at signing stays; later ones are marked."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="evidence")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="proves")
    place = models.CharField(_("trang, mục"), max_length=100, blank=True)
    period_reason = models.CharField(_("lý do dùng văn bản trước kỳ"), max_length=300, blank=True)
    added_by = models.ForeignKey(_PERSON, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(_("gắn lúc"))
    removed_at = models.DateTimeField(_("gỡ lúc"), null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["entry", "document"],
                condition=Q(removed_at=None),
                name="entry_evidence_once_while_it_is_attached",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document} {self.place}".strip()


class Appeal(models.Model):
    """An agency does not agree with the appraised score of a leaf; another person decides, in writing."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    entry = models.OneToOneField(Entry, on_delete=models.CASCADE, related_name="appeal")
    text = models.TextField(_("nội dung giải trình"))
    made_by = models.ForeignKey(_PERSON, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("gửi lúc"), auto_now_add=True)
    answer = models.TextField(_("trả lời"), blank=True)
    is_changed = models.BooleanField(_("điểm thay đổi"), null=True, blank=True)
    decided_by = models.ForeignKey(_PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(_("quyết định lúc"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["made_at"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="appeal_is_decided_in_writing",
                condition=Q(decided_at=None) | (Q(decided_by__isnull=False) & ~Q(answer="")),
            ),
        ]

    def __str__(self) -> str:
        return str(self.entry)
