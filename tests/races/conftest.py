import os
import random
import shutil
import subprocess
import sys
from urllib.parse import urlsplit

import pytest

from tests.races.sites import ROOT


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The environment of a site with a database of its own, on the engine that the tests run on."""
    server = os.environ.get("DATABASE_URL", "")
    var, name = tmp_path_factory.mktemp("site"), f"races_{os.getpid()}_{random.randrange(10**9)}"
    own = {"CAICACH_MODE": "test", "CAICACH_VAR": str(var), "DJANGO_SETTINGS_MODULE": "caicach.config.settings"}
    if server:
        parts = urlsplit(server)
        access = ["-h", str(parts.hostname), "-p", str(parts.port), "-U", str(parts.username)]
        subprocess.run(["createdb", *access, name], check=True)
        own["DATABASE_URL"] = server.replace(parts.path, f"/{name}")
    yield os.environ | own
    if server:
        subprocess.run(["dropdb", "--if-exists", "--force", *access, name], check=True, capture_output=True)
    shutil.rmtree(var, ignore_errors=True)


@pytest.fixture(scope="module")
def migrated(site):
    migrate = [sys.executable, "-m", "caicach", "migrate", "--verbosity", "0"]
    subprocess.run(migrate, env=site, cwd=ROOT, check=True, capture_output=True)
    return site
