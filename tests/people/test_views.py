import re

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.test import Client
from django.urls import reverse

from caicach.audit.models import AuditEvent
from caicach.people.models import User
from caicach.people.services import create_invited_user, deactivate
from tests.factories.people import PASSWORD, UserFactory

NEW_PASSWORD = "suoi-chay-qua-ban-lang"
SIGN_IN = "/tai-khoan/dang-nhap/"


def sign_in(client: Client, user: User, password: str = PASSWORD, **more: str):
    return client.post(SIGN_IN, {"login": user.username, "password": password, **more})


def test_name_and_password_open_the_door(client, focal_point):
    answer = sign_in(client, focal_point, next="/tai-khoan/")
    assert (answer.status_code, answer["Location"]) == (302, "/tai-khoan/")
    assert client.get("/tai-khoan/").status_code == 200
    assert AuditEvent.objects.filter(code="people.signed_in", actor=focal_point).exists()


def test_a_wrong_password_says_what_to_do(client, focal_point):
    answer = sign_in(client, focal_point, "khong-phai-mat-khau")
    assert answer.status_code == 422
    assert "Caps Lock" in answer.content.decode()


def test_an_unknown_name_gets_the_same_words(client, focal_point):
    known = sign_in(client, focal_point, "sai-mat-khau").content.decode()
    unknown = client.post(SIGN_IN, {"login": "khong-co-ai", "password": "sai-mat-khau"}).content.decode()
    summary = re.compile(r'class="error-summary".*?</div>', re.DOTALL)
    assert summary.findall(known) == summary.findall(unknown) != []


def test_after_five_failures_the_right_password_must_wait_too(client, focal_point):
    for _ in range(5):
        sign_in(client, focal_point, "sai-mat-khau")
    answer = sign_in(client, focal_point)
    assert answer.status_code == 422
    assert "sau 1 phút" in answer.content.decode()


def test_nobody_leaves_the_site_by_the_login(client, focal_point):
    assert sign_in(client, focal_point, next="https://example.org/")["Location"] == "/"


def test_who_is_deactivated_does_not_get_in(client, coordinator, focal_point):
    deactivate(user=focal_point, by=coordinator, version=focal_point.version)
    assert sign_in(client, focal_point).status_code == 422


def test_signing_out_needs_a_post(client, focal_point):
    client.force_login(focal_point)
    client.get("/tai-khoan/dang-xuat/")
    assert client.get("/tai-khoan/").status_code == 200
    client.post("/tai-khoan/dang-xuat/")
    assert client.get("/tai-khoan/").status_code == 302


def test_the_one_time_link_leads_to_the_login_and_works_once(client, coordinator):
    _, secret = create_invited_user(username="lan.syt", full_name="Nguyễn Thị Lan", by=coordinator)
    url = reverse("people:redeem_invitation", args=[secret])
    assert "lan.syt" in client.get(url).content.decode()
    answer = client.post(url, {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD})
    assert (answer.status_code, answer["Location"]) == (302, SIGN_IN)
    assert client.get(url).status_code == 409


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        ("ngan", "ngan", "cần ít nhất 12 ký tự"),
        ("1234567890123", "1234567890123", "dễ bị đoán"),
        ("nguyen thi lan", "nguyen thi lan", "gần giống tên"),
        (NEW_PASSWORD, NEW_PASSWORD + "x", "không giống nhau"),
        ("", "", "Hãy điền ô này"),
    ],
)
def test_a_weak_or_mistyped_password_comes_back_with_its_reason(client, coordinator, first, second, told):
    _, secret = create_invited_user(username="nguyen thi lan", full_name="Lan", by=coordinator)
    answer = client.post(reverse("people:redeem_invitation", args=[secret]), {"password1": first, "password2": second})
    assert answer.status_code == 422
    assert told in answer.content.decode()


def test_a_link_that_is_no_link_says_so(client):
    answer = client.get(reverse("people:redeem_invitation", args=["khong-co"]))
    assert answer.status_code == 409
    assert "đã quá hạn" in answer.content.decode()


def test_a_person_changes_the_own_password_and_stays(client, focal_point):
    elsewhere = Client()
    sign_in(client, focal_point)
    sign_in(elsewhere, focal_point)
    form = {"oldpassword": PASSWORD, "password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    assert client.post("/tai-khoan/mat-khau/", form).status_code == 302
    assert client.get("/tai-khoan/").status_code == 200
    assert elsewhere.get("/tai-khoan/").status_code == 302
    focal_point.refresh_from_db()
    assert focal_point.check_password(NEW_PASSWORD)


def test_changing_the_password_needs_the_old_one(client, focal_point):
    client.force_login(focal_point)
    form = {"oldpassword": "sai", "password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    assert client.post("/tai-khoan/mat-khau/", form).status_code == 422


def test_a_person_corrects_the_own_profile(client, focal_point):
    client.force_login(focal_point)
    form = {"version": 1, "full_name": "Lê Thị Mới", "position": "Trưởng phòng", "phone": "", "email": ""}
    assert client.post("/tai-khoan/", form).status_code == 302
    assert "Lê Thị Mới" in client.get("/tai-khoan/").content.decode()


def test_a_profile_without_a_name_comes_back(client, focal_point):
    client.force_login(focal_point)
    answer = client.post("/tai-khoan/", {"version": 1, "full_name": ""})
    assert answer.status_code == 422
    assert "Hãy điền ô này" in answer.content.decode()


def test_a_stale_profile_is_a_conflict_that_keeps_the_text(client, focal_point):
    client.force_login(focal_point)
    answer = client.post("/tai-khoan/", {"version": 7, "full_name": "Một cái tên rất dài"})
    assert answer.status_code == 409
    assert "Một cái tên rất dài" in answer.content.decode()


def test_the_profile_is_for_those_who_have_signed_in(client):
    assert client.get("/tai-khoan/")["Location"].startswith(SIGN_IN)


def test_the_language_changes_for_the_browser_and_the_person(client, focal_point):
    client.force_login(focal_point)
    client.post("/tai-khoan/ngon-ngu/", {"language": "en", "next": "/tai-khoan/"})
    assert '<html lang="en"' in client.get("/tai-khoan/").content.decode()
    focal_point.refresh_from_db()
    assert focal_point.language == "en"


def test_who_signs_in_meets_the_language_chosen_before(client):
    user = UserFactory(language="en")
    sign_in(client, user)
    assert '<html lang="en"' in client.get("/tai-khoan/").content.decode()


def test_the_language_of_the_browser_does_not_count(client):
    assert '<html lang="vi"' in client.get(SIGN_IN, headers={"accept-language": "en-US"}).content.decode()


@pytest.mark.parametrize("path", ["/tai-khoan/dang-xuat/", "/tai-khoan/hai-buoc/", "/tai-khoan/mat-khau/"])
def test_pages_of_the_account_open(client, focal_point, path):
    client.force_login(focal_point)
    assert client.get(path).status_code == 200


def test_the_second_factor_is_asked_after_the_password(client, focal_point, django_capture_on_commit_callbacks):
    sign_in(client, focal_point)
    set_up = "/tai-khoan/hai-buoc/bat/"
    proof = client.get(set_up)["Location"]
    assert client.post(proof, {"password": "sai-mat-khau"}).status_code == 422
    assert client.post(proof, {"password": PASSWORD, "next": set_up})["Location"] == set_up
    page = client.get(set_up)
    secret = page.context["form"].secret
    code = format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(set_up, {"code": code}).status_code == 302
    assert AuditEvent.objects.filter(code="people.second_factor_activated").exists()
    codes = client.get("/tai-khoan/hai-buoc/ma-du-phong/").context["unused_codes"]
    client.post("/tai-khoan/dang-xuat/")

    assert sign_in(client, focal_point)["Location"].startswith("/tai-khoan/dang-nhap/ma/")
    assert client.get("/tai-khoan/").status_code == 302
    assert client.post("/tai-khoan/dang-nhap/ma/", {"code": "000000"}).status_code == 422
    assert client.post("/tai-khoan/dang-nhap/ma/", {"code": codes[0]}).status_code == 302
    assert client.get("/tai-khoan/").status_code == 200


@pytest.fixture
def production(settings):
    settings.MODE = "production"


def test_a_coordinator_must_set_up_the_second_factor_first(production, client, coordinator):
    client.force_login(coordinator)
    assert client.get("/tai-khoan/")["Location"] == "/tai-khoan/hai-buoc/bat/"


def test_a_focal_point_need_not(production, client, focal_point):
    client.force_login(focal_point)
    assert client.get("/tai-khoan/").status_code == 200


def test_in_tests_and_demonstration_nobody_is_asked(client, coordinator):
    client.force_login(coordinator)
    assert client.get("/tai-khoan/").status_code == 200


class TestDemonstration:
    @pytest.fixture(autouse=True)
    def _person(self):
        UserFactory(username="demo-focal_point", full_name="Lê Minh Tú", position="Đầu mối Sở Y tế")

    def test_one_click_signs_in(self, client, settings):
        settings.MODE = "demo"
        assert "Lê Minh Tú" in client.get(SIGN_IN).content.decode()
        assert client.post("/tai-khoan/dung-thu/", {"username": "demo-focal_point"}).status_code == 302
        assert client.get("/tai-khoan/").status_code == 200

    @pytest.mark.parametrize("mode", ["production", "test"])
    def test_elsewhere_there_is_no_such_door(self, client, settings, mode):
        settings.MODE = mode
        assert "Lê Minh Tú" not in client.get(SIGN_IN).content.decode()
        assert client.post("/tai-khoan/dung-thu/", {"username": "demo-focal_point"}).status_code == 404
        assert client.get("/tai-khoan/").status_code == 302

    @pytest.mark.parametrize("username", ["can-bo-1", "demo-khong_co", ""])
    def test_it_opens_for_invented_people_only(self, client, settings, username):
        settings.MODE = "demo"
        UserFactory(username="can-bo-1")
        UserFactory(username="demo-khong_co")
        assert client.post("/tai-khoan/dung-thu/", {"username": username}).status_code == 404

    def test_it_needs_a_post(self, client, settings):
        settings.MODE = "demo"
        assert client.get("/tai-khoan/dung-thu/").status_code == 405
