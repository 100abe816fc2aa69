"""Pages of the register: who sees and does what, and what comes back."""

import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from caicach.agencies.models import Agency, AgencyGroup, Domain, DomainLead, GroupMember, Membership, Succession
from caicach.core.text import fold
from caicach.people.models import User
from caicach.people.permissions import Role
from tests.factories.agencies import (
    AgencyFactory,
    AgencyGroupFactory,
    DomainFactory,
    DomainLeadFactory,
    GroupMemberFactory,
    MembershipFactory,
)
from tests.factories.work import AssignmentFactory, IssuedPlanFactory, LeafFactory, person_in

TABLE = "mã\ttên\tloại\na\tSở A\tsở\n"
PEOPLE = "họ và tên\tcơ quan\tvai trò\nNguyễn Thị Lan\t{code}\tđầu mối\n"


def _url(name, *arguments):
    return reverse(f"agencies:{name}", args=arguments)


@pytest.fixture
def manager(coordinator):
    client = Client()
    client.force_login(coordinator)
    return client


@pytest.fixture
def official(focal_point):
    client = Client()
    client.force_login(focal_point)
    return client


@pytest.fixture
def rows(db):
    """One row of everything, keyed by the names of the addresses' arguments."""
    lead, member = DomainLeadFactory(), GroupMemberFactory()
    agency = AgencyFactory(name="Sở Tư pháp", short_name="STP")
    alias = agency.names.create(text="Ngành tư pháp", kind="alias", search_text="nganh tu phap")
    membership = MembershipFactory(role=Role.STAFF, agency=agency)
    return {
        "agency": agency.pk,
        "name": alias.pk,
        "group": member.group_id,
        "member": member.pk,
        "domain": lead.domain_id,
        "lead": lead.pk,
        "user": membership.user_id,
        "membership": membership.pk,
    }


OPEN = [
    ("agency_list", ""),
    ("agency_export_xlsx", ""),
    ("agency_export_csv", ""),
    ("agency_detail", "agency"),
    ("group_list", ""),
    ("group_detail", "group"),
    ("domain_list", ""),
    ("domain_detail", "domain"),
]
MANAGED = [
    ("agency_create", ""),
    ("agency_import", ""),
    ("agency_change", "agency"),
    ("agency_rename", "agency"),
    ("name_end", "name"),
    ("succession_create", ""),
    ("group_create", ""),
    ("group_change", "group"),
    ("member_end", "member"),
    ("domain_create", ""),
    ("domain_change", "domain"),
    ("lead_end", "lead"),
    ("person_list", ""),
    ("person_invite", ""),
    ("person_import", ""),
    ("person_detail", "user"),
    ("membership_end", "membership"),
]
POSTED = [
    ("agency_import_apply", ""),
    ("name_add", "agency"),
    ("member_add", "group"),
    ("lead_set", "domain"),
    ("person_import_apply", ""),
    ("membership_add", "user"),
    ("person_link", "user"),
    ("person_deactivate", "user"),
    ("person_reactivate", "user"),
]


def _address(name, key, rows):
    return _url(name, rows[key]) if key else _url(name)


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
    assert manager.get(_url(name, 999_999)).status_code == 404


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("agency_create", ""),
        ("agency_change", "agency"),
        ("agency_rename", "agency"),
        ("name_add", "agency"),
        ("name_end", "name"),
        ("agency_import", ""),
        ("agency_import_apply", ""),
        ("group_create", ""),
        ("group_change", "group"),
        ("member_add", "group"),
        ("member_end", "member"),
        ("domain_create", ""),
        ("domain_change", "domain"),
        ("lead_set", "domain"),
        ("lead_end", "lead"),
        ("person_invite", ""),
        ("person_import", ""),
        ("person_import_apply", ""),
        ("membership_add", "user"),
        ("membership_end", "membership"),
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
    page = manager.get(_url("agency_list"), {"q": "VAN hoa"}).content.decode()
    assert "Sở Văn hóa" in page
    assert "Đắk Cũ" not in manager.get(_url("agency_list"), {"q": "dak"}).content.decode()
    for asked in (
        {"q": "dak", "on": "2025-06-30"},
        {"q": "dak", "all": "on"},
        {"kind": "district", "on": "2025-01-01"},
    ):
        assert "Đắk Cũ" in manager.get(_url("agency_list"), asked).content.decode()


def test_the_list_says_what_an_agency_was_called_on_a_day(manager):
    agency = AgencyFactory(name="Sở Cũ")
    manager.post(
        _url("agency_rename", agency.pk),
        {"name": "Sở Mới", "on": "2025-03-01", "legal_basis": "QĐ 1", "version": 1},
    )
    assert "Sở Mới" in manager.get(_url("agency_list")).content.decode()
    page = manager.get(_url("agency_list"), {"on": "2025-02-28"}).content.decode()
    assert "Sở Cũ" in page
    assert "Sở Mới" not in page
    assert (
        "Tên hiện nay: Sở Mới" in manager.get(_url("agency_detail", agency.pk), {"on": "2025-02-28"}).content.decode()
    )


def test_an_agency_is_entered_changed_and_named(manager):
    given = {"name": "Sở Nội vụ", "kind": "department", "protocol_order": 1, "version": 0, "short_name": "SNV"}
    answer = manager.post(_url("agency_create"), given)
    agency = Agency.objects.get(code="so-noi-vu")
    assert answer.url == _url("agency_detail", agency.pk)
    again = manager.post(_url("agency_create"), given)
    assert again.status_code == 409
    assert "đã có" in again.content.decode()
    changed = {**given, "version": 1, "code": "snv", "parent": "so noi vu"}
    assert manager.post(_url("agency_change", agency.pk), changed).status_code == 409
    assert manager.post(_url("agency_change", agency.pk), changed | {"parent": ""}).status_code == 302
    stale = manager.post(_url("agency_change", agency.pk), changed | {"parent": ""})
    assert stale.status_code == 409
    assert 'value="Sở Nội vụ"' in stale.content.decode()
    named = {"text": "Ngành nội vụ", "kind": "alias", "version": 2}
    assert manager.post(_url("name_add", agency.pk), named).status_code == 302
    assert manager.post(_url("name_add", agency.pk), named).status_code == 409
    alias = agency.names.get(text="Ngành nội vụ")
    assert manager.post(_url("name_end", alias.pk), {"on": "2026-01-31", "version": 3}).status_code == 302


def test_an_uncertain_agency_in_a_form_is_a_question(manager):
    AgencyFactory(name="Sở Nội vụ")
    given = {"name": "Phòng A", "kind": "unit", "protocol_order": 1, "version": 0, "parent": "Sở Nội vu tỉnh"}
    answer = manager.post(_url("agency_create"), given)
    assert answer.status_code == 422
    assert "Có phải là: Sở Nội vụ" in answer.content.decode()


def _arrows(one, heir, **more):
    return {"kind": "merge", "on": "2025-03-01", "legal_basis": "NQ 1", "from_1": one.code, "to_1": heir.code, **more}


def test_a_merger_is_previewed_in_words_before_it_is_written(manager):
    one, other, heir = AgencyFactory(name="Sở Một"), AgencyFactory(name="Sở Hai"), AgencyFactory(name="Sở Ba")
    asked = _arrows(one, heir, from_2=other.code)
    assert manager.get(_url("succession_create"), asked).url.startswith(_url("succession_arrows"))
    address = f"{_url('succession_arrows')}?{'&'.join(f'{key}={value}' for key, value in asked.items())}"
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
    assert "Sở Ba" in manager.get(_url("agency_detail", one.pk)).content.decode()
    again = manager.post(address, answers | {"save": "1"})
    assert again.status_code == 422
    assert Succession.objects.count() == 2


def test_an_incomplete_succession_comes_back(manager):
    one, heir = AgencyFactory(), AgencyFactory()
    assert manager.get(_url("succession_create"), {"kind": "merge", "on": "2025-03-01"}).status_code == 422
    assert manager.get(_url("succession_create"), _arrows(one, heir, to_1="")).status_code == 422
    address = f"{_url('succession_arrows')}?kind=merge"
    assert manager.get(address).status_code == 302
    asked = "&".join(f"{key}={value}" for key, value in _arrows(one, heir).items())
    answer = manager.post(f"{_url('succession_arrows')}?{asked}", {f"{one.pk}-{heir.pk}-is_there": "on", "save": "1"})
    assert answer.status_code == 422
    assert not Succession.objects.exists()


def test_a_group_is_made_filled_and_emptied(manager):
    agency = AgencyFactory()
    given = {"name": "Khối văn hóa", "aliases": "khối VH\nkhối VHTT", "version": 0}
    assert manager.post(_url("group_create"), given).status_code == 302
    group = AgencyGroup.objects.get(code="khoi-van-hoa")
    assert group.aliases == ["khối VH", "khối VHTT"]
    assert manager.post(_url("group_create"), given).status_code == 409
    assert manager.post(_url("member_add", group.pk), {"agency": agency.code, "version": 1}).status_code == 302
    assert manager.post(_url("member_add", group.pk), {"agency": agency.code, "version": 2}).status_code == 409
    assert agency.name in manager.get(_url("group_detail", group.pk)).content.decode()
    member = GroupMember.objects.get()
    assert manager.post(_url("member_end", member.pk), {"on": "2025-01-01", "version": 1}).status_code == 409
    assert manager.post(_url("member_end", member.pk), {"on": "2025-01-01", "version": 2}).status_code == 302
    assert manager.post(_url("group_change", group.pk), given | {"version": 3, "code": "k"}).status_code == 302
    assert manager.post(_url("group_change", group.pk), given | {"version": 3, "code": "k"}).status_code == 409


def test_a_domain_is_made_and_given_to_an_agency(manager):
    agency = AgencyFactory()
    assert manager.post(_url("domain_create"), {"name": "Thể chế", "order": 1, "version": 0}).status_code == 302
    domain = Domain.objects.get(code="the-che")
    given = {"agency": agency.name, "valid_from": "2025-03-01", "source": "QĐ 1", "version": 1}
    assert manager.post(_url("lead_set", domain.pk), given).status_code == 302
    assert agency.name in manager.get(_url("domain_list")).content.decode()
    lead = DomainLead.objects.get()
    assert manager.post(_url("lead_end", lead.pk), {"on": "2025-01-01", "version": 2}).status_code == 409
    assert manager.post(_url("lead_end", lead.pk), {"on": "2026-01-01", "version": 2}).status_code == 302
    changed = {"name": "Cải cách thể chế", "order": 1, "version": 3}
    assert manager.post(_url("domain_change", domain.pk), changed).status_code == 302


def test_a_domain_whose_lead_has_ended_says_so(manager):
    lead = DomainLeadFactory(agency=AgencyFactory(valid_to=date(2025, 2, 28)))
    page = manager.get(_url("domain_detail", lead.domain_id)).content.decode()
    assert "đã kết thúc hoạt động" in page


def test_a_table_is_previewed_and_then_written(manager):
    page = manager.post(_url("agency_import"), {"file": SimpleUploadedFile("a.csv", TABLE.encode())})
    assert page.status_code == 200
    assert not Agency.objects.filter(code="a").exists()
    given = {"text": page.context["text"], "seen": page.context["plan"].fingerprint}
    assert manager.post(_url("agency_import_apply"), given | {"seen": "cu"}).status_code == 409
    assert manager.post(_url("agency_import_apply"), given).status_code == 302
    assert Agency.objects.get(code="a").name == "Sở A"
    again = manager.post(_url("agency_import"), {"text": TABLE})
    assert "không có gì để ghi" in again.content.decode()


def test_a_table_with_problems_shows_where_and_how_to_repair(manager):
    answer = manager.post(_url("agency_import"), {"text": "mã\ttên\tloại\na\tSở A\tvụ\n"})
    assert answer.status_code == 422
    assert "Không rõ loại “vụ”" in answer.content.decode()
    assert manager.post(_url("agency_import_apply"), {"text": "mã\ttên\tloại\na\tSở A\tvụ\n"}).status_code == 422


def test_the_export_holds_what_the_filter_shows(manager):
    AgencyFactory(name="UBND xã Tân Lập", kind="commune", search_text="ubnd xa tan lap")
    content = manager.get(_url("agency_export_csv"), {"kind": "commune"}).content.decode("utf-8-sig")
    assert content.splitlines()[1].split(",")[1] == "UBND xã Tân Lập"
    assert len(content.splitlines()) == 2


def test_a_person_is_invited_with_a_link_that_is_shown_once(manager):
    agency = AgencyFactory(name="Sở Y tế")
    given = {"full_name": "Nguyễn Thị Lan", "agency": "so y te", "role": Role.FOCAL_POINT, "valid_from": "2026-01-01"}
    answer = manager.post(_url("person_invite"), given)
    person = User.objects.get(username="lannt")
    assert answer.headers["Cache-Control"] == "no-store"
    assert "/tai-khoan/moi/" in answer.content.decode()
    assert person.memberships.get().agency == agency
    assert "/tai-khoan/moi/" not in manager.get(_url("person_detail", person.pk)).content.decode()
    assert manager.post(_url("person_invite"), given | {"username": "LANNT"}).status_code == 409
    assert User.objects.filter(full_name="Nguyễn Thị Lan").count() == 1


def test_a_pasted_list_of_people_is_previewed_and_invited_at_once(manager):
    agency = AgencyFactory()
    table = PEOPLE.format(code=agency.code) + f"Nguyễn Thu Lan\t{agency.code}\tcông chức\n" + "\t\n"
    page = manager.post(_url("person_import"), {"text": table})
    assert page.status_code == 200
    assert not User.objects.filter(username="lannt").exists()
    answer = manager.post(_url("person_import_apply"), {"text": page.context["text"]})
    links = re.findall(r"http\S+/tai-khoan/moi/\S+?/", answer.content.decode())
    assert len(set(links)) == 2
    assert "hidden" not in answer.content.decode().split('data-copy="link-')[1].split(">")[0]
    assert set(agency.memberships.values_list("user__username", "role")) == {
        ("lannt", "focal_point"),
        ("lannt2", "staff"),
    }


def test_a_list_of_people_with_problems_invites_nobody(manager):
    table = "họ và tên\ttên đăng nhập\tcơ quan\tvai trò\temail\nLan\tdieu-phoi\tSở X\tsếp\tkhông\n\tb\t\tđầu mối\t\n"
    answer = manager.post(_url("person_import"), {"text": table})
    assert answer.status_code == 422
    assert len(answer.context["plan"].problems) == 6
    before = User.objects.count()
    assert manager.post(_url("person_import_apply"), {"text": table}).status_code == 422
    assert User.objects.count() == before


def test_a_person_moves_to_another_agency(manager):
    membership = MembershipFactory(role=Role.STAFF)
    person, agency = membership.user, AgencyFactory()
    assert manager.post(_url("membership_end", membership.pk), {"on": "2026-01-31", "version": 1}).status_code == 302
    given = {"agency": agency.code, "role": Role.STAFF, "valid_from": "2026-02-01", "version": 2}
    assert manager.post(_url("membership_add", person.pk), given).status_code == 302
    assert manager.post(_url("membership_add", person.pk), given | {"version": 3}).status_code == 409
    assert Membership.objects.valid_on(date(2026, 2, 1)).get(user=person).agency == agency
    assert manager.post(_url("membership_end", membership.pk), {"on": "2019-01-31", "version": 3}).status_code == 409


def test_a_person_is_shut_out_and_let_in_again(manager, coordinator):
    person = MembershipFactory(role=Role.STAFF).user
    assert manager.post(_url("person_deactivate", person.pk), {"version": 1}).status_code == 302
    person.refresh_from_db()
    assert not person.is_active
    assert "đã ngừng" in manager.get(_url("person_detail", person.pk)).content.decode()
    assert manager.post(_url("person_reactivate", person.pk), {"version": 1}).status_code == 409
    page = manager.post(_url("person_reactivate", person.pk), {"version": person.version}).content.decode()
    assert "/tai-khoan/moi/" in page
    assert manager.post(_url("person_deactivate", coordinator.pk), {"version": 1}).status_code == 409


def test_people_are_searched_by_name_agency_role_and_state(manager):
    person = MembershipFactory(user__full_name="Đỗ Ánh", user__search_text="do anh", role=Role.STAFF)
    off = MembershipFactory(user__full_name="Lê Ngừng", user__is_active=False, role=Role.STAFF)
    for asked in ({"q": "ANH do"}, {"agency": person.agency.code}, {"role": "staff"}):
        page = manager.get(_url("person_list"), asked).content.decode()
        assert "Đỗ Ánh" in page
        assert "Lê Ngừng" not in page
    assert str(off.user) in manager.get(_url("person_list"), {"state": "off"}).content.decode()


def test_pages_of_150_agencies_and_people_keep_to_few_queries(manager, django_assert_max_num_queries):
    above = AgencyFactory()
    AgencyFactory.create_batch(150, parent=above)
    group = AgencyGroupFactory(rule_kinds=["department"])
    DomainLeadFactory.create_batch(8)
    MembershipFactory.create_batch(60, role=Role.STAFF, agency=above)
    DomainFactory()
    pages = [
        _url("agency_list"),
        _url("agency_list") + "?q=so&sort=-name&on=2025-01-01",
        _url("agency_detail", above.pk),
        _url("group_list"),
        _url("group_detail", group.pk),
        _url("domain_list"),
        _url("person_list"),
        _url("agency_create"),
    ]
    for page in pages:
        with django_assert_max_num_queries(18):
            assert manager.get(page).status_code == 200


def test_list_counts_the_kinds_and_stands_in_their_order(manager):
    commune = AgencyFactory(kind="commune", name="Xã An Bình", protocol_order=1)
    department = AgencyFactory(kind="department", name="Sở Y tế", protocol_order=9)
    context = manager.get(_url("agency_list"), {"q": ""}).context
    listed = [row["agency"] for row in context["rows"]]
    assert listed.index(department) < listed.index(commune)
    counts = {kind["code"]: kind["count"] for kind in context["kinds"]}
    assert counts[""] == sum(count for code, count in counts.items() if code)
    only = manager.get(_url("agency_list") + next(k["url"] for k in context["kinds"] if k["code"] == "commune")).context
    assert [row["agency"] for row in only["rows"]] == [commune]


def test_what_happened_on_one_day_by_one_document_stands_together(manager):
    district = AgencyFactory(name="UBND huyện Trà Mạn", kind="district")
    heirs = [AgencyFactory(name=f"UBND xã số {number}", kind="commune") for number in range(5)]
    for heir in heirs:
        Succession.objects.create(
            from_agency=district, to_agency=heir, kind="split", on=date(2025, 7, 1), share="0.2", legal_basis="NQ 1"
        )
    changes = manager.get(_url("agency_detail", district.pk)).context["changes"]
    assert [(change.on, len(change.givers), len(change.heirs)) for change in changes] == [(date(2025, 7, 1), 0, 5)]
    changes = manager.get(_url("agency_detail", heirs[0].pk)).context["changes"]
    assert [(len(change.givers), len(change.heirs)) for change in changes] == [(1, 0)]


def test_page_of_an_agency_shows_its_three_numbers_to_who_sees_its_duties(db, client):
    duty = AssignmentFactory(confirmed=True, item=LeafFactory(plan=IssuedPlanFactory(year=timezone.localdate().year)))
    client.force_login(person_in(AgencyFactory(), Role.LEADER))
    notes = client.get(_url("agency_detail", duty.agency_id)).context["notes"]
    assert [note.value for note in notes] == [1, 0, 0]
    client.force_login(person_in(AgencyFactory(), Role.SYSADMIN))
    assert client.get(_url("agency_detail", duty.agency_id)).context["notes"] == []


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


def test_people_are_listed_by_given_name(manager):
    for name in ("Trần Văn Đạt", "Lê Thị An", "Bùi Dũng", "Đỗ Thị Ân"):
        MembershipFactory(user__full_name=name, user__search_text="danh sach")
    page = manager.get(reverse("agencies:person_list"), {"q": "danh sach"}).context["page"]
    assert [person.full_name for person in page] == ["Lê Thị An", "Đỗ Thị Ân", "Bùi Dũng", "Trần Văn Đạt"]


def test_groups_are_listed_in_the_vietnamese_order(manager):
    for name in ("Nhóm đ", "Nhóm e", "Nhóm d"):
        AgencyGroupFactory(name=name)
    assert [group.name for group in AgencyGroup.objects.all()] == ["Nhóm d", "Nhóm đ", "Nhóm e"]
