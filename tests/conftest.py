import os
import random
import shutil
import subprocess
from urllib.parse import urlsplit

import pytest
from django.test import Client
from hypothesis import Phase, settings
from playwright.sync_api import sync_playwright

from tests.walker import FLAGS, PC, Walker

# No example has a time limit: on a busy machine a slow one is no fault.
settings.register_profile("usual", deadline=None)
settings.load_profile("usual")

# For `make mutants`: the same examples each time, few, since every change of the code runs them again, and none is made
# smaller, since nobody reads them.
settings.register_profile(
    "mutants",
    derandomize=True,
    deadline=None,
    database=None,
    max_examples=30,
    phases=(Phase.explicit, Phase.generate),
)


def pytest_collection_modifyitems(items):
    """The slow ones come first, so that no worker is left alone with one of them at the end."""
    items.sort(key=lambda item: not (item.get_closest_marker("slow") or item.get_closest_marker("browser")))


@pytest.fixture(scope="module")
def chromium():
    # Playwright keeps a loop running in this thread; the tests touch the database from here all the same.
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def walks(chromium, live_server, settings, tmp_path):
    """Let somebody walk: `walks(user, size=PHONE)` gives a Walker who has signed in (nobody: a visitor)."""
    settings.FILES_ROOT, settings.PREVIEWS_ROOT = tmp_path / "files", tmp_path / "previews"
    contexts = []

    def begin(user=None, *, session=None, size=PC, theme: str = "light", bypass_csp: bool = False) -> Walker:
        view = {"width": size[0], "height": size[1]}
        context = chromium.new_context(viewport=view, color_scheme=theme, bypass_csp=bypass_csp)
        contexts.append(context)
        if user is not None:
            client = Client()
            client.force_login(user)
            session = client.cookies[settings.SESSION_COOKIE_NAME].value
        if session is not None:
            context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])
        walker = Walker(context.new_page(), live_server.url)
        walker.page.on("console", lambda line: walker.told.append(line.text) if line.type == "error" else None)
        walker.page.on("pageerror", lambda error: walker.told.append(str(error)))
        return walker

    yield begin
    for context in contexts:
        context.close()


@pytest.fixture
def make_database(tmp_path):
    """Makes databases: the first empty, the others like the first."""
    server, made = os.environ.get("DATABASE_URL", ""), []
    parts, stem = urlsplit(server), f"faults_{os.getpid()}_{random.randrange(10**9)}"
    access = ["-h", str(parts.hostname), "-p", str(parts.port), "-U", str(parts.username)]

    def make():
        name = f"{stem}_{len(made)}" if server else str(tmp_path / f"{len(made)}.sqlite3")
        if server:
            subprocess.run(["createdb", *access, name, *(["-T", made[0]] if made else [])], check=True)
        elif made:
            shutil.copy(made[0], name)
        made.append(name)
        return name

    yield make
    for name in made if server else []:
        subprocess.run(["dropdb", "--if-exists", "--force", *access, name], check=True, capture_output=True)
