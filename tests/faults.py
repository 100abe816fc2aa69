"""What a page does wrong to people who see, hear or hold it otherwise."""

from axe_playwright_python.base import AXE_SCRIPT

from tests.walker import PC, PHONE

WEIGHTY = ["serious", "critical"]
# Only what is weighty comes back, and nothing is loaded a second time: of the rules in use that is wanted only by the
# one about sound that starts by itself, and no page has any.
CHECK = """async weighty => {
    const found = await axe.run({resultTypes: ["violations"], preload: false});
    return found.violations.filter(fault => weighty.includes(fault.impact))
        .map(fault => [fault.id, fault.nodes.slice(0, 3).map(node => node.target)]);
}"""


def shut_out_by(page) -> list[str]:
    """What shuts somebody out of a page as it stands; the checker is brought to a page once."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    return [f"{fault} {places}" for fault, places in page.evaluate(CHECK, WEIGHTY)]


def scrolls_sideways(page) -> bool:
    """Whether a page is wider than the window."""
    return page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")


def faults_on(page, size, theme) -> list[str]:
    """What a page of this size and theme does wrong."""
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.emulate_media(color_scheme=theme, reduced_motion="reduce")  # no colour is caught on its way
    found = shut_out_by(page) + (["scrolls sideways"] if scrolls_sideways(page) else [])
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
