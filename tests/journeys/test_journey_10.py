"""The administrator brings in a new agency's people: a pasted list, four clicks, links instead of sent passwords."""

import re

import pytest

from caicach.people.models import User
from caicach.people.permissions import Role
from tests.factories.agencies import AgencyFactory
from tests.factories.work import person_in
from tests.walker import PC, PHONE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MOST_CLICKS = 4
TWELVE = "\n".join(f"Nguyễn Văn Mới {number:02}\tSở Y tế\tcông chức" for number in range(1, 13))


@pytest.mark.parametrize("size", [PC, PHONE])
def test_twelve_people_are_invited_with_four_clicks(walks, size):
    agency = AgencyFactory(name="Sở Y tế")
    walker = walks(person_in(AgencyFactory(), Role.SYSADMIN), size=size)
    walker.open("/")
    assert walker.page.locator("h1").inner_text() == "Người dùng"
    walker.click("text=Dán danh sách")
    walker.page.fill("textarea[name=text]", f"họ và tên\tcơ quan\tvai trò\n{TWELVE}")
    walker.click("button:has-text('Xem trước')")
    assert walker.sees("Nguyễn Văn Mới 12")
    assert not User.objects.filter(full_name__startswith="Nguyễn Văn Mới").exists()
    walker.click("button:has-text('Mời 12 người')")
    walker.page.evaluate("navigator.clipboard.writeText = async text => { window.copied = text }")
    walker.click("text=Chép tất cả")
    assert walker.clicks <= MOST_CLICKS
    copied = walker.page.evaluate("window.copied")
    assert len(set(re.findall(r"http\S+/tai-khoan/moi/\S+/", copied))) == 12
    assert User.objects.filter(memberships__agency=agency, full_name__startswith="Nguyễn Văn Mới").count() == 12


def test_a_link_of_one_person_is_copied_as_a_message_and_opens_the_choice_of_a_password(walks):
    AgencyFactory(name="Sở Y tế")
    walker = walks(person_in(AgencyFactory(), Role.SYSADMIN))
    walker.open("/co-quan/nguoi-dung/nhap/")
    walker.page.fill("textarea[name=text]", "họ và tên\tcơ quan\tvai trò\nLê Thị Mới\tSở Y tế\tđầu mối")
    walker.click("button:has-text('Xem trước')")
    walker.click("button:has-text('Mời')")
    walker.page.evaluate("navigator.clipboard.writeText = async text => { window.copied = text }")
    walker.click("td button:has-text('Sao chép')")
    message = walker.page.evaluate("window.copied")
    assert message.startswith("Kính gửi Lê Thị Mới")
    newcomer = walks()
    newcomer.page.goto(re.search(r"http\S+", message[message.index("http") :]).group())
    assert newcomer.sees("Đặt mật khẩu")
    assert newcomer.sees("Lê Thị Mới")
