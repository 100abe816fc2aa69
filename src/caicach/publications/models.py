"""Publications of a round and the results in them; once approved, neither ever changes."""

import uuid
from typing import ClassVar, Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from caicach.agencies.models import Agency
from caicach.agencies.permissions import agencies_where, can
from caicach.assessments.models import Round
from caicach.files.models import StoredFile
from caicach.people.models import User
from caicach.people.permissions import Permission

_PERSON = settings.AUTH_USER_MODEL


class PublicationState(models.TextChoices):
    PREPARED = "prepared", _("chờ duyệt")
    APPROVED = "approved", _("đã công bố")
    WITHDRAWN = "withdrawn", _("đã bỏ, chưa từng công bố")


class PublicationQuerySet(models.QuerySet["Publication"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """What is approved to everybody who may see results; what waits or was given up to who works on it."""
        if can(user, Permission.PUBLICATION_PREPARE) or can(user, Permission.PUBLICATION_APPROVE):
            return self
        return self.approved() if can(user, Permission.PUBLICATION_VIEW) else self.none()

    def approved(self) -> Self:
        return self.filter(state=PublicationState.APPROVED)

    def in_force(self) -> Self:
        """Approved and not corrected by a later one."""
        later = Publication.objects.filter(corrects=OuterRef("pk"), state=PublicationState.APPROVED)
        return self.approved().exclude(Exists(later))


class Publication(models.Model):
    """The result of a round as it was published, or is about to be.

    number: within the round. unranked: groups without ranking, as the round had them then. corrects: the publication
    that this one replaces, which stays to be read. bundle: data, rules, results and the program that computes them;
    sha256: of that file, printed on the decision.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="publications")
    number = models.PositiveSmallIntegerField(_("lần công bố"))
    corrects = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="corrections")
    reason = models.CharField(_("lý do đính chính"), max_length=1000, blank=True)
    unranked = models.JSONField(default=dict, blank=True)
    state = models.CharField(
        _("trạng thái"), max_length=10, choices=PublicationState, default=PublicationState.PREPARED
    )
    prepared_by = models.ForeignKey(_PERSON, on_delete=models.PROTECT, related_name="+")
    prepared_at = models.DateTimeField(_("chuẩn bị lúc"))
    approved_by = models.ForeignKey(_PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(_("duyệt lúc"), null=True, blank=True)
    signed_block = models.JSONField(default=dict, blank=True)  # who approved in what capacity, as the decision says it
    decision_number = models.CharField(_("số quyết định"), max_length=60, blank=True)
    decided_on = models.DateField(_("ngày quyết định"), null=True, blank=True)
    bundle = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="publications")
    sha256 = models.CharField(_("mã kiểm tra"), max_length=64)
    version = models.PositiveIntegerField(default=1)

    objects = PublicationQuerySet.as_manager()

    class Meta:
        ordering = ["-round__year", "round__name", "-number", "-prepared_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["round", "number"],
                condition=~Q(state="withdrawn"),
                name="publication_number_once_in_a_round",
            ),
            models.UniqueConstraint(
                fields=["round"], condition=Q(state="prepared"), name="publication_waits_once_for_each_round"
            ),
            models.UniqueConstraint(
                fields=["corrects"], condition=~Q(state="withdrawn"), name="publication_is_corrected_once"
            ),
            models.CheckConstraint(
                name="publication_is_approved_by_another_person",
                condition=~Q(state="approved")
                | (Q(approved_at__isnull=False) & Q(approved_by__isnull=False) & ~Q(approved_by=F("prepared_by"))),
            ),
            models.CheckConstraint(name="publication_says_why_it_corrects", condition=Q(corrects=None) | ~Q(reason="")),
        ]

    def __str__(self) -> str:
        return self.name_of(str(self.round), self.number)

    @staticmethod
    def name_of(round: str, number: int) -> str:
        return _("{round}, lần {number}").format(round=round, number=number)

    @property
    def is_waiting(self) -> bool:
        return self.state == PublicationState.PREPARED

    @property
    def is_approved(self) -> bool:
        return self.state == PublicationState.APPROVED


def sees_all_details(user: User | AnonymousUser) -> bool:
    """Whether a person sees every leaf of every agency, and so may have the bundle."""
    return not agencies_where(user, Permission.ASSESSMENT_VIEW).query.has_filters()


class PublishedResultQuerySet(models.QuerySet["PublishedResult"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """The details of an agency: to itself, and to who sees assessments of the whole province."""
        seen = agencies_where(user, Permission.ASSESSMENT_VIEW)
        rows = self.filter(publication__in=Publication.objects.visible_to(user).values("pk"))
        return rows if not seen.query.has_filters() else rows.filter(agency__in=seen)


class PublishedResult(models.Model):
    """What a publication says of one agency. name: as it was then. place: its place in the table of its group.

    filled, appraised: what the total would be by the agency's own and the appraisers' word alone.
    content: the leaves, nodes and printed totals as in `results.json`, with the reason and source of each score.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="results")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="published_results")
    name = models.CharField(_("cơ quan"), max_length=300)
    group = models.CharField(_("nhóm xếp hạng"), max_length=100, blank=True)
    place = models.PositiveSmallIntegerField()
    exact = models.DecimalField(_("tổng điểm"), max_digits=14, decimal_places=8)
    filled = models.DecimalField(_("điểm tự chấm"), max_digits=14, decimal_places=8, null=True, blank=True)
    appraised = models.DecimalField(_("điểm thẩm định"), max_digits=14, decimal_places=8, null=True, blank=True)
    applicable = models.DecimalField(_("điểm tối đa được áp dụng"), max_digits=14, decimal_places=8)
    published = models.DecimalField(_("điểm công bố"), max_digits=14, decimal_places=8)
    share = models.DecimalField(_("chỉ số"), max_digits=12, decimal_places=8, null=True, blank=True)
    rank = models.PositiveSmallIntegerField(_("xếp hạng"), null=True, blank=True)
    is_tied = models.BooleanField(default=False)
    band = models.CharField(_("xếp loại"), max_length=100, blank=True)
    rank_change = models.SmallIntegerField(_("thay đổi hạng"), null=True, blank=True)
    missing = models.JSONField(default=list, blank=True)
    content = models.JSONField(default=dict)

    objects = PublishedResultQuerySet.as_manager()

    class Meta:
        ordering = ["place"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["publication", "agency"], name="published_result_once_for_each_agency"),
            models.CheckConstraint(
                name="published_result_has_a_rank_only_with_a_share",
                condition=Q(rank=None) | Q(share__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.publication}"
