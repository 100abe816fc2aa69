"""The province is made once for all these walks and never changed: what a test or a file does is rolled back."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test.utils import override_settings

from tests.permissions import world as province
from tests.permissions.canary import plant
from tests.permissions.remembering import remembered


@pytest.fixture(scope="package")
def world(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[province.World]:
    files = tmp_path_factory.mktemp("files")
    with django_db_blocker.unblock(), override_settings(FILES_ROOT=files), transaction.atomic():
        made = province.build()
        with remembered():
            yield made
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def planted(world):
    """The fields of the other agency in which a secret word stands now, as long as the tests of a file last."""
    with transaction.atomic():
        yield plant(world)
        transaction.set_rollback(True)
