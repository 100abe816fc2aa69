"""A year of 150 agencies by a clock of its own: how many mails each person gets on each day, counted on their arrival.

What should be told on which day is computed here anew, from the due dates alone.
"""

from collections import Counter, defaultdict
from datetime import date, timedelta

import pytest

from caicach.core.workdays import is_working_day
from caicach.notices.models import Mail, MailKind, Notice, NoticeKind
from caicach.notices.posting import send_waiting
from caicach.notices.running import keep_going
from caicach.notices.telling import Told, tell
from caicach.notices.urging import urge
from caicach.people.models import User
from caicach.people.permissions import Role
from caicach.work.models import Assignment
from tests.factories.agencies import AgencyFactory
from tests.factories.work import AssignmentFactory, LeafFactory, person_in
from tests.notices.conftest import at

AGENCIES = 150
DUTIES = 4
FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
LATE_EVERY, LATE_DAYS = 5, 10
pytestmark = [pytest.mark.django_db, pytest.mark.slow]


class Delivered:
    """Stands where the mail server is, which other tests have: counts what is handed over, by person and day."""

    def __init__(self):
        self.mails = defaultdict(list)
        self.day = FIRST

    def __enter__(self):
        return self

    def __exit__(self, *_):
        return None

    def address(self, mail):
        return None

    def hand_over(self, mail):
        self.mails[mail.address, self.day].append(mail)


def make_province():
    """Each agency leads four duties, spread over the year; one in five is handed in ten days late."""
    province = AgencyFactory(name="UBND tỉnh Lạc Xuyên", code="tinh", kind="province")
    leader = person_in(province, Role.LEADER, username="lanh-dao")
    person_in(province, Role.COORDINATOR, username="dieu-phoi", email="dieu-phoi@x.example")
    days = [FIRST + timedelta(days=30 + number * 80) for number in range(DUTIES)]
    items = [LeafFactory(title=f"Việc {day:%d/%m}", due_on=day) for day in days]
    for number in range(AGENCIES):
        agency = AgencyFactory(name=f"Xã số {number}", code=f"xa-{number}")
        person_in(agency, Role.FOCAL_POINT, username=f"dau-moi-{number}", email=f"dau-moi-{number}@x.example")
        person_in(agency, Role.AGENCY_HEAD, username=f"chu-tich-{number}", email=f"chu-tich-{number}@x.example")
        for place, item in enumerate(items):
            due_on = item.due_on + timedelta(days=(number * 7 + place) % 5)
            AssignmentFactory(item=item, agency=agency, due_on=due_on, last_reported_on=FIRST)
    return leader


def hand_in(day):
    """What is in time is handed in on the day before its due date, what is late ten days after it."""
    rows = Assignment.objects.filter(submitted_on=None).order_by("due_on", "agency__code", "item")
    for row in rows.filter(due_on__lte=day + timedelta(days=1)).select_related("agency"):
        sent_on = row.due_on + timedelta(days=LATE_DAYS if is_late(row) else -1)
        if sent_on <= day:
            Assignment.objects.filter(pk=row.pk).update(submitted_on=day, confirmed_on=day)


def is_late(row):
    return int(row.agency.code.removeprefix("xa-")) % LATE_EVERY == 0


def trouble_on(day, leader):
    """Once a quarter everything happens to everybody: four urgings in a row, three changes of the password."""
    if (day.month % 3, day.day) != (0, 15):
        return
    now = at(day, 10)
    open_ones = list(Assignment.objects.filter(submitted_on=None).order_by("due_on").values_list("pk", "due_on")[:400])
    for part in range(4):
        if keys := [pk for pk, _due in open_ones[part::4]]:
            urge(duties=keys, by=leader, now=now)
    users = User.objects.exclude(email="").values_list("pk", flat=True)
    for number in range(3):
        lines = [
            Told(user=user, kind=NoticeKind.SECURITY, key=f"security:{day}:{number}", text="Mật khẩu đã đổi", path="/")
            for user in users
        ]
        tell(lines, now=now, cause=f"{day}:{number}")


@pytest.fixture
def year(settings, monkeypatch):
    settings.SMTP = {"host": "x", "port": 25, "security": "none", "sender": "a@x.example", "user": "", "password": ""}
    delivered = Delivered()
    monkeypatch.setattr("caicach.notices.posting.Post", lambda: delivered)
    leader = make_province()
    day = FIRST
    while day <= LAST:
        delivered.day = day
        hand_in(day)
        keep_going(now=at(day, 8))
        trouble_on(day, leader)
        for hour in range(11, 15):
            send_waiting(now=at(day, hour))
        day += timedelta(days=1)
    return delivered


def test_in_a_year_nobody_gets_more_than_one_digest_and_three_direct_mails_a_day(year):
    counts = Counter()
    for (address, day), mails in year.mails.items():
        kinds = Counter(mail.kind == MailKind.DIGEST for mail in mails)
        counts["digests"] = max(counts["digests"], kinds[True])
        counts["direct"] = max(counts["direct"], kinds[False])
        assert kinds[True] <= 1, (address, day)
        assert kinds[False] <= 3, (address, day)
        assert is_working_day(day) or not kinds[True], (address, day)
    assert counts == {"digests": 1, "direct": 3}  # the limits were reached, so they were tried
    keys = Counter(mail.pk for mails in year.mails.values() for mail in mails)
    assert max(keys.values()) == 1
    assert set(Mail.objects.values_list("state", flat=True)) == {"sent"}
    _check_steps()


def _check_steps():
    """Each duty was told its steps on the first working day from the step on, until it was handed in."""
    told = defaultdict(set)
    rows = Notice.objects.filter(kind=NoticeKind.STEP, user__username__startswith="dau-moi")
    for key, assignment, day in rows.values_list("key", "assignment", "day"):
        told[assignment].add((int(key.split(":")[1]), day))
    for row in Assignment.objects.select_related("agency"):
        assert told[row.pk] == expected_steps(row.due_on, is_late(row)), row


def expected_steps(due_on, late):
    """From the due date alone; the last step of several that fall on one working day is the one that is told."""
    ends_on = due_on + timedelta(days=LATE_DAYS if late else -1)
    found, day, reached = set(), FIRST, None
    while day < ends_on and day <= LAST:
        if is_working_day(day):
            steps = [step for step in (-14, -3, 1, 7) if due_on + timedelta(days=step) <= day]
            newest = steps[-1] if steps else None
            if newest == 7 and reached != 1 and reached != 7:
                newest = 1
            if newest is not None and newest != reached:
                announced = max((on for step, on in found if step == 1), default=None)
                if newest != 7 or day >= max(due_on + timedelta(days=7), announced + timedelta(days=3)):
                    found.add((newest, day))
                    reached = newest
        day += timedelta(days=1)
    return found
