"""A session ends after idle minutes; pages renew it without a write each time."""

import time
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from caicach.people.middleware import RENEWED_AT
from caicach.people.models import Session

PAGE = "/tai-khoan/"


@pytest.fixture
def signed_in(client, focal_point):
    client.force_login(focal_point)
    client.get(PAGE)
    return client


def renewed_ago(client, seconds: int) -> None:
    session = client.session
    session[RENEWED_AT] = int(time.time()) - seconds
    session.save()
    Session.objects.update(expire_date=timezone.now() + timedelta(seconds=settings.SESSION_COOKIE_AGE - seconds))


def test_a_page_writes_nothing_while_the_session_is_fresh(signed_in):
    with CaptureQueriesContext(connection) as captured:
        assert signed_in.get(PAGE).status_code == 200
    assert [query for query in captured if not query["sql"].startswith("SELECT")] == []


def test_a_page_begins_the_idle_minutes_anew_after_a_tenth_of_them(signed_in):
    renewed_ago(signed_in, settings.SESSION_COOKIE_AGE // 2)
    response = signed_in.get(PAGE)
    assert settings.SESSION_COOKIE_NAME in response.cookies
    least = timezone.now() + timedelta(seconds=settings.SESSION_COOKIE_AGE - 60)
    assert Session.objects.get().expire_date > least


def test_a_session_ends_when_its_idle_minutes_are_over(signed_in):
    renewed_ago(signed_in, settings.SESSION_COOKIE_AGE + 1)
    assert signed_in.get(PAGE).status_code == 302


def test_a_visitor_without_a_session_gets_none(client, db):
    client.get("/tai-khoan/dang-nhap/")
    assert not Session.objects.exists()
