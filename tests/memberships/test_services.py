from datetime import date

import pytest

from caicach.agencies.errors import (
    AlreadyListed,
)
from caicach.memberships.errors import LastPersonManager, OwnRole
from caicach.memberships.services import add_membership, end_membership, refuse_loss_of_last_manager
from caicach.people.models import User
from caicach.people.permissions import Role
from caicach.ui.errors import RowMovedOn
from tests.factories.agencies import AgencyFactory, MembershipFactory

DAY = date(2026, 3, 1)


def test_nobody_gives_a_role_to_himself(coordinator):
    with pytest.raises(OwnRole):
        add_membership(user=coordinator, agency=AgencyFactory(), role=Role.SYSADMIN, by=coordinator)


def version_of(membership):
    """What the page of the person would send."""
    return User.objects.get(pk=membership.user_id).version


def test_a_role_is_held_once_at_a_time(coordinator):
    agency, person = AgencyFactory(), MembershipFactory(role=Role.STAFF).user
    first = add_membership(user=person, agency=agency, role=Role.FOCAL_POINT, by=coordinator)
    with pytest.raises(AlreadyListed):
        add_membership(user=person, agency=agency, role=Role.FOCAL_POINT, valid_from=DAY, by=coordinator)
    end_membership(membership=first, version=version_of(first), on=date(2026, 2, 28), by=coordinator)
    add_membership(user=person, agency=agency, role=Role.FOCAL_POINT, valid_from=DAY, by=coordinator)


def test_a_role_of_a_person_that_somebody_has_changed_does_not_end(coordinator):
    membership = MembershipFactory(role=Role.STAFF)
    add_membership(user=membership.user, agency=AgencyFactory(), role=Role.LEADER, version=1, by=coordinator)
    with pytest.raises(RowMovedOn):
        end_membership(membership=membership, version=1, on=DAY, by=coordinator)


def test_somebody_always_remains_who_manages_people(coordinator):
    only = coordinator.memberships.get()
    with pytest.raises(LastPersonManager):
        end_membership(membership=only, version=version_of(only), on=DAY, by=coordinator)
    with pytest.raises(LastPersonManager):
        refuse_loss_of_last_manager(coordinator)
    MembershipFactory(role=Role.SYSADMIN)
    refuse_loss_of_last_manager(coordinator)
    end_membership(membership=only, version=version_of(only), on=DAY, by=coordinator)
