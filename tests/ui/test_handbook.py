import re

import pytest
from django.urls import get_resolver

from caicach.ui import handbook
from caicach.ui.handbook import CHAPTERS, FOLDER, handbook_in

pytestmark = pytest.mark.django_db


def anchors(language):
    return [heading.anchor for heading in handbook_in(language).headings]


def test_both_languages_have_the_same_places_in_the_same_order():
    assert anchors("vi") == anchors("en")
    assert len(set(anchors("vi"))) == len(anchors("vi")) > 20


def test_every_place_that_a_page_leads_to_is_there():
    assert set(handbook.known_places().values()) <= set(anchors("vi"))


def test_every_chapter_is_shown():
    assert {path.stem for path in (FOLDER / "vi").glob("*.md")} == set(CHAPTERS)
    assert {path.stem for path in (FOLDER / "en").glob("*.md")} == set(CHAPTERS)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_links_inside_the_handbook_lead_somewhere(language):
    links = re.findall(r'href="#([^"]+)"', handbook_in(language).html)
    assert links
    assert set(links) <= set(anchors(language))


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_anchors_are_not_shown(language):
    assert "{#" not in handbook_in(language).html


def test_every_room_has_its_place():
    rooms = {name for name in get_resolver().namespace_dict if name not in ("admin", "files", "operation", "ui")}
    assert rooms <= set(handbook.known_places())


def test_a_page_leads_to_its_own_place_and_an_unknown_one_to_the_beginning():
    assert handbook.address_for("wizard:review") == "/tro-giup/#can-xem-lai"
    assert handbook.address_for("plans:plan_list") == "/tro-giup/#ke-hoach"
    assert handbook.address_for("khong:co") == "/tro-giup/"


def test_the_handbook_is_open_to_who_cannot_sign_in(client):
    page = client.get("/tro-giup/")
    assert page.status_code == 200
    assert 'id="kiem-tra"' in page.content.decode()
    client.cookies["django_language"] = "en"
    assert "Step Check" in client.get("/tro-giup/").content.decode()


def test_the_page_of_signing_in_bears_the_way_to_help(client):
    assert 'href="/tro-giup/#dang-nhap"' in client.get("/tai-khoan/dang-nhap/").content.decode()
