"""Valid jobs, always the same."""

import factory
from factory.django import DjangoModelFactory

from caicach.jobs.models import Job
from tests.factories.agencies import MembershipFactory


class JobFactory(DjangoModelFactory):
    """A waiting job of the kind "test.count", which tests register."""

    class Meta:
        model = Job

    kind = "test.count"
    asked_by = factory.LazyFunction(lambda: MembershipFactory().user)
