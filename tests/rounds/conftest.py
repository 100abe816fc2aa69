from pathlib import Path

import pytest

from tests.factories.publications import PublishingWorld, closed_world


@pytest.fixture(autouse=True)
def files_root(settings, tmp_path) -> Path:
    settings.FILES_ROOT = tmp_path / "files"
    return settings.FILES_ROOT


@pytest.fixture
def world(db) -> PublishingWorld:
    return closed_world()
