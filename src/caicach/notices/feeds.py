"""Calendars of deadlines for other programs: a secret address that is shown once and can be taken back."""

import hashlib
import secrets
from collections.abc import Iterable
from datetime import date, datetime, timedelta

import icalendar
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from caicach.agencies.models import Agency
from caicach.audit.trail import record
from caicach.notices.errors import TooManyFeeds
from caicach.notices.models import Feed
from caicach.notices.permissions import agencies_with_feeds
from caicach.notices.telling import address_of
from caicach.people.models import User
from caicach.ui.errors import NotAllowed
from caicach.work.models import Assignment, AssignmentQuerySet
from caicach.work.selection import Desk, own_rows

MOST_OPEN = 5
PAST = timedelta(days=90)
USE_IS_NOTED_EVERY = timedelta(minutes=10)
_LONGEST = 300


@transaction.atomic
def make_feed(*, agency: Agency | None, by: User, now: datetime) -> str:
    """Open a calendar of the person, or of an agency the person speaks for. Returns its secret, which is not kept."""
    if agency is not None and not agencies_with_feeds(by).filter(pk=agency.pk).exists():
        raise NotAllowed()
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
    """The deadlines as events of whole days. The same duties give the same bytes. No person is named."""
    with translation.override(feed.user.language):
        name = feed.agency.name if feed.agency else _("Việc của tôi")
        calendar = icalendar.Calendar()
        calendar.add("prodid", "-//Caicach//VI")
        calendar.add("version", "2.0")
        calendar.add("x-wr-calname", name)
        for event in _events(_duties(feed, today).select_related("item", "agency")):
            calendar.add_component(event)
        return bytes(calendar.to_ical())


def _duties(feed: Feed, today: date) -> AssignmentQuerySet:
    if feed.agency is not None:
        rows = Assignment.objects.standing().filter(agency=feed.agency)
    else:
        rows = own_rows(feed.user, Desk.of(feed.user, on=today))
    return rows.filter(due_on__gte=today - PAST).order_by("due_on", "pk")


def _events(rows: Iterable[Assignment]) -> Iterable[icalendar.Event]:
    for row in rows:
        if row.due_on is None:
            continue
        event = icalendar.Event()
        event.add("uid", f"{row.pk}@caicach")
        event.add("dtstamp", datetime.combine(row.due_on, datetime.min.time(), tzinfo=timezone.get_current_timezone()))
        event.add("sequence", row.version)
        event.add("dtstart", row.due_on)
        event.add("dtend", row.due_on + timedelta(days=1))
        event.add("summary", _summary(row))
        event.add("url", address_of(reverse("work:assignment_detail", args=[row.pk])))
        event.add("transp", "TRANSPARENT")
        yield event


def _summary(row: Assignment) -> str:
    title = str(row.item)[:_LONGEST]
    return _("Đã gửi: %(item)s") % {"item": title} if row.submitted_on else _("Hạn: %(item)s") % {"item": title}


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
