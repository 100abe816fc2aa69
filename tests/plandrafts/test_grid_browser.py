"""The draft in a real browser: keys as in a sheet, each cell saved by itself, and nothing typed is lost."""

import pytest
from django.test import Client

from caicach.plans.models import PlanItem
from tests.factories.plans import PlanFactory, PlanItemFactory, coordinator

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def plan(db):
    plan = PlanFactory()
    for title in ("Một", "Hai", "Ba"):
        PlanItemFactory(plan=plan, title=title)
    return plan


def open_grid(chromium, live_server, settings, plan, **options):
    client = Client()
    client.force_login(coordinator())
    context = chromium.new_context(viewport={"width": 1366, "height": 768}, **options)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])
    page = context.new_page()
    page.goto(f"{live_server.url}/ke-hoach/{plan.pk}/soan/")
    return page


def titles(plan):
    return list(PlanItem.objects.filter(plan=plan).order_by("order").values_list("title", flat=True))


def active(page):
    """The place of the cell with the cursor: row and name of the column."""
    return page.evaluate(
        """() => { const at = document.activeElement;
        return [[...document.querySelectorAll('[data-grid] tbody tr')].indexOf(at.closest('tr')),
                at.name.slice(37)]; }"""
    )


def saved(page, act):
    with page.expect_response(lambda answer: "/sua/" in answer.url):
        act()
    page.locator(".htmx-request").first.wait_for(state="detached")


def test_keys_move_edit_save_undo_and_give_back(chromium, live_server, settings, plan):
    page = open_grid(chromium, live_server, settings, plan)
    keys = page.keyboard
    page.locator("[name$='-title']").first.click()
    saved(page, lambda: (keys.type("Thay cả ô"), keys.press("Enter")))
    assert active(page) == [1, "title"]
    assert titles(plan) == ["Thay cả ô", "Hai", "Ba"]

    keys.press("ArrowRight")
    assert active(page) == [1, "deliverable"]
    keys.press("ArrowLeft")
    saved(page, lambda: (keys.press("F2"), keys.type(" thêm"), keys.press("Tab")))
    assert titles(plan)[1] == "Hai thêm"
    assert active(page) == [1, "deliverable"]

    keys.press("ArrowDown")
    keys.type("bỏ đi")
    keys.press("Escape")
    assert page.locator("[name$='-deliverable']").nth(2).input_value() == ""

    saved(page, lambda: keys.press("Control+z"))
    assert titles(plan)[1] == "Hai"
    assert page.locator(".grid-state .good").count() == 2


def test_ctrl_enter_breaks_the_line_in_the_cell(chromium, live_server, settings, plan):
    page = open_grid(chromium, live_server, settings, plan)
    page.locator("[name$='-deliverable']").first.click()
    keys = page.keyboard
    saved(page, lambda: (keys.type("một"), keys.press("Control+Enter"), keys.type("hai"), keys.press("Enter")))
    assert plan.items.order_by("order").first().deliverable.splitlines() == ["một", "hai"]


def test_a_page_that_is_left_after_saving_asks_nothing(chromium, live_server, settings, plan):
    page = open_grid(chromium, live_server, settings, plan)
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.locator("[name$='-title']").first.click()
    saved(page, lambda: (page.keyboard.type("Mới"), page.keyboard.press("Enter")))
    page.goto(f"{live_server.url}/ke-hoach/")
    assert asked == []


def test_cells_copied_from_a_sheet_go_to_the_preview(chromium, live_server, settings, plan):
    page = open_grid(chromium, live_server, settings, plan)
    page.locator("[name$='-title']").first.focus()
    page.evaluate(
        """() => { const data = new DataTransfer(); data.setData('text/plain', '4\\tBốn\\n5\\tNăm\\n');
        document.activeElement.dispatchEvent(
            new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true})); }"""
    )
    page.wait_for_url("**/dan/")
    page.locator("button[name=confirm]").click()
    page.wait_for_url("**/soan/**")
    assert titles(plan) == ["Một", "Hai", "Ba", "Bốn", "Năm"]
    page.locator(".just-now button").click()
    page.wait_for_load_state()
    assert titles(plan) == ["Một", "Hai", "Ba"]


def test_a_colleague_in_the_same_cell_is_shown_and_the_own_words_stay(chromium, live_server, settings, plan):
    page = open_grid(chromium, live_server, settings, plan)
    first = plan.items.order_by("order").first()
    PlanItem.objects.filter(pk=first.pk).update(title="Của đồng nghiệp", version=first.version + 1)
    cell = page.locator("[name$='-title']").first
    cell.click()
    saved(page, lambda: (page.keyboard.type("Của tôi"), page.keyboard.press("Tab")))
    assert "Của đồng nghiệp" in page.inner_text(".grid-conflict")
    assert cell.input_value() == "Của tôi"
    saved(page, lambda: page.get_by_role("button", name="Ghi của tôi").click())
    assert titles(plan)[0] == "Của tôi"


def test_without_a_script_a_row_is_a_form(chromium, live_server, settings, plan):
    page = open_grid(chromium, live_server, settings, plan, java_script_enabled=False)
    page.locator("[name$='-title']").first.fill("Không cần script")
    page.get_by_role("button", name="Lưu").first.click()
    assert titles(plan)[0] == "Không cần script"
