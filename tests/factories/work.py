"""Valid duties, always the same: a plan of 2026 with a row, an agency that owes it, people in their roles."""

from datetime import UTC, date, datetime

import factory
from factory.django import DjangoModelFactory

from caicach.agencies.models import Agency
from caicach.core.text import fold
from caicach.people.models import User
from caicach.people.permissions import Role
from caicach.plans.models import DutyRole, ItemDuty, ItemLevel, Plan, PlanItem, PlanState
from caicach.work.models import Assignment
from tests.factories.agencies import AgencyFactory, DomainFactory, MembershipFactory

AT = datetime(2026, 1, 5, 2, 0, tzinfo=UTC)
TODAY = date(2026, 6, 15)


class IssuedPlanFactory(DjangoModelFactory):
    class Meta:
        model = Plan

    owner = factory.SubFactory(AgencyFactory, kind="province", name="UBND tỉnh Lạc Xuyên")
    state = PlanState.ISSUED
    year = 2026
    title = "Kế hoạch cải cách hành chính năm 2026"
    number = "12/KH-UBND"
    issued_on = date(2026, 1, 2)


class LeafFactory(DjangoModelFactory):
    """A leaf row with a window that ends on 30/06/2026."""

    class Meta:
        model = PlanItem

    plan = factory.SubFactory(IssuedPlanFactory)
    order = factory.Sequence(lambda number: number)
    level = ItemLevel.ACTIVITY
    outline_code = factory.Sequence(lambda number: f"1.{number}")
    path = factory.Sequence(lambda number: f"0001.{number:06d}")
    title = factory.Sequence(lambda number: f"Rà soát thủ tục số {number}")
    deliverable = "Báo cáo"
    lead_text = "Sở Thử nghiệm"
    start_on = date(2026, 2, 1)
    due_on = date(2026, 6, 30)
    domain = factory.SubFactory(DomainFactory)
    search_text = factory.LazyAttribute(lambda row: fold(f"{row.outline_code} {row.title}"))


class ItemDutyFactory(DjangoModelFactory):
    class Meta:
        model = ItemDuty

    item = factory.SubFactory(LeafFactory)
    role = DutyRole.LEAD
    agency = factory.SubFactory(AgencyFactory)
    printed = "Sở Thử nghiệm"


class AssignmentFactory(DjangoModelFactory):
    class Meta:
        model = Assignment

    class Params:
        reported = factory.Trait(last_reported_on=date(2026, 5, 1), progress_percent=40, version=2)
        submitted = factory.Trait(reported=True, submitted_on=date(2026, 6, 1), version=3)
        confirmed = factory.Trait(submitted=True, confirmed_on=date(2026, 6, 5), version=4)

    item = factory.SubFactory(LeafFactory, plan__assigned_at=AT)
    agency = factory.SubFactory(AgencyFactory)
    role = DutyRole.LEAD
    start_on = factory.SelfAttribute("item.start_on")
    due_on = factory.SelfAttribute("item.due_on")


def person_in(agency: Agency, role: Role, **fields: object) -> User:
    """A person with one role in an agency."""
    return MembershipFactory(
        agency=agency, role=role, **{f"user__{name}": value for name, value in fields.items()}
    ).user


def coordinator() -> User:
    """A person who coordinates the programme of the province."""
    return person_in(AgencyFactory(name="Sở Nội vụ"), Role.COORDINATOR)
