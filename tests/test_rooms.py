"""No room outgrows what somebody can know by heart."""

from pathlib import Path

import pytest
from django.apps import apps

import caicach

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
