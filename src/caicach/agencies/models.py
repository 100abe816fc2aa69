"""The dated register of agencies: what they are called, what became of them, who works there."""

from datetime import date
from decimal import Decimal
from typing import ClassVar, Self, TypeVar

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from caicach.people.models import User
from caicach.people.permissions import Role

_Row = TypeVar("_Row", bound=models.Model, covariant=True)


def brief_name(name: str) -> str:
    """An agency's name with "Ủy ban nhân dân" in its usual short form."""
    return name.replace("Ủy ban nhân dân", "UBND")


class DatedQuerySet(models.QuerySet[_Row]):
    """Rows with `valid_from` and `valid_to`, both days included; no day means open at that end."""

    def valid_on(self, day: date) -> Self:
        return self.filter(Q(valid_from=None) | Q(valid_from__lte=day), Q(valid_to=None) | Q(valid_to__gte=day))


class RegisterQuerySet(DatedQuerySet[_Row]):
    """Dated rows of the register, which everybody who signs in may read."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        return self.all() if user.is_active else self.none()


def _in_order(name: str) -> models.CheckConstraint:
    condition = Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gte=F("valid_from"))
    return models.CheckConstraint(name=name, condition=condition)


class AgencyKind(models.TextChoices):
    PROVINCE = "province", _("UBND tỉnh")
    DEPARTMENT = "department", _("sở, ban, ngành")
    CENTRAL = "central", _("cơ quan trung ương trên địa bàn")
    DISTRICT = "district", _("UBND cấp huyện (đến 30/06/2025)")
    COMMUNE = "commune", _("UBND cấp xã")
    SERVICE_UNIT = "service_unit", _("đơn vị sự nghiệp công lập")
    UNIT = "unit", _("phòng, đơn vị trực thuộc")
    BODY = "body", _("cơ quan, tổ chức khác")


class Agency(models.Model):
    """Any body that gets tasks or scores. The row stays the same through renamings; its names are dated."""

    code = models.SlugField(_("mã"), max_length=40, unique=True)
    kind = models.CharField(_("loại"), max_length=20, choices=AgencyKind)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    name = models.CharField(_("tên hiện nay"), max_length=200)  # the official AgencyName of the newest day
    short_name = models.CharField(_("tên ngắn"), max_length=100, blank=True)
    head_title = models.CharField(_("chức danh người đứng đầu"), max_length=100, blank=True)
    identification_code = models.CharField(_("mã định danh"), max_length=30, blank=True)
    protocol_order = models.PositiveIntegerField(_("thứ tự"), default=1000)
    is_specialised = models.BooleanField(_("cơ quan chuyên môn"), default=False)
    valid_from = models.DateField(_("từ ngày"), null=True, blank=True)
    valid_to = models.DateField(_("đến ngày"), null=True, blank=True)
    legal_basis = models.CharField(_("căn cứ"), max_length=300, blank=True)
    search_text = models.TextField(editable=False, default="")
    collation_key = models.CharField(max_length=1000, editable=False, default="")
    version = models.PositiveIntegerField(default=1)

    objects = RegisterQuerySet.as_manager()

    class Meta:
        ordering = ["protocol_order", "collation_key", "pk"]
        constraints: ClassVar = [_in_order("agency_ends_after_it_begins")]

    def __str__(self) -> str:
        return self.name

    @property
    def brief(self) -> str:
        """The name in a row of a table: whole, with UBND as everybody writes it. Initials tell nobody who it is."""
        return brief_name(self.name)


class AgencyNameKind(models.TextChoices):
    OFFICIAL = "official", _("tên chính thức")
    SHORT = "short", _("tên ngắn")
    ALIAS = "alias", _("cách gọi khác")


class AgencyName(models.Model):
    """One name of an agency in a span of days."""

    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="names")
    text = models.CharField(_("tên"), max_length=200)
    kind = models.CharField(_("loại tên"), max_length=10, choices=AgencyNameKind, default=AgencyNameKind.OFFICIAL)
    valid_from = models.DateField(_("từ ngày"), null=True, blank=True)
    valid_to = models.DateField(_("đến ngày"), null=True, blank=True)
    search_text = models.CharField(max_length=250, editable=False, default="", db_index=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering = ["agency", "kind", "valid_from"]
        constraints: ClassVar = [_in_order("agency_name_ends_after_it_begins")]

    def __str__(self) -> str:
        return self.text


class SuccessionKind(models.TextChoices):
    MERGE = "merge", _("hợp nhất, sáp nhập")
    SPLIT = "split", _("chia, tách")
    RENAME = "rename", _("đổi tên")
    DISSOLVE = "dissolve", _("giải thể")
    TRANSFER = "transfer", _("chuyển chức năng, nhiệm vụ")


class Succession(models.Model):
    """From a day on, one agency carries on what another did: all of it (share 1) or a part, named by scope."""

    from_agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="successions_out")
    to_agency = models.ForeignKey(
        Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="successions_in"
    )
    kind = models.CharField(_("hình thức"), max_length=10, choices=SuccessionKind)
    on = models.DateField(_("từ ngày"))
    share = models.DecimalField(_("phần"), max_digits=5, decimal_places=4, default=1)
    scope = models.CharField(_("phạm vi"), max_length=300, blank=True)
    legal_basis = models.CharField(_("căn cứ"), max_length=300)

    class Meta:
        ordering = ["on", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(name="succession_share_is_a_part_of_one", condition=Q(share__gt=0, share__lte=1)),
            models.CheckConstraint(
                name="succession_without_heir_is_a_dissolution",
                condition=Q(to_agency__isnull=False) | Q(kind="dissolve"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_agency} → {self.to_agency or '—'} ({self.on:%d/%m/%Y})"

    @property
    def percent(self) -> Decimal:
        return self.share * 100


class AgencyGroup(models.Model):
    """A name that stands for many agencies: all of some kinds (a rule), or a dated list."""

    code = models.SlugField(_("mã"), max_length=40, unique=True)
    name = models.CharField(_("tên nhóm"), max_length=200)
    aliases = models.JSONField(_("cách gọi khác"), default=list, blank=True)
    rule_kinds = models.JSONField(_("gồm mọi cơ quan thuộc loại"), default=list, blank=True)
    is_open = models.BooleanField(_("nhóm chưa xác định"), default=False)  # "các cơ quan liên quan": nobody by itself
    search_text = models.TextField(editable=False, default="")
    collation_key = models.CharField(max_length=1000, editable=False, default="")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["collation_key", "pk"]

    def __str__(self) -> str:
        return self.name


class GroupMember(models.Model):
    """An agency on the list of a group, from a day to a day."""

    group = models.ForeignKey(AgencyGroup, on_delete=models.CASCADE, related_name="members")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="group_memberships")
    valid_from = models.DateField(_("từ ngày"), null=True, blank=True)
    valid_to = models.DateField(_("đến ngày"), null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [_in_order("group_member_ends_after_it_begins")]

    def __str__(self) -> str:
        return f"{self.group}: {self.agency}"


class Domain(models.Model):
    """A domain (lĩnh vực) of the programme: dated, because the method names them anew."""

    code = models.SlugField(_("mã"), max_length=40, unique=True)
    name = models.CharField(_("lĩnh vực"), max_length=200)
    order = models.PositiveSmallIntegerField(_("thứ tự"))
    aliases = models.JSONField(_("cách gọi khác"), default=list, blank=True)
    valid_from = models.DateField(_("từ ngày"), null=True, blank=True)
    valid_to = models.DateField(_("đến ngày"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering = ["order"]

    def __str__(self) -> str:
        return self.name


class DomainLead(models.Model):
    """The agency that is in charge of a domain, from a day to a day, and the document that says so."""

    domain = models.ForeignKey(Domain, on_delete=models.CASCADE, related_name="leads")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="led_domains")
    valid_from = models.DateField(_("từ ngày"), null=True, blank=True)
    valid_to = models.DateField(_("đến ngày"), null=True, blank=True)
    source = models.CharField(_("nguồn"), max_length=300)

    objects = DatedQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.domain}: {self.agency}"


class Membership(models.Model):
    """A person's role in an agency, from a day to a day."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(_("vai trò"), max_length=20, choices=Role.choices)
    valid_from = models.DateField(_("từ ngày"), null=True, blank=True)
    valid_to = models.DateField(_("đến ngày"), null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering = ["agency", "role", "pk"]
        constraints: ClassVar = [_in_order("membership_ends_after_it_begins")]
        indexes: ClassVar = [models.Index(fields=["user", "role"], name="membership_user_role")]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}, {self.agency}"
