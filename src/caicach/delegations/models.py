"""A loan of rights: from a day to a day one person acts in the place of another of the same agency."""

import uuid
from datetime import date
from typing import ClassVar, Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from caicach.agencies.models import Agency, Membership
from caicach.agencies.permissions import agencies_where
from caicach.people.models import User
from caicach.people.permissions import Permission, Role

_PERSON = settings.AUTH_USER_MODEL


class SigningCapacity(models.TextChoices):
    """How papers that are signed in the place of another name it; none: as the position of who signs tells."""

    DEPUTY = "deputy", _("KT. (ký thay): cấp phó ký thay người đứng đầu")
    ORDER = "order", _("TL. (thừa lệnh): người đứng đầu đơn vị thuộc cơ cấu ký theo lệnh")
    MANDATE = "mandate", _("TUQ. (thừa ủy quyền): ký theo văn bản ủy quyền, có thời hạn")


class DelegationQuerySet(models.QuerySet["Delegation"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """The two whom it is about, the head of the agency, and who manages people."""
        if not isinstance(user, User) or not user.is_active:
            return self.none()
        of_agency = agencies_where(user, Permission.DELEGATION_GIVE)
        return self.filter(Q(giver=user) | Q(taker=user) | Q(agency__in=of_agency.values("pk")))

    def in_span(self, on: date) -> Self:
        """Those whose days hold this one and that nobody ended."""
        return self.filter(first_on__lte=on, last_on__gte=on, ended_at=None)

    def in_force(self, on: date) -> Self:
        """In their days, while the giver still has the role and the taker still works in the agency."""
        day = Q(valid_from=None) | Q(valid_from__lte=on)
        day &= Q(valid_to=None) | Q(valid_to__gte=on)
        of_agency = Membership.objects.filter(day, agency=OuterRef("agency"))
        has_role = Exists(of_agency.filter(user=OuterRef("giver"), role=OuterRef("role")))
        works_there = Exists(of_agency.filter(user=OuterRef("taker")))
        return self.in_span(on).filter(has_role, works_there, giver__is_active=True, taker__is_active=True)

    def touching(self, first: date, last: date) -> Self:
        """Those with a day in a span, ended early or not; a day on which one was ended still counts."""
        return self.filter(first_on__lte=last, last_on__gte=first).exclude(ended_on__lt=first)


class Delegation(models.Model):
    """From a day to a day the taker may do some of what the giver may by one role in one agency."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    giver = models.ForeignKey(
        _PERSON, on_delete=models.PROTECT, related_name="delegations_given", verbose_name=_("người giao")
    )
    taker = models.ForeignKey(
        _PERSON, on_delete=models.PROTECT, related_name="delegations_taken", verbose_name=_("người làm thay")
    )
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="delegations")
    role = models.CharField(_("vai trò"), max_length=20, choices=Role)
    permissions = models.JSONField(_("việc được làm thay"), default=list)
    first_on = models.DateField(_("từ ngày"))
    last_on = models.DateField(_("đến hết ngày"))
    reason = models.CharField(_("lý do"), max_length=300)
    capacity = models.CharField(_("ký văn bản với tư cách"), max_length=10, choices=SigningCapacity, blank=True)
    made_by = models.ForeignKey(_PERSON, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    ended_on = models.DateField(_("kết thúc sớm ngày"), null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(_PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    objects = DelegationQuerySet.as_manager()

    class Meta:
        ordering = ["-first_on", "-made_at"]
        indexes: ClassVar = [
            models.Index(fields=["taker", "last_on"], name="delegation_taker"),
            models.Index(fields=["agency", "last_on"], name="delegation_agency"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(name="delegation_ends_after_it_begins", condition=Q(last_on__gte=F("first_on"))),
            models.CheckConstraint(name="delegation_is_to_another", condition=~Q(giver=F("taker"))),
            models.CheckConstraint(
                name="delegation_is_ended_whole",
                condition=Q(ended_at=None, ended_on=None, ended_by=None)
                | Q(ended_at__isnull=False, ended_on__isnull=False, ended_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.taker} thay {self.giver}"

    def is_running(self, today: date) -> bool:
        return self.ended_at is None and self.first_on <= today <= self.last_on

    def is_over(self, today: date) -> bool:
        return self.ended_at is not None or self.last_on < today

    @property
    def labels(self) -> list[str]:
        """The acts in words."""
        return [str(Permission(code).label) for code in self.permissions if code in Permission.values]
