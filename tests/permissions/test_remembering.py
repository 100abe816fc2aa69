"""The walks look up once who asks, and again as soon as that may be different."""

import pytest
from django.db import transaction
from django.utils import timezone

from caicach.agencies import permissions
from caicach.agencies.models import Membership
from caicach.people.models import User

pytestmark = pytest.mark.django_db
WHO = "coordinator"
CHANGES = {
    "the role ends": lambda: Membership.objects.filter(user__username=WHO).delete(),
    "the account is closed": lambda: User.objects.filter(username=WHO).update(is_active=False),
}


def answers(world):
    """What the coordinator gets: a page of the own, and the roles."""
    page = world.ask(WHO, "GET", world.address("people:profile", ""))
    return page.status_code, permissions.roles_held(User.objects.get(username=WHO), on=timezone.localdate())


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
@pytest.mark.parametrize("depth", [1, 2])
def test_what_changes_and_is_undone_is_looked_up_again(world, change, depth):
    before = answers(world)
    assert before[0] == 200
    with transaction.atomic():
        with transaction.atomic() if depth == 2 else transaction.atomic(savepoint=False):
            change()
            assert answers(world) != before
        assert answers(world) != before
        transaction.set_rollback(True)
    assert answers(world) == before
