import pytest

from tests.factories.assessments import RoundWorld, open_world


@pytest.fixture
def world(db) -> RoundWorld:
    return open_world()
