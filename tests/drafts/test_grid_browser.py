"""The table of a draft in a real browser: keys as in a sheet, each cell saved by itself, nothing typed is lost."""

from decimal import Decimal

import pytest
from django.test import Client

from caicach.criteria.models import CriteriaSet
from caicach.people.permissions import Role
from tests.factories.agencies import MembershipFactory
from tests.factories.criteria import draft_set

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def open_grid(chromium, live_server, settings, row, **options):
    client = Client()
    client.force_login(MembershipFactory(role=Role.COORDINATOR).user)
    context = chromium.new_context(viewport={"width": 1366, "height": 768}, **options)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])
    page = context.new_page()
    page.goto(f"{live_server.url}/bo-tieu-chi/{row.pk}/soan/bang/")
    return page


def kept(row, code):
    found = CriteriaSet.objects.get(pk=row.pk).as_core.node(code)
    return found.name, found.max_score


def saved(page, act):
    with page.expect_response(lambda answer: answer.request.method == "POST" and "/bang/" in answer.url):
        act()
    page.locator(".htmx-request").first.wait_for(state="detached")


def active(page):
    """Row and column of the cell with the cursor."""
    return page.evaluate(
        """() => { const at = document.activeElement;
        return [[...document.querySelectorAll('[data-grid] tbody tr')].indexOf(at.closest('tr')),
                at.name.slice(37)]; }"""
    )


def test_keys_move_edit_save_undo_and_give_back(chromium, live_server, settings, db):
    row = draft_set()
    page = open_grid(chromium, live_server, settings, row)
    keys = page.keyboard
    page.locator("[name$='-name']").nth(1).click()
    saved(page, lambda: (keys.type("Thay cả ô"), keys.press("Enter")))
    assert active(page) == [2, "name"]
    assert kept(row, "1.1")[0] == "Thay cả ô"
    keys.press("ArrowRight")
    saved(page, lambda: (keys.type("4,5"), keys.press("Enter")))
    assert active(page) == [3, "max_score"]
    assert kept(row, "1.2")[1] == Decimal("4.5")
    before = page.locator("[name$='-max_score']").nth(3).input_value()
    keys.type("77")
    keys.press("Escape")
    assert page.locator("[name$='-max_score']").nth(3).input_value() == before
    keys.press("ArrowUp")
    saved(page, lambda: (keys.press("F2"), keys.press("Backspace"), keys.press("6"), keys.press("Tab")))
    assert kept(row, "1.2")[1] == Decimal("4.6")
    page.locator("[name$='-max_score']").nth(2).focus()
    saved(page, lambda: keys.press("Control+z"))
    assert kept(row, "1.2")[1] == Decimal("4.5")
    assert page.locator(".grid-state .good").count() == 2


def test_a_page_that_is_left_after_saving_asks_nothing(chromium, live_server, settings, db):
    page = open_grid(chromium, live_server, settings, draft_set())
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.locator("[name$='-name']").first.click()
    saved(page, lambda: (page.keyboard.type("Mới"), page.keyboard.press("Enter")))
    page.goto(f"{live_server.url}/bo-tieu-chi/")
    assert asked == []


def test_a_colleague_in_the_same_row_is_shown_and_the_own_words_stay(chromium, live_server, settings, db):
    row = draft_set()
    page = open_grid(chromium, live_server, settings, row)
    other = open_grid(chromium, live_server, settings, row)
    for window, words in ((other, "Của đồng nghiệp"), (page, "Của tôi")):
        cell = window.locator("[name$='-name']").nth(1)
        cell.click()
        saved(window, lambda window=window, words=words: (window.keyboard.type(words), window.keyboard.press("Tab")))
    assert "Của đồng nghiệp" in page.inner_text(".grid-conflict")
    assert page.locator("[name$='-name']").nth(1).input_value() == "Của tôi"
    saved(page, lambda: page.get_by_role("button", name="Ghi của tôi").click())
    assert kept(row, "1.1")[0] == "Của tôi"


def test_without_a_script_the_table_is_a_form_with_one_button(chromium, live_server, settings, db):
    row = draft_set()
    page = open_grid(chromium, live_server, settings, row, java_script_enabled=False)
    page.locator("[name$='-name']").nth(1).fill("Không cần script")
    page.locator("[name$='-max_score']").nth(2).fill("2,5")
    page.get_by_role("button", name="Lưu cả bảng").click()
    assert (kept(row, "1.1")[0], kept(row, "1.2")[1]) == ("Không cần script", Decimal("2.5"))
