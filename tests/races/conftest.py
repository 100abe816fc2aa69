import os
import tempfile
from pathlib import Path

import pytest

from tests import databases

MEMORY = Path("/dev/shm")


@pytest.fixture
def site(migrated):
    """The environment of a site with a database of its own.

    Its files lie in memory where there is such a place: what is raced for is not how fast a disk writes.
    """
    with tempfile.TemporaryDirectory(dir=MEMORY if os.access(MEMORY, os.W_OK) else None) as var:
        name = databases.new_name(Path(var))
        databases.create(name, like=migrated)
        own = {"CAICACH_MODE": "test", "CAICACH_VAR": var, "DJANGO_SETTINGS_MODULE": "tests.settings"}
        yield os.environ | own | {"DATABASE_URL": databases.address_of(name)}
        databases.drop(name)
