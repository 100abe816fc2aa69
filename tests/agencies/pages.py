"""What tests of pages about agencies share: people who are signed in, one row of everything, addresses."""

import pytest
from django.test import Client
from django.urls import reverse

from caicach.people.permissions import Role
from tests.factories.agencies import (
    AgencyFactory,
    DomainLeadFactory,
    GroupMemberFactory,
    MembershipFactory,
)


def url_of(name, *arguments):
    return reverse(name, args=arguments)


@pytest.fixture
def manager(coordinator):
    client = Client()
    client.force_login(coordinator)
    return client


@pytest.fixture
def official(focal_point):
    client = Client()
    client.force_login(focal_point)
    return client


@pytest.fixture
def rows(db):
    """One row of everything, keyed by the names of the addresses' arguments."""
    lead, member = DomainLeadFactory(), GroupMemberFactory()
    agency = AgencyFactory(name="Sở Tư pháp", short_name="STP")
    alias = agency.names.create(text="Ngành tư pháp", kind="alias", search_text="nganh tu phap")
    membership = MembershipFactory(role=Role.STAFF, agency=agency)
    return {
        "agency": agency.pk,
        "name": alias.pk,
        "group": member.group_id,
        "member": member.pk,
        "domain": lead.domain_id,
        "lead": lead.pk,
        "user": membership.user_id,
        "membership": membership.pk,
    }
