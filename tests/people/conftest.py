import pytest
from django.core.cache import cache

from caicach.people.models import User
from caicach.people.permissions import Role
from tests.factories.agencies import MembershipFactory
from tests.factories.people import UserFactory


@pytest.fixture(autouse=True)
def _fresh_site(db) -> None:
    """The library's counters live in the cache; none is left from another test."""
    cache.clear()


@pytest.fixture
def coordinator() -> User:
    """Somebody who may manage people."""
    return MembershipFactory(user=UserFactory(), role=Role.COORDINATOR).user


@pytest.fixture
def focal_point() -> User:
    """Somebody who may not."""
    return MembershipFactory(user=UserFactory(), role=Role.FOCAL_POINT).user
