"""A kind of work that counts how often it has had its effect: each effect is one row of the trail."""

import pytest

from caicach.jobs import registry


@pytest.fixture(autouse=True)
def kinds(monkeypatch):
    monkeypatch.setattr(registry, "_kinds", {})
    return registry._kinds
