import io

import pytest
from django.urls import reverse

from caicach.files import visibility
from caicach.files.policy import EVIDENCE
from caicach.files.services import path_of, store_file
from tests.factories.agencies import MembershipFactory
from tests.factories.files import PDF

pytestmark = pytest.mark.django_db


@pytest.fixture
def file():
    by = MembershipFactory().user
    return store_file(content=io.BytesIO(PDF), name="Báo cáo quý.pdf", by=by, policy=EVIDENCE)


@pytest.fixture
def url(file):
    return reverse("files:download", args=[file.pk])


def test_a_file_is_only_ever_downloaded(client, file, url):
    client.force_login(file.stored_by)
    response = client.get(url)
    assert b"".join(response.streaming_content) == PDF
    assert response["Content-Disposition"].startswith("attachment")
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in response["Cache-Control"]


def test_nobody_else_sees_a_file(client, url):
    client.force_login(MembershipFactory().user)
    assert client.get(url).status_code == 404


def test_a_room_above_may_show_a_file_to_others(client, file, url, monkeypatch):
    other = MembershipFactory().user
    monkeypatch.setattr(visibility, "_rules", [])
    visibility.register(lambda user, asked: user == other and asked == file)
    client.force_login(other)
    assert client.get(url).status_code == 200
    client.force_login(MembershipFactory().user)
    assert client.get(url).status_code == 404


def test_a_stranger_is_sent_to_sign_in(client, url):
    assert client.get(url).status_code == 302


def test_downloads_are_not_posted(client, file, url):
    client.force_login(file.stored_by)
    assert client.post(url).status_code == 405


def test_a_damaged_file_is_answered_with_a_sentence(client, file, url):
    path_of(file).unlink()
    client.force_login(file.stored_by)
    response = client.get(url)
    assert response.status_code == 409
    assert "Báo cáo quý.pdf" in response.content.decode()
