"""The people who act on the register in tests."""

import pytest

from caicach.people.permissions import Role
from tests.factories.agencies import MembershipFactory


@pytest.fixture
def coordinator(db):
    return MembershipFactory(user__username="dieu-phoi", role=Role.COORDINATOR).user


@pytest.fixture
def focal_point(db):
    return MembershipFactory(user__username="dau-moi", role=Role.FOCAL_POINT).user
