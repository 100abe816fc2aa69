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

# An element without words is a kind of its own: a button with nothing to read shuts out, one with a text does not.
KINDS = """() => {
    const kind = element => [element.localName, element.className.baseVal ?? element.className,
        element.textContent.trim() ? "" : "empty",
        ...Array.from(element.attributes, one => one.name in marks ? `${one.name}=${one.value}` : one.name)].join(" ");
    const marks = {role: 1, type: 1, lang: 1, scope: 1};
    return Array.from(document.querySelectorAll("body *"), one => `${kind(one.parentElement)} > ${kind(one)}`);
}"""


def shut_out_by(page) -> list[str]:
    """What shuts somebody out of a page as it stands; the checker is brought to a page once."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    return [f"{fault} {places}" for fault, places in page.evaluate(CHECK, WEIGHTY)]


def scrolls_sideways(page) -> bool:
    """Whether a page is wider than the window."""
    return page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")


def kinds_on(page) -> set[str]:
    """What a page is made of: each kind of element, with its parent, classes and marks, but not its words."""
    return set(page.evaluate(KINDS))


def called_alike(page) -> list[str]:
    """Names that two elements of a page share: a label or a link would find only the first."""
    return page.evaluate("""() => {
        const names = Array.from(document.querySelectorAll("[id]:not([type=hidden])"), one => one.id);
        return names.filter((name, place) => names.indexOf(name) !== place);
    }""")


def faults_on(page, size, theme, is_checked=True) -> list[str]:
    """What a page of this size and theme does wrong; without the checker only whether it is too wide."""
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.emulate_media(color_scheme=theme, reduced_motion="reduce")  # no colour is caught on its way
    found = shut_out_by(page) if is_checked else []
    found += ["scrolls sideways"] if scrolls_sideways(page) else []
    return [f"{theme}, {size[0]} pixels: {fault}" for fault in found]


def faults_in_both_sizes(page, known: set[str] | None = None) -> list[str]:
    """On a screen in the light and on a telephone in the dark. Where `known` is given, a page that holds only kinds of
    elements that were looked at before is not given to the checker again, and what is new on it becomes known."""
    kinds = kinds_on(page)
    is_new = known is None or not kinds <= known
    if known is not None:
        known |= kinds
    alike = [f"two are called {name}" for name in called_alike(page)]
    return alike + faults_on(page, PC, "light", is_new) + faults_on(page, PHONE, "dark", is_new)


def wrong_pages(walker, addresses) -> dict[str, list[str]]:
    """The addresses whose pages do something wrong, and what."""
    found = {}
    for address in addresses:
        walker.open(address)
        if faults := faults_in_both_sizes(walker.page):
            found[address] = faults
    return found
