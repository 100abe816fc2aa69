"""Lists of duties in a real browser: filters narrow without leaving the page, what is ticked is counted."""

import pytest

from caicach.people.permissions import Role
from tests.factories.agencies import AgencyFactory
from tests.factories.work import AssignmentFactory, LeafFactory, coordinator, person_in
from tests.walker import PC, PHONE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def duties():
    agency = AgencyFactory(name="Sở Đất đai")
    titles = ("Công bố danh mục", "Tập huấn công chức", "Kiểm tra bộ phận một cửa")
    items = [LeafFactory(title=title, search_text=f"viec so {place}") for place, title in enumerate(titles)]
    return [AssignmentFactory(item=item, agency=agency, confirmed=place == 0) for place, item in enumerate(items)]


def test_filters_narrow_the_list_and_stand_in_the_address_without_empty_ones(walks, duties):
    walker = walks(coordinator())
    walker.open("/viec/danh-sach/")
    assert walker.page.locator(".duties .cell-title").count() == 3
    walker.page.select_option("#id_status", "completed")
    walker.page.locator(".chip").first.wait_for()
    assert walker.page.locator(".duties .cell-title").count() == 1
    assert walker.page.url.endswith("/viec/danh-sach/?status=completed")
    assert walker.page.evaluate("document.activeElement.id") in ("id_status", "")
    walker.click(".chip")
    assert walker.page.url.endswith("/viec/danh-sach/?")
    assert walker.page.locator(".duties .cell-title").count() == 3
    assert walker.told == []


def test_search_as_one_types_never_takes_the_field_away(walks, duties):
    walker = walks(coordinator())
    walker.open("/viec/danh-sach/")
    walker.page.focus("#id_q")
    walker.page.keyboard.type("so dat dai")
    walker.page.locator(".chip").first.wait_for()
    assert walker.page.evaluate("document.activeElement.id") == "id_q"
    assert walker.page.input_value("#id_q") == "so dat dai"
    assert walker.page.locator(".duties .cell-title").count() == 3


@pytest.mark.parametrize("size", [PC, PHONE])
def test_ticked_duties_are_counted_in_a_bar_that_stays_in_sight(walks, duties, size):
    chief = person_in(duties[0].agency, Role.FOCAL_POINT)
    walker = walks(chief, size=size)
    walker.open("/viec/")
    for place in range(2):
        walker.page.locator(".duties tbody .tick input").nth(place).check()
    assert walker.page.locator(".many-count").inner_text() == "Đã chọn 2 việc"
    walker.page.evaluate("window.scrollTo(0, 0)")
    assert walker.is_on_screen(".many")
    walker.page.select_option("#many-person", str(chief.pk))
    walker.click(".many button")
    walker.click("main .button-primary")
    assert walker.sees("Đã giao 2 việc")


def test_every_row_and_button_is_reached_by_keys(walks, duties):
    chief = person_in(duties[0].agency, Role.FOCAL_POINT)
    walker = walks(chief)
    walker.open("/viec/")
    reached = set()
    for _ in range(60):
        walker.page.keyboard.press("Tab")
        reached.add(walker.page.evaluate("document.activeElement.name || document.activeElement.innerText"))
    assert {"q", "status", "duty", "person", "Xem trước"} <= reached
    assert any("Tập huấn công chức" in text for text in reached)
