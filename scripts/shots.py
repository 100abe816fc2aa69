"""Pictures of the pages of the demonstration in both widths: `make shots` (needs `make demo SERVE=0` before)."""

import argparse
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "shots"
SIZES = {"1366": (1366, 768), "360": (360, 740)}
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
PAGES: dict[str, tuple[str, str]] = {  # name: (who looks, address)
    "login": ("", "/tai-khoan/dang-nhap/"),
    "my_work": ("demo-focal_point", "/viec/"),
    "my_work_head": ("demo-agency_head", "/viec/"),
    "overview": ("demo-leader", "/dieu-hanh/"),
    "plans": ("demo-coordinator", "/ke-hoach/"),
    "plan": ("demo-coordinator", "@/ke-hoach/ table a"),
    "imports": ("demo-coordinator", "/nhap/"),
    "import": ("demo-coordinator", "/nhap/ke-hoach/"),
    "agencies": ("demo-coordinator", "/co-quan/"),
    "people": ("demo-sysadmin", "/co-quan/nguoi-dung/"),
    "audit": ("demo-auditor", "/nhat-ky/"),
    "gallery": ("demo-coordinator", "/giao-dien/"),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--url", help="a running site; without it one is started")
    parser.add_argument("--only", nargs="*", help="names of pages")
    wishes = parser.parse_args()
    FOLDER.mkdir(parents=True, exist_ok=True)
    with _site(wishes.url) as url, sync_playwright() as play:
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        for name, (who, address) in PAGES.items():
            if not wishes.only or name in wishes.only:
                _shoot(browser, url, name, who, address)
        browser.close()


@contextmanager
def _site(url: str | None) -> Iterator[str]:
    if url:
        yield url
        return
    server = subprocess.Popen([sys.executable, "-m", "caicach", "serve", "--port", "8765"])
    try:
        yield _wait_for("http://localhost:8765")
    finally:
        server.terminate()
        server.wait()


def _wait_for(url: str) -> str:
    for _ in range(60):
        try:
            urllib.request.urlopen(f"{url}/healthz", timeout=2)
            return url
        except OSError:
            time.sleep(0.5)
    raise TimeoutError(f"{url} does not answer")


def _shoot(browser: Browser, url: str, name: str, who: str, address: str) -> None:
    for size, (width, height) in SIZES.items():
        page = browser.new_page(viewport={"width": width, "height": height})
        _sign_in(page, url, who)
        if address.startswith("@"):
            start, selector = address[1:].split(" ", 1)
            page.goto(url + start)
            page.locator(f"main {selector}").first.click()
            page.wait_for_load_state()
        else:
            page.goto(url + address)
        page.screenshot(path=FOLDER / f"{name}-{size}.png")
        page.close()


def _sign_in(page: Page, url: str, who: str) -> None:
    if not who:
        return
    page.goto(f"{url}/tai-khoan/dang-nhap/")
    page.locator(f"button[value='{who}']").first.click()
    page.wait_for_load_state()


if __name__ == "__main__":
    main()
