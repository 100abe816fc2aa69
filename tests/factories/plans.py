"""Valid plans of an invented province, always the same."""

from datetime import UTC, date, datetime

import factory
from factory.django import DjangoModelFactory

from caicach.agencies.models import Agency
from caicach.core.text import fold
from caicach.people.permissions import Role
from caicach.plans.models import DutyRole, ItemDuty, ItemLevel, Plan, PlanItem, PlanState, Target
from tests.factories.agencies import AgencyFactory, MembershipFactory

AT = datetime(2026, 1, 5, 2, 0, tzinfo=UTC)


class ProvinceFactory(AgencyFactory):
    """The authority that issues the province's plans: there is one."""

    class Meta:
        model = Agency
        django_get_or_create = ("code",)
        skip_postgeneration_save = True

    code = "ubnd-tinh"
    kind = "province"
    name = "UBND tỉnh Lạc Xuyên"
    head_title = "Chủ tịch"


class PlanFactory(DjangoModelFactory):
    """A draft of the province's plan of 2026; `issued=True` puts it in force."""

    class Meta:
        model = Plan

    class Params:
        issued = factory.Trait(state=PlanState.ISSUED, issued_at=AT)

    owner = factory.SubFactory(ProvinceFactory)
    year = 2026
    title = factory.Sequence(lambda number: f"Kế hoạch cải cách hành chính số {number}")
    number = factory.Sequence(lambda number: f"{number}/KH-UBND")
    issued_on = date(2026, 1, 2)
    search_text = factory.LazyAttribute(lambda row: fold(f"{row.number} {row.title}"))


class PlanItemFactory(DjangoModelFactory):
    """A leaf of a plan that ends on 30/06/2026."""

    class Meta:
        model = PlanItem

    plan = factory.SubFactory(PlanFactory)
    order = factory.Sequence(lambda number: number + 1)
    level = ItemLevel.ACTIVITY
    outline_code = factory.SelfAttribute("order")
    path = factory.LazyAttribute(lambda row: str(row.outline_code))
    title = factory.Sequence(lambda number: f"Rà soát thủ tục nội bộ nhóm {number}")
    lead_text = "Sở Nội vụ"
    time_frame_text = "Tháng 6/2026"
    schedule = factory.LazyAttribute(lambda row: {"kind": "month", "end_text": "Tháng 6/2026", "text": "Tháng 6/2026"})
    start_on = date(2026, 6, 1)
    due_on = date(2026, 6, 30)
    search_text = factory.LazyAttribute(lambda row: fold(f"{row.outline_code} {row.title} {row.lead_text}"))


class ItemDutyFactory(DjangoModelFactory):
    class Meta:
        model = ItemDuty

    item = factory.SubFactory(PlanItemFactory)
    role = DutyRole.LEAD
    agency = factory.SubFactory(AgencyFactory)
    printed = factory.SelfAttribute("agency.name")


class TargetFactory(DjangoModelFactory):
    class Meta:
        model = Target

    plan = factory.SubFactory(PlanFactory)
    order = factory.Sequence(lambda number: number + 1)
    text = "Tỷ lệ hồ sơ đúng hạn đạt từ 98% trở lên"


def coordinator():
    """Somebody who may draft and issue the province's plans."""
    return MembershipFactory(role=Role.COORDINATOR).user


def focal_point(agency=None, role=Role.FOCAL_POINT):
    """Somebody who may draft the plan of one agency."""
    return MembershipFactory(role=role, agency=agency or AgencyFactory()).user
