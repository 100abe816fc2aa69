"""No room outgrows what somebody can know by heart."""

from pathlib import Path

import pytest
from django.apps import apps
from django.urls import URLResolver, get_resolver, reverse

import caicach
from caicach.ui import navigation

HOUSE = Path(caicach.__file__).parent
NO_ROOMS = {"demo"}  # a province told as data, grown with every room
ROOMS = sorted(config.label for config in apps.get_app_configs() if Path(config.path).parent == HOUSE)
MOST_LINES, MOST_MODELS = 2500, 8


@pytest.mark.parametrize("room", [room for room in ROOMS if room not in NO_ROOMS])
def test_a_room_stays_small(room):
    config = apps.get_app_config(room)
    files = [file for file in Path(config.path).rglob("*.py") if "migrations" not in file.parts]
    assert sum(len(file.read_text().splitlines()) for file in files) <= MOST_LINES
    assert len(list(config.get_models())) <= MOST_MODELS


def test_pages_of_every_room_stand_below_an_entry_of_the_head():
    ways = [reverse(entry.url_name) for entry in navigation._entries.values()] + list(navigation._adopted)
    prefixes = {f"/{one.pattern}" for one in get_resolver().url_patterns if isinstance(one, URLResolver)}
    lost = {one for one in prefixes if not any(way != "/" and one.startswith(way) for way in ways)}
    of_nobodys_work = {"/", "/tai-khoan/", "/tac-vu/", "/tep/", "/giao-dien/"}  # accounts, jobs, downloads, gallery
    assert lost == of_nobodys_work
