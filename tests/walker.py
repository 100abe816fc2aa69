"""Somebody who walks through the site in a real browser and counts the own clicks."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Locator, Page

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
PC, PHONE = (1366, 768), (360, 740)


@dataclass
class Walker:
    """A person before one page. Only `click` counts; what is typed and dropped does not."""

    page: Page
    site: str
    clicks: int = 0
    told: list[str] = field(default_factory=list)

    def open(self, path: str) -> None:
        """Follow a link that came from outside, such as from a message."""
        self.page.goto(self.site + path)

    def click(self, what: str | Locator) -> None:
        """One click or tap on something that is seen."""
        target = self.page.locator(what).first if isinstance(what, str) else what
        target.click()
        self.page.wait_for_load_state()
        self.clicks += 1

    def choose_file(self, what: str, name: str, content: bytes, media_type: str) -> None:
        """Open the file dialog and choose: two clicks."""
        self.page.locator(what).set_input_files({"name": name, "mimeType": media_type, "buffer": content})
        self.clicks += 2

    def sees(self, text: str) -> bool:
        """Whether a text is on the page."""
        return self.page.get_by_text(text).locator("visible=true").count() > 0

    def is_on_screen(self, what: str) -> bool:
        """Whether all of something is seen without scrolling."""
        box, size = self.page.locator(what).first.bounding_box(), self.page.viewport_size
        assert box is not None
        assert size is not None
        return box["y"] >= 0 and box["y"] + box["height"] <= size["height"] and box["x"] + box["width"] <= size["width"]


@contextmanager
def walkers(browser: Browser, site: str) -> Iterator[Callable[..., Walker]]:
    """Lets people walk through a site, each in a browser of their own, while the block lasts."""
    contexts = []

    def begin(user=None, *, session=None, size=PC, theme: str = "light", bypass_csp: bool = False) -> Walker:
        view = {"width": size[0], "height": size[1]}
        context = browser.new_context(viewport=view, color_scheme=theme, bypass_csp=bypass_csp)
        contexts.append(context)
        if user is not None:
            client = Client()
            client.force_login(user)
            session = client.cookies[settings.SESSION_COOKIE_NAME].value
        if session is not None:
            context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": site}])
        walker = Walker(context.new_page(), site)
        walker.page.on("console", lambda line: walker.told.append(line.text) if line.type == "error" else None)
        walker.page.on("pageerror", lambda error: walker.told.append(str(error)))
        return walker

    yield begin
    for context in contexts:
        context.close()
