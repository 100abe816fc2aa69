"""The requests of a working day: who asks for which page, in an order that is the same each time."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse

from bench.visits import SEARCH, people, session_of
from caicach.people.middleware import RENEWED_AT
from caicach.people.models import User
from caicach.people.permissions import Role
from caicach.plans.models import Plan, PlanKind
from caicach.work.models import Assignment

TOKEN = "a" * 32
USERS = 300
SHARES = {"my work": 4, "list": 4, "search": 2, "plan": 2, "duty": 4, "dashboard": 2, "report": 2}
"""Of twenty requests; the report of progress is the one that writes."""


@dataclass(frozen=True, slots=True)
class Ask:
    """One request: what it is for the figures, and all that goes over the line."""

    kind: str
    address: str
    cookies: str
    body: str = ""

    @property
    def method(self) -> str:
        return "POST" if self.body else "GET"


def working_day(count: int) -> list[Ask]:
    """So many requests of 300 people who have signed in."""
    makers = {name: maker() for name, maker in _MAKERS.items()}
    order = _order()
    return [next(makers[next(order)]) for _ in range(count)]


def _order() -> Iterator[str]:
    """The kinds well mixed: each comes round at its own pace."""
    slots = sorted((place / share, name) for name, share in SHARES.items() for place in range(share))
    return cycle([name for _, name in slots])


class _Session:
    """Sessions of people, made once; their idle minutes began at different times."""

    def __init__(self) -> None:
        self._cookies: dict[int, str] = {}

    def cookies(self, user: User) -> str:
        if user.pk not in self._cookies:
            ago = len(self._cookies) * settings.SESSION_COOKIE_AGE // 10 // USERS
            session = session_of(user, **{RENEWED_AT: int(time.time()) - ago})
            self._cookies[user.pk] = f"{settings.SESSION_COOKIE_NAME}={session}; csrftoken={TOKEN}"
        return self._cookies[user.pk]


_sessions = _Session()


def _visits(kind: str, users: list[User], addresses: list[str]) -> Iterator[Ask]:
    for user, address in zip(cycle(users), cycle(addresses), strict=False):
        yield Ask(kind, address, _sessions.cookies(user))


def _workers() -> list[User]:
    """Those who do the work: two of each agency, and staff; 280 of them."""
    every = people(Role.FOCAL_POINT) + people(Role.AGENCY_HEAD) + people(Role.STAFF)
    return every[:: max(1, len(every) // (USERS - 20))][: USERS - 20]


def _overseers() -> list[User]:
    return people(Role.COORDINATOR) + people(Role.LEADER) + people(Role.INSPECTOR)


def _mixed() -> list[User]:
    """Of four people three work in an agency and one looks after the whole."""
    workers, overseers = _workers(), cycle(_overseers())
    return [user for place in range(0, len(workers), 3) for user in (*workers[place : place + 3], next(overseers))]


def _my_work() -> Iterator[Ask]:
    return _visits("my work", _mixed(), [reverse("work:my_work")])


def _list() -> Iterator[Ask]:
    address = reverse("work:assignment_list")
    queries = ["", "?status=overdue", "?page=2", "?status=open&due=month", "?role=lead&sort=agency"]
    return _visits("list", _mixed(), [address + query for query in queries])


def _search() -> Iterator[Ask]:
    address = reverse("work:assignment_list")
    queries = [SEARCH, "?q=so+noi+vu", "?q=b%C3%A1o+c%C3%A1o+%C4%91%E1%BB%8Bnh+k%E1%BB%B3", "?q=lac+son"]
    return _visits("search", _mixed(), [address + query for query in queries])


def _plan() -> Iterator[Ask]:
    plans = Plan.objects.filter(kind=PlanKind.ANNUAL).order_by("-year")
    names = ("planprogress:plan_status", "plans:plan_detail")
    return _visits("plan", _mixed(), [reverse(name, args=[plan.pk]) for plan in plans for name in names])


def _duty() -> Iterator[Ask]:
    """Each of the workers opens a duty of the own agency."""
    for user, assignment in cycle(_own_duties(0)):
        yield Ask("duty", reverse("duties:assignment_detail", args=[assignment.pk]), _sessions.cookies(user))


def _dashboard() -> Iterator[Ask]:
    return _visits("dashboard", _overseers(), [reverse("dashboards:overview")])


def _report() -> Iterator[Ask]:
    """Each duty is reported on once: the version of the row is known from the beginning."""
    for user, assignment in _own_duties(1):
        given = {"version": assignment.version, "text": "Đã ban hành văn bản số 15, đang thực hiện.", "obstacle": ""}
        body = urlencode({**given, "progress_percent": 70, "actual_quantity": "", "csrfmiddlewaretoken": TOKEN})
        address = reverse("duties:assignment_report", args=[assignment.pk])
        yield Ask("report", address, _sessions.cookies(user), body)


def _own_duties(which: int) -> list[tuple[User, Assignment]]:
    """Open duties with the focal points of their agencies, agencies in turn; every second one (0 or 1)."""
    focal = {user.memberships.all()[0].agency_id: user for user in _focal_points()}
    rows = Assignment.objects.filter(submitted_on=None, agency__in=focal, occurrences=None).order_by(
        "item__order", "pk"
    )
    return [(focal[row.agency_id], row) for row in rows[which::2]]


def _focal_points() -> list[User]:
    return list(User.objects.filter(memberships__role=Role.FOCAL_POINT).prefetch_related("memberships"))


_MAKERS = {
    "my work": _my_work,
    "list": _list,
    "search": _search,
    "plan": _plan,
    "duty": _duty,
    "dashboard": _dashboard,
    "report": _report,
}
