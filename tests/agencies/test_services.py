"""Writing to the register: what is refused, what is kept, what follows."""

from datetime import date

import pytest

from caicach.agencies.errors import (
    AlreadyListed,
    CodeTaken,
    EndsBeforeItBegins,
    GroupIsNotAList,
    LastName,
    LastPersonManager,
    NamesOverlap,
    NotThereOnThatDay,
    OwnRole,
    ParentIsBelow,
)
from caicach.agencies.models import Agency, DomainLead
from caicach.agencies.services import (
    AgencyFields,
    add_name,
    change_agency,
    create_agency,
    end_name,
    fields_of,
    rename_agency,
)
from caicach.agencies.services_domains import DomainFields, change_domain, create_domain, end_lead, set_lead
from caicach.agencies.services_groups import GroupFields, add_group, add_member, change_group, end_member
from caicach.agencies.services_memberships import add_membership, end_membership, refuse_loss_of_last_manager
from caicach.agencies.succession import name_on
from caicach.audit.models import AuditEvent
from caicach.people.models import User
from caicach.people.permissions import Role
from caicach.ui.errors import NotAllowed, RowMovedOn
from tests.factories.agencies import AgencyFactory, AgencyGroupFactory, DomainFactory, MembershipFactory

DAY = date(2026, 3, 1)


def _made(by, **fields):
    return create_agency(fields=AgencyFields(**{"code": "so-noi-vu", "kind": "department", **fields}), by=by)


def test_a_new_agency_is_found_without_diacritics_by_all_its_names(coordinator):
    agency = create_agency(
        fields=AgencyFields(code="snv", kind="department", name="Sở  Nội vụ", short_name="SNV"),
        aliases=["Cơ quan nội vụ Đắk Mới"],
        by=coordinator,
    )
    assert (agency.name, agency.short_name) == ("Sở Nội vụ", "SNV")
    for part in ("so noi vu", "snv", "dak moi"):
        assert Agency.objects.filter(search_text__contains=part).get() == agency
    assert AuditEvent.objects.filter(code="agencies.agency_created").count() == 1


def test_who_may_not_manage_agencies_is_refused(focal_point):
    with pytest.raises(NotAllowed):
        _made(focal_point, name="Sở Nội vụ")
    agency = AgencyFactory()
    with pytest.raises(NotAllowed):
        change_agency(agency=agency, version=1, fields=fields_of(agency), by=focal_point)


def test_a_code_is_given_once(coordinator):
    _made(coordinator, name="Sở Nội vụ")
    with pytest.raises(CodeTaken):
        _made(coordinator, name="Sở khác")


def test_a_corrected_name_leaves_no_second_name(coordinator):
    agency = _made(coordinator, name="Sở Nộ vụ", short_name="SNV")
    fields = AgencyFields(code="so-noi-vu", kind="department", name="Sở Nội vụ")
    agency = change_agency(agency=agency, version=1, fields=fields, by=coordinator)
    assert list(agency.names.values_list("text", flat=True)) == ["Sở Nội vụ"]
    assert (agency.version, agency.short_name) == (2, "")
    assert AuditEvent.objects.get(code="agencies.agency_changed").details["changes"] == {
        "name": ["Sở Nộ vụ", "Sở Nội vụ"],
        "short_name": ["SNV", ""],
    }


def test_an_older_version_is_refused(coordinator):
    agency = _made(coordinator, name="Sở Nội vụ")
    change_agency(agency=agency, version=1, fields=fields_of(agency), by=coordinator)
    with pytest.raises(RowMovedOn):
        change_agency(agency=agency, version=1, fields=fields_of(agency), by=coordinator)


def test_nobody_is_above_and_below_the_same_agency(coordinator):
    above = _made(coordinator, name="Sở")
    below = _made(coordinator, code="phong", kind="unit", name="Phòng", parent=above)
    fields = AgencyFields(code="so-noi-vu", kind="department", name="Sở", parent=below)
    with pytest.raises(ParentIsBelow):
        change_agency(agency=above, version=1, fields=fields, by=coordinator)


def test_a_renamed_agency_keeps_its_row_and_its_old_name_until_the_day_before(coordinator):
    agency = _made(coordinator, name="Sở Cũ", short_name="SC")
    renamed = rename_agency(
        agency=agency, version=1, name="Sở Mới", short_name="SM", on=DAY, legal_basis="QĐ 1", by=coordinator
    )
    assert (renamed.pk, renamed.name, renamed.short_name) == (agency.pk, "Sở Mới", "SM")
    assert name_on(agency, date(2026, 2, 28)) == "Sở Cũ"
    assert name_on(agency, DAY) == "Sở Mới"
    assert renamed.successions_out.get().legal_basis == "QĐ 1"


def test_a_renaming_before_the_last_one_or_after_the_end_is_refused(coordinator):
    agency = _made(coordinator, name="Sở Cũ", valid_from=date(2020, 1, 1), valid_to=date(2026, 6, 30))
    rest = {"agency": agency, "version": 1, "name": "Sở Mới", "legal_basis": "QĐ 1", "by": coordinator}
    with pytest.raises(NotThereOnThatDay):
        rename_agency(on=date(2026, 7, 1), **rest)
    with pytest.raises(EndsBeforeItBegins):
        rename_agency(on=date(2020, 1, 1), **rest)


def test_two_official_names_never_share_a_day(coordinator):
    agency = _made(coordinator, name="Sở Nội vụ", valid_from=DAY)
    earlier = {"agency": agency, "version": 1, "text": "Ban Tổ chức", "kind": "official", "by": coordinator}
    with pytest.raises(NamesOverlap):
        add_name(valid_to=DAY, **earlier)
    add_name(valid_to=date(2026, 2, 28), **earlier)
    assert name_on(agency, date(2025, 1, 1)) == "Ban Tổ chức"


def test_an_alias_may_end_but_the_official_name_may_not(coordinator):
    agency = _made(coordinator, name="Sở Nội vụ")
    alias = add_name(agency=agency, version=1, text="SNV", kind="alias", by=coordinator)
    with pytest.raises(LastName):
        end_name(name=agency.names.get(kind="official"), version=2, on=DAY, by=coordinator)
    assert end_name(name=alias, version=2, on=DAY, by=coordinator).valid_to == DAY


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


def test_nobody_gives_a_role_to_himself(coordinator):
    with pytest.raises(OwnRole):
        add_membership(user=coordinator, agency=AgencyFactory(), role=Role.SYSADMIN, by=coordinator)


def version_of(membership):
    """What the page of the person would send."""
    return User.objects.get(pk=membership.user_id).version


def test_a_role_is_held_once_at_a_time(coordinator):
    agency, person = AgencyFactory(), MembershipFactory(role=Role.STAFF).user
    first = add_membership(user=person, agency=agency, role=Role.FOCAL_POINT, by=coordinator)
    with pytest.raises(AlreadyListed):
        add_membership(user=person, agency=agency, role=Role.FOCAL_POINT, valid_from=DAY, by=coordinator)
    end_membership(membership=first, version=version_of(first), on=date(2026, 2, 28), by=coordinator)
    add_membership(user=person, agency=agency, role=Role.FOCAL_POINT, valid_from=DAY, by=coordinator)


def test_a_role_of_a_person_that_somebody_has_changed_does_not_end(coordinator):
    membership = MembershipFactory(role=Role.STAFF)
    add_membership(user=membership.user, agency=AgencyFactory(), role=Role.LEADER, version=1, by=coordinator)
    with pytest.raises(RowMovedOn):
        end_membership(membership=membership, version=1, on=DAY, by=coordinator)


def test_somebody_always_remains_who_manages_people(coordinator):
    only = coordinator.memberships.get()
    with pytest.raises(LastPersonManager):
        end_membership(membership=only, version=version_of(only), on=DAY, by=coordinator)
    with pytest.raises(LastPersonManager):
        refuse_loss_of_last_manager(coordinator)
    MembershipFactory(role=Role.SYSADMIN)
    refuse_loss_of_last_manager(coordinator)
    end_membership(membership=only, version=version_of(only), on=DAY, by=coordinator)
