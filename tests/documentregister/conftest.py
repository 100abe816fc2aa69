import pytest


@pytest.fixture(autouse=True)
def store(settings, tmp_path):
    settings.FILES_ROOT = tmp_path / "files"
    settings.PREVIEWS_ROOT = tmp_path / "previews"
    return settings.FILES_ROOT
