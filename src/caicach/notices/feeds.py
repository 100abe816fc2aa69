"""Calendars of deadlines for other programs: a secret address that is shown once and can be taken back."""

import hashlib
import secrets
from datetime import date, datetime, time, timedelta

import icalendar
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from caicach.agencies.dates import DatedEntry, DatesAsked, entries_of
from caicach.agencies.models import Agency
from caicach.agencies.permissions import require
from caicach.audit.trail import record
from caicach.notices.errors import TooManyFeeds
from caicach.notices.models import Feed
from caicach.notices.permissions import agencies_with_feeds
from caicach.notices.telling import address_of
from caicach.people.models import User
from caicach.people.permissions import Permission
from caicach.ui.errors import NotAllowed

MOST_OPEN = 5
PAST = timedelta(days=90)
AHEAD = timedelta(days=730)
USE_IS_NOTED_EVERY = timedelta(minutes=10)


@transaction.atomic
def make_feed(*, agency: Agency | None, by: User, now: datetime) -> str:
    """Open a calendar of the person, or of an agency the person speaks for. Returns its secret, which is not kept."""
    if agency is not None:
        require(by, Permission.ASSIGNMENT_HAND_OUT, agency)
    User.objects.select_for_update().get(pk=by.pk)
    if Feed.objects.open().filter(user=by).count() >= MOST_OPEN:
        raise TooManyFeeds(most=MOST_OPEN)
    secret = secrets.token_urlsafe(32)
    feed = Feed.objects.create(user=by, agency=agency, secret_hash=_hash(secret), made_at=now)
    record("notices.feed_made", actor=by, target=feed, agency=agency.name if agency else "")
    return secret


@transaction.atomic
def revoke_feed(*, feed: Feed, by: User, now: datetime) -> None:
    """Close a calendar for good; done again it is nothing."""
    if not Feed.objects.visible_to(by).filter(pk=feed.pk).exists():
        raise NotAllowed()
    if Feed.objects.open().filter(pk=feed.pk).update(revoked_at=now):
        record("notices.feed_revoked", actor=by, target=feed)


def feed_of(secret: str) -> Feed | None:
    """The open calendar of a secret, as long as whoever made it may still see what stands in it."""
    rows = Feed.objects.open().select_related("user", "agency").filter(secret_hash=_hash(secret), user__is_active=True)
    feed = rows.first()
    if feed and feed.agency_id and not agencies_with_feeds(feed.user).filter(pk=feed.agency_id).exists():
        return None
    return feed


def note_use(feed: Feed, *, now: datetime) -> None:
    """When it was read last: programs that ask each minute cause one write in ten."""
    if feed.used_at is None or now - feed.used_at >= USE_IS_NOTED_EVERY:
        Feed.objects.filter(pk=feed.pk).update(used_at=now)


def calendar_of(feed: Feed, *, today: date) -> bytes:
    """The days as events of whole days. The same days give the same bytes. No person is named."""
    with translation.override(feed.user.language):
        name = feed.agency.name if feed.agency else _("Việc của tôi")
        calendar = icalendar.Calendar()
        calendar.add("prodid", "-//Caicach//VI")
        calendar.add("version", "2.0")
        calendar.add("x-wr-calname", name)
        for entry in entries_of(_asked(feed, today)):
            calendar.add_component(_event(entry))
        return bytes(calendar.to_ical())


def _asked(feed: Feed, today: date) -> DatesAsked:
    """The own desk, or all of an agency; as the person who made the calendar may see it."""
    return DatesAsked(
        user=feed.user,
        first=today - PAST,
        last=today + AHEAD,
        today=today,
        is_own=feed.agency is None,
        agency=feed.agency_id,
    )


def _event(entry: DatedEntry) -> icalendar.Event:
    event = icalendar.Event()
    event.add("uid", f"{entry.key}@caicach")
    midnight = datetime.combine(entry.day, entry.at or time.min, tzinfo=timezone.get_current_timezone())
    event.add("dtstamp", midnight)
    event.add("sequence", entry.sequence)
    if entry.at is None:
        event.add("dtstart", entry.day)
        event.add("dtend", entry.day + timedelta(days=1))
    else:
        event.add("dtstart", midnight)
        event.add("dtend", midnight + timedelta(hours=2))
    event.add("summary", entry.told or entry.text)
    event.add("url", address_of(entry.url))
    event.add("transp", "TRANSPARENT")
    return event


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
