"""Drafts of forms on the server: one's own only, the newest words, gone when they are sent or after a month."""

import json
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from caicach.people.models import TypedWords
from caicach.people.typed_words import KEPT_FOR
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
FORM = "/viec/nhiem-vu/1/"
URL = reverse("people:typed_words")


@pytest.fixture
def signed_in(client):
    client.force_login(UserFactory())
    return client


def keep(client, words, form=FORM):
    return client.post(URL, {"form": form, "words": json.dumps(words)})


def kept(client, form=FORM):
    return client.get(URL, {"form": form}).json().get(form, {}).get("words")


def test_the_newest_words_are_given_back_and_none_when_none_are_left(signed_in):
    assert keep(signed_in, {"text": "Đang viết"}).status_code == 204
    keep(signed_in, {"text": "Đang viết dở, dòng hai"})
    assert (kept(signed_in), TypedWords.objects.count()) == ({"text": "Đang viết dở, dòng hai"}, 1)
    keep(signed_in, {})
    assert (kept(signed_in), TypedWords.objects.count()) == (None, 0)


def test_nobody_else_gets_them(signed_in, client):
    keep(signed_in, {"text": "Chỉ của tôi"})
    client.force_login(UserFactory())
    assert client.get(URL, {"form": FORM}).json() == {}


def test_they_end_after_a_month(signed_in):
    keep(signed_in, {"text": "Cũ"})
    TypedWords.objects.update(at=timezone.now() - KEPT_FOR - timedelta(hours=1))
    keep(signed_in, {"text": "Mới"}, form="/khac/")
    assert kept(signed_in) is None


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ("https://noi-khac.vn/", '{"a": "b"}'), ("/" + "a" * 300, '{"a": "b"}'), (FORM, "không phải JSON"),
        (FORM, '["a"]'), (FORM, '{"a": 1}'), (FORM, '{"a": "\\u0000"}'), (FORM, '{"a": "' + "b" * 300_000 + '"}'),
    ],
    ids=["elsewhere", "long path", "no JSON", "a list", "a number", "NUL", "too much"],
)  # fmt: skip
def test_what_is_no_draft_of_a_form_of_this_site_is_refused(signed_in, form, words):
    assert signed_in.post(URL, {"form": form, "words": words}).status_code == 400
    assert TypedWords.objects.count() == 0
