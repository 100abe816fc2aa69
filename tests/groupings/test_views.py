from datetime import date

from caicach.agencies.models import AgencyGroup, Domain, DomainLead, GroupMember
from tests.agencies.pages import url_of
from tests.factories.agencies import (
    AgencyFactory,
    AgencyGroupFactory,
    DomainLeadFactory,
)


def test_a_group_is_made_filled_and_emptied(manager):
    agency = AgencyFactory()
    given = {"name": "Khối văn hóa", "aliases": "khối VH\nkhối VHTT", "version": 0}
    assert manager.post(url_of("groupings:group_create"), given).status_code == 302
    group = AgencyGroup.objects.get(code="khoi-van-hoa")
    assert group.aliases == ["khối VH", "khối VHTT"]
    assert manager.post(url_of("groupings:group_create"), given).status_code == 409
    assert (
        manager.post(url_of("groupings:member_add", group.pk), {"agency": agency.code, "version": 1}).status_code == 302
    )
    assert (
        manager.post(url_of("groupings:member_add", group.pk), {"agency": agency.code, "version": 2}).status_code == 409
    )
    assert agency.name in manager.get(url_of("groupings:group_detail", group.pk)).content.decode()
    member = GroupMember.objects.get()
    assert (
        manager.post(url_of("groupings:member_end", member.pk), {"on": "2025-01-01", "version": 1}).status_code == 409
    )
    assert (
        manager.post(url_of("groupings:member_end", member.pk), {"on": "2025-01-01", "version": 2}).status_code == 302
    )
    assert (
        manager.post(url_of("groupings:group_change", group.pk), given | {"version": 3, "code": "k"}).status_code == 302
    )
    assert (
        manager.post(url_of("groupings:group_change", group.pk), given | {"version": 3, "code": "k"}).status_code == 409
    )


def test_a_domain_is_made_and_given_to_an_agency(manager):
    agency = AgencyFactory()
    assert (
        manager.post(url_of("groupings:domain_create"), {"name": "Thể chế", "order": 1, "version": 0}).status_code
        == 302
    )
    domain = Domain.objects.get(code="the-che")
    given = {"agency": agency.name, "valid_from": "2025-03-01", "source": "QĐ 1", "version": 1}
    assert manager.post(url_of("groupings:lead_set", domain.pk), given).status_code == 302
    assert agency.name in manager.get(url_of("groupings:domain_list")).content.decode()
    lead = DomainLead.objects.get()
    assert manager.post(url_of("groupings:lead_end", lead.pk), {"on": "2025-01-01", "version": 2}).status_code == 409
    assert manager.post(url_of("groupings:lead_end", lead.pk), {"on": "2026-01-01", "version": 2}).status_code == 302
    changed = {"name": "Cải cách thể chế", "order": 1, "version": 3}
    assert manager.post(url_of("groupings:domain_change", domain.pk), changed).status_code == 302


def test_a_domain_whose_lead_has_ended_says_so(manager):
    lead = DomainLeadFactory(agency=AgencyFactory(valid_to=date(2025, 2, 28)))
    page = manager.get(url_of("groupings:domain_detail", lead.domain_id)).content.decode()
    assert "đã kết thúc hoạt động" in page


def test_groups_are_listed_in_the_vietnamese_order(manager):
    for name in ("Nhóm đ", "Nhóm e", "Nhóm d"):
        AgencyGroupFactory(name=name)
    assert [group.name for group in AgencyGroup.objects.all()] == ["Nhóm d", "Nhóm đ", "Nhóm e"]
