"""Criteria sets as they are kept: the whole set as data, frozen when it is issued, and a row for each criterion."""

import uuid
from functools import cached_property
from typing import ClassVar, Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from caicach.agencies.permissions import can
from caicach.core.scoring import criteria as core
from caicach.core.scoring import crosswalk as core_crosswalk
from caicach.core.scoring.checks import check_set
from caicach.core.scoring.errors import SetProblem
from caicach.core.scoring.plain import from_plain
from caicach.criteria.known_indicators import known_indicators
from caicach.people.models import User
from caicach.people.permissions import Permission
from caicach.ui.searching import searched


class SetState(models.TextChoices):
    DRAFT = "draft", _("dự thảo")
    ISSUED = "issued", _("đã ban hành")
    WITHDRAWN = "withdrawn", _("đã thu hồi")


class CriteriaSetQuerySet(models.QuerySet["CriteriaSet"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Issued sets to all who view criteria, drafts to those who write them."""
        shown = Q(pk__in=[])
        if can(user, Permission.CRITERIA_VIEW):
            shown |= ~Q(state=SetState.DRAFT)
        if can(user, Permission.CRITERIA_DRAFT):
            shown |= Q(state=SetState.DRAFT)
        return self.filter(shown)


class CriteriaSet(models.Model):
    """One version of the method for one kind of agency. `content` is the set as plain data, `content_hash` its hash."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.SlugField(_("mã"), max_length=80, unique=True)
    state = models.CharField(_("trạng thái"), max_length=10, choices=SetState, default=SetState.DRAFT)
    name = models.CharField(_("tên"), max_length=300)
    issuer = models.CharField(_("cơ quan ban hành"), max_length=200)
    decision = models.CharField(_("quyết định"), max_length=100, blank=True)
    agency_kind = models.CharField(_("loại cơ quan"), max_length=40, blank=True)
    last_year = models.PositiveSmallIntegerField(_("năm đánh giá gần nhất"), null=True, blank=True)
    leaf_count = models.PositiveSmallIntegerField(_("số tiêu chí chấm điểm"))
    unconfirmed_count = models.PositiveSmallIntegerField(_("số quy tắc chưa xác nhận"))
    content = models.JSONField()
    content_hash = models.CharField(max_length=64)
    former_content = models.JSONField(null=True, blank=True)  # of a draft, before its last change
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)
    issued_at = models.DateTimeField(_("ban hành lúc"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = CriteriaSetQuerySet.as_manager()

    class Meta:
        ordering = ["-last_year", "agency_kind", "key"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_draft(self) -> bool:
        return self.state == SetState.DRAFT

    @cached_property
    def node_list(self) -> "list[Criterion]":
        """All nodes in their order, read once."""
        return list(self.nodes.all())

    @cached_property
    def as_core(self) -> core.CriteriaSet:
        """The set with its rules, ready to score."""
        return from_plain(core.CriteriaSet, self.content)

    @cached_property
    def faults(self) -> list[SetProblem]:
        """What keeps a draft from being issued; a set in force has none."""
        return check_set(self.as_core, known_indicators=known_indicators()) if self.is_draft else []


class CriterionQuerySet(models.QuerySet["Criterion"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        return self.filter(criteria_set__in=CriteriaSet.objects.visible_to(user))

    def containing(self, words: str) -> Self:
        """Criteria whose code, name, evidence or lead holds every word, whatever the diacritics."""
        return searched(self, words)


class Criterion(models.Model):
    """A node of a set, so that scores, evidence and leads can refer to it. Its rule stands in the set's content."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    criteria_set = models.ForeignKey(CriteriaSet, on_delete=models.CASCADE, related_name="nodes")
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.CASCADE, related_name="children")
    order = models.PositiveSmallIntegerField()
    depth = models.PositiveSmallIntegerField()
    code = models.CharField(_("số"), max_length=30)
    name = models.CharField(_("tiêu chí"), max_length=500)
    max_score = models.DecimalField(_("điểm tối đa"), max_digits=8, decimal_places=4)
    is_leaf = models.BooleanField()
    search_text = models.TextField(editable=False, default="")

    objects = CriterionQuerySet.as_manager()

    class Meta:
        ordering = ["criteria_set", "order"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["criteria_set", "code"], name="criterion_code_once_in_a_set"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    @cached_property
    def as_core(self) -> core.Criterion:
        """The criterion with its rule and inputs."""
        return self.criteria_set.as_core.node(self.code)


class CrosswalkQuerySet(models.QuerySet["Crosswalk"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Those between two sets that the person may see."""
        sets = CriteriaSet.objects.visible_to(user)
        return self.filter(old_set__in=sets, new_set__in=sets)


class Crosswalk(models.Model):
    """What has become of the criteria of one set in another; each link was confirmed by a person."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    old_set = models.ForeignKey(CriteriaSet, on_delete=models.CASCADE, related_name="crosswalks_on")
    new_set = models.ForeignKey(CriteriaSet, on_delete=models.CASCADE, related_name="crosswalks_back")
    content = models.JSONField()
    content_hash = models.CharField(max_length=64)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1)

    objects = CrosswalkQuerySet.as_manager()

    class Meta:
        ordering = ["-new_set__last_year", "new_set__key"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["old_set", "new_set"], name="crosswalk_once_for_two_sets"),
            models.CheckConstraint(name="crosswalk_of_two_sets", condition=~Q(old_set=models.F("new_set"))),
        ]

    def __str__(self) -> str:
        return f"{self.old_set.key} → {self.new_set.key}"

    @cached_property
    def as_core(self) -> core_crosswalk.Crosswalk:
        """The links as the comparison takes them."""
        return from_plain(core_crosswalk.Crosswalk, self.content)
