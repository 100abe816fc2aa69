from pathlib import Path

import pytest

from tests.factories.assessments import RoundWorld, open_world
from tests.factories.publications import PublishingWorld, closed_world


@pytest.fixture(autouse=True)
def files_root(settings, tmp_path) -> Path:
    settings.FILES_ROOT = tmp_path / "files"
    return settings.FILES_ROOT


@pytest.fixture
def closed(db) -> PublishingWorld:
    """`own` has 5 of 10 points less 0.5: 1.1 1 of 2, 1.2 1.5 of 3 by survey, 2 set to 2 of 5; `twin` 8.5."""
    return closed_world()


@pytest.fixture
def running(db) -> RoundWorld:
    """Nobody has filled in anything."""
    return open_world()
