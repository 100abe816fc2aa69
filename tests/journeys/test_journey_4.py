"""The leader on a phone: sees without a click, urges in two, reaches a duty in three, lends in three, signs in four."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from caicach.consolidation.signing import put_before_signer
from caicach.delegations.models import Delegation
from caicach.notices.models import Reminder
from caicach.people.permissions import Permission, Role
from caicach.work.models import Assignment
from tests.factories.agencies import AgencyFactory
from tests.factories.consolidation import TODAY, filled, province
from tests.factories.people import PASSWORD, code_now, with_password_and_code
from tests.factories.work import AT, AssignmentFactory, IssuedPlanFactory, LeafFactory, person_in
from tests.walker import PC, PHONE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def leader():
    """The plan of this year's worst row with two agencies, and one that is done."""
    year = timezone.localdate().year
    plan = IssuedPlanFactory(assigned_at=AT, year=year)
    late = LeafFactory(plan=plan, title="Cụ thể hóa kế hoạch của tỉnh", due_on=date(year, 1, 1))
    for name in ("Sở Y tế", "Sở Tài chính"):
        AssignmentFactory(item=late, agency=AgencyFactory(name=name), due_on=date(year - 1, 12, 1))
    AssignmentFactory(item=LeafFactory(plan=plan), confirmed=True)
    return person_in(AgencyFactory(name="Ủy ban nhân dân tỉnh"), Role.LEADER)


@pytest.mark.parametrize("size", [PHONE, PC])
def test_leader_sees_the_three_numbers_and_the_worst_row_without_a_click(walks, leader, size):
    walker = walks(leader, size=size)
    walker.open("/")
    tiles = walker.page.locator(".tile").all_inner_texts()
    assert [text.split() for text in tiles] == [["1", "hoàn", "thành"], ["0", "trong", "hạn"], ["2", "quá", "hạn"]]
    assert walker.is_on_screen(".tiles")
    assert walker.is_on_screen(".worst-row")
    assert "2 cơ quan quá hạn" in walker.page.locator(".worst-row:not(.decision)").inner_text()
    assert walker.page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert walker.told == []


def test_leader_urges_about_the_worst_row_with_two_taps(walks, leader):
    walker = walks(leader, size=PHONE)
    walker.open("/")
    walker.click(".worst-row:not(.decision) a:has-text('Đôn đốc')")
    assert walker.sees("Đề nghị Sở Y tế gửi kết quả")
    walker.click("main form .button-primary")
    assert walker.clicks == 2
    assert set(Reminder.objects.values_list("assignment__agency__name", flat=True)) == {"Sở Y tế", "Sở Tài chính"}
    assert walker.told == []


def test_leader_reaches_the_agencies_behind_a_number_and_one_duty_in_three_taps(walks, leader):
    walker = walks(leader, size=PHONE)
    walker.open("/")
    walker.click(".tile-bad")
    assert walker.page.locator(".duties .cell-title").count() == 2
    walker.click(".duties .cell-title a")
    assert walker.sees("Đôn đốc")
    assert walker.clicks <= 3
    assert Assignment.objects.filter(confirmed_on=None).count() == 2


def test_leader_lets_the_secretary_prepare_until_a_date_with_three_taps(walks, leader):
    agency = leader.memberships.get().agency
    secretary = person_in(agency, Role.STAFF)
    last_on = timezone.localdate() + timedelta(days=14)
    walker = walks(leader, size=PHONE)
    walker.open("/lam-thay/")
    walker.click("main .actions .button-primary")
    walker.click(f"main label:has-text('{secretary.full_name}')")
    walker.page.fill("#id_last_on", f"{last_on:%d/%m/%Y}")
    walker.page.fill("#id_reason", "Đi công tác")
    walker.click("main form .button-primary")
    assert walker.sees("Đã giao.")
    assert walker.clicks == 3
    row = Delegation.objects.get()
    assert (row.giver, row.taker, row.last_on) == (leader, secretary, last_on)
    assert row.permissions == [Permission.ASSIGNMENT_URGE]
    assert walker.told == []


def test_leader_signs_the_report_of_the_province_with_four_taps_and_the_code(walks):
    made = province({}, {})
    report = filled(made.whole, made.coordinator)
    put_before_signer(report=report, version=report.version, by=made.coordinator, today=TODAY)
    secret = with_password_and_code(made.leader)
    walker = walks(made.leader, size=PHONE)
    walker.open("/")
    walker.click("a:has-text('Ký báo cáo tổng hợp')")
    walker.click(f"form[action$='/{report.pk}/ky/'] .button-primary")
    walker.page.fill("#id_password", PASSWORD)
    walker.click("main form .button-primary")
    walker.page.fill("#id_code", code_now(secret))
    walker.click("main form .button-primary")
    report.refresh_from_db()
    assert report.signed_by == made.leader
    assert walker.clicks == 4
    assert walker.told == []
