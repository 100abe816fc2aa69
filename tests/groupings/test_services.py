from datetime import date

import pytest

from caicach.agencies.errors import (
    AlreadyListed,
)
from caicach.agencies.models import DomainLead
from caicach.groupings.errors import GroupIsNotAList
from caicach.groupings.services_domains import (
    DomainFields,
    change_domain,
    create_domain,
    end_lead,
    set_lead,
)
from caicach.groupings.services_groups import (
    GroupFields,
    add_group,
    add_member,
    change_group,
    end_member,
)
from caicach.ui.errors import RowMovedOn
from tests.factories.agencies import AgencyFactory, AgencyGroupFactory, DomainFactory

DAY = date(2026, 3, 1)


def test_only_a_group_by_list_takes_members_each_once_at_a_time(coordinator):
    agency = AgencyFactory()
    by_rule = AgencyGroupFactory(rule_kinds=["department"])
    with pytest.raises(GroupIsNotAList):
        add_member(group=by_rule, version=1, agency=agency, by=coordinator)
    group = add_group(fields=GroupFields(code="khoi-vh", name="Khối  văn hóa", aliases=("khối VH",)), by=coordinator)
    member = add_member(group=group, version=1, agency=agency, by=coordinator)
    with pytest.raises(AlreadyListed):
        add_member(group=group, version=2, agency=agency, valid_from=DAY, by=coordinator)
    end_member(member=member, version=2, on=date(2026, 2, 28), by=coordinator)
    add_member(group=group, version=3, agency=agency, valid_from=DAY, by=coordinator)
    with pytest.raises(RowMovedOn):
        change_group(group=group, version=1, fields=GroupFields(code="x", name="x"), by=coordinator)


def test_a_new_lead_of_a_domain_ends_the_one_before(coordinator):
    domain = create_domain(fields=DomainFields(code="the-che", name="Thể chế", order=1), by=coordinator)
    first, second = AgencyFactory(), AgencyFactory()
    set_lead(domain=domain, version=1, agency=first, valid_from=date(2021, 1, 1), source="QĐ 1", by=coordinator)
    set_lead(domain=domain, version=2, agency=second, valid_from=DAY, source="QĐ 2", by=coordinator)
    leads = DomainLead.objects.filter(domain=domain)
    assert [lead.agency for lead in leads.valid_on(date(2026, 2, 28))] == [first]
    assert [lead.agency for lead in leads.valid_on(DAY)] == [second]
    ended = end_lead(lead=leads.get(agency=second), version=3, on=date(2026, 12, 31), by=coordinator)
    assert ended.valid_to == date(2026, 12, 31)


def test_a_domain_changed_by_another_is_refused(coordinator):
    domain = DomainFactory(version=2)
    with pytest.raises(RowMovedOn):
        change_domain(domain=domain, version=1, fields=DomainFields(code="x", name="x", order=1), by=coordinator)
