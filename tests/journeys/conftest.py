"""A real browser on a live site, with a hand that counts what it does and an eye that checks each page it sees."""

from dataclasses import dataclass, field
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, sync_playwright

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
WEIGHTY = ("serious", "critical")


@pytest.fixture(scope="module")
def chromium():
    # Playwright keeps a loop running in this thread; the tests touch the database from here all the same.
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        yield browser
        browser.close()


@dataclass
class Hand:
    """Clicks, chooses files and counts; typing is not counted, Enter and digits that answer are clicks."""

    page: Page
    clicks: int = 0
    seen: list[str] = field(default_factory=list)

    def click(self, what: str | Locator) -> None:
        self.clicks += 1
        (self.page.locator(what) if isinstance(what, str) else what).click()
        self.page.wait_for_load_state()

    def press(self, key: str) -> None:
        """A key that answers and leads to another page."""
        self.clicks += 1
        with self.page.expect_navigation():
            self.page.keyboard.press(key)

    def choose(self, field: str, path: Path) -> None:
        """One click opens the window in which the file is chosen."""
        self.clicks += 1
        self.page.set_input_files(field, path)

    def look(self) -> None:
        """Nobody is shut out of this page, in light and in dark, and it does not scroll sideways on a telephone."""
        for theme in ("light", "dark"):
            self.page.emulate_media(color_scheme=theme)
            faults = [one for one in Axe().run(self.page).response["violations"] if one["impact"] in WEIGHTY]
            told = [(one["id"], [node["target"] for node in one["nodes"]][:3]) for one in faults]
            assert not told, (self.page.url, theme, told)
        self.page.emulate_media(color_scheme="light")
        self.page.set_viewport_size({"width": 360, "height": 740})
        fits = self.page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
        assert fits, f"{self.page.url} scrolls sideways at 360 pixels"
        self.page.set_viewport_size({"width": 1366, "height": 768})
        self.seen.append(self.page.url)


@pytest.fixture
def sign_in(chromium, live_server, settings):
    """A hand of somebody who has just signed in with one click on a card of the demonstration."""
    settings.MODE = "demo"
    contexts = []

    def sign_in(username: str) -> Hand:
        # The checker brings its own script, so the policy is lifted here; tests/ui holds it.
        context = chromium.new_context(
            viewport={"width": 1366, "height": 768}, bypass_csp=True, reduced_motion="reduce"
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(30_000)
        page.goto(f"{live_server.url}/tai-khoan/dang-nhap/")
        page.locator(f"button[value='{username}']").first.click()
        page.wait_for_load_state()
        return Hand(page)

    yield sign_in
    for context in contexts:
        context.close()
