"""Pictures of the pages of the demonstration in both widths: `make shots` (needs `make demo SERVE=0` before).

Each room has its list of walks in `rooms/`; a new page is a line there.
"""

import argparse
from importlib import import_module
from pathlib import Path

from camera import FLAGS, FOLDER, Walk, site, walk
from playwright.sync_api import sync_playwright

ROOMS = sorted(path.stem for path in (Path(__file__).parent / "rooms").glob("[a-z]*.py"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--url", help="a running site; without it one is started")
    parser.add_argument("--rooms", nargs="*", default=ROOMS, choices=ROOMS)
    parser.add_argument("--only", nargs="*", help="names of pictures; walks without them are left out")
    wishes = parser.parse_args()
    FOLDER.mkdir(parents=True, exist_ok=True)
    walks: list[Walk] = [way for room in wishes.rooms for way in import_module(f"rooms.{room}").WALKS]
    with site(wishes.url) as url, sync_playwright() as play:
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        for way in walks:
            if not wishes.only or set(wishes.only) & set(way.names):
                walk(browser, url, way)
                print(", ".join(way.names))
        browser.close()
    print(f"{sum(path.stat().st_size for path in FOLDER.glob('*.png')) / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
