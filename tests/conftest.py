import gc
import threading

import pytest
from django.db import transaction
from hypothesis import Phase, settings
from playwright.sync_api import sync_playwright

from tests import databases
from tests.walker import FLAGS, walkers

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


def pytest_collection_finish():
    """What is loaded by now stays for the whole run: to look through it for rubbish again and again takes a tenth of
    the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


@pytest.fixture(scope="module")
def consolidated(django_db_setup, django_db_blocker):
    """The province of the consolidated reports, made once for the tests of a file: each takes a copy of its own, and
    what it does to the rows is rolled back."""
    from tests.factories.consolidation import province

    with django_db_blocker.unblock(), transaction.atomic():
        yield province()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def chromium():
    """One browser for the tests of a file; each opens windows of its own in it. It ends before the site does."""
    # Playwright keeps a loop running in this thread; the tests touch the database from here all the same.
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(autouse=True)
def windows_closed(request):
    """What a browser asked for last, such as to keep a draft while it left the page, is answered before the tables are
    emptied: a late row would belong to the next test."""
    browser = request.getfixturevalue("chromium") if "live_server" in request.fixturenames else None
    yield
    if browser is not None:
        for context in browser.contexts:
            context.close()
        for thread in threading.enumerate():
            if "process_request_thread" in thread.name:
                thread.join(timeout=10)


@pytest.fixture
def walks(chromium, live_server, settings, tmp_path):
    """Let somebody walk: `walks(user, size=PHONE)` gives a Walker who has signed in (nobody: a visitor)."""
    settings.FILES_ROOT, settings.PREVIEWS_ROOT = tmp_path / "files", tmp_path / "previews"
    with walkers(chromium, live_server.url) as begin:
        yield begin


@pytest.fixture(scope="session")
def migrated(django_db_setup, django_db_blocker, tmp_path_factory):
    """A database with all tables, made once for a worker: to be copied, not to be worked on."""
    name = databases.new_name(tmp_path_factory.mktemp("migrated"))
    with django_db_blocker.unblock():
        if not databases.copy_of_tests(name):
            databases.create(name)
            databases.migrate(name)
    yield name
    databases.drop(name)


@pytest.fixture
def make_database(migrated, tmp_path):
    """Makes databases: the first with all tables, the others like the first."""
    made = []

    def make():
        name = databases.new_name(tmp_path)
        databases.create(name, like=made[0] if made else migrated)
        made.append(name)
        return name

    yield make
    for name in made:
        databases.drop(name)
