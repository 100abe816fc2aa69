"""What a page does wrong to people who see, hear or hold it otherwise."""

from axe_playwright_python.sync_playwright import Axe

from tests.walker import PC, PHONE

WEIGHTY = ("serious", "critical")
ONLY_FAULTS = {"resultTypes": ["violations"]}


def faults_on(page, size, theme) -> list[str]:
    """What a page of this size and theme does wrong."""
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.emulate_media(color_scheme=theme, reduced_motion="reduce")  # no colour is caught on its way
    found = [
        f"{fault['id']} {[node['target'] for node in fault['nodes']][:3]}"
        for fault in Axe().run(page, options=ONLY_FAULTS).response["violations"]
        if fault["impact"] in WEIGHTY
    ]
    if not page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"):
        found.append("scrolls sideways")
    return [f"{theme}, {size[0]} pixels: {fault}" for fault in found]


def faults_in_both_sizes(page) -> list[str]:
    """On a screen in the light and on a telephone in the dark."""
    return faults_on(page, PC, "light") + faults_on(page, PHONE, "dark")


def wrong_pages(walker, addresses) -> dict[str, list[str]]:
    """The addresses whose pages do something wrong, and what."""
    found = {}
    for address in addresses:
        walker.open(address)
        if faults := faults_in_both_sizes(walker.page):
            found[address] = faults
    return found
