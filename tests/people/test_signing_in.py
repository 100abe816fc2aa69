"""Guessing passwords is slow for strangers and does not lock the owner out; nobody learns which names exist."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.test import Client, RequestFactory
from django.utils import timezone

from caicach.config import settings as site
from caicach.people import guessing
from caicach.people.guessing import begin_attempt, wait_after
from caicach.people.models import Session, SignInFailure
from caicach.people.services import create_invited_user, deactivate, redeem
from tests.factories.people import PASSWORD, UserFactory

SIGN_IN = "/tai-khoan/dang-nhap/"
WRONG = "sai-mat-khau-roi"
NOW = timezone.now()


def sign_in(client, username, password=PASSWORD):
    return client.post(SIGN_IN, {"login": username, "password": password})


def fail(client, username, times):
    return [sign_in(client, username, WRONG) for _ in range(times)][-1]


def told(answer):
    summary = re.search(r'class="error-summary".*?</div>', answer.content.decode(), re.DOTALL)
    return summary[0] if summary else ""


def test_the_wait_grows_from_one_minute_to_fifteen():
    minutes = [wait_after(count).total_seconds() / 60 for count in (0, 4, 5, 6, 7, 8, 9, 40)]
    assert minutes == [0, 0, 1, 2, 4, 8, 15, 15]


def test_tries_while_the_door_is_shut_do_not_make_it_longer():
    request = RequestFactory().post(SIGN_IN)
    for _ in range(5):
        assert not begin_attempt(request, "lan", at=NOW).wait
    waits = [begin_attempt(request, "lan", at=NOW + timedelta(seconds=seconds)).wait for seconds in (10, 20, 59)]
    assert waits == [timedelta(seconds=50), timedelta(seconds=40), timedelta(seconds=1)]
    assert not begin_attempt(request, "lan", at=NOW + timedelta(seconds=60)).wait


def test_a_day_later_nothing_is_held_against_anybody():
    request = RequestFactory().post(SIGN_IN)
    for _ in range(5):
        begin_attempt(request, "lan", at=NOW)
    begin_attempt(request, "lan", at=NOW + timedelta(days=2))
    assert SignInFailure.objects.get().count == 1


def test_a_stranger_who_guesses_does_not_lock_the_owner_out(client, focal_point):
    assert sign_in(client, focal_point.username).status_code == 302
    client.post("/tai-khoan/dang-xuat/")
    assert "sau 1 phút" in told(fail(Client(), focal_point.username, 6))
    assert sign_in(client, focal_point.username).status_code == 302


def test_the_sign_of_a_known_device_is_worth_nothing_for_another_name(client, focal_point):
    other = UserFactory()
    sign_in(client, other.username)
    client.post("/tai-khoan/dang-xuat/")
    fail(Client(), focal_point.username, 5)
    assert "sau 1 phút" in told(sign_in(client, focal_point.username))


def test_a_forged_sign_is_an_unknown_device(client, focal_point, settings):
    fail(Client(), focal_point.username, 5)
    client.cookies[settings.DEVICE_COOKIE_NAME] = "eyJhIjoiYiJ9:1uXyz:gia-mao"
    assert "sau 1 phút" in told(sign_in(client, focal_point.username))


def test_an_office_that_shares_an_address_is_not_shut_out_by_one_of_it(focal_point):
    fail(Client(), focal_point.username, 6)
    assert sign_in(Client(), UserFactory().username).status_code == 302


def test_the_owner_is_told_of_failures_once(client, focal_point):
    fail(Client(), focal_point.username, 4)
    assert sign_in(client, focal_point.username).status_code == 302
    assert "4 lần nhập sai" in client.get("/tai-khoan/").content.decode()
    client.post("/tai-khoan/dang-xuat/")
    sign_in(client, focal_point.username)
    assert "lần nhập sai" not in client.get("/tai-khoan/").content.decode()


def test_a_slip_or_two_is_not_told(client, focal_point):
    fail(client, focal_point.username, 2)
    sign_in(client, focal_point.username)
    assert "lần nhập sai" not in client.get("/tai-khoan/").content.decode()


def test_a_new_password_by_the_link_opens_the_door_at_once(client, coordinator):
    user, secret = create_invited_user(username="lan.syt", full_name="Lan", by=coordinator)
    fail(client, user.username, 6)
    redeem(secret=secret, password=PASSWORD)
    assert sign_in(client, user.username).status_code == 302


@pytest.fixture
def hashings(monkeypatch, settings):
    """How often the slow work of comparing passwords is done."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    done = []
    for name in ("encode", "verify"):
        original = getattr(Argon2PasswordHasher, name)

        def counted(self, *arguments, original=original, **more):
            done.append(1)
            return original(self, *arguments, **more)

        monkeypatch.setattr(Argon2PasswordHasher, name, counted)
    return done


def test_the_site_hashes_passwords_slowly_whatever_the_tests_do(settings):
    settings.PASSWORD_HASHERS = site.PASSWORD_HASHERS
    user = UserFactory()
    assert user.password.startswith("argon2$argon2id$")
    assert sign_in(Client(), user.username).status_code == 302


def test_known_and_unknown_names_cost_the_same_work_and_get_the_same_words(hashings, coordinator):
    invited, _secret = create_invited_user(username="moi.syt", full_name="Mới", by=coordinator)
    gone = UserFactory()
    deactivate(user=gone, by=coordinator, version=1)
    names = [UserFactory().username, "khong-co-ai", invited.username, gone.username]
    found = []
    for name in names:
        hashings.clear()
        answer = fail(Client(), name, 1)
        found.append((answer.status_code, told(answer), len(hashings)))
    assert len(set(found)) == 1
    assert found[0][0] == 422


def test_unknown_names_are_shut_out_like_known_ones(focal_point):
    answers = [fail(Client(), name, 6) for name in (focal_point.username, "khong-co-ai")]
    assert told(answers[0]) == told(answers[1])
    assert "sau 1 phút" in told(answers[0])


def test_what_was_typed_as_a_name_is_kept_nowhere(client, caplog):
    fail(client, "mat-khau-go-nham-o", 1)
    row = SignInFailure.objects.get()
    assert "mat-khau" not in f"{row.name} {row} {caplog.text}"


def test_the_key_of_a_session_changes_when_somebody_signs_in(client, focal_point, settings):
    client.get(SIGN_IN)
    session = client.session
    session["before"] = "x"
    session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    sign_in(client, focal_point.username)
    assert client.cookies[settings.SESSION_COOKIE_NAME].value != session.session_key
    assert not Session.objects.filter(session_key=session.session_key).exists()


def test_many_tries_at_once_are_counted_before_any_password_is_looked_at(focal_point, monkeypatch):
    seen = []
    monkeypatch.setattr(guessing, "attempt_succeeded", lambda attempt: None)
    for _ in range(7):
        seen.append(bool(begin_attempt(RequestFactory().post(SIGN_IN), focal_point.username, at=NOW).wait))
    assert seen == [False] * 5 + [True] * 2
