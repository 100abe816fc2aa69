"""Where a person is signed in: seen, ended from elsewhere, and never longer than half a day."""

import time
from datetime import timedelta

import pytest
from django.contrib.sessions.backends.base import UpdateError
from django.db import DatabaseError, OperationalError
from django.test import Client
from django.utils import timezone

from caicach.audit.models import AuditEvent
from caicach.people.models import Session
from caicach.people.services import deactivate
from caicach.people.sessions import BEGUN_AT, SessionStore, device_of, end_other_sessions
from tests.factories.people import PASSWORD, UserFactory

SIGN_IN = "/tai-khoan/dang-nhap/"
PROFILE = "/tai-khoan/"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
PHONE = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0 Mobile Safari/537.36"


def signed_in(user, agent=FIREFOX):
    client = Client(headers={"user-agent": agent})
    assert client.post(SIGN_IN, {"login": user.username, "password": PASSWORD}).status_code == 302
    return client


@pytest.mark.parametrize(
    ("agent", "device"),
    [
        (FIREFOX, "Firefox, Windows"),
        (PHONE, "Chrome, Android"),
        ("Mozilla/5.0 (Windows NT 6.1) coc_coc_browser/95.0 Chrome/89.0 Safari/537.36", "Cốc Cốc, Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17.0 Safari/604.1", "Safari, iPhone"),
        ("", "thiết bị khác"),
    ],
)
def test_a_device_is_told_by_what_its_browser_says(agent, device):
    assert device_of(agent) == device


def test_a_person_sees_the_own_sessions_and_no_secret_of_them(focal_point):
    here, _there = signed_in(focal_point), signed_in(focal_point, PHONE)
    signed_in(UserFactory(), "Mozilla/5.0 (Macintosh; Mac OS X) Version/17.0 Safari/605.1")
    page = here.get(PROFILE).content.decode()
    assert "Firefox, Windows" in page
    assert "Chrome, Android" in page
    assert "macOS" not in page
    assert not [key for key in Session.objects.values_list("session_key", flat=True) if key in page]


def test_a_session_is_ended_from_another_machine(focal_point):
    here, there = signed_in(focal_point), signed_in(focal_point, PHONE)
    name = Session.objects.get(device="Chrome, Android").name
    assert here.post(f"/tai-khoan/phien/{name}/dung/").status_code == 302
    assert there.get(PROFILE).status_code == 302
    assert here.get(PROFILE).status_code == 200
    assert AuditEvent.objects.filter(code="people.session_ended", actor=focal_point).exists()


def test_nobody_ends_the_session_of_another(focal_point):
    here, theirs = signed_in(focal_point), signed_in(UserFactory(), PHONE)
    name = Session.objects.get(device="Chrome, Android").name
    assert here.post(f"/tai-khoan/phien/{name}/dung/").status_code == 404
    assert theirs.get(PROFILE).status_code == 200


def test_all_others_are_ended_at_once(focal_point):
    here, *others = [signed_in(focal_point) for _ in range(3)]
    here.post("/tai-khoan/phien/khac/dung/")
    assert [client.get(PROFILE).status_code for client in (here, *others)] == [200, 302, 302]


def test_a_session_ends_twelve_hours_after_signing_in_however_busy(focal_point, settings):
    client = signed_in(focal_point)
    session = client.session
    session[BEGUN_AT] = int(time.time()) - settings.SESSION_LIMIT + 60
    session.save()
    assert client.get(PROFILE).status_code == 200
    session[BEGUN_AT] = int(time.time()) - settings.SESSION_LIMIT
    session.save()
    answer = client.get(PROFILE, follow=True)
    assert answer.redirect_chain[0][0].startswith(SIGN_IN)
    assert "Đã quá 12 giờ" in answer.content.decode()
    assert settings.SESSION_LIMIT == 12 * 3600


def test_the_hours_begin_anew_with_the_next_sign_in(focal_point, settings):
    client = signed_in(focal_point)
    session = client.session
    session[BEGUN_AT] = int(time.time()) - settings.SESSION_LIMIT
    session.save()
    client.get(PROFILE)
    client.post(SIGN_IN, {"login": focal_point.username, "password": PASSWORD})
    assert client.get(PROFILE).status_code == 200


def test_whoever_is_shut_out_has_no_session_left(focal_point, coordinator):
    client = signed_in(focal_point)
    deactivate(user=focal_point, by=coordinator, version=focal_point.version)
    assert not Session.objects.filter(user=focal_point).exists()
    assert client.get(PROFILE).status_code == 302


def test_a_changed_password_leaves_only_this_session_in_the_list(focal_point):
    here, there = signed_in(focal_point), signed_in(focal_point)
    new = "suoi-chay-qua-ban-lang"
    here.post("/tai-khoan/mat-khau/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert Session.objects.filter(user=focal_point).count() == 1
    assert there.get(PROFILE).status_code == 302


def test_expired_sessions_are_thrown_away_when_somebody_signs_in(focal_point):
    signed_in(focal_point)
    Session.objects.update(expire_date=timezone.now() - timedelta(days=1))
    signed_in(UserFactory())
    assert not Session.objects.filter(user=focal_point).exists()


def test_ending_the_others_keeps_the_one_that_is_named(focal_point):
    client = signed_in(focal_point)
    signed_in(focal_point)
    assert end_other_sessions(user=focal_point, keep=client.session.session_key) == 1


def test_a_request_is_answered_where_the_database_is_too_busy_to_note_its_session(focal_point, monkeypatch):
    browser = Client()
    browser.force_login(focal_point)
    store = SessionStore(browser.session.session_key)
    store["note"] = 1
    monkeypatch.setattr(Session, "save", _failing(OperationalError("database is locked")))
    store.save()
    monkeypatch.setattr(Session, "save", _failing(DatabaseError("no such row")))
    with pytest.raises(UpdateError):
        store.save()


def _failing(error):
    def save(self, **how):
        raise error

    return save
