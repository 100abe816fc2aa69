"""Calendars behind a secret address: what stands in them, who takes them back, and that nobody is named."""

from datetime import date, timedelta

import icalendar
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from caicach.agencies.models import Membership
from caicach.notices.errors import TooManyFeeds
from caicach.notices.feeds import MOST_OPEN, make_feed, revoke_feed
from caicach.notices.models import Feed
from caicach.ui.errors import NotAllowed
from caicach.work.models import Assignment, HandOut
from tests.factories.agencies import AgencyFactory
from tests.factories.work import AssignmentFactory
from tests.notices.conftest import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def soon(world):
    """Due dates near the real day, as a calendar shows no far past."""
    Assignment.objects.update(due_on=timezone.localdate() + timedelta(days=5))
    return world


def read(secret, **headers):
    return Client().get(reverse("notices:feed", args=[secret]), headers=headers)


def events(secret):
    return icalendar.Calendar.from_ical(read(secret).content).walk("VEVENT")


def test_deadlines_are_events_of_whole_days(soon):
    (event,) = events(make_feed(agency=None, by=soon.focal, now=NOW))
    due = timezone.localdate() + timedelta(days=5)
    assert (event["dtstart"].dt, event["dtend"].dt) == (due, due + timedelta(days=1))
    assert type(event["dtstart"].dt) is date
    assert str(event["summary"]) == "Hạn: 1.9 Rà soát thủ tục"
    assert str(soon.duty.pk) in str(event["url"])


def test_a_calendar_names_no_person(soon):
    HandOut.objects.create(assignment=soon.duty, person=soon.head, from_on=date(2026, 1, 1), made_by=soon.focal)
    for agency in (None, soon.agency):
        content = read(make_feed(agency=agency, by=soon.focal, now=NOW)).content.decode()
        assert "VEVENT" in content
        for person in (soon.focal, soon.head):
            assert person.full_name not in content
            assert person.email not in content


def test_a_person_has_the_own_duties_and_not_those_of_others(soon):
    AssignmentFactory(item=soon.item, agency=AgencyFactory(name="Sở Khác"), due_on=soon.duty.due_on)
    assert len(events(make_feed(agency=None, by=soon.focal, now=NOW))) == 1
    with pytest.raises(NotAllowed):
        make_feed(agency=AgencyFactory(), by=soon.focal, now=NOW)


def test_the_secret_is_shown_once_and_only_its_hash_is_kept(soon):
    client = Client()
    client.force_login(soon.focal)
    page = client.post(reverse("notices:feed_make"), {}).content.decode()
    link = page.split('id="feed-link">')[1].split("<")[0]
    secret = link.rpartition("/")[2].removesuffix(".ics")
    assert read(secret).status_code == 200
    assert secret not in client.get(reverse("notices:mail_choice")).content.decode()
    assert secret not in str(Feed.objects.values().get())


def test_a_revoked_calendar_and_one_of_somebody_who_left_are_not_found(soon):
    mine, agencys = (make_feed(agency=agency, by=soon.focal, now=NOW) for agency in (None, soon.agency))
    revoke_feed(feed=Feed.objects.get(agency=None), by=soon.focal, now=NOW)
    assert read(mine).status_code == 404
    assert read(agencys).status_code == 200
    Membership.objects.filter(user=soon.focal).update(valid_to=date(2026, 1, 1))
    assert read(agencys).status_code == 404
    assert read("khong-co").status_code == 404


def test_what_has_not_changed_is_not_sent_again(soon):
    secret = make_feed(agency=None, by=soon.focal, now=NOW)
    tag = read(secret)["ETag"]
    again = read(secret, if_none_match=tag)
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", tag)
    soon.item.title = "Tên khác"
    soon.item.save()
    assert read(secret, if_none_match=tag).status_code == 200


def test_the_owner_sees_when_it_was_used_last(soon):
    secret = make_feed(agency=None, by=soon.focal, now=NOW)
    assert Feed.objects.get().used_at is None
    read(secret)
    assert Feed.objects.get().used_at is not None


def test_a_person_has_five_calendars_at_most(soon):
    for _ in range(MOST_OPEN):
        make_feed(agency=None, by=soon.focal, now=NOW)
    with pytest.raises(TooManyFeeds):
        make_feed(agency=None, by=soon.focal, now=NOW)
