import pytest

from caicach.intake import importers
from tests.factories.agencies import MembershipFactory
from tests.factories.intake import LINES, OWN_LINES


@pytest.fixture(autouse=True)
def only_test_importers(monkeypatch, settings, tmp_path):
    settings.FILES_ROOT = tmp_path / "files"
    monkeypatch.setattr(importers, "_importers", {LINES.code: LINES, OWN_LINES.code: OWN_LINES})


@pytest.fixture
def lan():
    """A coordinator of the province."""
    return MembershipFactory().user


@pytest.fixture
def minh():
    """Another coordinator."""
    return MembershipFactory().user
