from datetime import date, datetime
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest

from caicach.people.permissions import Role
from tests.factories.agencies import AgencyFactory
from tests.factories.work import AssignmentFactory, LeafFactory, person_in
from tests.notices.post_office import post_office, smtp


def at(day, hour=8, minute=0):
    """An instant of a day in Viet Nam."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


TODAY = date(2026, 6, 15)  # a Monday
NOW = at(TODAY)


@pytest.fixture
def office():
    with post_office() as (box, port):
        box.port = port
        yield box


@pytest.fixture
def mail(office, settings):
    """The site is joined to the mail server."""
    settings.SMTP = smtp(office.port)
    settings.SITE_ADDRESS = "https://cchc.lacxuyen.example"
    return office


@pytest.fixture
def world(db):
    """An agency with a focal point and a head; a coordinator and a leader; a duty that is overdue for 10 days."""
    agency = AgencyFactory(name="Sở Y tế", code="so-y-te")
    province = AgencyFactory(name="UBND tỉnh Lạc Xuyên", code="tinh", kind="province")
    people = {
        "focal": person_in(agency, Role.FOCAL_POINT, username="dau-moi", email="dau-moi@y-te.example"),
        "head": person_in(agency, Role.AGENCY_HEAD, username="giam-doc", email="giam-doc@y-te.example"),
        "coordinator": person_in(province, Role.COORDINATOR, username="dieu-phoi", email="dieu-phoi@tinh.example"),
        "leader": person_in(province, Role.LEADER, username="lanh-dao", email="lanh-dao@tinh.example"),
    }
    item = LeafFactory(title="Rà soát thủ tục", outline_code="1.9", due_on=date(2026, 6, 5))
    item.plan.assigned_at = NOW
    item.plan.save()
    duty = AssignmentFactory(item=item, agency=agency, reported=True)
    return SimpleNamespace(agency=agency, duty=duty, item=item, **people)


def duty_due(world, due_on, **fields):
    item = LeafFactory(plan=world.item.plan, title=f"Việc hạn {due_on:%d/%m}", due_on=due_on, start_on=None)
    return AssignmentFactory(item=item, agency=world.agency, **fields)
