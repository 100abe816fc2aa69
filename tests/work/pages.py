"""What tests of pages about duties share: a duty, people who are signed in, a page and its text."""

import pytest
from django.urls import reverse

from caicach.people.permissions import Role
from tests.factories.work import (
    AssignmentFactory,
    coordinator,
    person_in,
)


@pytest.fixture
def duty():
    return AssignmentFactory()


@pytest.fixture
def as_focal_point(client, duty):
    client.force_login(person_in(duty.agency, Role.FOCAL_POINT))
    return client


@pytest.fixture
def as_coordinator(client):
    client.force_login(coordinator())
    return client


def page(client, name, *args, **query):
    response = client.get(reverse(name, args=args), query)
    return response, response.content.decode()
