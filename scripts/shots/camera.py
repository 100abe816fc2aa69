"""A browser that walks through the demonstration and takes a picture of each page in both widths."""

import io
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "docs" / "shots"
SIZES = {"1366": (1366, 768), "360": (360, 740)}
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
COLOURS = 128  # enough for pages; a picture is a quarter as large


@dataclass(frozen=True, slots=True)
class Walk:
    """One person's way through the site, picture by picture.

    Steps: go ADDRESS, click THING, wait ADDRESS, press KEY, fill FIELD TEXT, select LIST PLACE, choose FIELD FILE,
    shot NAME.
    """

    who: str
    steps: Sequence[tuple[str, ...]]
    theme: str = "light"

    @property
    def names(self) -> list[str]:
        return [step[1] for step in self.steps if step[0] == "shot"]


@contextmanager
def site(url: str | None) -> Iterator[str]:
    """A running site; without an address one is started and ended again."""
    if url:
        yield url
        return
    server = subprocess.Popen([sys.executable, "-m", "caicach", "serve", "--port", "8765"])
    try:
        yield _wait_for("http://localhost:8765")
    finally:
        server.terminate()
        server.wait()


def walk(browser: Browser, url: str, way: Walk) -> None:
    width, height = SIZES["1366"]
    view = {"width": width, "height": height}
    context = browser.new_context(viewport=view, color_scheme=way.theme, reduced_motion="reduce")
    page = context.new_page()
    _sign_in(page, url, way.who)
    for act, *what in way.steps:
        ACTS[act](page, url, *what)
    context.close()


def _go(page: Page, url: str, address: str) -> None:
    page.goto(url + address)


def _click(page: Page, url: str, selector: str) -> None:
    page.locator(selector).first.click()
    page.wait_for_load_state()


def _wait(page: Page, url: str, address: str) -> None:
    page.wait_for_url(address, timeout=120_000)


def _press(page: Page, url: str, key: str) -> None:
    page.keyboard.press(key)
    page.wait_for_load_state()


def _fill(page: Page, url: str, selector: str, text: str) -> None:
    page.locator(selector).first.fill(text)


def _select(page: Page, url: str, selector: str, place: str) -> None:
    page.locator(selector).first.select_option(index=int(place))


def _choose(page: Page, url: str, selector: str, file: str) -> None:
    page.set_input_files(selector, ROOT / file)


def _shot(page: Page, url: str, name: str) -> None:
    for size, (width, height) in SIZES.items():
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_timeout(150)
        picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
        picture.quantize(COLOURS, dither=Image.Dither.NONE).save(FOLDER / f"{name}-{size}.png", optimize=True)
    width, height = SIZES["1366"]
    page.set_viewport_size({"width": width, "height": height})


ACTS = {
    "go": _go, "click": _click, "wait": _wait, "press": _press, "fill": _fill, "select": _select,
    "choose": _choose, "shot": _shot,
}  # fmt: skip


def _sign_in(page: Page, url: str, who: str) -> None:
    if not who:
        return
    page.goto(f"{url}/tai-khoan/dang-nhap/")
    page.locator(f"button[value='{who}']").first.click()
    page.wait_for_load_state()


def _wait_for(url: str) -> str:
    for _ in range(60):
        try:
            urllib.request.urlopen(f"{url}/healthz", timeout=2)
            return url
        except OSError:
            time.sleep(0.5)
    raise TimeoutError(f"{url} does not answer")
