"""Pages of the register: who sees and does what, and what comes back."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from caicach.agencies.models import Agency, Succession
from caicach.core.text import fold
from caicach.people.permissions import Role
from tests.agencies.pages import url_of
from tests.factories.agencies import (
    AgencyFactory,
    AgencyGroupFactory,
    DomainFactory,
    DomainLeadFactory,
    MembershipFactory,
)
from tests.factories.work import AssignmentFactory, IssuedPlanFactory, LeafFactory, person_in

OPEN = [
    ("agencies:agency_list", ""),
    ("agencyfiles:agency_export_xlsx", ""),
    ("agencyfiles:agency_export_csv", ""),
    ("agencies:agency_detail", "agency"),
    ("groupings:group_list", ""),
    ("groupings:group_detail", "group"),
    ("groupings:domain_list", ""),
    ("groupings:domain_detail", "domain"),
]
MANAGED = [
    ("agencies:agency_create", ""),
    ("agencyfiles:agency_import", ""),
    ("agencies:agency_change", "agency"),
    ("agencies:agency_rename", "agency"),
    ("agencies:name_end", "name"),
    ("agencies:succession_create", ""),
    ("groupings:group_create", ""),
    ("groupings:group_change", "group"),
    ("groupings:member_end", "member"),
    ("groupings:domain_create", ""),
    ("groupings:domain_change", "domain"),
    ("groupings:lead_end", "lead"),
    ("memberships:person_list", ""),
    ("memberships:person_invite", ""),
    ("memberships:person_import", ""),
    ("memberships:person_detail", "user"),
    ("memberships:membership_end", "membership"),
]
POSTED = [
    ("agencyfiles:agency_import_apply", ""),
    ("agencies:name_add", "agency"),
    ("groupings:member_add", "group"),
    ("groupings:lead_set", "domain"),
    ("memberships:person_import_apply", ""),
    ("memberships:membership_add", "user"),
    ("memberships:person_link", "user"),
    ("memberships:person_deactivate", "user"),
    ("memberships:person_reactivate", "user"),
]


def _address(name, key, rows):
    return url_of(name, rows[key]) if key else url_of(name)


@pytest.mark.parametrize(("name", "key"), OPEN)
def test_everybody_who_signs_in_reads_the_register(official, client, rows, name, key):
    assert official.get(_address(name, key, rows)).status_code == 200
    assert client.get(_address(name, key, rows)).status_code == 302


@pytest.mark.parametrize(("name", "key"), MANAGED)
def test_pages_of_managers_are_theirs_alone(manager, official, rows, name, key):
    assert manager.get(_address(name, key, rows)).status_code == 200
    assert official.get(_address(name, key, rows)).status_code == 403


@pytest.mark.parametrize(("name", "key"), POSTED)
def test_changes_come_by_post_from_managers_alone(manager, official, rows, name, key):
    assert manager.get(_address(name, key, rows)).status_code == 405
    assert official.post(_address(name, key, rows), {"version": 1}).status_code == 403


@pytest.mark.parametrize(("name", "key"), [row for row in OPEN + MANAGED if row[1]])
def test_what_is_not_there_is_not_found(manager, name, key):
    assert manager.get(url_of(name, 999_999)).status_code == 404


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("agencies:agency_create", ""),
        ("agencies:agency_change", "agency"),
        ("agencies:agency_rename", "agency"),
        ("agencies:name_add", "agency"),
        ("agencies:name_end", "name"),
        ("agencyfiles:agency_import", ""),
        ("agencyfiles:agency_import_apply", ""),
        ("groupings:group_create", ""),
        ("groupings:group_change", "group"),
        ("groupings:member_add", "group"),
        ("groupings:member_end", "member"),
        ("groupings:domain_create", ""),
        ("groupings:domain_change", "domain"),
        ("groupings:lead_set", "domain"),
        ("groupings:lead_end", "lead"),
        ("memberships:person_invite", ""),
        ("memberships:person_import", ""),
        ("memberships:person_import_apply", ""),
        ("memberships:membership_add", "user"),
        ("memberships:membership_end", "membership"),
    ],
)
def test_a_bad_form_comes_back_as_it_was(manager, rows, name, key):
    answer = manager.post(_address(name, key, rows), {"name": "", "on": "31/02/2025"})
    assert answer.status_code == 422
    assert "<form" in answer.content.decode()


def test_the_list_is_searched_without_diacritics_and_filtered_by_kind_and_day(manager):
    AgencyFactory(name="Sở Văn hóa", search_text="so van hoa")
    AgencyFactory(
        name="UBND huyện Đắk Cũ", kind="district", search_text="ubnd huyen dak cu", valid_to=date(2025, 6, 30)
    )
    page = manager.get(url_of("agencies:agency_list"), {"q": "VAN hoa"}).content.decode()
    assert "Sở Văn hóa" in page
    assert "Đắk Cũ" not in manager.get(url_of("agencies:agency_list"), {"q": "dak"}).content.decode()
    for asked in (
        {"q": "dak", "on": "2025-06-30"},
        {"q": "dak", "all": "on"},
        {"kind": "district", "on": "2025-01-01"},
    ):
        assert "Đắk Cũ" in manager.get(url_of("agencies:agency_list"), asked).content.decode()


def test_the_list_says_what_an_agency_was_called_on_a_day(manager):
    agency = AgencyFactory(name="Sở Cũ")
    manager.post(
        url_of("agencies:agency_rename", agency.pk),
        {"name": "Sở Mới", "on": "2025-03-01", "legal_basis": "QĐ 1", "version": 1},
    )
    assert "Sở Mới" in manager.get(url_of("agencies:agency_list")).content.decode()
    page = manager.get(url_of("agencies:agency_list"), {"on": "2025-02-28"}).content.decode()
    assert "Sở Cũ" in page
    assert "Sở Mới" not in page
    assert (
        "Tên hiện nay: Sở Mới"
        in manager.get(url_of("agencies:agency_detail", agency.pk), {"on": "2025-02-28"}).content.decode()
    )


def test_an_agency_is_entered_changed_and_named(manager):
    given = {"name": "Sở Nội vụ", "kind": "department", "protocol_order": 1, "version": 0, "short_name": "SNV"}
    answer = manager.post(url_of("agencies:agency_create"), given)
    agency = Agency.objects.get(code="so-noi-vu")
    assert answer.url == url_of("agencies:agency_detail", agency.pk)
    again = manager.post(url_of("agencies:agency_create"), given)
    assert again.status_code == 409
    assert "đã có" in again.content.decode()
    changed = {**given, "version": 1, "code": "snv", "parent": "so noi vu"}
    assert manager.post(url_of("agencies:agency_change", agency.pk), changed).status_code == 409
    assert manager.post(url_of("agencies:agency_change", agency.pk), changed | {"parent": ""}).status_code == 302
    stale = manager.post(url_of("agencies:agency_change", agency.pk), changed | {"parent": ""})
    assert stale.status_code == 409
    assert 'value="Sở Nội vụ"' in stale.content.decode()
    named = {"text": "Ngành nội vụ", "kind": "alias", "version": 2}
    assert manager.post(url_of("agencies:name_add", agency.pk), named).status_code == 302
    assert manager.post(url_of("agencies:name_add", agency.pk), named).status_code == 409
    alias = agency.names.get(text="Ngành nội vụ")
    assert manager.post(url_of("agencies:name_end", alias.pk), {"on": "2026-01-31", "version": 3}).status_code == 302


def test_an_uncertain_agency_in_a_form_is_a_question(manager):
    AgencyFactory(name="Sở Nội vụ")
    given = {"name": "Phòng A", "kind": "unit", "protocol_order": 1, "version": 0, "parent": "Sở Nội vu tỉnh"}
    answer = manager.post(url_of("agencies:agency_create"), given)
    assert answer.status_code == 422
    assert "Có phải là: Sở Nội vụ" in answer.content.decode()


def _arrows(one, heir, **more):
    return {"kind": "merge", "on": "2025-03-01", "legal_basis": "NQ 1", "from_1": one.code, "to_1": heir.code, **more}


def test_a_merger_is_previewed_in_words_before_it_is_written(manager):
    one, other, heir = AgencyFactory(name="Sở Một"), AgencyFactory(name="Sở Hai"), AgencyFactory(name="Sở Ba")
    asked = _arrows(one, heir, from_2=other.code)
    assert manager.get(url_of("agencies:succession_create"), asked).url.startswith(url_of("agencies:succession_arrows"))
    address = f"{url_of('agencies:succession_arrows')}?{'&'.join(f'{key}={value}' for key, value in asked.items())}"
    assert manager.get(address).status_code == 200
    answers = {}
    for giver in (one, other):
        answers |= {f"{giver.pk}-{heir.pk}-is_there": "on", f"{giver.pk}-{heir.pk}-percent": "100"}
    page = manager.post(address, answers | {"preview": "1"}).content.decode()
    assert "Sở Ba tiếp nhận 100 % của Sở Một." in page
    assert "28/02/2025" in page
    assert not Succession.objects.exists()
    assert manager.post(address, answers | {"save": "1"}).status_code == 302
    assert Succession.objects.count() == 2
    assert "Sở Ba" in manager.get(url_of("agencies:agency_detail", one.pk)).content.decode()
    again = manager.post(address, answers | {"save": "1"})
    assert again.status_code == 422
    assert Succession.objects.count() == 2


def test_an_incomplete_succession_comes_back(manager):
    one, heir = AgencyFactory(), AgencyFactory()
    assert manager.get(url_of("agencies:succession_create"), {"kind": "merge", "on": "2025-03-01"}).status_code == 422
    assert manager.get(url_of("agencies:succession_create"), _arrows(one, heir, to_1="")).status_code == 422
    address = f"{url_of('agencies:succession_arrows')}?kind=merge"
    assert manager.get(address).status_code == 302
    asked = "&".join(f"{key}={value}" for key, value in _arrows(one, heir).items())
    answer = manager.post(
        f"{url_of('agencies:succession_arrows')}?{asked}", {f"{one.pk}-{heir.pk}-is_there": "on", "save": "1"}
    )
    assert answer.status_code == 422
    assert not Succession.objects.exists()


def test_pages_of_150_agencies_and_people_keep_to_few_queries(manager, django_assert_max_num_queries):
    above = AgencyFactory()
    AgencyFactory.create_batch(150, parent=above)
    group = AgencyGroupFactory(rule_kinds=["department"])
    DomainLeadFactory.create_batch(8)
    MembershipFactory.create_batch(60, role=Role.STAFF, agency=above)
    DomainFactory()
    pages = [
        url_of("agencies:agency_list"),
        url_of("agencies:agency_list") + "?q=so&sort=-name&on=2025-01-01",
        url_of("agencies:agency_detail", above.pk),
        url_of("groupings:group_list"),
        url_of("groupings:group_detail", group.pk),
        url_of("groupings:domain_list"),
        url_of("memberships:person_list"),
        url_of("agencies:agency_create"),
    ]
    for page in pages:
        with django_assert_max_num_queries(18):
            assert manager.get(page).status_code == 200


def test_list_counts_the_kinds_and_stands_in_their_order(manager):
    commune = AgencyFactory(kind="commune", name="Xã An Bình", protocol_order=1)
    department = AgencyFactory(kind="department", name="Sở Y tế", protocol_order=9)
    context = manager.get(url_of("agencies:agency_list"), {"q": ""}).context
    listed = [row["agency"] for row in context["rows"]]
    assert listed.index(department) < listed.index(commune)
    counts = {kind["code"]: kind["count"] for kind in context["kinds"]}
    assert counts[""] == sum(count for code, count in counts.items() if code)
    only = manager.get(
        url_of("agencies:agency_list") + next(k["url"] for k in context["kinds"] if k["code"] == "commune")
    ).context
    assert [row["agency"] for row in only["rows"]] == [commune]


def test_what_happened_on_one_day_by_one_document_stands_together(manager):
    district = AgencyFactory(name="UBND huyện Trà Mạn", kind="district")
    heirs = [AgencyFactory(name=f"UBND xã số {number}", kind="commune") for number in range(5)]
    for heir in heirs:
        Succession.objects.create(
            from_agency=district, to_agency=heir, kind="split", on=date(2025, 7, 1), share="0.2", legal_basis="NQ 1"
        )
    changes = manager.get(url_of("agencies:agency_detail", district.pk)).context["changes"]
    assert [(change.on, len(change.givers), len(change.heirs)) for change in changes] == [(date(2025, 7, 1), 0, 5)]
    changes = manager.get(url_of("agencies:agency_detail", heirs[0].pk)).context["changes"]
    assert [(len(change.givers), len(change.heirs)) for change in changes] == [(1, 0)]


def test_page_of_an_agency_shows_its_three_numbers_to_who_sees_its_duties(db, client):
    duty = AssignmentFactory(confirmed=True, item=LeafFactory(plan=IssuedPlanFactory(year=timezone.localdate().year)))
    client.force_login(person_in(AgencyFactory(), Role.LEADER))
    notes = client.get(url_of("agencies:agency_detail", duty.agency_id)).context["notes"]
    assert [note.value for note in notes] == [1, 0, 0]
    client.force_login(person_in(AgencyFactory(), Role.SYSADMIN))
    assert client.get(url_of("agencies:agency_detail", duty.agency_id)).context["notes"] == []


def test_lists_of_names_keep_the_vietnamese_order(manager):
    names = ["Sở Huế", "Sở Đắk", "Sở Hà", "Sở Da", "Sở Ăn", "Sở An 10", "Sở An 2", "Sở Ân"]
    for order, name in enumerate(names):
        AgencyFactory(name=name, protocol_order=order, search_text=f"danh sach {fold(name)}")
    by_protocol, by_name = (
        [row["agency"].name for row in manager.get(reverse("agencies:agency_list"), query).context["rows"]]
        for query in ({"q": "danh sach"}, {"q": "danh sach", "sort": "name"})
    )
    assert by_protocol == names
    assert by_name == ["Sở An 2", "Sở An 10", "Sở Ăn", "Sở Ân", "Sở Da", "Sở Đắk", "Sở Hà", "Sở Huế"]
