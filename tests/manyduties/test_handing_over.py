"""A person leaves: all open duties go to a successor, shown first, in one act, with a record."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from caicach.agencies.models import Membership
from caicach.audit.models import AuditEvent
from caicach.duties.handing_out import hand_out
from caicach.manyduties.errors import HandedOverMeanwhile
from caicach.manyduties.handing_over import (
    Ticked,
    duties_with,
    hand_over,
    holders,
)
from caicach.people.permissions import Role
from caicach.work.models import HandOut
from caicach.work.selection import Desk
from tests.factories.agencies import AgencyFactory
from tests.factories.work import AssignmentFactory, person_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def agency():
    return AgencyFactory()


@pytest.fixture
def unit(agency):
    return AgencyFactory(parent=agency, kind="unit")


@pytest.fixture
def head(agency):
    return person_in(agency, Role.AGENCY_HEAD)


@pytest.fixture
def leaver(agency):
    return person_in(agency, Role.STAFF)


@pytest.fixture
def heir(agency):
    return person_in(agency, Role.STAFF)


@pytest.fixture
def duties(agency, unit, head, leaver):
    day = timezone.localdate() - timedelta(days=30)
    rows = [AssignmentFactory(agency=agency) for _ in range(3)]
    for row, place in zip(rows, [unit, None, None], strict=True):
        hand_out(assignment=row, version=row.version, unit=place, person=leaver, from_on=day, by=head)
        row.refresh_from_db()
    return rows


def seen(rows):
    return [Ticked(row.pk, row.version) for row in rows]


def over(rows, leaver, heir, head, **more):
    today = timezone.localdate()
    given = {"desk": Desk.of(head, on=today), "from_on": today, "reason": "Nghỉ hưu"} | more
    return hand_over(leaver=leaver, person=heir, seen=seen(rows), by=head, **given)


def test_all_that_a_person_holds_goes_over_and_keeps_its_unit(duties, unit, leaver, heir, head):
    assert over(duties, leaver, heir, head) == 3
    now = HandOut.objects.filter(to_on=None)
    assert {(one.assignment_id, one.person, one.unit) for one in now} == {
        (row.pk, heir, unit if row == duties[0] else None) for row in duties
    }
    assert HandOut.objects.filter(person=leaver, to_on__isnull=False).count() == 3  # what was stays known
    event = AuditEvent.objects.get(code="work.duties_handed_over")
    assert (event.details["count"], event.details["reason"]) == (3, "Nghỉ hưu")
    assert event.actor_id == head.pk


def test_nothing_goes_over_when_the_list_is_no_longer_whole(duties, leaver, heir, head):
    with pytest.raises(HandedOverMeanwhile):
        over(duties[:2], leaver, heir, head)
    assert not HandOut.objects.filter(person=heir).exists()


def test_duties_of_other_agencies_and_finished_ones_stay(duties, leaver, heir, head):
    elsewhere = AssignmentFactory()
    HandOut.objects.create(
        assignment=elsewhere, person=leaver, from_on=timezone.localdate(), made_by=head
    )  # works in two agencies
    duties[2].submitted_on = duties[2].confirmed_on = timezone.localdate()
    duties[2].save(update_fields=["submitted_on", "confirmed_on"])
    desk = Desk.of(head, on=timezone.localdate())
    assert {row.pk for row in duties_with(leaver, desk)} == {row.pk for row in duties[:2]}
    assert over(duties[:2], leaver, heir, head) == 2
    assert HandOut.objects.get(assignment=elsewhere).person == leaver


def test_who_has_left_and_still_holds_duties_stands_first(duties, leaver, heir, head):
    today = timezone.localdate()
    row = AssignmentFactory(agency=duties[0].agency)
    hand_out(assignment=row, version=row.version, unit=None, person=heir, from_on=today, by=head)
    Membership.objects.filter(user=leaver).update(valid_to=today - timedelta(days=1))
    found = holders(Desk.of(head, on=today), on=today)
    assert [(one.person, one.count, one.is_there) for one in found] == [(leaver, 3, False), (heir, 1, True)]


def test_the_page_shows_first_and_then_does(client, duties, leaver, heir, head):
    client.force_login(head)
    assert str(leaver) in client.get(reverse("manyduties:hand_over_list")).content.decode()
    page = reverse("manyduties:person_hand_over", args=[leaver.pk])
    assert client.get(page).status_code == 200
    given = {"person": heir.pk, "from_on": f"{timezone.localdate():%d/%m/%Y}", "reason": "Nghỉ hưu"}
    shown = client.get(page, given).content.decode()
    assert all(f"{row.pk}:{row.version}" in shown for row in duties)
    assert not HandOut.objects.filter(person=heir).exists()
    ticks = {"duty": [f"{row.pk}:{row.version}" for row in duties]}
    assert client.post(page, given | {"duty": ticks["duty"][:1]}).status_code == 409
    assert client.get(page, given | {"person": leaver.pk}).status_code == 422
    assert client.post(page, given | ticks).status_code == 302
    assert HandOut.objects.filter(person=heir, to_on=None).count() == 3
    assert client.get(page).status_code == 404  # nothing is left to hand over
