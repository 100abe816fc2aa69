"""A form that adds something counts once, however often it is sent."""

from uuid import uuid4

import lxml.html
import pytest
from django.urls import reverse

from caicach.agencies.models import AgencyGroup, Membership
from caicach.people.models import SentForm, User
from tests.factories.agencies import AgencyFactory

NEW_GROUP = "/co-quan/nhom/moi/"
INVITE = "/co-quan/nguoi-dung/moi/"


@pytest.fixture
def manager(client, coordinator):
    client.force_login(coordinator)
    return client


def key_on(page) -> str:
    return lxml.html.fromstring(page.content.decode()).xpath("//input[@name='once']/@value")[0]


def group(key, name="Các sở"):
    return {"name": name, "version": 0, "once": key}


def test_the_second_click_is_led_to_where_the_first_one_went(manager):
    key = key_on(manager.get(NEW_GROUP))
    first, second = (manager.post(NEW_GROUP, group(key)) for _ in range(2))
    assert (first.status_code, second.status_code) == (302, 302)
    assert first["Location"] == second["Location"]
    assert AgencyGroup.objects.count() == 1
    assert "việc chỉ ghi một lần" in manager.get(second["Location"]).content.decode()


def test_other_words_under_the_same_key_are_not_taken_and_not_lost(manager):
    key = str(uuid4())
    manager.post(NEW_GROUP, group(key))
    answer = manager.post(NEW_GROUP, group(key, "Các phường"))
    assert answer.status_code == 409
    assert "Các phường" in answer.content.decode()
    assert AgencyGroup.objects.count() == 1


def test_a_form_that_came_back_may_be_sent_again(manager):
    key = str(uuid4())
    assert manager.post(NEW_GROUP, group(key, "")).status_code == 422
    assert SentForm.objects.count() == 0
    assert manager.post(NEW_GROUP, group(key)).status_code == 302


def test_an_invited_person_is_invited_once_and_the_link_is_not_shown_again(manager):
    agency = AgencyFactory()
    form = {"full_name": "Trần Văn Mới", "agency": agency.code, "role": "staff", "once": str(uuid4())}
    first, second = (manager.post(INVITE, form) for _ in range(2))
    person = User.objects.get(full_name="Trần Văn Mới")
    assert "/tai-khoan/moi/" in first.content.decode()
    assert second["Location"] == reverse("memberships:person_detail", args=[person.pk])
    assert Membership.objects.filter(user=person).count() == 1


def test_a_key_that_is_none_does_not_stand_in_the_way(manager):
    assert manager.post(NEW_GROUP, group("khong-phai-khoa")).status_code == 302
