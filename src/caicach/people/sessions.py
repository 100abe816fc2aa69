"""Sessions that know whose they are, so that a person sees the own ones and can end them from another machine."""

import logging
import re
import time
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from django.contrib.auth import SESSION_KEY
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.sessions.backends.base import SessionBase, UpdateError
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import OperationalError, transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from caicach.audit.trail import record
from caicach.people.models import Session, User

logger = logging.getLogger("caicach.errors")

BEGUN_AT, NAME, DEVICE = "begun_at", "name", "device"
_BROWSERS = (
    ("Edg", "Edge"), ("coc_coc", "Cốc Cốc"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)  # fmt: skip
_SYSTEMS = (
    ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)  # fmt: skip


class SessionStore(DatabaseStore):
    """Django's sessions in the database, with the person and the device in columns of their own."""

    @classmethod
    def get_model_class(cls) -> type[AbstractBaseSession]:
        return Session

    def save(self, must_create: bool = False) -> None:
        """Where the database is too busy to note the session, what the request did stands and is answered."""
        try:
            super().save(must_create)
        except UpdateError as error:
            if not isinstance(error.__context__, OperationalError):
                raise
            logger.warning("a session was not noted, the database is busy")

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        row: Session = super().create_model_instance(data)  # type: ignore[assignment]
        row.user_id = int(data[SESSION_KEY]) if SESSION_KEY in data else None
        row.name = data.get(NAME)
        row.device = data.get(DEVICE, "")
        row.begun_at = datetime.fromtimestamp(data[BEGUN_AT], UTC) if BEGUN_AT in data else None
        row.seen_at = timezone.now()
        return row


def begin(request: HttpRequest) -> None:
    """Note of a session that somebody has just signed in with when it began and on what."""
    request.session[BEGUN_AT] = int(time.time())
    request.session[NAME] = str(uuid4())
    request.session[DEVICE] = device_of(request.headers.get("User-Agent", ""))


def begun_seconds_ago(session: SessionBase) -> int | None:
    """How long ago somebody signed in; none where that was not noted."""
    begun = session.get(BEGUN_AT)
    return None if begun is None else int(time.time()) - int(begun)


def open_sessions(user: AbstractBaseUser) -> QuerySet[Session]:
    """Where a person is signed in now, the newest first."""
    return Session.objects.filter(user=user.pk, expire_date__gt=timezone.now()).order_by("-seen_at")


@transaction.atomic
def end_session(*, session: Session, by: User) -> None:
    """Sign the own account out on another machine."""
    session.delete()
    record("people.session_ended", actor=by, target=by, device=session.device)


@transaction.atomic
def end_other_sessions(*, user: User, keep: str | None) -> int:
    """Sign a person out everywhere but here. Returns on how many machines."""
    count, _kinds = Session.objects.filter(user=user).exclude(session_key=keep or "").delete()
    return count


def forget_expired() -> None:
    """Throw away what nobody can sign in with any more."""
    Session.objects.filter(expire_date__lt=timezone.now()).delete()


def device_of(agent: str) -> str:
    """ "Firefox, Windows", as far as the browser says what it is; nothing else of it is kept."""
    browser = next((name for sign, name in _BROWSERS if re.search(sign, agent)), "")
    system = next((name for sign, name in _SYSTEMS if sign in agent), "")
    return ", ".join(filter(None, (browser, system))) or _("thiết bị khác")
