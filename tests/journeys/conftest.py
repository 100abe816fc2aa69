"""A real browser on a live site, with a hand that counts what it does and an eye that checks each page it sees."""

from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page

from tests.faults import scrolls_sideways, shut_out_by


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
            faults = shut_out_by(self.page)
            assert not faults, (self.page.url, theme, faults)
        self.page.emulate_media(color_scheme="light")
        self.page.set_viewport_size({"width": 360, "height": 740})
        assert not scrolls_sideways(self.page), f"{self.page.url} scrolls sideways at 360 pixels"
        self.page.set_viewport_size({"width": 1366, "height": 768})
        self.seen.append(self.page.url)


@pytest.fixture
def sign_in(chromium, live_server, settings):
    """A hand of somebody who has just signed in with one click on a card of the demonstration."""
    settings.MODE = "demo"

    def sign_in(username: str) -> Hand:
        # The checker brings its own script, so the policy is lifted here; tests/ui holds it.
        context = chromium.new_context(
            viewport={"width": 1366, "height": 768}, bypass_csp=True, reduced_motion="reduce"
        )
        page = context.new_page()
        page.set_default_timeout(30_000)
        page.goto(f"{live_server.url}/tai-khoan/dang-nhap/")
        page.locator(f"button[value='{username}']").first.click()
        page.wait_for_load_state()
        return Hand(page)

    return sign_in
