"""Days of all rooms: what falls due, opens, is held. Rooms enter who tells them; calendars ask and know no room."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, time
from enum import StrEnum
from uuid import UUID

from django.utils.functional import Promise

from caicach.people.models import User


class Standing(StrEnum):
    """How something stands on its day."""

    OPEN = "open"
    LATE = "late"
    DONE = "done"
    PLAIN = "plain"  # nothing to be done: a day to know


@dataclass(frozen=True, slots=True, kw_only=True)
class DatesAsked:
    """Whose days, from a day to a day. is_own: what lies on the person's own desk; agency, domain, plan narrow."""

    user: User
    first: date
    last: date
    today: date
    is_own: bool = False
    agency: int | None = None
    domain: int | None = None
    plan: UUID | None = None

    @property
    def is_single(self) -> bool:
        """Whether the duties of each agency are told one by one; else one entry stands for all agencies of a row."""
        return self.is_own or self.agency is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedEntry:
    """One thing on a day.

    key: the same as long as the thing is, for programs that keep a copy; sequence grows when it changes. starts_on: it
    takes that long. group: what it belongs to, such as a plan; row: entries of one row of a timeline share it.
    """

    day: date
    text: str
    url: str
    key: str
    sequence: int = 0
    kind: str = ""
    starts_on: date | None = None
    at: time | None = None
    who: str = ""
    standing: Standing = Standing.PLAIN
    group: str = ""
    row: str = ""
    told: str = ""  # as a calendar elsewhere says it; the text where there is nothing else to say


Teller = Callable[[DatesAsked], Iterable[DatedEntry]]


@dataclass(frozen=True, slots=True, kw_only=True)
class DateSource:
    """One kind of days. narrows: by which of agency, domain and plan its days can be narrowed."""

    code: str
    label: str | Promise
    icon: str
    tell: Teller
    order: int
    narrows: frozenset[str] = frozenset()


_sources: dict[str, DateSource] = {}


def register(source: DateSource) -> None:
    """Enter a kind of days; the same code again replaces it."""
    _sources[source.code] = source


def sources() -> list[DateSource]:
    """All kinds of days, in order."""
    return sorted(_sources.values(), key=lambda source: source.order)


def entries_of(asked: DatesAsked, kinds: Collection[str] = ()) -> list[DatedEntry]:
    """What the rooms tell of these days, in order. kinds: only these, all where there are none.

    Where somebody asks for a domain or a plan, kinds of days that know neither tell nothing: they would be noise.
    """
    wanted = {name for name in ("domain", "plan") if getattr(asked, name) is not None}
    found = [
        replace(entry, kind=source.code)
        for source in sources()
        if (not kinds or source.code in kinds) and wanted <= source.narrows
        for entry in source.tell(asked)
    ]
    return sorted(found, key=lambda entry: (entry.day, entry.at or time.min, entry.group, entry.text, entry.key))
