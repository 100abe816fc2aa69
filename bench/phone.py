"""The leader's page on a phone of 360 × 740 with a slowed processor and network, beside the page of the signing-in.

The browser's own clock tells from the first byte that is asked for to the end of loading, and when the largest thing on
the page was painted. Nothing is remembered from an earlier visit; the middle of several visits counts.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import median

from django.conf import settings
from django.db import connection
from django.urls import reverse
from playwright.sync_api import Browser, Page, sync_playwright

from bench.load import served
from bench.visits import people, session_of
from caicach.people.permissions import Role

BAR = 2.5
VISITS = 5
SLOWER = 4  # a cheap phone beside the machine that measures
NETWORK = {"offline": False, "latency": 150, "downloadThroughput": 1_600_000 / 8, "uploadThroughput": 750_000 / 8}
_TIMES = """() => new Promise(done => new PerformanceObserver(list => {
  const page = performance.getEntriesByType('navigation')[0], painted = list.getEntries().at(-1);
  done([page.loadEventEnd / 1000, painted.startTime / 1000]);
}).observe({type: 'largest-contentful-paint', buffered: true}))"""


@dataclass(frozen=True, slots=True)
class Times:
    """Seconds until all is loaded and until the largest thing is painted."""

    loaded: float
    painted: float


def measure() -> bool:
    """Print both pages; whether the leader's is there within the bar."""
    cookie = session_of(people(Role.LEADER)[0])
    pages = {"signing-in": ("", reverse("account_login")), "leader's page": (cookie, reverse("dashboards:overview"))}
    connection.close()
    with served() as (port, _pid), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        found = {name: _visited(browser, f"http://localhost:{port}", *page) for name, page in pages.items()}
        browser.close()
    for name, times in found.items():
        told = f"painted {times.painted:.2f} s, loaded {times.loaded:.2f} s"
        sys.stdout.write(f"{connection.vendor}: {name} on a slowed phone: {told}\n")
    times, floor = found["leader's page"], found["signing-in"]
    sys.stdout.write(f"{connection.vendor}: {times.loaded / floor.loaded:.2f} times the signing-in (bar {BAR} s)\n")
    return times.loaded <= BAR


def _visited(browser: Browser, site: str, cookie: str, address: str) -> Times:
    times = [_visit(browser, site, cookie, address) for _number in range(VISITS)]
    return Times(median(one.loaded for one in times), median(one.painted for one in times))


def _visit(browser: Browser, site: str, cookie: str, address: str) -> Times:
    with _phone(browser, site, cookie) as page:
        answer = page.goto(site + address)
        if answer is None or answer.status != 200:
            raise RuntimeError(f"{address}: {answer and answer.status}")
        loaded, painted = page.evaluate(_TIMES)
    return Times(loaded, painted)


@contextmanager
def _phone(browser: Browser, site: str, cookie: str) -> Iterator[Page]:
    through_proxy = {"X-Forwarded-Proto": "https"}
    context = browser.new_context(viewport={"width": 360, "height": 740}, extra_http_headers=through_proxy)
    if cookie:
        place = {"domain": "localhost", "path": "/", "secure": True}
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, **place}])
    page = context.new_page()
    slowed = context.new_cdp_session(page)
    slowed.send("Network.enable")
    slowed.send("Network.emulateNetworkConditions", NETWORK)
    slowed.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    yield page
    context.close()
