import re
from datetime import date

from django.urls import reverse

from caicach.agencies.models import Membership
from caicach.people.models import User
from caicach.people.permissions import Role
from tests.agencies.pages import url_of
from tests.factories.agencies import (
    AgencyFactory,
    MembershipFactory,
)

PEOPLE = "họ và tên\tcơ quan\tvai trò\nNguyễn Thị Lan\t{code}\tđầu mối\n"


def test_a_person_is_invited_with_a_link_that_is_shown_once(manager):
    agency = AgencyFactory(name="Sở Y tế")
    given = {"full_name": "Nguyễn Thị Lan", "agency": "so y te", "role": Role.FOCAL_POINT, "valid_from": "2026-01-01"}
    answer = manager.post(url_of("memberships:person_invite"), given)
    person = User.objects.get(username="lannt")
    assert answer.headers["Cache-Control"] == "no-store"
    assert "/tai-khoan/moi/" in answer.content.decode()
    assert person.memberships.get().agency == agency
    assert "/tai-khoan/moi/" not in manager.get(url_of("memberships:person_detail", person.pk)).content.decode()
    assert manager.post(url_of("memberships:person_invite"), given | {"username": "LANNT"}).status_code == 409
    assert User.objects.filter(full_name="Nguyễn Thị Lan").count() == 1


def test_a_pasted_list_of_people_is_previewed_and_invited_at_once(manager):
    agency = AgencyFactory()
    table = PEOPLE.format(code=agency.code) + f"Nguyễn Thu Lan\t{agency.code}\tcông chức\n" + "\t\n"
    page = manager.post(url_of("memberships:person_import"), {"text": table})
    assert page.status_code == 200
    assert not User.objects.filter(username="lannt").exists()
    answer = manager.post(url_of("memberships:person_import_apply"), {"text": page.context["text"]})
    links = re.findall(r"http\S+/tai-khoan/moi/\S+?/", answer.content.decode())
    assert len(set(links)) == 2
    assert "hidden" not in answer.content.decode().split('data-copy="link-')[1].split(">")[0]
    assert set(agency.memberships.values_list("user__username", "role")) == {
        ("lannt", "focal_point"),
        ("lannt2", "staff"),
    }


def test_a_list_of_people_with_problems_invites_nobody(manager):
    table = "họ và tên\ttên đăng nhập\tcơ quan\tvai trò\temail\nLan\tdieu-phoi\tSở X\tsếp\tkhông\n\tb\t\tđầu mối\t\n"
    answer = manager.post(url_of("memberships:person_import"), {"text": table})
    assert answer.status_code == 422
    assert len(answer.context["plan"].problems) == 6
    before = User.objects.count()
    assert manager.post(url_of("memberships:person_import_apply"), {"text": table}).status_code == 422
    assert User.objects.count() == before


def test_a_person_moves_to_another_agency(manager):
    membership = MembershipFactory(role=Role.STAFF)
    person, agency = membership.user, AgencyFactory()
    assert (
        manager.post(
            url_of("memberships:membership_end", membership.pk), {"on": "2026-01-31", "version": 1}
        ).status_code
        == 302
    )
    given = {"agency": agency.code, "role": Role.STAFF, "valid_from": "2026-02-01", "version": 2}
    assert manager.post(url_of("memberships:membership_add", person.pk), given).status_code == 302
    assert manager.post(url_of("memberships:membership_add", person.pk), given | {"version": 3}).status_code == 409
    assert Membership.objects.valid_on(date(2026, 2, 1)).get(user=person).agency == agency
    assert (
        manager.post(
            url_of("memberships:membership_end", membership.pk), {"on": "2019-01-31", "version": 3}
        ).status_code
        == 409
    )


def test_a_person_is_shut_out_and_let_in_again(manager, coordinator):
    person = MembershipFactory(role=Role.STAFF).user
    assert manager.post(url_of("memberships:person_deactivate", person.pk), {"version": 1}).status_code == 302
    person.refresh_from_db()
    assert not person.is_active
    assert "đã ngừng" in manager.get(url_of("memberships:person_detail", person.pk)).content.decode()
    assert manager.post(url_of("memberships:person_reactivate", person.pk), {"version": 1}).status_code == 409
    page = manager.post(
        url_of("memberships:person_reactivate", person.pk), {"version": person.version}
    ).content.decode()
    assert "/tai-khoan/moi/" in page
    assert manager.post(url_of("memberships:person_deactivate", coordinator.pk), {"version": 1}).status_code == 409


def test_people_are_searched_by_name_agency_role_and_state(manager):
    person = MembershipFactory(user__full_name="Đỗ Ánh", user__search_text="do anh", role=Role.STAFF)
    off = MembershipFactory(user__full_name="Lê Ngừng", user__is_active=False, role=Role.STAFF)
    for asked in ({"q": "ANH do"}, {"agency": person.agency.code}, {"role": "staff"}):
        page = manager.get(url_of("memberships:person_list"), asked).content.decode()
        assert "Đỗ Ánh" in page
        assert "Lê Ngừng" not in page
    assert str(off.user) in manager.get(url_of("memberships:person_list"), {"state": "off"}).content.decode()


def test_people_are_listed_by_given_name(manager):
    for name in ("Trần Văn Đạt", "Lê Thị An", "Bùi Dũng", "Đỗ Thị Ân"):
        MembershipFactory(user__full_name=name, user__search_text="danh sach")
    page = manager.get(reverse("memberships:person_list"), {"q": "danh sach"}).context["page"]
    assert [person.full_name for person in page] == ["Lê Thị An", "Đỗ Thị Ân", "Bùi Dũng", "Trần Văn Đạt"]
