"""What is sent after a session has ended goes through the login: it is neither lost nor anybody else's to plant."""

import re
from html import unescape

import pytest
from django.core import signing
from django.test import Client

from caicach.people.kept_words import SALT, unseal
from tests.factories.people import PASSWORD

SIGN_IN, PROFILE, WAITING = "/tai-khoan/dang-nhap/", "/tai-khoan/", "/tai-khoan/chua-gui/"
HERE = {"referer": "http://testserver/tai-khoan/"}
WORDS = {"full_name": "Tên dài không muốn gõ lại", "position": "Chuyên viên", "phone": "0901 234 567", "version": "1"}


def sealed_in(answer) -> str:
    return unescape(re.search(r'name="kept" value="([^"]+)"', answer.content.decode()).group(1))


@pytest.fixture
def sent_too_late():
    return Client().post(PROFILE, WORDS, headers=HERE)


def come_back(user, kept: str) -> Client:
    client = Client()
    answer = client.post(SIGN_IN, {"login": user.username, "password": PASSWORD, "kept": kept, "next": PROFILE})
    assert answer.status_code == 302
    return client


def test_the_login_shows_what_was_typed_and_where_one_goes_on(sent_too_late):
    page = sent_too_late.content.decode()
    assert sent_too_late.status_code == 401
    assert WORDS["full_name"] in page
    assert f'name="next" value="{PROFILE}"' in page


def test_every_page_says_that_something_waits_until_it_is_sent_again(sent_too_late, focal_point):
    client = come_back(focal_point, sealed_in(sent_too_late))
    assert WAITING in client.get("/tro-giup/").content.decode()
    page = client.get(WAITING).content.decode()
    assert f'action="{PROFILE}"' in page
    fields = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page))
    assert {name: unescape(fields[name]) for name in WORDS} == WORDS
    assert client.post(PROFILE, fields).status_code == 302
    focal_point.refresh_from_db()
    assert focal_point.full_name == WORDS["full_name"]
    assert WAITING not in client.get("/tro-giup/").content.decode()


def test_it_may_be_dropped(sent_too_late, focal_point):
    client = come_back(focal_point, sealed_in(sent_too_late))
    assert client.post(WAITING).status_code == 302
    assert "Không có gì đang chờ" in client.get(WAITING).content.decode()


def test_a_mistyped_password_loses_nothing(sent_too_late, focal_point):
    kept = sealed_in(sent_too_late)
    answer = Client().post(SIGN_IN, {"login": focal_point.username, "password": "sai mật khẩu rồi", "kept": kept})
    assert sealed_in(answer) == kept


def test_passwords_are_never_kept(focal_point):
    answer = Client().post("/tai-khoan/", {"phone": "0901", "old_password": "bí mật cũ", "password1": "bí mật mới"})
    assert [name for name, _value in unseal(sealed_in(answer)).fields] == ["phone"]
    assert "bí mật" not in answer.content.decode()


@pytest.mark.parametrize(
    "planted",
    [
        "chữ bất kỳ",
        signing.dumps({"action": "https://noi-khac.example/", "fields": [["a", "b"]]}, salt=SALT),
        signing.dumps({"action": "//noi-khac.example/", "fields": [["a", "b"]]}, salt=SALT),
        signing.dumps({"action": PROFILE, "fields": [["a", "b"]]}, salt="another purpose"),
    ],
)
def test_what_this_site_did_not_keep_or_leads_elsewhere_is_not_offered(planted, focal_point):
    client = come_back(focal_point, planted)
    assert "Không có gì đang chờ" in client.get(WAITING).content.decode()


def test_a_form_with_the_key_of_an_older_login_is_offered_again(focal_point):
    client = Client(enforce_csrf_checks=True)
    client.force_login(focal_point)
    answer = client.post(PROFILE, WORDS, headers=HERE)
    assert answer.status_code == 403
    page = answer.content.decode()
    fields = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page.rpartition("<form")[2]))
    assert client.post(PROFILE, fields, headers=HERE).status_code == 302
    focal_point.refresh_from_db()
    assert focal_point.full_name == WORDS["full_name"]


@pytest.mark.parametrize("headers", [{}, {"referer": "http://noi-khac.example/"}, {"origin": "null"}])
def test_a_foreign_form_is_not_offered_to_be_sent(headers, focal_point):
    client = Client(enforce_csrf_checks=True)
    client.force_login(focal_point)
    answer = client.post(PROFILE, WORDS, headers=headers)
    assert answer.status_code == 403
    assert WORDS["full_name"] not in answer.content.decode()
