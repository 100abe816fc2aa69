"""Valid rows of the register of agencies, always the same."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from caicach.agencies.models import (
    Agency,
    AgencyGroup,
    AgencyKind,
    AgencyName,
    AgencyNameKind,
    Domain,
    DomainLead,
    GroupMember,
    Membership,
)
from caicach.core.text import collation_key, fold, person_key
from caicach.people.models import User
from caicach.people.permissions import Role


class AgencyNameFactory(DjangoModelFactory):
    class Meta:
        model = AgencyName

    agency = factory.SubFactory("tests.factories.agencies.AgencyFactory", official_name=None)
    text = factory.SelfAttribute("agency.name")
    kind = AgencyNameKind.OFFICIAL
    search_text = factory.LazyAttribute(lambda row: fold(row.text)[:250])


class AgencyFactory(DjangoModelFactory):
    """A department with its official name; `commune=True` makes it a commune."""

    class Meta:
        model = Agency
        skip_postgeneration_save = True

    class Params:
        commune = factory.Trait(
            kind=AgencyKind.COMMUNE,
            name=factory.Sequence(lambda number: f"UBND xã Suối {number}"),
            head_title="Chủ tịch",
        )

    code = factory.Sequence(lambda number: f"co-quan-{number}")
    kind = AgencyKind.DEPARTMENT
    name = factory.Sequence(lambda number: f"Sở Thử nghiệm {number}")
    head_title = "Giám đốc"
    search_text = factory.LazyAttribute(lambda row: f"{fold(row.name)}\n{row.code}")
    collation_key = factory.LazyAttribute(lambda row: collation_key(row.name))
    official_name = factory.RelatedFactory(AgencyNameFactory, factory_related_name="agency")


class AgencyGroupFactory(DjangoModelFactory):
    class Meta:
        model = AgencyGroup

    code = factory.Sequence(lambda number: f"nhom-{number}")
    name = factory.Sequence(lambda number: f"Nhóm {number}")
    search_text = factory.LazyAttribute(lambda row: fold(row.name))
    collation_key = factory.LazyAttribute(lambda row: collation_key(row.name))


class GroupMemberFactory(DjangoModelFactory):
    class Meta:
        model = GroupMember

    group = factory.SubFactory(AgencyGroupFactory)
    agency = factory.SubFactory(AgencyFactory)


class DomainFactory(DjangoModelFactory):
    class Meta:
        model = Domain

    code = factory.Sequence(lambda number: f"linh-vuc-{number}")
    name = factory.Sequence(lambda number: f"Lĩnh vực {number}")
    order = factory.Sequence(lambda number: number)


class DomainLeadFactory(DjangoModelFactory):
    class Meta:
        model = DomainLead

    domain = factory.SubFactory(DomainFactory)
    agency = factory.SubFactory(AgencyFactory)
    source = "Quyết định số 01/QĐ-UBND"


class _PersonFactory(DjangoModelFactory):
    class Meta:
        model = User

    username = factory.Sequence(lambda number: f"nguoi-{number}")
    full_name = factory.Sequence(lambda number: f"Nguyễn Văn {number}")
    search_text = factory.LazyAttribute(lambda row: fold(f"{row.full_name} {row.username}"))
    collation_key = factory.LazyAttribute(lambda row: person_key(row.full_name))


class MembershipFactory(DjangoModelFactory):
    """A coordinator of the province, since 2020; other roles by `role=`."""

    class Meta:
        model = Membership

    user = factory.SubFactory(_PersonFactory)
    agency = factory.SubFactory(AgencyFactory)
    role = Role.COORDINATOR
    valid_from = date(2020, 1, 1)
