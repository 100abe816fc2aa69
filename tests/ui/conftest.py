import pytest
from django.test import Client

from tests.factories.people import UserFactory


@pytest.fixture(autouse=True)
def _with_pages_that_break(settings) -> None:
    settings.ROOT_URLCONF = "tests.ui.urls"


@pytest.fixture
def visitor(db) -> Client:
    """Somebody who has signed in and holds no role."""
    client = Client(raise_request_exception=False)
    client.force_login(UserFactory())
    return client
