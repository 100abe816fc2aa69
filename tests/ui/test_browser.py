"""The gallery in a real browser: nobody is shut out, nothing is cut off, the content policy holds."""

import pytest
from django.test import Client
from playwright.sync_api import Page

from tests.factories.people import UserFactory
from tests.faults import faults_on, scrolls_sideways, shut_out_by
from tests.walker import PC, PHONE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PAGES = ["/tai-khoan/dang-nhap/", "/giao-dien/", "/tai-khoan/", "/khong-co/"]


@pytest.fixture
def opened(chromium, live_server, settings):
    """Open a page as somebody who has signed in, at a width and in a theme."""
    client = Client()
    client.force_login(UserFactory())
    session = client.cookies[settings.SESSION_COOKIE_NAME].value

    def open_page(path: str, *, width: int = 1366, theme: str = "light", bypass_csp: bool = False) -> Page:
        view = {"width": width, "height": 768}
        context = chromium.new_context(viewport=view, color_scheme=theme, bypass_csp=bypass_csp)
        if "dang-nhap" not in path:
            cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}
            context.add_cookies([cookie])
        page = context.new_page()
        page.told = []
        page.on("console", lambda message: page.told.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: page.told.append(str(error)))
        page.goto(live_server.url + path)
        return page

    return open_page


@pytest.mark.parametrize("path", PAGES)
def test_nobody_is_shut_out_and_nothing_scrolls_sideways_but_tables(opened, path):
    # The checker brings its own script, so the policy is lifted here and tested below.
    page = opened(path, bypass_csp=True)
    wrong = [fault for theme in ("light", "dark") for size in (PC, PHONE) for fault in faults_on(page, size, theme)]
    assert not wrong


def test_the_checker_sees_who_is_shut_out(opened):
    page = opened(PAGES[0], width=360, bypass_csp=True)
    page.evaluate("""document.querySelector('main').innerHTML =
        '<button></button><p style="color: #999; background: #aaa; width: 900px">Mờ</p>'""")
    assert [fault.partition(" ")[0] for fault in shut_out_by(page)] == ["button-name", "color-contrast"]
    assert scrolls_sideways(page)


def test_the_browser_finds_no_breach_of_the_policy(opened):
    for path in PAGES[:3]:
        assert opened(path).told == []


def test_the_theme_and_the_menu_work_without_leaving_the_page(opened):
    page = opened("/tai-khoan/")
    page.click("details.menu summary")
    page.click("button[name=theme][value=dark]")
    assert page.get_attribute("html", "data-theme") == "dark"
    assert page.url.endswith("/tai-khoan/")
    page.click("details.menu summary")
    page.keyboard.press("Escape")
    assert page.get_attribute("details.menu", "open") is None


def test_a_slash_goes_to_the_search(opened):
    page = opened("/giao-dien/")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "q"
    page.keyboard.type("a/b")
    assert page.input_value("#q") == "a/b"


def test_errors_get_the_focus_and_the_title(opened):
    page = opened("/tai-khoan/")
    page.fill("input[name=email]", "khong@phai")
    page.evaluate("document.querySelector('main form').noValidate = true")
    page.click("main form .button-primary")
    assert page.title().startswith("⚠")
    assert "error-summary" in page.evaluate("document.activeElement.className")


def test_typed_text_is_not_left_without_a_question(opened):
    page = opened("/tai-khoan/")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.fill("input[name=phone]", "0900 000 000")
    page.goto(page.url.replace("/tai-khoan/", "/giao-dien/"))
    assert asked == ["beforeunload"]
