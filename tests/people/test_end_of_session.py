"""Two minutes before the idle time is over it is said, and one click goes on."""

import time

import pytest
from django.conf import settings
from django.test import RequestFactory

from caicach.people.middleware import RENEWED_AT, seconds_left
from caicach.people.sessions import BEGUN_AT
from tests.factories.people import UserFactory

HOUR = 3600


@pytest.mark.parametrize(
    ("renewed_ago", "begun_ago", "left"),
    [(0, 0, HOUR), (300, 300, HOUR - 300), (1000, 1000, HOUR), (100, 12 * HOUR - 60, 60), (100, 13 * HOUR, 1)],
)
def test_what_is_left_is_the_sooner_of_idle_time_and_half_a_day(db, renewed_ago, begun_ago, left):
    request, now = RequestFactory().get("/"), int(time.time())
    request.user = UserFactory()
    request.session = {RENEWED_AT: now - renewed_ago, BEGUN_AT: now - begun_ago}
    assert abs(seconds_left(request) - left) <= 1


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_one_click_before_the_end_goes_on(walks, settings):
    settings.SESSION_COOKIE_AGE = 122
    walker = walks(UserFactory())
    walker.open("/tai-khoan/")
    button = walker.page.get_by_role("button", name="Làm việc tiếp")
    button.wait_for()
    with walker.page.expect_response("**/tro-giup/"):
        button.click()
    button.wait_for(state="detached")
    assert walker.told == []


def test_a_visitor_is_not_warned(client, db):
    assert "data-seconds-left" not in client.get("/tro-giup/").content.decode()
    client.force_login(UserFactory())
    assert f'data-seconds-left="{settings.SESSION_COOKIE_AGE}"' in client.get("/tro-giup/").content.decode()
