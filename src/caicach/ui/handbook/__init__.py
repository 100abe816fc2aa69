"""The handbook: one file for each role, in each language, shown as one page; every page of the site knows its place.

Headings bear their anchors, `## Bước Kiểm tra {#kiem-tra}`: the same in all languages, and a room enters the anchor of
each of its pages in `AppConfig.ready()`.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from django.urls import NoReverseMatch, reverse
from django.utils.safestring import SafeString, mark_safe

if TYPE_CHECKING:
    from markdown_it.token import Token

FOLDER = Path(__file__).parent
CHAPTERS = ("chung", "dieu-phoi-vien", "dau-moi", "thu-truong", "lanh-dao", "cham-diem", "quan-tri")
_ANCHOR = re.compile(r"\s*\{#([a-z0-9-]+)\}$")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the handbook: its depth (1 for a chapter), its words and its anchor."""

    depth: int
    words: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Handbook:
    """The whole handbook in one language."""

    html: SafeString
    headings: tuple[Heading, ...]


_places: dict[str, str] = {}


def register(places: dict[str, str]) -> None:
    """Say at which anchor pages are explained: by the name of an address, or of a whole room ("plans")."""
    _places.update(places)


def known_places() -> dict[str, str]:
    return dict(_places)


def address_for(view_name: str) -> str:
    """The handbook at the place that explains a page; its beginning where no room has said one."""
    try:
        address = reverse("handbook")
    except NoReverseMatch:
        return ""
    anchor = _places.get(view_name) or _places.get(view_name.partition(":")[0], "")
    return f"{address}#{anchor}" if anchor else address


@lru_cache(maxsize=4)
def handbook_in(language: str) -> Handbook:
    """The handbook in a language; Vietnamese where there is none."""
    from markdown_it import MarkdownIt  # late: most processes never show the handbook

    folder = FOLDER / language if (FOLDER / language).is_dir() else FOLDER / "vi"
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    headings: list[Heading] = []
    parts: list[str] = []
    for chapter in CHAPTERS:
        tokens = markdown.parse((folder / f"{chapter}.md").read_text("utf8"))
        headings += _anchored(tokens)
        parts.append(str(markdown.renderer.render(tokens, markdown.options, {})))
    html = "".join(f"<section>{part}</section>" for part in parts)
    html = html.replace("<table>", '<div class="table-scroll"><table class="table">').replace(
        "</table>", "</table></div>"
    )
    return Handbook(mark_safe(html), tuple(headings))  # our own files, without HTML in them


def _anchored(tokens: list["Token"]) -> list[Heading]:
    """Take the anchors out of the words of headings into their ids; the page has a heading of its own above them."""
    found: list[Heading] = []
    for opening, inline, closing in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if opening.type != "heading_open":
            continue
        match = _ANCHOR.search(inline.content)
        if match is None or not inline.children:
            raise ValueError(f"a heading of the handbook without an anchor: {inline.content}")
        depth = int(opening.tag[1])
        opening.tag = closing.tag = f"h{depth + 1}"
        opening.attrSet("id", match[1])
        inline.children[-1].content = _ANCHOR.sub("", inline.children[-1].content)
        found.append(Heading(depth, _ANCHOR.sub("", inline.content), match[1]))
    return found
